// What Netlify does around a build of this help centre: it keeps what kbgen remembers from one build to the next,
// and does not publish the agents' edition.

import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";

/** Made again when it is missing; a build is faster with it. */
const STATE = ".kbgen";

/** Files that tell which edition a folder holds. Two, since a copy may have left the hidden one behind. */
const TELLING = new Set([".kbgen-manifest", "_headers"]);
const AGENTS = /^# kbgen edition: agents\r?$/m;

export async function onPreBuild({ utils }) {
  if (await utils.cache.restore(STATE)) {
    console.log(`${STATE}/ of an earlier build is here: what has not changed is not read again.`);
  }
}

export async function onPostBuild({ constants, utils }) {
  const telling = await findAgentsEdition(constants.PUBLISH_DIR);
  if (telling) {
    utils.build.failBuild(
      `${telling} says that this is the agents' edition, with your internal notes. It is not published. ` +
        'Mend netlify.toml: the command must build without "--edition agents", and "publish" must name the folder ' +
        "of the public edition.",
    );
    return;
  }
  await utils.cache.save(STATE);
}

/**
 * The file that says that a folder, or one inside it, holds the agents' edition; none in a folder that is not there.
 *
 * @param {string} folder
 * @returns {Promise<string | undefined>}
 */
async function findAgentsEdition(folder) {
  for (const path of await listFiles(folder)) {
    if (TELLING.has(basename(path))) {
      const file = join(folder, path);
      if (AGENTS.test(await readFile(file, "utf8"))) {
        return file;
      }
    }
  }
  return undefined;
}

async function listFiles(folder) {
  try {
    return await readdir(folder, { recursive: true });
  } catch (error) {
    if (error.code === "ENOENT") {
      return [];
    }
    throw error;
  }
}
