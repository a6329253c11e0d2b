// Calls a scheduled function with a stand-in for the network, and prints what it did.
// usage: node function.mjs FUNCTION BUILD_HOOK STATUS

import { pathToFileURL } from "node:url";

const [file, hook, status] = process.argv.slice(2);
process.env.BUILD_HOOK = hook;
const fetched = [];
const said = [];
console.log = (text) => said.push(text);
globalThis.fetch = async (address, { method }) => {
  fetched.push([address, method]);
  return new Response("", { status: Number(status) });
};

const { config, default: run } = await import(pathToFileURL(file));
const error = await run().then(
  () => null,
  (failure) => failure.message,
);
process.stdout.write(JSON.stringify({ config, fetched, said, error }));
