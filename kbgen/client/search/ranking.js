/**
 * Which articles answer, best first: BM25F with fields that bound each other, the best passage, exact titles and codes.
 * `kbgen/search/reference/ranking.py` is its twin: the same sums in the same order give the same bits.
 */

import { EXACT, KEYWORD, PART, SUMMARY, TITLE } from "./bytes.js";
import { lengthOf } from "./table.js";

const PRESENT = 0.2;
const IN_TITLE = 1;
const IN_KEYWORDS = 1;
const IN_TEXT = 2;
const HEADING = 2;
const IN_SUMMARY = 1;
const HALF = 3;
const LENGTH = 0.75;
const IN_PASSAGE = 0.5;
const EXACT_CODE = 500;
/** Added where the question and the title have the same words. */
export const EXACT_TITLE = 1000;
/** An alternative of this weight is the word itself, whatever its marks. */
export const SAME = 0.8;

/**
 * @typedef {import("./bytes.js").Places} Places
 * @typedef {import("./table.js").Row} Row
 *
 * @typedef {object} Alternative one way to say a concept
 * @property {number} weight 1 for the word itself
 * @property {number} scale what a full match is worth
 * @property {Places[]} places of each term that must stand in the article
 *
 * @typedef {object} Concept
 * @property {Alternative[]} alternatives
 * @property {boolean} code it is no plain word, or the only one
 *
 * @typedef {object} Score
 * @property {number} total
 * @property {number} titles concepts that stand in its title
 * @property {boolean} exact
 * @property {Map<number, number>} passages number -> score
 *
 * @typedef {object} Ranked
 * @property {number} score
 * @property {number} slot
 * @property {number} passage number of the best one, or -1
 */

/**
 * The base-2 logarithm of 1 + (N - n + 0.5) / (n + 0.5), near enough, without a logarithm.
 * @param {number} articles
 * @param {number} having
 */
export function rarity(articles, having) {
  let ratio = 1 + (articles - having + 0.5) / (having + 0.5);
  let whole = 0;
  for (; ratio >= 2; ratio /= 2) whole++;
  const rest = ratio - 1;
  return whole + rest * (1.346 - 0.346 * rest);
}

/**
 * Best first; the lower slot first where scores are equal.
 * @param {Concept[]} concepts
 * @param {Map<number, Row>} rows
 * @param {number} length class of the average body
 * @returns {Ranked[]}
 */
export function rank(concepts, rows, length) {
  /** @type {Map<number, Score>} */
  const scores = new Map();
  for (const concept of concepts) scoreConcept(concept, scores, rows, lengthOf(length));
  const ranked = [];
  for (const [slot, score] of scores) {
    let [best, most] = [-1, 0];
    for (const [number, value] of score.passages) {
      if (value > most || (value === most && number < best)) [best, most] = [number, value];
    }
    let total = score.total + IN_PASSAGE * most;
    if (score.titles === concepts.length && score.titles === rows.get(slot)?.title) total += EXACT_TITLE;
    if (score.exact) total += EXACT_CODE;
    ranked.push({ score: total, slot, passage: best });
  }
  return ranked.sort((a, b) => b.score - a.score || a.slot - b.slot);
}

/**
 * @param {Concept} concept
 * @param {Map<number, Score>} scores
 * @param {Map<number, Row>} rows
 * @param {number} average
 */
function scoreConcept({ alternatives, code }, scores, rows, average) {
  /** @type {Map<number, { value: number, passages: Map<number, number> }>} */
  const found = new Map();
  for (const { weight, scale, places } of alternatives) {
    const [first, ...others] = places;
    for (let n = 0; n < first.slots.length; n++) {
      const slot = first.slots[n];
      const row = rows.get(slot);
      const beside = others.map(({ index }) => index.get(slot));
      if (!row || beside.includes(undefined)) continue;
      let value = worth(first, n, row, average);
      let flags = first.flags[n];
      others.forEach((other, number) => {
        const at = /** @type {number} */ (beside[number]);
        value = Math.min(value, worth(other, at, row, average));
        flags &= other.flags[at];
      });
      let here = found.get(slot);
      if (!here) {
        here = { value: 0, passages: new Map() };
        found.set(slot, here);
      }
      here.value = Math.max(here.value, value * scale);
      const score = scores.get(slot) ?? { total: 0, titles: 0, exact: false, passages: new Map() };
      scores.set(slot, score);
      if (flags & EXACT && weight === 1 && code) score.exact = true;
      for (let at = first.first[n]; at < first.first[n + 1]; at++) {
        const mentions = first.counts[at] + (first.headings[at] ? HEADING : 0);
        const number = first.passages[at];
        here.passages.set(number, Math.max(here.passages.get(number) ?? 0, scale * (mentions / (mentions + 1))));
      }
    }
  }
  for (const [slot, { value, passages }] of found) {
    const score = /** @type {Score} */ (scores.get(slot));
    score.total += value;
    if (alternatives.some(({ weight, places }) => weight >= SAME && places.every((one) => inTitle(one, slot)))) {
      score.titles++;
    }
    for (const [number, there] of passages) score.passages.set(number, (score.passages.get(number) ?? 0) + there);
  }
}

/**
 * @param {Places} places
 * @param {number} slot
 */
function inTitle(places, slot) {
  const at = places.index.get(slot);
  return at !== undefined && (places.flags[at] & (TITLE | PART)) === TITLE;
}

/**
 * What a term is worth in an article, from PRESENT to the sum of all shares.
 * @param {Places} places
 * @param {number} n the article's number among them
 * @param {Row} row
 * @param {number} average
 */
function worth(places, n, row, average) {
  let mentions = 0;
  for (let at = places.first[n]; at < places.first[n + 1]; at++) {
    mentions += places.counts[at] + (places.headings[at] ? HEADING : 0);
  }
  mentions /= 1 - LENGTH + LENGTH * (lengthOf(row.length) / average);
  const flags = places.flags[n];
  if (flags & SUMMARY) mentions += IN_SUMMARY;
  let value = PRESENT + IN_TEXT * (mentions / (mentions + HALF));
  if (flags & TITLE) value += IN_TITLE;
  if (flags & KEYWORD) value += IN_KEYWORDS;
  return flags & PART ? value / 2 : value;
}
