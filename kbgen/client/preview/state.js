/**
 * The toolbar's word on the build: up to date, building, built in so many seconds, failed, or no contact.
 */

import { element } from "./elements.js";

/** Milliseconds: most builds are over sooner, and what flickers tells nobody anything. */
const SLOW_MS = 250;
/** Seconds: the least that is told, since nothing takes none. */
const LEAST_SECONDS = 0.01;

/**
 * @param {import("./words.js").Speech} words
 */
export function makeState(words) {
  const text = element("span", { class: "state-text" });
  const shown = element("p", { class: "state" }, element("span", { class: "dot", "aria-hidden": "true" }), text);
  let phase = "ready";
  let said = words.say("ready");
  let lost = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let slow;

  function draw() {
    shown.dataset.phase = lost ? "lost" : phase;
    text.textContent = lost ? words.say("lost") : said;
  }

  /**
   * @param {string} next
   * @param {string} words_
   */
  function enter(next, words_) {
    clearTimeout(slow);
    phase = next;
    said = words_;
    draw();
  }

  draw();
  return {
    element: shown,
    building() {
      clearTimeout(slow);
      slow = setTimeout(() => enter("building", words.say("building")), SLOW_MS);
    },
    ready: () => enter("ready", words.say("ready")),
    /** @param {number} seconds */
    built: (seconds) => enter("built", words.say("built", { seconds: Math.max(seconds, LEAST_SECONDS) })),
    failed: () => enter("failed", words.say("failed")),
    /** @param {boolean} now */
    lost(now) {
      lost = now;
      draw();
    },
  };
}
