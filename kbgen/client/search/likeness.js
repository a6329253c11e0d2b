/**
 * How far a word that was typed is from one that stands in articles; `kbgen/search/reference/likeness.py` is its twin.
 */

/**
 * How many slips of the finger a word of this length may hold.
 * @param {string} word
 */
export function slipsAllowed(word) {
  if (word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

/**
 * How many letters two words begin with in common.
 * @param {string} one
 * @param {string} other
 */
export function sharedStart(one, other) {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length++;
  return length;
}
