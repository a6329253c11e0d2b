/**
 * An index as it is published, opened: entries of keys, spelling, the table of articles. What is not fetched yet throws
 * Missing. `kbgen/search/reference/shelf.py` is its twin.
 */

import { decodeEntry, decodePlaces, splitBlock } from "./bytes.js";
import { decodeTable } from "./table.js";
import { compare, fold } from "./tokens.js";

const DIGITS = 10;

/**
 * @typedef {object} Manifest
 * @property {number} format
 * @property {string} language
 * @property {number} articles
 * @property {number} length class of the average body
 * @property {boolean} compounds
 * @property {boolean} elide
 * @property {string} firsts
 * @property {string} blocks
 * @property {Record<string, string>} spelling
 * @property {string} table
 * @property {string} facets
 * @property {string} lexicon
 *
 * @typedef {import("./library.js").Library} Library
 * @typedef {import("./bytes.js").Entry} Entry
 * @typedef {import("./bytes.js").Places} Places
 */

/** One language's index. */
export class Shelf {
  /**
   * @param {Manifest} manifest
   * @param {Library} library
   */
  constructor(manifest, library) {
    this.manifest = manifest;
    this.library = library;
    this.firsts = manifest.blocks ? manifest.firsts.split("\n") : [];
    /** @type {Map<number, Map<string, Uint8Array>>} */
    this.blocks = new Map();
    /** @type {Map<string, Entry | null>} */
    this.entries = new Map();
    /** @type {Map<string, { count: number, places: Places }>} */
    this.terms = new Map();
    /** @type {Map<string, Map<string, number>>} */
    this.words = new Map();
    /** @type {Map<number, import("./table.js").Row> | undefined} */
    this.table = undefined;
    /** @type {{ idle: Set<string>, groups: string[][][], named: Set<string> } | undefined} */
    this.known = undefined;
  }

  get rows() {
    this.table ??= this.library.decode(this.name("t", this.manifest.table), decodeTable);
    return this.table;
  }

  /** Words that a question is asked without, and phrases that mean the same, each the terms of its words. */
  get lexicon() {
    this.known ??= readLexicon(this.library.json(this.name("l", this.manifest.lexicon)));
    return this.known;
  }

  get facets() {
    return this.library.json(this.name("f", this.manifest.facets));
  }

  /**
   * What stands under a key.
   * @param {string} key
   */
  entry(key) {
    let entry = this.entries.get(key);
    if (entry === undefined) {
      const data = this.block(key).get(key);
      entry = data ? decodeEntry(key, data) : null;
      this.entries.set(key, entry);
    }
    return entry;
  }

  /**
   * The other keys of the same block that begin with a key, in order.
   * @param {string} key
   */
  following(key) {
    return [...this.block(key).keys()].filter((other) => other !== key && other.startsWith(key));
  }

  /**
   * The forms of a term that stand in the block of the term itself, where nearly all of them are.
   * @param {string} term
   */
  formsOf(term) {
    /** @type {string[]} */
    const found = [];
    for (const [key, data] of this.block(fold(term))) {
      if (data[0] === 0) continue;
      for (const [name, form] of this.entry(key)?.forms ?? []) if (form.term === term) found.push(name);
    }
    return found;
  }

  /**
   * Articles that have a term, and where.
   * @param {string} term
   */
  term(term) {
    let known = this.terms.get(term);
    if (!known) {
      const found = this.entry(fold(term))?.terms.get(term);
      known = { count: found?.count ?? 0, places: decodePlaces(found?.postings ?? new Uint8Array()) };
      this.terms.set(term, known);
    }
    return known;
  }

  /**
   * The words of a first letter with their weights.
   * @param {string} letter
   */
  spelling(letter) {
    let words = this.words.get(letter);
    if (!words) {
      const digest = Object.hasOwn(this.manifest.spelling, letter) ? this.manifest.spelling[letter] : "";
      const lines = digest ? this.library.text(this.name("s", digest)).split("\n").filter(Boolean) : [];
      words = new Map(lines.map((line) => [line.slice(0, -1), Number(line.slice(-1))]));
      this.words.set(letter, words);
    }
    return words;
  }

  /** @param {string} key */
  block(key) {
    let [low, high] = [0, this.firsts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(this.firsts[middle], key) <= 0) low = middle + 1;
      else high = middle;
    }
    const number = low - 1;
    let block = this.blocks.get(number);
    if (!block) {
      const digest = this.manifest.blocks.slice(number * DIGITS, (number + 1) * DIGITS);
      block = number < 0 ? new Map() : this.library.decode(this.name("w", digest), splitBlock);
      this.blocks.set(number, block);
    }
    return block;
  }

  /**
   * @param {string} kind
   * @param {string} digest
   */
  name(kind, digest) {
    return `${this.manifest.language}-${kind}${digest}.${"flm".includes(kind) ? "json" : "txt"}`;
  }

  /** @param {number} slot */
  excerptName(slot) {
    return `${this.manifest.language}-${slot}-${this.rows.get(slot)?.digest}.json`;
  }
}

/** @param {{ stop: string, asking: string, groups: string[][][] }} lexicon */
function readLexicon({ stop, asking, groups }) {
  return { idle: new Set(`${stop} ${asking}`.split(" ")), groups, named: new Set(groups.flat(2)) };
}
