/**
 * Words as they are compared: the same in any case, width of kana and form of a letter.
 */

/** Letters that do not fall apart into a plain one and a mark. @type {Record<string, string>} */
const WHOLE = { ø: "o", æ: "ae", œ: "oe", ß: "ss", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
const UNSPACED = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々]";
const WORD = new RegExp(`${UNSPACED}+|(?:(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}])+`, "gu");
const BEGINS_UNSPACED = new RegExp(`^${UNSPACED}`, "u");

/**
 * A text in the one form that texts are compared in.
 * @param {string} text
 */
export function fold(text) {
  return text.normalize("NFKC").toLowerCase();
}

/**
 * A folded text without its diacritics: `ångra` as somebody writes it who has no such key.
 * @param {string} folded
 */
export function plain(folded) {
  const bare = folded
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC");
  return bare.replace(/[øæœßłđðþı]/g, (letter) => WHOLE[letter] ?? letter);
}

/**
 * The words of a text, folded, in order. A run without spaces, as in Japanese, gives its overlapping pairs of letters.
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  // An apostrophe stands inside its word: can't, l'article.
  const runs = fold(text).replace(/['’]/g, "").match(WORD) ?? [];
  return runs.flatMap((run) => (BEGINS_UNSPACED.test(run) ? pairs([...run]) : [run]));
}

/** @param {string[]} letters */
function pairs(letters) {
  if (letters.length < 3) return [letters.join("")];
  return letters.slice(1).map((letter, before) => letters[before] + letter);
}
