import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, plain, words } from "../../kbgen/client/fold.js";

test("case, width and form make no difference", () => {
  assert.equal(fold("ＡＢＣ ｶﾞｲﾄﾞ"), fold("abc ガイド"));
  assert.equal(fold("A\u030angra"), fold("Ångra"));
});

test("letters lose their marks, kana keep theirs", () => {
  assert.equal(plain("ångra köp på øl, æble, straße"), "angra kop pa ol, aeble, strasse");
  assert.equal(plain("ガイド"), "ガイド");
});

test("a text falls into words", () => {
  assert.deepEqual(words("I can’t sign-in: E-4012!"), ["i", "cant", "sign", "in", "e", "4012"]);
  assert.deepEqual(words(""), []);
});

test("a run without spaces gives its pairs of letters", () => {
  assert.deepEqual(words("Wi-Fiに接続できない"), ["wi", "fi", "に接", "接続", "続で", "でき", "きな", "ない"]);
  assert.deepEqual(words("請求"), ["請求"]);
  assert.deepEqual(words("本"), ["本"]);
});
