/**
 * The index of pages that are opened from a folder: every file of it is a script that hands its bytes over.
 */

import { KbIndexError } from "./errors.js";
import { checkFormat, Index } from "./index.js";

/** @typedef {import("./index.js").Pointers} Pointers */

/** @type {Map<string, (data: Uint8Array) => void>} */
const waiting = new Map();

/**
 * @param {URL} folder where the files lie
 */
export async function openOffline(folder) {
  const pointers = await readPointers(new URL("../search.js", folder));
  checkFormat(pointers);
  return new Index(
    pointers,
    (name) => readFile(name, new URL(`${name}.js`, folder)),
    async () => pointers,
  );
}

/**
 * @param {URL} url
 * @returns {Promise<Pointers>}
 */
function readPointers(url) {
  return new Promise((resolve, reject) => {
    Object.assign(globalThis, { kbgenPointers: resolve });
    run(url, reject);
  });
}

/**
 * @param {string} name
 * @param {URL} url
 * @returns {Promise<Uint8Array>}
 */
function readFile(name, url) {
  return new Promise((resolve, reject) => {
    waiting.set(name, resolve);
    Object.assign(globalThis, { kbgenFile: take });
    run(url, reject);
  });
}

/**
 * What each file calls.
 * @param {string} name
 * @param {string} base64
 */
function take(name, base64) {
  waiting.get(name)?.(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
  waiting.delete(name);
}

/**
 * @param {URL} url
 * @param {(error: Error) => void} reject
 */
function run(url, reject) {
  const script = document.createElement("script");
  script.src = url.href;
  script.addEventListener("load", () => script.remove());
  script.addEventListener("error", () => reject(new KbIndexError(`${url.pathname} is not there.`)));
  document.head.append(script);
}
