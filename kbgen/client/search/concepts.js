/**
 * From the words of a question to what is ranked: which words count, what else they are called, how rare they are.
 * `kbgen/search/reference/concepts.py` is its twin.
 */

import { Missing } from "./errors.js";
import { lookUp } from "./lookup.js";
import { rarity, SAME } from "./ranking.js";
import { compare, fold, isAlpha, isUnspaced } from "./tokens.js";

const MOST_CONCEPTS = 16;
const JOINED = 0.9;
const SYNONYM = 0.5;
const BARE = 0.1;

/**
 * @typedef {import("./shelf.js").Shelf} Shelf
 * @typedef {import("./question.js").Question} Question
 * @typedef {import("./lookup.js").Meaning} Meaning
 * @typedef {import("./ranking.js").Concept} Concept
 *
 * @typedef {object} Way one way to say a concept: terms that must stand together
 * @property {string[]} phrase
 * @property {number} weight
 *
 * @typedef {object} Asked
 * @property {Concept[]} concepts to rank by
 * @property {Meaning[]} meanings of all words
 * @property {string[]} terms every term that may be marked in a text
 */

/**
 * What the question asks for.
 * @param {Question} question
 * @param {Shelf} shelf
 * @param {boolean} typing
 * @returns {Promise<Asked>}
 */
export async function findConcepts(question, shelf, typing) {
  const { library } = shelf;
  const joined = await library.all(question.words.map((word) => () => lookUp(word, shelf, typing)));
  // A code that nobody wrote as a whole may stand in parts.
  const pieces = joined.map((meaning) => {
    const { word, known } = meaning;
    if (known || word.parts.length === 0) return [() => meaning];
    return word.parts.map((text) => () => lookUp({ ...word, text, parts: [] }, shelf, false));
  });
  const found = await library.all(pieces.flat());
  const seen = new Set();
  const meanings = found.filter(({ word }) => !seen.has(word.text) && seen.add(word.text));
  await library.all(meanings.slice(1).map((other, number) => () => join(meanings[number], other, shelf)));
  const telling = meanings.filter((meaning) => !meaning.idle);
  const counted = await library.one(() => chooseRare(telling.length > 0 ? telling : meanings, shelf));
  const bare = counted.some((meaning) => meaning.bare && !meaning.known);
  const ways = counted.map((meaning) => {
    const marked = bare || !meaning.known ? 1 : BARE;
    /** @type {Map<string, Way>} */
    const map = new Map();
    for (const [term, weight] of meaning.terms) {
      map.set(term, { phrase: [term], weight: weight === SAME ? weight * marked : weight });
    }
    return map;
  });
  await library.one(() => addSynonyms(ways, shelf));
  const own = await library.all(ways.map((map) => () => countOwn([...map.values()], shelf)));
  const whole = own.every((having) => having === 0 || shelf.isCommon(having));
  const alone = counted.length === 1;
  const concepts = await library.all(
    counted.map((meaning, number) => () => {
      const rare = rarity(shelf.manifest.articles, own[number]);
      return makeConcept(meaning, [...ways[number].values()], shelf, { rare, whole, alone });
    }),
  );
  const terms = new Set(ways.flatMap((map) => [...map.values()].flatMap(({ phrase }) => phrase)));
  return { concepts, meanings, terms: [...terms] };
}

/**
 * `pass word` may stand in articles as `password`.
 * @param {Meaning} one
 * @param {Meaning} other
 * @param {Shelf} shelf
 */
function join(one, other, shelf) {
  const text = one.word.text + other.word.text;
  if (isUnspaced(text) || !isAlpha(text)) return;
  const form = shelf.entry(fold(text))?.forms.get(text);
  if (!form) return;
  one.add(form.term, JOINED);
  other.add(form.term, JOINED);
}

/**
 * At most so many words, the rarest first: a pasted page is found by what is special in it.
 * @param {Meaning[]} meanings
 * @param {Shelf} shelf
 */
