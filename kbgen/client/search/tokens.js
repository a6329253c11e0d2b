/**
 * Text to words, the same way for what is indexed and for what is asked; `kbgen/search/tokens.py` is its twin.
 */

/** Scripts without spaces between words, or with endings that hide them. */
export const UNSPACED =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3041-\\u3096\\u3099\\u309a\\u309d-\\u309f" +
  "\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3fffd}";
const MARKS =
  "\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u0610-\\u061a\\u064b-\\u065f\\u0670" +
  "\\u0900-\\u0963\\u0966-\\u0dff";
const LETTER = `[\\p{L}\\p{N}${MARKS}]`;
const TOKEN = new RegExp(`${LETTER}+(?:[-_.'\\u2019\\u2010\\u2011]${LETTER}+)*`, "gu");
const RUN = new RegExp(`([${UNSPACED}]+)`, "u");
const BEGINS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
const APOSTROPHE = /['\u2019]/gu;
const PART = /[-_.\u2010\u2011]/u;
const HYPHEN = /[-_\u2010\u2011]/gu;
const LONGEST = 60;
/** Letters that do not fall apart into a plain one and a mark. @type {Record<string, string>} */
const WHOLE = { ø: "o", æ: "ae", œ: "oe", ß: "ss", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

/**
 * The one form in which texts are compared.
 * @param {string} text
 */
export function normalise(text) {
  return text.normalize("NFKC").toLowerCase().normalize("NFKC");
}

/**
 * A normalised word as somebody types it who has no such key: without diacritics, katakana as hiragana.
 * @param {string} word
 */
export function fold(word) {
  const hiragana = word.replace(/[\u30a1-\u30f6]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));
  return hiragana
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .replace(/[øæœßłđðþı]/g, (letter) => WHOLE[letter]);
}

/**
 * Tokens of a normalised text, in order, joined ones as written; runs without spaces whole.
 * @param {string} text
 * @param {boolean} elide an apostrophe parts words
 * @returns {string[]}
 */
export function splitTokens(text, elide) {
  const found = text.split(RUN).flatMap((piece, number) => (number % 2 ? [piece] : (piece.match(TOKEN) ?? [])));
  return elide ? found.flatMap((token) => token.split(APOSTROPHE).filter(Boolean)) : found;
}

/**
 * The words of one token: itself, or whole and in parts; the pairs of a run without spaces.
 * @param {string} token
 * @returns {string[]}
 */
export function expandToken(token) {
  if (isUnspaced(token)) {
    const letters = [...token];
    return letters.length < 2 ? letters : letters.slice(1).map((letter, before) => letters[before] + letter);
  }
  const plain = token.replace(APOSTROPHE, "");
  const parts = plain.split(PART);
  if (parts.length === 1) return [cut(plain)];
  const words = [plain.replace(HYPHEN, ""), ...parts.filter((part) => [...part].length > 1)];
  return [...new Set(words)].map(cut);
}

/** @param {string} word */
function cut(word) {
  return word.length > LONGEST ? [...word].slice(0, LONGEST).join("") : word;
}

/**
 * Whether a word is a piece of a run without spaces.
 * @param {string} word
 */
export function isUnspaced(word) {
  return BEGINS_UNSPACED.test(word);
}

/**
 * Whether a word is made of letters alone.
 * @param {string} word
 */
export function isAlpha(word) {
  return /^\p{L}+$/u.test(word);
}

/**
 * The order of code points, in which keys are sorted.
 * @param {string} one
 * @param {string} other
 */
export function compare(one, other) {
  const least = Math.min(one.length, other.length);
  for (let at = 0; at < least; at++) {
    const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (a !== b) {
      // Halves of letters beyond U+FFFF come after all others.
      const far = Number(a >= 0xd800 && a < 0xe000) - Number(b >= 0xd800 && b < 0xe000);
      return far || a - b;
    }
  }
  return one.length - other.length;
}
