/**
 * What is known of every article before it is ranked; `kbgen/search/table.py` is its twin.
 */

import { Cursor } from "./bytes.js";

const STEPS = [1, 1.189207115002721, Math.SQRT2, 1.681792830507429];
const DIGEST = 3;
/** So many slots have the digests of their excerpts in one file. */
export const RANGE = 1024;

/**
 * @typedef {object} Row
 * @property {number} length class of the body's words
 * @property {number} title different words of the title that carry meaning
 * @property {number} place its number among those of its range
 */

/**
 * The length that a class stands for: four classes double it.
 * @param {number} number
 */
export function lengthOf(number) {
  return 2 ** (number >> 2) * STEPS[number & 3];
}

/**
 * Slot -> row, in the order of slots.
 * @param {Uint8Array} data
 * @returns {Map<number, Row>}
 */
export function decodeTable(data) {
  const cursor = new Cursor(data);
  const count = cursor.number();
  /** @type {number[]} */
  const slots = [];
  let slot = 0;
  for (let n = 0; n < count; n++) {
    slot += cursor.number();
    slots.push(slot);
  }
  const [lengths, titles] = [cursor.bytes(count), cursor.bytes(count)];
  let [range, first] = [-1, 0];
  return new Map(
    slots.map((slot, n) => {
      if (Math.floor(slot / RANGE) !== range) [range, first] = [Math.floor(slot / RANGE), n];
      return [slot, { length: lengths[n], title: titles[n], place: n - first }];
    }),
  );
}

/**
 * The digest of an excerpt, out of the file of its range.
 * @param {Uint8Array} data
 * @param {number} place of its article
 */
export function readDigest(data, place) {
  const bytes = new Cursor(data.subarray(place * DIGEST)).bytes(DIGEST);
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