function chooseRare(meanings, shelf) {
  if (meanings.length <= MOST_CONCEPTS) return meanings;
  /** @type {Set<string>} */
  const missing = new Set();
  const weighed = meanings.map((meaning, order) => {
    let having = 0;
    for (const term of meaning.terms.keys()) having = Math.max(having, count(term, shelf, missing));
    const weight = meaning.known ? meaning.word.weight * rarity(shelf.manifest.articles, having) : 0;
    return { meaning, order, weight };
  });
  if (missing.size > 0) throw new Missing(missing);
  weighed.sort((a, b) => b.weight - a.weight || a.order - b.order);
  return weighed
    .slice(0, MOST_CONCEPTS)
    .sort((a, b) => a.order - b.order)
    .map(({ meaning }) => meaning);
}

/**
 * How many articles have a term; 0, and its file noted, where that is not there yet.
 * @param {string} term
 * @param {Shelf} shelf
 * @param {Set<string>} missing
 */
function count(term, shelf, missing) {
  return note(() => shelf.count(term), missing) ?? 0;
}

/**
 * Do something, or note the files that it needs.
 * @template T
 * @param {() => T} work
 * @param {Set<string>} missing
 */
function note(work, missing) {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    for (const file of error.files) missing.add(file);
    return undefined;
  }
}

/**
 * What else the site calls it, both ways: every phrase of a group stands for every other. A common phrase needs no other.
 * @param {Map<string, Way>[]} ways
 * @param {Shelf} shelf
 */
function addSynonyms(ways, shelf) {
  const same = ways.map(
    (map) => new Set([...map.values()].filter(({ weight }) => weight >= SAME).map(({ phrase }) => phrase[0])),
  );
  /** @type {Set<string>} */
  const missing = new Set();
  /** @type {[number, string[]][]} */
  const added = [];
  for (const group of shelf.lexicon.groups) {
    for (const phrase of group) {
      const holders = phrase.map((term) => same.findIndex((terms) => terms.has(term)));
      if (holders.includes(-1)) continue;
      if (shelf.isCommon(Math.min(...phrase.map((term) => count(term, shelf, missing))))) continue;
      for (const number of new Set(holders)) {
        for (const other of group) if (other !== phrase) added.push([number, other]);
      }
    }
  }
  if (missing.size > 0) throw new Missing(missing);
  for (const [number, phrase] of added) {
    const key = phrase.join(" ");
    if (!ways[number].has(key)) ways[number].set(key, { phrase, weight: SYNONYM });
  }
}

/**
 * How many articles have the word itself, or, where it is unknown, the most frequent of its guesses.
 * @param {Way[]} ways
 * @param {Shelf} shelf
 */
function countOwn(ways, shelf) {
  const itself = ways.filter(({ weight }) => weight >= SAME);
  const single = ways.filter(({ phrase }) => phrase.length === 1);
  /** @type {Set<string>} */
  const missing = new Set();
  const counts = (itself.length > 0 ? itself : single).map(({ phrase }) => count(phrase[0], shelf, missing));
  if (missing.size > 0) throw new Missing(missing);
  return Math.max(0, ...counts);
}

/**
 * A concept is as rare as the word itself; a guess is never worth more than by its own rarity.
 * @param {Meaning} meaning
 * @param {Way[]} ways
 * @param {Shelf} shelf
 * @param {{ rare: number, whole: boolean, alone: boolean }} asked rare: of the word itself; whole: all places of common
 *   terms; alone: it is the only word
 * @returns {Concept}
 */
function makeConcept({ word }, ways, shelf, { rare, whole, alone }) {
  /** @type {Set<string>} */
  const missing = new Set();
  for (const { phrase } of ways) for (const term of phrase) note(() => shelf.places(term, whole), missing);
  if (missing.size > 0) throw new Missing(missing);
  const { articles } = shelf.manifest;
  const alternatives = ways
    .sort((a, b) => comparePhrases(a.phrase, b.phrase))
    .map(({ phrase, weight }) => {
      const least = Math.min(...phrase.map((term) => shelf.count(term)));
      const worth = weight >= SAME ? rare : Math.min(rare, rarity(articles, least));
      return { weight, scale: word.weight * worth * weight, places: phrase.map((term) => shelf.places(term, whole)) };
    })
    .filter(({ places }) => places.every(({ slots }) => slots.length > 0));
  return { alternatives, code: alone || !isAlpha(word.text) };
}

/**
 * @param {string[]} one
 * @param {string[]} other
 */
function comparePhrases(one, other) {
  for (let n = 0; n < one.length && n < other.length; n++) {
    const order = compare(one[n], other[n]);
    if (order !== 0) return order;
  }
  return one.length - other.length;
}
