import assert from "node:assert/strict";
import { test } from "node:test";
import { KbIndexError, Missing } from "../../../kbgen/client/search/errors.js";
import { Library } from "../../../kbgen/client/search/library.js";

/** @param {Record<string, string>} files */
function open(files) {
  /** @type {string[]} */
  const fetched = [];
  const library = new Library(async (name) => {
    fetched.push(name);
    if (!Object.hasOwn(files, name)) throw new KbIndexError(`${name} is not there.`);
    return new TextEncoder().encode(files[name]);
  });
  return { library, fetched };
}

test("a work is done again with what it missed, in as many rounds as it takes", async () => {
  const { library, fetched } = open({ a: '"b"', b: '"c"', c: "3" });
  assert.throws(() => library.text("a"), Missing);
  assert.deepEqual(fetched, []);
  assert.equal(await library.one(() => library.json(library.json(library.json("a")))), 3);
  assert.deepEqual(fetched, ["a", "b", "c"]);
});

test("works go side by side, and what is done is not done again", async () => {
  const { library, fetched } = open({ a: "1", b: "2", c: "3" });
  let times = 0;
  const works = [
    () => library.json("a") + library.json("b"),
    () => library.json("a") + library.json("c"),
    () => ++times,
  ];
  assert.deepEqual(await library.all(works), [3, 4, 1]);
  assert.deepEqual([...fetched].sort(), ["a", "b", "c"]);
  assert.deepEqual(await library.all([]), []);
});

test("a file that two want at once is fetched once, and again after it failed", async () => {
  /** @type {Record<string, string>} */
  const files = {};
  const { library, fetched } = open(files);
  const both = await Promise.allSettled([library.load(["a", "a"]), library.one(() => library.json("a"))]);
  assert.ok(both.every(({ status }) => status === "rejected"));
  assert.deepEqual(fetched, ["a"]);
  files.a = "7";
  assert.equal(await library.one(() => library.json("a")), 7);
});

test("an index that leads round and round is given up", async () => {
  const { library } = open({});
  library.fetchFile = async () => new Uint8Array();
  let number = 0;
  const endless = () => library.bytes(`n${number++}`);
  await assert.rejects(library.one(endless), KbIndexError);
  assert.ok(number < 30);
});

test("what cannot be read is named", async () => {
  const { library } = open({ "en-l1.json": "{" });
  await assert.rejects(
    library.one(() => library.json("en-l1.json")),
    (error) => error instanceof KbIndexError && /damaged: en-l1\.json/.test(error.message),
  );
  library.files.set("en-s1.txt", Uint8Array.of(255));
  assert.throws(() => library.text("en-s1.txt"), KbIndexError);
});

test("an error of the work itself comes through", async () => {
  const { library } = open({ a: "1" });
  await assert.rejects(
    library.one(() => {
      library.json("a");
      throw new TypeError("mine");
    }),
    TypeError,
  );
});
