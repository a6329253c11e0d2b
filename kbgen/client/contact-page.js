/**
 * What somebody searched for without luck comes along to the contact page, in the fragment, which no server sees: it
 * becomes the subject of a mail and stands in the search box.
 */

/** Mail programs cut longer subjects off. */
const LONGEST = 200;

const query = new URLSearchParams(location.hash.slice(1)).get("q")?.trim() ?? "";
if (query) carry(query);

/** @param {string} query */
function carry(query) {
  for (const link of document.querySelectorAll("a[data-kb-contact][href^='mailto:']")) {
    if (!(link instanceof HTMLAnchorElement) || link.search) continue;
    link.search = `subject=${encodeURIComponent([...query].slice(0, LONGEST).join(""))}`;
  }
  const box = document.querySelector("main form[data-kb-search] input[type=search]");
  if (box instanceof HTMLInputElement) box.value ||= query;
}
