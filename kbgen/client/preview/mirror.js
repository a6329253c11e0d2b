/**
 * Tells whether a page has changed while its tab was not listening: its text as it was loaded, and as it is served now.
 */

const BUILD = /(?<=data-build=")\d+(?=")/;

/**
 * @param {(from: RequestCache) => Promise<string>} load the page's HTML
 * @param {number} build that the page in view comes from
 */
export function makeMirror(load, build) {
  // What the browser still has of its loading the page. Another tab may have fetched a newer one since.
  const kept = load("force-cache").then(
    (html) => (Number(BUILD.exec(html)?.[0]) === build ? html.replace(BUILD, "") : ""),
    () => "",
  );
  return {
    /** Whether something else is served now; null if that cannot be known. */
    async differs() {
      const before = await kept;
      if (!before) return null;
      const now = await load("no-store").catch(() => "");
      return now ? now.replace(BUILD, "") !== before : null;
    },
  };
}
