/**
 * The page for a missing address offers the articles that may have been meant, out of the language's list of all.
 */

import { copyEntry, readList } from "./list.js";
import { findNearest } from "./nearest.js";

const MOST = 5;

const section = document.querySelector("[data-kb-nearest]");
if (section instanceof HTMLElement && !location.pathname.endsWith("/404.html")) {
  // Without the list there is the rest of the page, which leads on as well.
  offer(section).catch(() => {});
}

/** @param {HTMLElement} section */
async function offer(section) {
  const address = section.dataset.kbNearest ?? "";
  const answer = await fetch(address);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const root = address.replace(/search\/$/, "");
  const found = findNearest(location.pathname, readList(page), root, MOST);
  section.querySelector("ul")?.replaceChildren(...found.map((entry) => copyEntry(entry)));
  section.hidden = found.length === 0;
}
