/**
 * What somebody typed, as words to look up; `kbgen/search/reference/question.py` is its twin.
 */

import { expandToken, isAlpha, isUnspaced, normalise, splitTokens } from "./tokens.js";

const LONGEST_QUESTION = 4000;
const LOOKED_UP = 48;
const QUOTED = /"([^"]+)"|“([^“”]+)”|«([^«»]+)»|「([^「」]+)」|„([^„“”]+)[“”]/gu;
const ACROSS = 0.4;
const OF_HIRAGANA = 0.5;
const OF_KATAKANA = 0.6;

/**
 * @typedef {object} Word
 * @property {string} text
 * @property {number} weight how much it counts beside the others
 * @property {string[]} parts of a joined one (`e-4012`)
 * @property {boolean} last it may not be finished
 *
 * @typedef {object} Question
 * @property {Word[]} words different ones, in order
 * @property {string[]} phrases what stands in quotes, normalised
 * @property {string} text the whole, normalised
 */

/**
 * Never throws, whatever the text is.
 * @param {string} query
 * @param {boolean} elide
 * @returns {Question}
 */
export function parseQuestion(query, elide) {
  const text = normalise([...query.slice(0, 2 * LONGEST_QUESTION)].slice(0, LONGEST_QUESTION).join(""));
  const phrases = [...text.matchAll(QUOTED)].map((match) => tidy(match.slice(1).find(Boolean) ?? ""));
  /** @type {Map<string, Word>} */
  const words = new Map();
  const tokens = splitTokens(text, elide);
  tokens.forEach((token, number) => {
    const last = number === tokens.length - 1;
    if (isUnspaced(token)) {
      for (const [pair, weight] of weighPairs([...token])) {
        if ((words.get(pair)?.weight ?? 0) < weight) words.set(pair, { text: pair, weight, parts: [], last });
      }
      return;
    }
    const [whole, ...parts] = expandToken(token);
    if (whole && !words.has(whole)) words.set(whole, { text: whole, weight: 1, parts, last });
  });
  return { words: choose([...words.values()]), phrases: phrases.filter(Boolean), text: tidy(text) };
}

/**
 * At most so many words, codes and long ones first, in their order.
 * @param {Word[]} words
 */
function choose(words) {
  if (words.length <= LOOKED_UP) return words;
  const telling = words.map((word, order) => ({
    word,
    order,
    alpha: isAlpha(word.text),
    length: [...word.text].length,
  }));
  telling.sort((a, b) => Number(a.alpha) - Number(b.alpha) || b.length - a.length || a.order - b.order);
  return telling
    .slice(0, LOOKED_UP)
    .sort((a, b) => a.order - b.order)
    .map(({ word }) => word);
}

/**
 * Pair of letters -> weight: a long name in katakana counts as one word, not as ten.
 * @param {string[]} run
 */
function weighPairs(run) {
  /** @type {Map<string, number>} */
  const weights = new Map();
  if (run.length === 1) return weights.set(run[0], 1);
  const scripts = run.map((letter, at) => script(letter, at > 0));
  let [start, end] = [0, 0];
  let kind = "";
  for (let at = 0; at + 1 < run.length; at++) {
    const here = scripts[at] || kind;
    if (here !== kind) [start, kind] = [at, here];
    let weight = ACROSS;
    if ((scripts[at + 1] || kind) === kind) {
      end = Math.max(end, at);
      while (end < run.length && (scripts[end] || kind) === kind) end++;
      weight = (kind === "h" ? OF_HIRAGANA : kind === "k" ? OF_KATAKANA : 1) / Math.sqrt(end - start - 1);
    }
    const pair = run[at] + run[at + 1];
    weights.set(pair, Math.max(weight, weights.get(pair) ?? 0));
  }
  return weights;
}

/**
 * h, k, or c for all others; empty for the mark of length, which goes with what it follows.
 * @param {string} letter
 * @param {boolean} follows
 */
function script(letter, follows) {
  if (letter === "ー" && follows) return "";
  if (/[\u3041-\u309f]/.test(letter)) return "h";
  return /[\u30a1-\u30ff]/.test(letter) ? "k" : "c";
}

/**
 * Words with one blank between them.
 * @param {string} text
 */
export function tidy(text) {
  return text.split(/\s+/u).filter(Boolean).join(" ");
}
