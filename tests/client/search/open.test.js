import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { complain, loadIndex } from "../../../kbgen/client/search/load.js";
import { KbIndexError, openIndex } from "../../../kbgen/client/search/open.js";
import { writeSite } from "./served.js";

const { console: real, fetch: realFetch } = globalThis;
/** @type {string[]} */
let asked = [];
/** @type {string[]} */
let said = [];
/** Address -> what the host answers. @type {Map<string, () => Response>} */
let host = new Map();

beforeEach(() => {
  [asked, said, host] = [[], [], new Map()];
  globalThis.fetch = async (url) => {
    asked.push(String(url));
    return host.get(String(url))?.() ?? new Response("", { status: 404 });
  };
  globalThis.console = { ...real, error: (text) => said.push(text), warn: (text) => said.push(text) };
});
afterEach(() => {
  globalThis.fetch = realFetch;
  globalThis.console = real;
});

/**
 * @param {ReturnType<typeof writeSite>} site
 * @param {string} base
 */
function publish({ files }, base) {
  for (const [name, data] of files)
    host.set(`${base}_kb/a/${name}`, () => new Response(new Blob([new Uint8Array(data)])));
}

const SITE = writeSite({ en: [{ id: "jam", title: "Paper jam", text: "The printer stops." }] });
const never = async () => assert.fail("the entry is not read again");

test("opening fetches nothing; files lie below the base", async () => {
  for (const base of ["https://a.example/", "https://a.example/help/", new URL("https://b.example/x/")]) {
    publish(SITE, String(base));
    const index = await openIndex(SITE.pointers, base, never);
    assert.deepEqual(asked, []);
    assert.equal((await index.search("printer"))[0].id, "jam");
    assert.ok(asked.length > 3);
    assert.ok(asked.every((url) => url.startsWith(`${base}_kb/a/en-`)));
    asked.length = 0;
  }
});

test("a base without a host is taken from the page's address", async () => {
  Object.assign(globalThis, { location: { href: "https://c.example/help/any/page/" } });
  publish(SITE, "https://c.example/help/");
  const index = await openIndex(SITE.pointers, "/help/", never);
  assert.equal((await index.search("jam")).length, 1);
  Reflect.deleteProperty(globalThis, "location");
});

test("another format is refused before anything is fetched, in words that help", async () => {
  const opening = openIndex({ ...SITE.pointers, format: 99 }, "https://a.example/", never);
  await assert.rejects(opening, (error) => error instanceof KbIndexError && /format 99/.test(error.message));
  assert.deepEqual(asked, []);
  assert.equal(said.length, 1);
  assert.match(said[0], /format 2.*format 99.*kbgen build/);
});

test("after a deploy the entry is read once, past caches, and the new files answer", async () => {
  publish(SITE, "https://a.example/");
  /** @type {string[]} */
  const again = [];
  const now = writeSite({ en: [{ id: "new", title: "Printer", text: "New." }] }, { mark: "1" });
  const index = await openIndex(SITE.pointers, "https://a.example/", async (stamp) => {
    again.push(stamp);
    return { pointers: now.pointers };
  });
  host.clear();
  publish(now, "https://a.example/");
  assert.equal((await index.search("printer"))[0].id, "new");
  assert.equal(again.length, 1);
  assert.match(again[0], /^[0-9a-z]+$/);
});

test("an entry that is gone too is a KbIndexError, which names it", async () => {
  const index = await openIndex(SITE.pointers, "https://a.example/", async () => {
    throw new TypeError("Failed to fetch dynamically imported module");
  });
  await assert.rejects(index.search("printer"), (error) => {
    assert.ok(error instanceof KbIndexError);
    assert.match(error.message, /cannot be opened again.*dynamically imported/);
    return true;
  });
});

test("a host that fails, or a line that is down, is no deploy", async () => {
  const index = await openIndex(SITE.pointers, "https://a.example/", never);
  const manifest = `https://a.example/_kb/a/${SITE.pointers.languages.en}`;
  host.set(manifest, () => new Response("", { status: 503 }));
  await assert.rejects(index.search("printer"), (error) => error instanceof KbIndexError && /503/.test(error.message));
  globalThis.fetch = async () => {
    throw new TypeError("Failed to fetch");
  };
  await assert.rejects(
    index.search("printer"),
    (error) => error instanceof KbIndexError && error.message.includes("/_kb/a/en-m"),
  );
});

test("a page's scripts may try again after a failure, and say why once", async () => {
  // Beside the sources lies no entry.
  const first = loadIndex();
  assert.equal(loadIndex(), first);
  await assert.rejects(first);
  const second = loadIndex();
  assert.notEqual(second, first);
  await assert.rejects(second);
  for (let n = 0; n < 3; n++) complain(new Error("the line is down"));
  complain("something else");
  assert.deepEqual(said, ["Search does not work: the line is down", "Search does not work: something else"]);
});
