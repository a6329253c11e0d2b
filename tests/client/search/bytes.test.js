import assert from "node:assert/strict";
import { test } from "node:test";
import { Cursor, decodeEntry, decodePlaces, splitBlock } from "../../../kbgen/client/search/bytes.js";
import { decodeTable, lengthOf, readDigest } from "../../../kbgen/client/search/table.js";
import { compare, expandToken, fold, normalise, splitTokens } from "../../../kbgen/client/search/tokens.js";

/** @param {string} text */
const utf8 = (text) => [...new TextEncoder().encode(text)];

test("numbers of one byte and of many", () => {
  const cursor = new Cursor(Uint8Array.of(0, 127, 128, 1, 255, 255, 255, 255, 15));
  assert.deepEqual([cursor.number(), cursor.number(), cursor.number(), cursor.number()], [0, 127, 128, 2 ** 32 - 1]);
  assert.ok(cursor.ended);
  assert.throws(() => cursor.number(), RangeError);
  assert.throws(() => new Cursor(Uint8Array.of(1)).bytes(2), RangeError);
});

test("a block's keys share their beginnings", () => {
  const block = Uint8Array.from([0, 5, ...utf8("print"), 1, 7, 5, 2, ...utf8("er"), 0, 2, 2, ...utf8("ø"), 1, 9]);
  assert.deepEqual(
    [...splitBlock(block)].map(([key, data]) => [key, ...data]),
    [["print", 7], ["printer"], ["prø", 9]],
  );
  assert.throws(() => splitBlock(Uint8Array.of(0, 200, 1)), RangeError);
  assert.throws(() => splitBlock(Uint8Array.of(0, 1, 255, 0)), TypeError);
});

test("an entry's names that are the key are left out, terms are told as a change of the form", () => {
  const data = [2, 1, 0, 3, 3, 0, ...[6, ...utf8("länka"), 1, 1, 1, 101], 0, 2, 1, 8];
  const entry = decodeEntry("lanka", Uint8Array.from(data));
  assert.deepEqual(
    [...entry.forms],
    [
      ["lanka", { count: 3, term: "la" }],
      ["länka", { count: 1, term: "länke" }],
    ],
  );
  assert.deepEqual([...entry.terms], [["lanka", { count: 2, postings: Uint8Array.of(8) }]]);
});

test("places: slots by gap, flags, passages with a long gap", () => {
  const places = decodePlaces([Uint8Array.of(3, 1, 200, 1, 33, 0x18, 0xf7, 2)]);
  assert.deepEqual(places.slots, [3, 203]);
  assert.deepEqual(places.flags, [1, 1]);
  assert.deepEqual(places.first, [0, 0, 2]);
  assert.deepEqual(places.passages, [0, 10]);
  assert.deepEqual(places.headings, [true, false]);
  assert.deepEqual(places.counts, [1, 18]);
  assert.equal(places.index.get(203), 1);
  assert.deepEqual(decodePlaces([]).slots, []);
});

test("the table of articles", () => {
  const rows = decodeTable(Uint8Array.of(2, 5, 130, 1, 8, 10, 1, 16));
  assert.deepEqual(
    [...rows],
    [
      [5, { length: 8, title: 1, place: 0 }],
      [135, { length: 10, title: 16, place: 1 }],
    ],
  );
  assert.equal(decodeTable(Uint8Array.of(0)).size, 0);
  assert.throws(() => decodeTable(Uint8Array.of(9, 1)), RangeError);
  assert.deepEqual([0, 4, 8].map(lengthOf), [1, 2, 4]);
});

test("the digest of an excerpt stands in the file of its range", () => {
  const slots = [5, 130, 889, 6, 2970]; // 5, 135, 1024, 1030 and 4000, each less the one before
  const gaps = slots.flatMap((gap) => (gap < 128 ? [gap] : [(gap & 127) | 128, gap >> 7]));
  const rows = decodeTable(Uint8Array.of(5, ...gaps, ...new Uint8Array(10)));
  assert.deepEqual([...rows.keys()], [5, 135, 1024, 1030, 4000]);
  assert.deepEqual(
    [...rows.values()].map(({ place }) => place),
    [0, 1, 0, 1, 0],
  );
  const file = Uint8Array.of(0, 1, 2, 255, 254, 3);
  assert.equal(readDigest(file, 0), "000102");
  assert.equal(readDigest(file, 1), "fffe03");
  assert.throws(() => readDigest(file, 2), RangeError);
});

test("words: whole and in parts, pairs without spaces, halves of letters", () => {
  const words = (/** @type {string} */ text) => splitTokens(normalise(text), false).flatMap(expandToken);
  assert.deepEqual(words("E-4012 config.php can’t 2.10"), [
    "e4012",
    "4012",
    "config.php",
    "config",
    "php",
    "cant",
    "2.10",
    "10",
  ]);
  assert.deepEqual(words("請求書 𠮷野 家"), ["請求", "求書", "𠮷野", "家"]);
  assert.deepEqual(words("-- _ '' …"), []);
  assert.deepEqual(words("print\ud800er \udc00"), ["print", "er"]);
  assert.equal(expandToken("x".repeat(99))[0].length, 60);
  assert.equal(fold("ångström ガイド straße"), "angstrom がいど strasse");
});

test("keys are in the order of their code points", () => {
  const keys = ["a", "ab", "b", "é", "\ue000", "\uffff", "𠮷", "𠮷a", "\u{10ffff}"];
  assert.deepEqual([...keys].reverse().sort(compare), keys);
  assert.equal(compare("a", "a"), 0);
});
