/**
 * Short messages above the toolbar, which stay until somebody closes them: new articles, and what did not work.
 */

import { button, element, icon, link, prose } from "./elements.js";
import { remember, take } from "./store.js";

/** Links that one message shows; many articles come at once when a branch is checked out. */
const MOST_LINKS = 3;
const MOST_TOASTS = 3;
const KEY = "added";

/**
 * @typedef {import("./server.js").Added} Added
 * @param {import("./words.js").Speech} words
 */
export function makeToasts(words) {
  const list = element("div", { class: "toasts", role: "status" });

  /** @param {(Node | string)[]} children */
  function show(...children) {
    const toast = element("div", { class: "toast" }, element("div", { class: "toast-text" }, ...children));
    const close = () => toast.remove();
    toast.append(button({ class: "plain", "aria-label": words.say("close") }, close, icon("close")));
    toast.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
    list.append(toast);
    while (list.children.length > MOST_TOASTS) list.firstElementChild?.remove();
  }

  /** @param {Added[]} added */
  function showAdded(added) {
    if (added.length === 0) return;
    const heading = words.say("added", { count: added.length });
    const links = added.slice(0, MOST_LINKS).map(({ title, url }) => element("li", {}, link(url, {}, title || url)));
    if (added.length > MOST_LINKS) {
      links.push(element("li", {}, words.say("more", { count: added.length - MOST_LINKS })));
    }
    show(element("p", { class: "strong" }, heading), element("ul", {}, ...links));
  }

  return {
    element: list,
    showAdded,
    /** Show it when the page has been loaded again. @param {Added[]} added */
    keepAdded(added) {
      remember(KEY, added);
    },
    showKept() {
      showAdded(take(KEY, /** @type {Added[]} */ ([])));
    },
    /**
     * What did not work, and what to do about it.
     * @param {string} message
     * @param {string} hint
     */
    tell(message, hint) {
      show(element("p", { class: "strong" }, ...prose(message)), ...(hint ? [element("p", {}, ...prose(hint))] : []));
    },
  };
}
