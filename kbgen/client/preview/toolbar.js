/**
 * The slim bar at the foot: what state the site is in, and what one can do with the page. It folds to a corner.
 */

import { makeArticle } from "./article.js";
import { makeEditions } from "./editions.js";
import { button, element, icon } from "./elements.js";
import { makeLanguages } from "./languages.js";
import { makeState } from "./state.js";
import { recall, remember } from "./store.js";
import { makeWidths } from "./widths.js";

const NARROW = "(max-width: 48em)";

/**
 * @typedef {import("./server.js").PageInfo} PageInfo
 * @param {import("./words.js").Speech} words
 * @param {{panel: ReturnType<typeof import("./panel.js").makePanel>, announce: (text: string) => void,
 *   tell: (message: string, hint: string) => void, follow: (work: Promise<void>) => void, reload: () => void}} around
 *   tell: show what did not work; follow: likewise, if a work fails; reload: load the page again
 */
export function makeToolbar(words, { panel, announce, tell, follow, reload }) {
  const narrow = matchMedia(NARROW);
  const state = makeState(words);
  const editions = makeEditions(words, (work) => follow(work.then(reload)));
  const languages = makeLanguages(words);
  const article = makeArticle(words, follow, announce);
  const count = element("span");
  const problems = button(
    { class: "count", "aria-controls": panel.name, "aria-expanded": "false", "data-control": "problems" },
    panel.toggle,
    count,
  );
  const fold = button({ class: "plain", "aria-expanded": "true", "data-control": "fold" }, toggle);
  const tools = element(
    "div",
    { class: "tools", id: "kb-preview-tools" },
    editions.element,
    languages.element,
    makeWidths(words, tell).element,
    article.element,
    // Filled by those who measure and count, once they do.
    element("div", { "data-kb-preview-slot": "checks", hidden: true }),
    element("div", { "data-kb-preview-slot": "figures", hidden: true }),
  );
  fold.setAttribute("aria-controls", tools.id);
  const bar = element("div", { class: "bar" }, state.element, problems, tools, fold);

  /** Each kind of screen has its own: a narrow window takes over what the tab that opened it remembers. */
  const unfolded = { narrow: recall("unfolded narrow", false), wide: recall("unfolded wide", true) };

  function toggle() {
    const kind = narrow.matches ? "narrow" : "wide";
    unfolded[kind] = !unfolded[kind];
    remember(`unfolded ${kind}`, unfolded[kind]);
    draw();
  }

  function draw() {
    const open = narrow.matches ? unfolded.narrow : unfolded.wide;
    tools.hidden = !open;
    bar.toggleAttribute("data-folded", !open);
    fold.setAttribute("aria-expanded", String(open));
    fold.setAttribute("aria-label", words.say(open ? "hide" : "show"));
    fold.title = words.say(open ? "hide" : "show");
    fold.replaceChildren(icon(open ? "down" : "up"));
  }

  narrow.addEventListener("change", draw);
  draw();
  return {
    element: bar,
    state,
    panelChanged() {
      problems.setAttribute("aria-expanded", String(panel.open()));
    },
    /** @param {PageInfo} info */
    show(info) {
      for (const part of [editions, languages, article]) part.show(info);
    },
    /**
     * @param {number} number problems of the page, a failed build among them
     * @param {"error" | "warning" | ""} level of the worst
     */
    showCount(number, level) {
      problems.dataset.level = level;
      problems.replaceChildren(...(level ? [icon(level)] : []), count);
      count.textContent = number > 0 ? words.say("problems", { count: number }) : words.say("none");
    },
  };
}
