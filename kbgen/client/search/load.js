/**
 * The index for a page's own scripts, loaded when somebody begins to search.
 */

/** @type {Promise<import("./index.js").Index> | undefined} */
let loading;

/** @type {Set<string>} */
const told = new Set();

/**
 * Tell whoever looks after the site why search does not work, once a reason.
 * @param {unknown} error
 */
export function complain(error) {
  const reason = error instanceof Error ? error.message : String(error);
  if (told.has(reason)) return;
  told.add(reason);
  console.warn(`Search does not work: ${reason}`);
}

/** Rejects with KbIndexError; a later call tries again. */
export function loadIndex() {
  loading ??= open().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** @returns {Promise<import("./index.js").Index>} */
async function open() {
  // Pages made to be opened from a folder cannot fetch: their scripts are no modules, and their index comes as scripts.
  if ("classic" in import.meta) return (await import("./open.offline.js")).openOffline(new URL("./", import.meta.url));
  return (await import(new URL("../search.js", import.meta.url).href)).open();
}
