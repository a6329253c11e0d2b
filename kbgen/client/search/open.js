/**
 * Opening the index of a published site: `/_kb/search.js` calls this with what it knows of the files of now.
 */

import { GoneError, KbIndexError } from "./errors.js";
import { checkFormat, Index } from "./index.js";

export { KbIndexError };

const FOLDER = "_kb/a/";

/**
 * @typedef {import("./index.js").Pointers} Pointers
 */

/**
 * Fetches nothing yet. Rejects with KbIndexError if the index has another format than this client.
 * @param {Pointers} pointers
 * @param {string | URL} base the site's root
 * @param {(again: string) => Promise<{ pointers: Pointers }>} reload reads the entry again, past every cache
 */
export async function openIndex(pointers, base, reload) {
  checkFormat(pointers);
  const folder = new URL(FOLDER, new URL(base, globalThis.location?.href));
  return new Index(
    pointers,
    (name) => fetchFile(new URL(name, folder)),
    async () => {
      try {
        return (await reload(Date.now().toString(36))).pointers;
      } catch (error) {
        throw new KbIndexError(`The search index cannot be opened again (${error}).`);
      }
    },
  );
}

/** @param {URL} url */
async function fetchFile(url) {
  let answer;
  try {
    answer = await fetch(url);
  } catch (error) {
    throw new KbIndexError(`${url.pathname} cannot be fetched (${error}).`);
  }
  if (answer.status === 404 || answer.status === 410) throw new GoneError(`${url.pathname} is not there.`);
  if (!answer.ok) throw new KbIndexError(`${url.pathname} cannot be fetched (status ${answer.status}).`);
  return new Uint8Array(await answer.arrayBuffer());
}
