/**
 * How much a word that was typed is like a word that stands somewhere.
 */

import { plain } from "./fold.js";
import { distance, sharedStart, slipsAllowed } from "./search/likeness.js";

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
  const most = slipsAllowed(asked);
  if (most > 0 && distance(asked, word, most) <= most) return 0.4;
  return word.length > PART && asked.includes(word) ? 0.3 : 0;
}
