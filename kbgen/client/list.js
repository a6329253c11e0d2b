/**
 * The list of all articles, as the search page shows it from A to Z.
 */

/**
 * @typedef {object} Listed
 * @property {string} title
 * @property {string} url root-relative, as the page has it
 * @property {HTMLAnchorElement} link
 */

/**
 * Every article of the list that a page holds, in its order.
 * @param {ParentNode} page
 * @returns {Listed[]}
 */
export function readList(page) {
  return [...page.querySelectorAll("[data-kb-list] li a")]
    .filter((link) => link instanceof HTMLAnchorElement)
    .map((link) => ({
      title: link.textContent ?? "",
      url: link.getAttribute("href") ?? "",
      link,
    }));
}

/**
 * An entry for another list: the same link, in its own language.
 * @param {Listed} entry
 */
export function copyEntry(entry) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = entry.url;
  link.textContent = entry.title;
  item.append(link);
  for (const name of ["lang", "dir"]) {
    const value = entry.link.getAttribute(name);
    if (value) item.setAttribute(name, value);
  }
  return item;
}
