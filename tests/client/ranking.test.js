import assert from "node:assert/strict";
import { test } from "node:test";
import { Ranking } from "../../kbgen/client/ranking.js";

const TITLES = [
  "I can't sign in",
  "Change your email address",
  "My order has not arrived",
  "Get an invoice",
  "Pay an invoice by bank transfer",
  "Sign in with a passkey",
  "Ångra ett köp",
  "Kortet nekas",
  "Glömt lösenordet",
  "請求書をダウンロードする",
  "Wi-Fiに接続できない",
];
const SUMMARIES = new Map([["Get an invoice", "Where receipts and bills are."]]);
const list = TITLES.map((title) => ({ title, summary: SUMMARIES.get(title) ?? "" }));
const ranking = new Ranking(list);

/** @param {string} question */
function first(question) {
  return ranking.find(question).map((index) => TITLES[index]);
}

test("titles come first that hold more of what was asked", () => {
  assert.equal(first("sign in passkey")[0], "Sign in with a passkey");
  assert.equal(first("i cannot sign in to my account")[0], "I can't sign in");
});

test("a whole title stands before everything", () => {
  assert.equal(first("get an invoice")[0], "Get an invoice");
});

test("summaries count, but less", () => {
  assert.deepEqual(first("receipts"), ["Get an invoice"]);
});

test("slips, endings and missing marks still find", () => {
  assert.equal(first("invocie")[0], "Get an invoice");
  assert.equal(first("angra kop")[0], "Ångra ett köp");
  assert.equal(first("lösenord")[0], "Glömt lösenordet");
  assert.equal(first("kort")[0], "Kortet nekas");
});

test("Japanese is found by its parts", () => {
  assert.equal(first("請求書")[0], "請求書をダウンロードする");
  assert.equal(first("ﾀﾞｳﾝﾛｰﾄﾞ")[0], "請求書をダウンロードする");
  assert.equal(first("wifi 接続")[0], "Wi-Fiに接続できない");
});

test("a word that is nowhere hides nothing", () => {
  assert.equal(first("zzzz passkey")[0], "Sign in with a passkey");
  assert.deepEqual(first("zzzz"), []);
  assert.deepEqual(first("  "), []);
  assert.deepEqual(first("!?"), []);
});

test("a text that was pasted whole is understood from its beginning, and again with one word more", () => {
  const rest = Array.from({ length: 5000 }, (_, index) => `zz${index}zz`).join(" ");
  assert.equal(first(`passkey ${rest}`)[0], "Sign in with a passkey");
  assert.equal(first(`passkey ${rest} more`)[0], "Sign in with a passkey");
});
