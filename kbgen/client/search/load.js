/**
 * The index for a page's own scripts, loaded when somebody begins to search.
 */

/** @type {Promise<import("./index.js").Index> | undefined} */
let loading;

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
  // Pages that are opened from a folder cannot fetch: their index comes as scripts.
  if (location.protocol === "file:") return (await import("./offline.js")).openOffline(new URL("./", import.meta.url));
  return (await import(new URL("../search.js", import.meta.url).href)).open();
}
