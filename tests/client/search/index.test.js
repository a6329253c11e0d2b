import assert from "node:assert/strict";
import { after, test } from "node:test";
import { KbIndexError } from "../../../kbgen/client/search/errors.js";
import { serve, writeSite } from "./served.js";

/** @type {import("./written.js").Written[]} */
const ARTICLES = [
  {
    id: "jam",
    title: "Paper jam",
    text: "The printer says E-4012.",
    section: "printing",
    type: "faq",
    products: ["A"],
  },
  { id: "ink", title: "Ink is low", text: "Buy ink for the printer.", section: "printing/ink", products: ["A", "B"] },
  {
    id: "wifi",
    title: "Wi-Fi drops",
    text: "The network is gone.",
    section: "network",
    products: ["B"],
    versions: ["2"],
  },
  {
    id: "order",
    title: "Where is my parcel",
    text: "A driver brings it.",
    headings: [["Late parcels", "Write to us."]],
  },
];
const SWEDISH = [{ id: "kvitto", title: "Kvitto saknas", text: "Skrivaren skriver kvitto." }];

/** @param {{ id: string }[]} hits */
const ids = (hits) => hits.map(({ id }) => id);

const open = () => serve(writeSite({ en: ARTICLES, sv: SWEDISH }));

test("nothing is fetched before somebody asks, and each file once", async () => {
  const { index, fetched } = open();
  assert.deepEqual(fetched, []);
  assert.deepEqual(await index.search("parcel").then(ids), ["order"]);
  assert.ok(fetched.length > 3);
  assert.ok(fetched.every((name) => name.startsWith("en-")));
  const before = fetched.length;
  await Promise.all([index.search("parcel"), index.search("parcel", { limit: 1 })]);
  assert.equal(fetched.length, before);
  await Promise.all([index.search("printer"), index.search("printer ink")]);
  assert.equal(new Set(fetched).size, fetched.length);
});

test("text is fetched for what is shown alone, filters when somebody filters", async () => {
  const { index, fetched } = open();
  await index.search("printer", { limit: 1 });
  assert.equal(fetched.filter((name) => /^en-\d/.test(name)).length, 1);
  assert.equal(fetched.filter((name) => name.startsWith("en-f")).length, 0);
  assert.equal(fetched.filter((name) => name.startsWith("en-s")).length, 0);
  await index.search("printer", { filters: { product: ["B"] } });
  assert.equal(fetched.filter((name) => name.startsWith("en-f")).length, 1);
});

test("a hit has what the contract names, and nothing else", async () => {
  const [hit] = await open().index.search("late parcels");
  assert.deepEqual(Object.keys(hit).sort(), [
    "excerpt",
    "heading",
    "id",
    "language",
    "marks",
    "score",
    "section",
    "title",
    "url",
  ]);
  assert.equal(hit.url, "/order/#h0");
  assert.equal(hit.heading, "Late parcels");
  assert.equal(hit.language, "en");
  const [other] = await open().index.search("driver");
  assert.equal(other.url, "/order/");
  assert.equal(other.heading, null);
  assert.deepEqual(
    other.marks.map(([start, end]) => other.excerpt.slice(start, end)),
    ["driver"],
  );
});

test("limit and offset", async () => {
  const { index } = open();
  const all = ids(await index.search("printer ink parcel network"));
  assert.equal(all.length, 4);
  for (const limit of [0, 1, 3, 4, 100]) {
    assert.deepEqual(ids(await index.search("printer ink parcel network", { limit })), all.slice(0, limit));
  }
  const answer = await index.ask("printer ink parcel network", { limit: 2, offset: 1 });
  assert.deepEqual(ids(answer.hits), all.slice(1, 3));
  assert.equal(answer.total, 4);
  for (const limit of /** @type {any[]} */ ([-1, NaN, "2", null, {}])) {
    assert.equal((await index.search("printer ink parcel network", { limit })).length, 4);
  }
});

test("of titles with the same words, the question itself comes first, however few are wanted", async () => {
  const twins = ["jam paper", "paper jam", "Jam, paper"].map((title, n) => ({ id: `t${n}`, title, text: "x" }));
  const { index } = serve(writeSite({ en: twins }));
  for (const [title, id] of [
    ["paper jam", "t1"],
    ["Paper jam?", "t1"],
    ["jam paper", "t0"],
    ["Jam, paper", "t2"],
  ]) {
    assert.deepEqual(ids(await index.search(title, { limit: 1 })), [id]);
  }
  assert.deepEqual(
    ids(await index.search("paper jam", { limit: 2 })),
    ids(await index.search("paper jam")).slice(0, 2),
  );
});

