/**
 * From a word that was typed to the terms it may mean, each with a weight: 1 for the word itself, less for guesses.
 * `kbgen/search/reference/lookup.py` is its twin.
 */

import { distance, sharedStart, slipsAllowed } from "./likeness.js";
import { compare, fold, isAlpha, isUnspaced } from "./tokens.js";

const OTHER_MARKS = 0.8;
const TYPO = [1, 0.6, 0.42];
const BEGINNING = 0.5;
const UNFINISHED = 0.4;
const STEM = 0.7;
const PART = 0.6;
const ONE_PART = 0.4;
const MOST_GUESSES = 8;
const SHORTEST = 3;
const SHORTEST_PART = 4;
const SHORTEST_END = 5;
const SHORTEST_STEM = 4;
const LONGEST_ENDING = 3;

/**
 * @typedef {import("./shelf.js").Shelf} Shelf
 * @typedef {import("./question.js").Word} Word
 * @typedef {import("./bytes.js").Entry} Entry
 */

/** What a word may mean. */
export class Meaning {
  /**
   * @param {Word} word
   * @param {boolean} idle it is dropped beside other words
   */
  constructor(word, idle) {
    this.word = word;
    this.idle = idle;
    /** Term -> weight. @type {Map<string, number>} */
    this.terms = new Map();
    /** It stands in articles as typed. */
    this.known = false;
    /** It was found without the marks of its letters. */
    this.bare = false;
    /** The word it may have been meant for, where it is not known at all. */
    this.guess = "";
  }

  /**
   * @param {string} term
   * @param {number} weight
   */
  add(term, weight) {
    if (weight > (this.terms.get(term) ?? 0)) this.terms.set(term, weight);
  }

  /**
   * @param {Entry | null} entry
   * @param {number} weight
   */
  addForms(entry, weight) {
    for (const form of entry?.forms.values() ?? []) this.add(form.term, weight);
    return (entry?.forms.size ?? 0) > 0;
  }
}

/**
 * The terms of one word.
 * @param {Word} word
 * @param {Shelf} shelf
 * @param {boolean} typing the last word may be unfinished
 */
export function lookUp(word, shelf, typing) {
  const unspaced = isUnspaced(word.text);
  const meaning = new Meaning(word, shelf.lexicon.idle.has(word.text) && !unspaced);
  const key = fold(word.text);
  const entry = shelf.entry(key);
  const form = entry?.forms.get(word.text);
  if (form) {
    meaning.known = true;
    meaning.add(form.term, 1);
  }
  if (meaning.addForms(entry, OTHER_MARKS) && !form) meaning.bare = true;
  if (!meaning.known && meaning.terms.size === 0) {
    // `loesenord` as `losenord`: how people write marked letters who have no such keys.
    const variant = key.replace(/[ao]e|aa|ue/g, (letters) => letters[0]);
    if (variant !== key && meaning.addForms(shelf.entry(variant), OTHER_MARKS)) meaning.bare = true;
  }
  if (meaning.known && typing && word.last) {
    for (const other of shelf.following(key).slice(0, MOST_GUESSES)) meaning.addForms(shelf.entry(other), UNFINISHED);
  }
  // A word that no article has may be one that the synonyms name: as it is typed, then it is no slip.
  const named = meaning.terms.size > 0 ? "" : findNamed(word.text, unspaced, shelf.lexicon.named);
  if (meaning.terms.size === 0 && !meaning.idle && !unspaced) guess(meaning, key, shelf, named !== word.text);
  if (named) meaning.add(named, 1);
  return meaning;
}

/**
 * The term of the synonyms that a word is, or that it goes on from with an ending; empty if there is none.
 * @param {string} text
 * @param {boolean} unspaced
 * @param {Set<string>} named
 */
function findNamed(text, unspaced, named) {
  if (named.has(text)) return text;
  const letters = unspaced ? [] : [...text];
  for (let end = letters.length - 1; end >= Math.max(SHORTEST_STEM, letters.length - LONGEST_ENDING); end--) {
    const start = letters.slice(0, end).join("");
    if (named.has(start)) return start;
  }
  return "";
}

/**
 * What an unknown word may mean: a slip, a beginning, another ending, a compound.
 * @param {Meaning} meaning
 * @param {string} key
 * @param {Shelf} shelf
 * @param {boolean} slips whether it may be one
 */
