/**
 * How much a word that was typed is like a word that stands somewhere.
 */

import { plain } from "./fold.js";

/** One word inside another counts from this many letters: shorter ones stand in too many by chance. */
const PART = 4;
/** What endings may add or take: invoice, invoices; lösenord, lösenordet. */
const ENDING = 3;

/**
 * From 0, nothing in common, to 1, the same word. Both words are folded.
 * @param {string} asked
 * @param {string} word
 */
export function likeness(asked, word) {
  const exact = compare(asked, word);
  if (exact === 1) return 1;
  const [bareAsked, bareWord] = [plain(asked), plain(word)];
  if (bareAsked === asked && bareWord === word) return exact;
  return Math.max(exact, 0.9 * compare(bareAsked, bareWord));
}

/**
 * @param {string} asked
 * @param {string} word
 */
function compare(asked, word) {
  if (asked === word) return 1;
  if (asked.length > 1 && word.startsWith(asked)) return 0.8;
  const start = sharedStart(asked, word);
  if (start >= PART && Math.max(asked.length, word.length) - start <= ENDING) return 0.7;
  if (asked.length >= PART && word.includes(asked)) return 0.5;
  const most = allowed(asked);
  if (most > 0 && distance(asked, word, most) <= most) return 0.4;
  return word.length > PART && asked.includes(word) ? 0.3 : 0;
}

/**
 * How many slips of the finger a word of this length may hold.
 * @param {string} word
 */
function allowed(word) {
  if (word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

/**
 * Letters added, lost, changed or swapped with their neighbour (Damerau and Levenshtein, each letter touched once);
 * more than `most` if there are more.
 * @param {string} a
 * @param {string} b
 * @param {number} most
 */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min(above[column] + 1, current[column - 1] + 1, above[column - 1] + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        best = Math.min(best, before[column - 2] + 1);
      }
      current.push(best);
    }
    if (Math.min(...current) > most) return most + 1;
    [before, above] = [above, current];
  }
  return above[b.length];
}

/**
 * @param {string} a
 * @param {string} b
 */
function sharedStart(a, b) {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
