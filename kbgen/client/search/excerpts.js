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

/** @typedef {[start: number, end: number]} Mark */

/**
 * The words of a text that are among forms, in order; touching pairs of letters are one mark.
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
      const [start, end] = [first + piece.index, last + piece.index];
      const before = marks[marks.length - 1];
      if (before && start <= before[1]) before[1] = end;
      else marks.push([start, end]);
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
  const letters = [...normalise(piece)];
  const written = [...piece];
  if (letters.length !== written.length) return [];
  if (letters.length === 1) return forms.has(letters[0]) ? [[0, piece.length]] : [];
  /** @type {Mark[]} */
  const spans = [];
  let at = 0;
  for (let n = 0; n + 1 < letters.length; n++) {
    const length = written[n].length;
    if (forms.has(letters[n] + letters[n + 1])) spans.push([at, at + length + written[n + 1].length]);
    at += length;
  }
  return spans;
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
  // Not in the middle of a letter beyond U+FFFF.
  return /[\udc00-\udfff]/.test(text[from] ?? "") ? from + 1 : from;
}
