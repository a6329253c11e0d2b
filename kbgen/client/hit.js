/**
 * One result as a page shows it, and where it leads.
 */

/**
 * @typedef {import("./search/index.js").FullHit} Hit
 */

/** The site's root: pages that are opened from a folder have their results relative to it. */
const root = new URL("../../", import.meta.url);

/**
 * Where a result leads: to its passage, with the words to mark there in the fragment, which no server sees.
 * @param {Hit} hit
 */
function hitAddress(hit) {
  const address = new URL(hit.url, root).href;
  if (hit.words.length === 0) return address;
  const find = encodeURIComponent(hit.words.join(" "));
  return `${address}${address.includes("#") ? "&" : "#"}find=${find}`;
}

/**
 * A text with its marks, as nodes: what articles say is never taken for HTML.
 * @param {string} text
 * @param {[number, number][]} marks
 */
function markText(text, marks) {
  const nodes = document.createDocumentFragment();
  let last = 0;
  for (const [start, end] of marks) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    nodes.append(text.slice(last, start), mark);
    last = end;
  }
  nodes.append(text.slice(last));
  return nodes;
}

/**
 * A result's link, title, place and excerpt, put into an element of its own; an element that is a link leads there
 * as a whole.
 * @param {HTMLElement} element
 * @param {Hit} hit
 * @param {string} issue what a known problem is called: a result of its own kind
 */
export function fillHit(element, hit, issue) {
  const link = element instanceof HTMLAnchorElement ? element : document.createElement("a");
  link.href = hitAddress(hit);
  link.dataset.kbResult = "";
  const title = document.createElement("span");
  title.className = "hit-title";
  if (hit.type === "known-issue") title.append(small("hit-kind", issue), " ");
  const words = markText(hit.title, hit.titleMarks);
  if (link === element) title.append(words);
  else {
    link.append(words);
    title.append(link);
  }
  element.append(title);
  const place = [hit.section, hit.heading].filter(Boolean).join(" › ");
  if (place) element.append(small("hit-place", place));
  if (hit.excerpt) {
    const excerpt = small("hit-text", "");
    excerpt.append(markText(hit.excerpt, hit.marks));
    element.append(excerpt);
  }
  const page = document.documentElement.lang;
  if (hit.language !== page) {
    element.lang = hit.language;
    element.dir = /^(?:ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/.test(hit.language) ? "rtl" : "ltr";
  }
}

/**
 * @param {string} name
 * @param {string} text
 */
function small(name, text) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}
