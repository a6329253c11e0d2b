/**
 * Reading the index's bytes: numbers, words, the places of a term. `kbgen/search/payload.py` and `blocks.py` are its twins.
 */

export const TITLE = 1;
export const KEYWORD = 2;
export const EXACT = 4;
export const SUMMARY = 8;
export const PART = 16;
const PASSAGES = 32;
const COUNTS = [0, 1, 2, 3, 4.5, 7, 11, 18];
const text = new TextDecoder("utf-8", { fatal: true });

/** A place in some bytes that moves on as they are read. Reading beyond their end throws RangeError. */
export class Cursor {
  /** @param {Uint8Array} data */
  constructor(data) {
    this.data = data;
    this.at = 0;
  }

  byte() {
    if (this.at >= this.data.length) throw new RangeError("the bytes end too early");
    return this.data[this.at++];
  }

  number() {
    let number = 0;
    let factor = 1;
    for (;;) {
      const byte = this.byte();
      number += (byte & 127) * factor;
      if (byte < 128) return number;
      factor *= 128;
    }
  }

  /** @param {number} length */
  bytes(length) {
    if (this.at + length > this.data.length) throw new RangeError("the bytes end too early");
    this.at += length;
    return this.data.subarray(this.at - length, this.at);
  }

  get ended() {
    return this.at >= this.data.length;
  }
}

/**
 * @typedef {object} Form a word as articles write it
 * @property {number} count articles that do
 * @property {string} term what it is indexed as
 *
 * @typedef {object} Entry what stands under a key
 * @property {Map<string, Form>} forms
 * @property {Map<string, { count: number, postings: Uint8Array }>} terms
 *
 * @typedef {object} Places where a term stands: for each article its slot, flags, and passages from `first[n]` on
 * @property {number[]} slots
 * @property {number[]} flags
 * @property {number[]} first
 * @property {number[]} passages
 * @property {boolean[]} headings
 * @property {number[]} counts
 * @property {Map<number, number>} index slot -> its place in `slots`
 */

/**
 * The entries of a block, as bytes by key.
 * @param {Uint8Array} data
 */
export function splitBlock(data) {
  /** @type {Map<string, Uint8Array>} */
  const entries = new Map();
  const cursor = new Cursor(data);
  const last = new Uint8Array(256);
  while (!cursor.ended) {
    const shared = cursor.byte();
    const length = cursor.byte();
    last.set(cursor.bytes(length), shared);
    entries.set(text.decode(last.subarray(0, shared + length)), cursor.bytes(cursor.number()));
  }
  return entries;
}

/**
 * @param {string} key
 * @param {Uint8Array} data
 * @returns {Entry}
 */
export function decodeEntry(key, data) {
  const cursor = new Cursor(data);
  const [formCount, termCount] = [cursor.byte(), cursor.byte()];
  /** @type {Entry} */
  const entry = { forms: new Map(), terms: new Map() };
  for (let n = 0; n < formCount; n++) {
    const name = readName(cursor, key);
    const count = cursor.number();
    const [cut, length] = [cursor.byte(), cursor.byte()];
    const ending = cursor.bytes(length);
    const written = new TextEncoder().encode(name);
    const whole = new Uint8Array(written.length - cut + length);
    whole.set(written.subarray(0, written.length - cut));
    whole.set(ending, written.length - cut);
    entry.forms.set(name, { count, term: text.decode(whole) });
  }
  for (let n = 0; n < termCount; n++) {
    const name = readName(cursor, key);
    const count = cursor.number();
    entry.terms.set(name, { count, postings: cursor.bytes(cursor.number()) });
  }
  return entry;
}

/**
 * @param {Cursor} cursor
 * @param {string} key
 */
function readName(cursor, key) {
  const length = cursor.byte();
  return length === 0 ? key : text.decode(cursor.bytes(length));
}

/**
 * @param {Uint8Array[]} parts postings of different articles
 * @returns {Places}
 */
export function decodePlaces(parts) {
  /** @type {Places} */
  const places = { slots: [], flags: [], first: [], passages: [], headings: [], counts: [], index: new Map() };
  for (const postings of parts) readPostings(postings, places);
  places.first.push(places.passages.length);
  return places;
}

/**
 * @param {Uint8Array} postings
 * @param {Places} places
 */
function readPostings(postings, places) {
  const cursor = new Cursor(postings);
  let slot = 0;
  while (!cursor.ended) {
    slot += cursor.number();
    const head = cursor.byte();
    places.index.set(slot, places.slots.length);
    places.slots.push(slot);
    places.flags.push(head & ~PASSAGES);
    places.first.push(places.passages.length);
    let passage = -1;
    for (let more = (head & PASSAGES) !== 0; more; ) {
      const value = cursor.byte();
      const gap = value & 7;
      passage += (gap === 7 ? gap + cursor.number() : gap) + 1;
      places.passages.push(passage);
      places.headings.push((value & 8) !== 0);
      places.counts.push(COUNTS[(value >> 4) & 7]);
      more = value < 128;
    }
  }
}
