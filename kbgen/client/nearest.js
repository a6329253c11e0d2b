/**
 * Which articles an address that leads nowhere may have meant: its words and its spelling, its section first.
 */

import { words } from "./fold.js";
import { likeness } from "./likeness.js";
import { distance } from "./search/likeness.js";

/**
 * @typedef {object} Candidate
 * @property {string} title
 * @property {string} url
 */

/** What comes closer counts as a slip; the rest is another name. */
const SPELLING = 0.6;
const LEAST = 0.35;
const SAME_SECTION = 0.5;
/** More words of an address say no more, and every one is held against every article. */
const MOST_WORDS = 12;
/** No article's address is that long. */
const LONGEST_NAME = 200;

/**
 * The candidates closest to a path, best first.
 * @template {Candidate} T
 * @param {string} path as the browser has it, percent-encoded
 * @param {readonly T[]} candidates
 * @param {string} root the language's home, which all their addresses share
 * @param {number} most
 * @returns {T[]}
 */
export function findNearest(path, candidates, root, most) {
  const asked = split(path, root);
  if (asked.length === 0) return [];
  const section = asked.slice(0, -1).join("/");
  const like = remember(likeness);
  const known = new Set(candidates.map((candidate) => split(candidate.url, root).slice(0, -1).join("/")));
  return candidates
    .map((candidate, index) => {
      const own = split(candidate.url, root);
      const close = compare(asked, own, candidate.title, like);
      const near = section !== "" && known.has(section) && own.slice(0, -1).join("/") === section;
      return { candidate, index, score: (close >= LEAST ? close : 0) + (near ? SAME_SECTION : 0) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/**
 * How close an article is, from 0 to 2: by its words, and by the spelling of its last segment.
 * @param {string[]} asked
 * @param {string[]} own
 * @param {string} title
 * @param {typeof likeness} like
 */
function compare(asked, own, title, like) {
  const name = asked[asked.length - 1];
  const wanted = [...new Set(words(name))].slice(0, MOST_WORDS);
  const held = words(`${title} ${own.join(" ")}`);
  const best = wanted.map((word) => Math.max(0, ...held.map((other) => like(word, other))));
  const byWords = best.reduce((sum, like) => sum + like, 0) / (best.length || 1);
  const last = own[own.length - 1] ?? "";
  const longest = Math.max(name.length, last.length, 1);
  const most = Math.ceil((1 - SPELLING) * longest);
  const bySpelling = name.length > LONGEST_NAME ? 0 : 1 - distance(name, last, most) / longest;
  return byWords + (bySpelling >= SPELLING ? bySpelling : 0);
}

/**
 * The same function, which works out each pair once: titles share most of their words.
 * @param {typeof likeness} like
 * @returns {typeof likeness}
 */
function remember(like) {
  /** @type {Map<string, number>} */
  const known = new Map();
  return (asked, word) => {
    const pair = `${asked} ${word}`;
    const found = known.get(pair) ?? like(asked, word);
    known.set(pair, found);
    return found;
  };
}

/**
 * The segments of a path below the root, readable, without what servers and old sites put at the end.
 * @param {string} path
 * @param {string} root
 */
function split(path, root) {
  const below = path.startsWith(root) ? path.slice(root.length) : path;
  const segments = below.split("/").map(decode);
  return segments
    .map((segment) => segment.replace(/\.(?:html?|php|aspx?|md)$/i, "").toLowerCase())
    .filter((segment) => segment !== "" && segment !== "index");
}

/** @param {string} segment */
function decode(segment) {
  try {
    return decodeURIComponent(segment).normalize("NFC");
  } catch {
    return segment;
  }
}
