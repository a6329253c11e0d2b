/**
 * An index as it is published, opened: entries of keys, spelling, the table of articles. What is not fetched yet throws
 * Missing. `kbgen/search/reference/shelf.py` is its twin.
 */

import { decodeEntry, decodePlaces, splitBlock } from "./bytes.js";
import { decodeTable, RANGE, readDigest } from "./table.js";
import { compare, fold } from "./tokens.js";

const DIGITS = 10;
/** Before the key of the places of common terms that do not stand out. */
const REST = "~";
/** So many files of digests are fetched before anybody knows which are needed. */
const FEW = 2;

/**
 * @typedef {object} Manifest
 * @property {number} format
 * @property {string} language
 * @property {number} articles
 * @property {number} length class of the average body
 * @property {number} common terms in more articles than this are common
 * @property {boolean} compounds
 * @property {boolean} elide
 * @property {string} firsts
 * @property {string} blocks
 * @property {Record<string, string>} spelling
 * @property {string} excerpts
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
    /** Places by term; those of common terms, all of them, by the term with REST before it. @type {Map<string, Places>} */
    this.known = new Map();
    /** @type {Map<string, Map<string, number>>} */
    this.words = new Map();
    /** @type {Map<number, import("./table.js").Row> | undefined} */
    this.table = undefined;
    /** @type {{ idle: Set<string>, groups: string[][][], named: Set<string> } | undefined} */
    this.read = undefined;
  }

  get rows() {
    this.table ??= this.library.decode(this.name("t", this.manifest.table), decodeTable);
    return this.table;
  }

  /** Words that a question is asked without, and phrases that mean the same, each the terms of its words. */
  get lexicon() {
    this.read ??= readLexicon(this.library.json(this.name("l", this.manifest.lexicon)));
    return this.read;
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
   * How many articles have a term.
   * @param {string} term
   */
  count(term) {
    return this.entry(fold(term))?.terms.get(term)?.count ?? 0;
  }

  /**
   * Whether a term in so many articles tells little of them.
   * @param {number} count
   */
  isCommon(count) {
    return count > this.manifest.common;
  }

  /**
   * Where a term stands; of a common one, where it stands out.
   * @param {string} term
   * @param {boolean} whole all places of common ones
   */
  places(term, whole) {
    const both = whole && this.isCommon(this.count(term));
    const name = both ? REST + term : term;
    let places = this.known.get(name);
    if (!places) {
      const keys = both ? [fold(term), REST + fold(term)] : [fold(term)];
      const found = keys.map((key) => this.entry(key)?.terms.get(term)?.postings ?? new Uint8Array());
      places = decodePlaces(found);
      this.known.set(name, places);
    }
    return places;
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

  /** What every question needs: the table, the lexicon, and digests of excerpts where they are few. */
  get beginning() {
    const { table, lexicon, excerpts } = this.manifest;
    const digests = excerpts.length <= FEW * DIGITS ? this.digestNames : [];
    return [this.name("t", table), this.name("l", lexicon), ...digests];
  }

  /** The files of the excerpts' digests, one for each range of slots. */
  get digestNames() {
    const digests = this.manifest.excerpts.match(/.{10}/g) ?? [];
    return digests.map((digest) => this.name("e", digest));
  }

  /** @param {number} slot */
  excerptName(slot) {
    const place = this.rows.get(slot)?.place ?? 0;
    const file = this.digestNames[Math.floor(slot / RANGE)];
    const digest = this.library.decode(file, (data) => readDigest(data, place));
    return `${this.manifest.language}-${slot}-${digest}.json`;
  }
}

/** @param {{ stop: string, asking: string, groups: string }} lexicon */
function readLexicon({ stop, asking, groups }) {
  const lines = groups ? groups.split("\n") : [];
  const phrases = lines.map((line) => line.split(",").map((phrase) => phrase.split(" ")));
  return { idle: new Set(`${stop} ${asking}`.split(" ")), groups: phrases, named: new Set(phrases.flat(2)) };
}
