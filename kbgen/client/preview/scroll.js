/**
 * Keeps what one reads where it stands on the screen, whatever has grown or shrunk above it.
 */

import { describe, findAgain } from "./likeness.js";

/**
 * @typedef {import("./likeness.js").Likeness} Likeness
 * @typedef {{left: number, top: number, anchors: {likeness: Likeness, top: number}[]}} Scroll
 */

const HEADINGS = "h1, h2, h3, h4, h5, h6";
const BLOCKS = `${HEADINGS}, p, li, dt, dd, pre, tr, figure, summary, blockquote`;

/** As many as are looked for again: the text of one or another may be what was changed. */
const MOST_ANCHORS = 12;

/** @returns {Scroll} */
export function readScroll() {
  return { left: scrollX, top: scrollY, anchors: scrollY < 1 ? [] : findAnchors() };
}

/**
 * What stands in view, headings first, then from the top down.
 */
function findAnchors() {
  const text = document.querySelector("main") ?? document.body;
  const shown = [...text.querySelectorAll(BLOCKS)]
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ element, box }) => box.height > 0 && box.bottom > 0 && box.top < innerHeight && scrolls(element))
    .map(({ element, box }) => ({ element, top: box.top, late: element.matches(HEADINGS) ? 0 : innerHeight }));
  return shown
    .sort((a, b) => a.late + Math.abs(a.top) - b.late - Math.abs(b.top))
    .slice(0, MOST_ANCHORS)
    .map(({ element, top }) => ({ likeness: describe(element), top }));
}

/**
 * Whether an element moves with the page: what sticks tells nothing of where one is.
 * @param {Element} element
 */
function scrolls(element) {
  for (let up = /** @type {Element | null} */ (element); up; up = up.parentElement) {
    if (/fixed|sticky/.test(getComputedStyle(up).position)) return false;
  }
  return true;
}

/**
 * Go back to where one was; once more when pictures have come, unless somebody has moved on by then.
 * @param {Scroll} scroll
 */
export function restoreScroll(scroll) {
  // The browser has restored what it could by itself, so that nothing is seen to jump; it would do so once more at last.
  history.scrollRestoration = "manual";
  addEventListener("pagehide", () => {
    history.scrollRestoration = "auto";
  });
  place(scroll);
  let moved = false;
  const move = () => {
    moved = true;
  };
  const moves = ["wheel", "touchmove", "keydown", "mousedown"];
  for (const name of moves) addEventListener(name, move, { passive: true });
  whenLoaded(() => {
    for (const name of moves) removeEventListener(name, move);
    if (!moved) place(scroll);
  });
}

/** @param {() => void} act */
function whenLoaded(act) {
  if (document.readyState === "complete") act();
  else addEventListener("load", act, { once: true });
}

/** @param {Scroll} scroll */
function place({ left, top, anchors }) {
  for (const anchor of anchors) {
    const found = findAgain(anchor.likeness);
    if (!found?.checkVisibility()) continue;
    const now = found.getBoundingClientRect().top;
    scrollTo({ left, top: scrollY + now - anchor.top, behavior: "instant" });
    return;
  }
  scrollTo({ left, top, behavior: "instant" });
}
