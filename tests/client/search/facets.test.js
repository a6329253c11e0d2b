import assert from "node:assert/strict";
import { test } from "node:test";
import { collectFacets, filterRanked } from "../../../kbgen/client/search/facets.js";

/** @type {import("../../../kbgen/client/search/facets.js").FacetFile} */
const FILE = {
  products: ["A", "B"],
  versions: ["1", "2"],
  sections: [
    ["net", "Network"],
    ["print", "Printing"],
    ["print/ink", "Ink"],
    ["printers", "Printers"],
  ],
  types: ["faq", "how-to"],
  articles: [
    [1, [0], [0], 1, 0],
    [4, [0, 1], [1], 2, 1],
    [9, [1], [], 0, -1],
    [12, [], [], -1, 0],
    [15, [], [], 3, 1],
  ],
};
const RANKED = [15, 12, 9, 4, 1].map((slot, n) => ({ slot, score: 9 - n, passage: -1 }));

/** @param {any} filters */
const pass = (filters) => filterRanked(() => FILE, RANKED, filters).map(({ slot }) => slot);

test("without filters the file is not read", () => {
  const unread = () => assert.fail("read");
  for (const filters of /** @type {any[]} */ ([{}, null, undefined, { product: [] }, { colour: ["red"] }])) {
    assert.equal(filterRanked(unread, RANKED, filters), RANKED);
  }
});

test("or within a key, and between keys, the order kept", () => {
  assert.deepEqual(pass({ product: ["A", "B"] }), [9, 4, 1]);
  assert.deepEqual(pass({ product: ["B", "A"], type: ["faq"] }), [1]);
  assert.deepEqual(pass({ type: ["faq", "how-to"], version: ["2", "1"], product: ["B"] }), [4]);
  assert.deepEqual(pass({ version: ["3"] }), []);
  assert.deepEqual(pass({ version: 2 }), [4]);
});

test("a section holds those below it, is known by its title too, and not by a name that only begins alike", () => {
  assert.deepEqual(pass({ section: ["print"] }), [4, 1]);
  assert.deepEqual(pass({ section: ["Ink", "net"] }), [9, 4]);
});

test("a key's own filter does not take its other values away", () => {
  const facets = collectFacets(FILE, RANKED, { product: ["A"] });
  assert.deepEqual(
    facets.product.map(({ value, count }) => [value, count]),
    [
      ["A", 2],
      ["B", 2],
    ],
  );
  assert.deepEqual(
    facets.type.map(({ value, count }) => [value, count]),
    [
      ["faq", 1],
      ["how-to", 1],
    ],
  );
  assert.deepEqual(facets.section.map(({ label }) => label).sort(), ["Ink", "Printing"]);
  assert.deepEqual(collectFacets(FILE, [], {}), { product: [], version: [], section: [], type: [] });
});