function guess(meaning, key, shelf, slips) {
  if (isAlpha(key)) {
    const words = shelf.spelling([...key][0]);
    if (slips) guessTypo(meaning, key, shelf, words);
    guessBeginning(meaning, key, shelf, words);
    guessStem(meaning, key, shelf, words);
  }
  if (shelf.manifest.compounds && Math.max(0, ...meaning.terms.values()) < PART) guessCompound(meaning, key, shelf);
}

/**
 * @param {Meaning} meaning
 * @param {string} key
 * @param {Shelf} shelf
 * @param {Map<string, number>} words
 */
function guessTypo(meaning, key, shelf, words) {
  const most = slipsAllowed(key);
  if (most === 0) return;
  let found = nearest(key, most, words);
  if (found.length === 0 && key[1] !== key[0] && isAlpha(key[1])) found = nearest(key, most, shelf.spelling(key[1]));
  for (const { slips, other } of found.slice(0, MOST_GUESSES)) meaning.addForms(shelf.entry(other), TYPO[slips]);
  if (found.length > 0) {
    let best = 0;
    for (const [name, form] of shelf.entry(found[0].other)?.forms ?? []) {
      if (form.count > best) [meaning.guess, best] = [name, form.count];
    }
  }
}

/**
 * The words that are close, the closest and most frequent first.
 * @param {string} key
 * @param {number} most
 * @param {Map<string, number>} words
 */
function nearest(key, most, words) {
  const found = [];
  for (const [other, weight] of words) {
    if (Math.abs(other.length - key.length) > most) continue;
    const slips = distance(key, other, most);
    if (slips <= most) found.push({ slips, weight, other });
  }
  return found.sort((a, b) => a.slips - b.slips || b.weight - a.weight || compare(a.other, b.other));
}

/**
 * @param {Meaning} meaning
 * @param {string} key
 * @param {Shelf} shelf
 * @param {Map<string, number>} words
 */
function guessBeginning(meaning, key, shelf, words) {
  if (key.length < SHORTEST && !meaning.word.last) return;
  const found = [...words].filter(([other]) => other.startsWith(key));
  addBest(meaning, shelf, found, BEGINNING);
}

/**
 * The most frequent of some words.
 * @param {Meaning} meaning
 * @param {Shelf} shelf
 * @param {[string, number][]} found
 * @param {number} weight
 */
function addBest(meaning, shelf, found, weight) {
  found.sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
  for (const [other] of found.slice(0, MOST_GUESSES)) meaning.addForms(shelf.entry(other), weight);
}

/**
 * @param {Meaning} meaning
 * @param {string} key
 * @param {Shelf} shelf
 */
function guessCompound(meaning, key, shelf) {
  if (key.length < 2 * SHORTEST_PART) return;
  for (let at = key.length - SHORTEST_PART; at >= SHORTEST_PART; at--) {
    const first = key.slice(0, at);
    let entry = shelf.entry(first);
    if (!entry?.forms.size) {
      entry = first.endsWith("s") && first.length > SHORTEST_PART ? shelf.entry(first.slice(0, -1)) : null;
    }
    if (entry?.forms.size && meaning.addForms(shelf.entry(key.slice(at)), PART)) {
      meaning.addForms(entry, PART);
      return;
    }
  }
  for (let at = SHORTEST; at <= key.length - SHORTEST_END; at++) {
    if (meaning.addForms(shelf.entry(key.slice(at)), ONE_PART)) break;
  }
  for (let at = key.length - SHORTEST; at >= SHORTEST_END; at--) {
    if (meaning.addForms(shelf.entry(key.slice(0, at)), ONE_PART)) break;
  }
}

/**
 * Words that begin alike and end otherwise.
 * @param {Meaning} meaning
 * @param {string} key
 * @param {Shelf} shelf
 * @param {Map<string, number>} words
 */
function guessStem(meaning, key, shelf, words) {
  let best = Math.max(4, Math.floor((6 * key.length + 9) / 10)) - 1;
  /** @type {[string, number][]} */
  let found = [];
  for (const [other, weight] of words) {
    const start = sharedStart(key, other);
    if (start < best || other.length - start > 3 || key.length - start > 4) continue;
    if (start > best) [best, found] = [start, []];
    if (start >= 4) found.push([other, weight]);
  }
  addBest(meaning, shelf, found, STEM);
}
