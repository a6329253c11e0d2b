/**
 * What a build means for the page in view.
 */

/**
 * @typedef {import("./server.js").Built} Built
 * @typedef {{path: string, missing: boolean}} Here the page in view; missing: the host had none, and showed its 404
 */

/**
 * Removed wins over changed: a page that is gone must not be asked for again while somebody reads it.
 * @param {Built} built
 * @param {Here} here
 */
export function readBuild(built, here) {
  /** @param {string} url */
  const own = (url) => samePage(url, here.path);
  const removed = built.removed.some(own);
  const instead = here.missing && built.changed.some((url) => plainPath(url).endsWith("/404.html"));
  return {
    removed,
    reload: !removed && (built.all || instead || built.changed.some(own) || built.added.some(({ url }) => own(url))),
    added: built.added.filter(({ url }) => !own(url)),
  };
}

/**
 * @param {string} url
 * @param {string} other
 */
export function samePage(url, other) {
  return plainPath(url) === plainPath(other);
}

/**
 * The page of the folder above, and not one that has been removed as well.
 * @param {string} path
 * @param {string[]} removed
 */
export function parentOf(path, removed) {
  let parent = plainPath(path);
  do {
    parent = parent.replace(/[^/]*\/?$/, "");
  } while (parent !== "/" && removed.some((url) => samePage(url, parent)));
  return encodeURI(parent);
}

/**
 * A path as people read it, however it was written.
 * @param {string} url
 */
function plainPath(url) {
  const path = new URL(url, "http://preview").pathname.replace(/\/index\.html$/, "/");
  try {
    return decodeURIComponent(path).normalize("NFC");
  } catch {
    return path;
  }
}
