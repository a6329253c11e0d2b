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
