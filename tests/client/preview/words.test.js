import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseWords, WORDS } from "../../../kbgen/client/preview/words.js";

const NAMES = Object.keys(WORDS.en);

/** @param {unknown} word */
function places(word) {
  return [...new Set(JSON.stringify(word).match(/\{\w+\}/g))].sort();
}

for (const language of ["sv", "nb", "ja"]) {
  test(`every word is there in ${language}, in words of its own, with the same places to fill`, () => {
    for (const name of NAMES) {
      assert.deepEqual(places(WORDS[language][name]), places(WORDS.en[name]), name);
      assert.notDeepEqual(WORDS[language][name], WORDS.en[name], name);
    }
  });
}

test("a page is spoken to in its language, else in English", () => {
  assert.equal(chooseWords("sv-FI").say("close"), "Stäng");
  assert.equal(chooseWords("no").say("close"), "Lukk");
  assert.equal(chooseWords("ja_JP").say("close"), "閉じる");
  assert.equal(chooseWords("ar").say("close"), "Close");
  assert.equal(chooseWords("").say("close"), "Close");
  assert.equal(chooseWords("constructor").say("close"), "Close");
});

test("one is one, and many are many", () => {
  const counts = [0, 1, 2, 1200];
  const { say } = chooseWords("en");
  assert.deepEqual(
    counts.map((count) => say("problems", { count })),
    ["0 problems", "1 problem", "2 problems", "1,200 problems"],
  );
  assert.equal(chooseWords("ja").say("problems", { count: 1 }), "問題1件");
});

test("numbers and days are written as the language does", () => {
  assert.equal(chooseWords("sv").say("built", { seconds: 0.0812 }), "Byggd på 0,08 s");
  assert.equal(chooseWords("en").say("built", { seconds: 12.345 }), "Built in 12.3 s");
  assert.equal(chooseWords("en").day("2026-01-31"), "31 Jan 2026");
  assert.equal(chooseWords("ja").day("2026-01-31"), "2026/01/31");
  assert.equal(chooseWords("en").day("soon"), "soon");
});