test("or within a filter, and between filters", async () => {
  const { index } = open();
  /** @param {import("../../../kbgen/client/search/facets.js").Filters} filters */
  const filtered = async (filters) => ids(await index.search("printer ink network", { filters })).sort();
  assert.deepEqual(await filtered({}), ["ink", "jam", "wifi"]);
  assert.deepEqual(await filtered({ product: ["A", "B"] }), ["ink", "jam", "wifi"]);
  assert.deepEqual(await filtered({ product: ["B"] }), ["ink", "wifi"]);
  assert.deepEqual(await filtered({ product: ["A", "B"], section: ["printing"] }), ["ink", "jam"]);
  assert.deepEqual(await filtered({ product: ["B"], section: ["printing", "network"], version: ["2"] }), ["wifi"]);
  assert.deepEqual(await filtered({ product: ["nobody makes it"] }), []);
  assert.deepEqual(await filtered({ product: [] }), ["ink", "jam", "wifi"]);
  const odd = /** @type {any} */ ([{ colour: ["red"] }, null, "x", 5, { constructor: ["x"], product: undefined }]);
  for (const filters of odd) assert.deepEqual(await filtered(filters), ["ink", "jam", "wifi"], String(filters));
  assert.deepEqual(await filtered(/** @type {any} */ ({ product: "A", type: [Symbol("x")] })), []);
});

test("the page's language is asked, else the site's, else the one that is named", async () => {
  after(() => Reflect.deleteProperty(globalThis, "document"));
  const { index } = open();
  assert.equal(index.language, "en");
  for (const [lang, expected] of [
    ["sv", "sv"],
    ["sv-SE", "sv"],
    ["tlh", "en"],
    ["", "en"],
    ["constructor", "en"],
  ]) {
    Object.assign(globalThis, { document: { documentElement: { lang } } });
    assert.equal(index.language, expected);
  }
  Object.assign(globalThis, { document: { documentElement: { lang: "sv" } } });
  assert.deepEqual(ids(await index.search("kvitto")), ["kvitto"]);
  assert.deepEqual(ids(await index.search("parcel", { language: "en" })), ["order"]);
  for (const language of /** @type {any[]} */ (["tlh", "__proto__", null, 7])) {
    assert.deepEqual(ids(await index.search("kvitto", { language })), ["kvitto"]);
  }
});

test("what the language does not have is found elsewhere, and said to be", async () => {
  const { index } = open();
  const answer = await index.ask("kvitto");
  assert.equal(answer.elsewhere, true);
  assert.deepEqual(ids(answer.hits), ["kvitto"]);
  assert.equal(answer.hits[0].language, "sv");
  assert.equal((await index.ask("parcel")).elsewhere, false);
});

test("a slip is mended, and the mended question told", async () => {
  const { index } = open();
  const answer = await index.ask("pritner");
  assert.equal(answer.correction, "printer");
  assert.deepEqual(ids(answer.hits).sort(), ["ink", "jam"]);
  assert.equal((await index.ask("printer")).correction, null);
});

test("what nothing answers leads to what is nearest, if that is wanted", async () => {
  const { index } = open();
  const answer = await index.ask("parzzzzzzzz");
  assert.deepEqual(answer.hits, []);
  assert.equal(answer.total, 0);
  assert.deepEqual(ids(answer.nearest), ["order"]);
  assert.deepEqual(await index.search("parzzzzzzzz"), []);
  assert.deepEqual((await index.ask("zzzzzzzz")).nearest, []);
});

test("quotes keep what holds the words to the letter", async () => {
  const { index } = open();
  assert.deepEqual(ids(await index.search('"buy ink" printer')), ["ink"]);
  assert.deepEqual(ids(await index.search('"ink buy" printer')).sort(), ["ink", "jam"]);
});

test("facets count what the other filters leave", async () => {
  const { facets } = await open().index.ask("printer ink network", { facets: true, filters: { product: ["B"] } });
  assert.deepEqual(facets.product, [
    { value: "A", label: "A", count: 2 },
    { value: "B", label: "B", count: 2 },
  ]);
  assert.deepEqual(facets.section.map(({ value, label }) => [value, label]).sort(), [
    ["network", "The network"],
    ["printing/ink", "The printing/ink"],
  ]);
  assert.deepEqual(facets.version, [{ value: "2", label: "2", count: 1 }]);
});

test("nothing asked, nothing found, nothing fetched of articles", async () => {
  const { index, fetched } = open();
  for (const query of /** @type {any[]} */ (["", "  ", "?!", "\u{1f5a8}", undefined, null, 7, {}, []])) {
    assert.deepEqual(await index.search(query), []);
  }
  assert.deepEqual(await index.search("", /** @type {any} */ (null)), []);
  assert.equal(fetched.filter((name) => /^\w+-[wsf\d]/.test(name)).length, 0);
});

