/**
 * The piece of a passage that shows why it was found, with what to mark in it; `kbgen/search/reference/excerpts.py` is
 * its twin.
 */

import { expandToken, isUnspaced, normalise, splitTokens, UNSPACED } from "./tokens.js";

const WIDTH = 170;
const LEAD = 50;
const PIECE = new RegExp(`[${UNSPACED}]+|[^\\s${UNSPACED}]+`, "gu");
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
const END = /[.!?:。！？]\s+|[。！？]|\n/gu;

const KATAKANA = /^[\u30a1-\u30fa\u30fc]/;

/** @typedef {[start: number, end: number]} Mark */

/**
 * The words of a text that are among forms, in order; pairs of letters that overlap are one mark.
 * @param {string} text
 * @param {Set<string>} forms
 * @param {boolean} elide
 * @returns {Mark[]}
 */
export function findMarks(text, forms, elide) {
  /** @type {Mark[]} */
  const marks = [];
  for (const piece of text.matchAll(PIECE)) {
    for (const [first, last] of findSpans(piece[0], forms, elide)) {
      marks.push([first + piece.index, last + piece.index]);
    }
  }
  return marks;
}

/**
 * @param {string} piece
 * @param {Set<string>} forms
 * @param {boolean} elide
 * @returns {Mark[]}
 */
function findSpans(piece, forms, elide) {
  if (!isUnspaced(piece)) {
    const found = splitTokens(normalise(piece), elide).some((token) =>
      expandToken(token).some((word) => forms.has(word)),
    );
    return found ? trim(piece) : [];
  }
  return findPairs(piece, forms);
}

/**
 * The runs of pairs of a text without spaces. A lone pair inside a longer katakana word says nothing.
 * @param {string} piece
 * @param {Set<string>} forms
 * @returns {Mark[]}
 */
function findPairs(piece, forms) {
  const letters = [...normalise(piece)];
  const written = [...piece];
  if (letters.length !== written.length) return [];
  if (letters.length === 1) return forms.has(letters[0]) ? [[0, piece.length]] : [];
  /** @type {Mark[]} */
  const runs = [];
  for (let at = 0; at + 1 < letters.length; at++) {
    if (!forms.has(letters[at] + letters[at + 1])) continue;
    const before = runs[runs.length - 1];
    if (before && at < before[1]) before[1] = at + 2;
    else runs.push([at, at + 2]);
  }
  /** @param {number} at */
  const isKatakana = (at) => KATAKANA.test(letters[at] ?? "");
  const telling = runs.filter(([start, end]) => {
    const whole = !isKatakana(start - 1) && !isKatakana(end);
    return end - start > 2 || whole || !(isKatakana(start) || isKatakana(start + 1));
  });
  // Letters beyond U+FFFF take two places.
  const places = [0];
  for (const letter of written) places.push(places[places.length - 1] + letter.length);
  return telling.map(([start, end]) => [places[start], places[end]]);
}

/**
 * The piece without the signs around it.
 * @param {string} piece
 * @returns {Mark[]}
 */
function trim(piece) {
  const match = /[\p{L}\p{N}](?:.*[\p{L}\p{N}])?/su.exec(piece);
  return match ? [[match.index, match.index + match[0].length]] : [];
}

/**
 * The most telling piece of a text, and its marks.
 * @param {string} text
 * @param {Set<string>} forms
 * @param {boolean} elide
 * @returns {{ excerpt: string, marks: Mark[] }}
 */
export function cutExcerpt(text, forms, elide) {
  const marks = findMarks(text, forms, elide);
  const width = HAS_UNSPACED.test(text) ? WIDTH / 2 : WIDTH;
  if (text.length <= width) return { excerpt: text, marks };
  const start = begin(text, densest(text, marks, width), width);
  let end = Math.min(text.length, start + width);
  if (end < text.length) {
    const blank = text.lastIndexOf(" ", end - 1);
    if (blank > start + Math.floor(width / 2)) end = blank;
    else if (isSecondHalf(text, end)) end--;
  }
  const before = start > 0 ? "…" : "";
  const moved = before.length - start;
  return {
    excerpt: before + text.slice(start, end) + (end < text.length ? "…" : ""),
    marks: marks
      .filter((mark) => mark[0] >= start && mark[1] <= end)
      .map(([one, other]) => [one + moved, other + moved]),
  };
}

/**
 * Where the window begins that holds most different marked words, then most marks.
 * @param {string} text
 * @param {Mark[]} marks
 * @param {number} width
 */
function densest(text, marks, width) {
  let [different, most, place] = [0, 0, 0];
  marks.forEach(([start], number) => {
    const inside = marks.slice(number).filter(([, end]) => end <= start + width - LEAD);
    const words = new Set(inside.map(([one, other]) => text.slice(one, other).toLowerCase())).size;
    if (words > different || (words === different && inside.length > most)) {
      [different, most, place] = [words, inside.length, start];
    }
  });
  return place;
}

/**
 * Where an excerpt that shows a place begins: at a sentence if one begins near, else at a word.
 * @param {string} text
 * @param {number} place
 * @param {number} width
 */
function begin(text, place, width) {
  let earliest = Math.max(0, place - LEAD);
  if (earliest === 0 || place + width - LEAD >= text.length + LEAD) {
    earliest = Math.max(0, Math.min(earliest, text.length - width));
  }
  const head = text.slice(earliest, place);
  const sentence = [...head.matchAll(END)][0];
  if (sentence) return earliest + sentence.index + sentence[0].length;
  if (earliest === 0) return 0;
  const blank = head.indexOf(" ");
  const from = blank >= 0 ? earliest + blank + 1 : earliest;
  return isSecondHalf(text, from) ? from + 1 : from;
}

/**
 * Whether a place lies in the middle of a letter beyond U+FFFF.
 * @param {string} text
 * @param {number} place
 */
function isSecondHalf(text, place) {
  return /[\udc00-\udfff]/.test(text[place] ?? "");
}
