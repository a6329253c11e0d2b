// Calls one event of a build plugin with real files and stand-ins for Netlify, and prints what it asked of Netlify.
// usage: node plugin.mjs PLUGIN EVENT PUBLISH_DIR RESTORED

import { pathToFileURL } from "node:url";

const [plugin, event, publish, restored] = process.argv.slice(2);
const made = [];
const said = [];
console.log = (text) => said.push(text);

class BuildFailed extends Error {}
const utils = {
  build: {
    failBuild(message) {
      made.push(["failBuild", message]);
      throw new BuildFailed(message);
    },
  },
  cache: {
    restore: async (path) => made.push(["restore", path]) > 0 && JSON.parse(restored),
    save: async (path) => made.push(["save", path]) > 0,
  },
};

const events = await import(pathToFileURL(plugin));
try {
  await events[event]({ constants: { PUBLISH_DIR: publish }, utils });
} catch (error) {
  if (!(error instanceof BuildFailed)) {
    throw error;
  }
}
process.stdout.write(JSON.stringify({ made, said }));