test("an empty site, one article, an article without words", async () => {
  for (const query of ["printer", "", "the", "\u30a2\u30d7\u30ea"]) {
    assert.deepEqual(await serve(writeSite({ en: [] })).index.search(query), []);
  }
  const { index } = serve(writeSite({ en: [{ id: "one", title: "Printer" }] }));
  for (const query of ["printer", "pritner"]) assert.deepEqual(ids(await index.search(query)), ["one"]);
  assert.deepEqual(ids((await index.ask("prin", { typing: true })).hits), ["one"]);
  const [hit] = await index.search("printer");
  assert.deepEqual([hit.excerpt, hit.marks, hit.heading, hit.url], ["", [], null, "/one/"]);
  const wordless = serve(
    writeSite({
      en: [
        { id: "none", title: "!!!", text: "\u2026" },
        { id: "one", title: "Printer" },
      ],
    }),
  );
  assert.deepEqual(ids(await wordless.index.search("printer !!!")), ["one"]);
  assert.deepEqual(await wordless.index.search("!!!"), []);
});

test("after a deploy the pointers are read again, once", async () => {
  const { index, counts, site } = open();
  await index.search("printer");
  const now = writeSite({ en: [{ id: "new", title: "Paper jam", text: "Now" }], sv: SWEDISH }, { mark: "1" });
  Object.assign(site, now);
  // What was fetched still answers.
  assert.deepEqual(ids(await index.search("printer")).sort(), ["ink", "jam"]);
  assert.equal(counts.rereads, 0);
  assert.deepEqual(ids(await index.search("parcel driver paper")), ["new"]);
  assert.equal(counts.rereads, 1);
  assert.deepEqual(ids(await index.search("paper jam")), ["new"]);
  assert.equal(counts.rereads, 1);
});

test("a file that stays away is an error, after one look at the pointers", async () => {
  const { index, counts, site } = open();
  for (const name of [...site.files.keys()].filter((name) => name.startsWith("en-w"))) site.files.delete(name);
  await assert.rejects(index.search("printer"), (error) => error instanceof KbIndexError && /en-w/.test(error.message));
  assert.equal(counts.rereads, 1);
});

test("a damaged file is an error that names it", async () => {
  for (const kind of ["w", "t", "l", "m"]) {
    const { index, site } = open();
    for (const name of [...site.files.keys()].filter((name) => name.startsWith(`en-${kind}`))) {
      site.files.set(name, Uint8Array.of(5, 255, 1));
    }
    await assert.rejects(
      index.search("printer"),
      (error) => error instanceof KbIndexError && error.message.includes(`en-${kind}`),
    );
  }
});

test("whoever asks again after a failure may have more luck", async () => {
  const { index, site } = open();
  const name = site.pointers.languages.en;
  const data = /** @type {Uint8Array} */ (site.files.get(name));
  site.files.delete(name);
  await assert.rejects(index.search("printer"), KbIndexError);
  site.files.set(name, data);
  assert.equal((await index.search("printer")).length, 2);
});

test("an index of another format is refused in words that help, also after a deploy", async () => {
  const { index, site } = open();
  /** @type {string[]} */
  const said = [];
  const { error } = console;
  console.error = (/** @type {string} */ text) => said.push(text);
  after(() => {
    console.error = error;
  });
  await index.search("printer");
  site.files.clear();
  site.pointers = { ...site.pointers, format: 3 };
  await assert.rejects(index.search("parcel driver"), KbIndexError);
  assert.equal(said.length, 1);
  assert.match(said[0], /format 2.*format 3.*Reload the page/);
});

test("a common word keeps its other places apart, for questions that have no rarer one", async () => {
  const colours = ["red", "blue", "green", "grey"];
  const articles = colours.map((colour, n) => ({
    id: colour,
    title: `${colour} lamp`,
    text: "A bulb.",
    headings: /** @type {[string, string][]} */ (n === 1 ? [["The bulb", "Change it."]] : []),
  }));
  const { index, fetched } = serve(writeSite({ en: articles }, { common: 3, perBlock: 1 }));
  // Beside a rarer word: a heading tells something, a mention does not.
  assert.deepEqual(await index.search("bulb red").then(ids), ["red", "blue"]);
  const before = fetched.length;
  assert.deepEqual((await index.search("bulb").then(ids)).sort(), [...colours].sort());
  assert.ok(
    fetched.slice(before).some((name) => name.startsWith("en-w")),
    "the other places are fetched now",
  );
  assert.deepEqual(await index.search("bulb red").then(ids), ["red", "blue"]);
});
