/**
 * What one does with the article in view: open its source, note that it was reviewed.
 */

import { button, element, icon, link } from "./elements.js";
import { markReviewed } from "./server.js";

/**
 * @param {import("./words.js").Speech} words
 * @param {(work: Promise<void>) => void} follow what becomes of it
 * @param {(text: string) => void} announce
 */
export function makeArticle(words, follow, announce) {
  const day = element("span", { class: "day" });
  const review = button({ "data-control": "review" }, press, icon("good"), words.say("review"));
  const open = element("span", { class: "slot" });
  const group = element("div", { class: "group", hidden: true }, open, review, day);
  let working = false;

  function press() {
    if (working) return;
    working = true;
    const work = markReviewed(location.pathname).then((date) => {
      write(date);
      day.dataset.fresh = "";
      announce(words.say("reviewed", { date: words.day(date) }));
    });
    follow(
      work.finally(() => {
        working = false;
      }),
    );
  }

  /** @param {string} date */
  function write(date) {
    day.hidden = date === "";
    const short = words.day(date);
    day.replaceChildren(
      element("span", { class: "short", "aria-hidden": "true" }, short),
      element("span", { class: "full" }, words.say("reviewed", { date: short })),
    );
  }

  return {
    element: group,
    /** @param {import("./server.js").PageInfo} info */
    show({ source, editor, id, reviewed }) {
      group.hidden = source === "";
      if (open.firstElementChild?.getAttribute("href") !== editor) {
        const attributes = { class: "button", title: source, "data-control": "source" };
        open.replaceChildren(link(editor, attributes, icon("source"), words.say("source")));
      }
      open.hidden = editor === "";
      // Folders' own pages have a source too, and nothing to review.
      review.hidden = id === "";
      write(reviewed);
    },
  };
}
