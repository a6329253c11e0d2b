/**
 * Finds an element again after its page was written anew.
 */

/** Letters of a text that tell it from others. */
const TELLING = 120;

/**
 * @typedef {{tag: string, id: string, text: string, place: number}} Likeness
 *   place: its number among those of the same tag and text
 */

/**
 * @param {Element} element
 * @returns {Likeness}
 */
export function describe(element) {
  const tag = element.localName;
  const text = textOf(element);
  return { tag, id: element.id, text, place: alike(tag, text).indexOf(element) };
}

/**
 * @param {Likeness} likeness
 * @returns {Element | null}
 */
export function findAgain({ tag, id, text, place }) {
  const named = id ? document.getElementById(id) : null;
  if (named?.localName === tag) return named;
  const found = alike(tag, text);
  return found[place] ?? found[0] ?? null;
}

/**
 * @param {string} tag
 * @param {string} text
 */
function alike(tag, text) {
  return [...document.getElementsByTagName(tag)].filter((element) => textOf(element) === text);
}

/** @param {Element} element */
function textOf(element) {
  const said = element.getAttribute("aria-label") ?? element.getAttribute("name") ?? element.textContent ?? "";
  return said.trim().replace(/\s+/g, " ").slice(0, TELLING);
}
