import assert from "node:assert/strict";
import { test } from "node:test";
import { cutExcerpt, findMarks } from "../../../kbgen/client/search/excerpts.js";

/**
 * @param {string} text
 * @param {string[]} forms
 */
function marked(text, ...forms) {
  const { excerpt, marks } = cutExcerpt(text, new Set(forms), false);
  return { excerpt, words: marks.map(([start, end]) => excerpt.slice(start, end)), marks };
}

test("words are marked as they are written, without the signs around them", () => {
  const text = "A (Printer), “printer’s” and PRINTERS.";
  assert.deepEqual(marked(text, "printer", "printers").words, ["Printer", "printer’s", "PRINTERS"]);
  assert.deepEqual(marked("See config.php!", "php").words, ["config.php"]);
  assert.deepEqual(marked("ＰＲＩＮＴＥＲ", "printer").words, ["ＰＲＩＮＴＥＲ"]);
  assert.deepEqual(marked("", "printer"), { excerpt: "", words: [], marks: [] });
});

test("letters beyond U+FFFF take two places", () => {
  const text = "🖨️ 𝒳 printer 😀 𠮷野家で printer";
  assert.deepEqual(marked(text, "printer", "𠮷野").words, ["printer", "𠮷野", "printer"]);
  assert.deepEqual(marked("𠮷野家", "野家").words, ["野家"]);
  assert.deepEqual(marked("𠮷野家", "𠮷野", "野家").words, ["𠮷野家"]);
  assert.deepEqual(marked("𠮷", "𠮷").words, ["𠮷"]);
});

test("pairs that overlap are one mark, a lone pair inside a katakana word is none", () => {
  assert.deepEqual(marked("請求書の印刷", "請求", "求書", "印刷").words, ["請求書", "印刷"]);
  assert.deepEqual(marked("プリンターの設定", "リン").words, []);
  assert.deepEqual(marked("プリンターの設定", "プリ", "リン", "ンタ", "ター").words, ["プリンター"]);
});

test("a long text is cut at words around what is marked, and the marks move along", () => {
  const text = `${"filler words ".repeat(60)}the printer is jammed. ${"more of it ".repeat(60)}`;
  const { excerpt, words } = marked(text, "printer", "jammed");
  assert.ok(excerpt.length <= 172);
  assert.ok(excerpt.startsWith("…") && excerpt.endsWith("…"));
  assert.deepEqual(words, ["printer", "jammed"]);
});

test("a cut never halves a letter, and every mark lies in the excerpt", () => {
  const letters = ["a", "é", "𠮷", "😀", " ", ". ", "野", "printer", "\n", "ア"];
  let seed = 7;
  const next = () => {
    seed = (seed * 48271) % 2147483647;
    return seed;
  };
  for (let round = 0; round < 600; round++) {
    const text = Array.from({ length: next() % 300 }, () => letters[next() % letters.length]).join("");
    const { excerpt, marks } = cutExcerpt(text, new Set(["printer", "𠮷野", "野野", "a"]), false);
    assert.doesNotMatch(excerpt, /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/, text);
    let last = 0;
    for (const [start, end] of marks) {
      assert.ok(start >= last && end > start && end <= excerpt.length);
      last = end;
    }
  }
});

test("an apostrophe parts words where the language does so", () => {
  const text = "Ouvrez l'article";
  assert.deepEqual(findMarks(text, new Set(["article"]), true), [[7, 16]]);
  assert.deepEqual(findMarks(text, new Set(["article"]), false), []);
});
