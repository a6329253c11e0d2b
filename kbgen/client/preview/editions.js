/**
 * The choice of edition and drafts. Pressing one builds another site, for every tab.
 */

import { button, element } from "./elements.js";
import { chooseEdition } from "./server.js";

const EDITIONS = /** @type {const} */ (["public", "agents"]);

/**
 * @param {import("./words.js").Speech} words
 * @param {(work: Promise<void>) => void} follow what becomes of it
 */
export function makeEditions(words, follow) {
  let edition = "";
  let drafts = false;
  let working = false;

  /**
   * @param {string} nextEdition
   * @param {boolean} nextDrafts
   */
  function choose(nextEdition, nextDrafts) {
    if (working || (nextEdition === edition && nextDrafts === drafts)) return;
    working = true;
    follow(
      chooseEdition(nextEdition, nextDrafts).finally(() => {
        working = false;
      }),
    );
  }

  const buttons = EDITIONS.map((name) => button({ "data-control": name }, () => choose(name, drafts), words.say(name)));
  const lever = button(
    { class: "switch", role: "switch", "data-control": "drafts" },
    () => choose(edition, !drafts),
    element("span", { class: "lever", "aria-hidden": "true" }),
    words.say("drafts"),
  );
  const segments = element("div", { class: "segments" }, ...buttons);
  return {
    element: element(
      "div",
      { class: "group", role: "group", "aria-label": words.say("editions"), hidden: true },
      segments,
      lever,
    ),
    /** @param {import("./server.js").PageInfo} info */
    show(info) {
      ({ edition, drafts } = info);
      for (const [place, name] of EDITIONS.entries()) {
        buttons[place].setAttribute("aria-pressed", String(name === edition));
      }
      lever.setAttribute("aria-checked", String(drafts));
      this.element.hidden = false;
    },
  };
}
