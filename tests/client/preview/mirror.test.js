import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMirror } from "../../../kbgen/client/preview/mirror.js";

/**
 * @param {number} build
 * @param {string} text
 */
function html(build, text) {
  return `<script type="module" src="/_kb/preview/preview.js" data-build="${build}"></script><p>${text}`;
}

/**
 * @param {string} cached
 * @param {string | null} served
 */
function differs(cached, served) {
  const mirror = makeMirror(async (from) => {
    if (from === "force-cache") return cached;
    if (served === null) throw new TypeError("no answer");
    return served;
  }, 7);
  return mirror.differs();
}

test("a page that another build left as it was has not changed", async () => {
  assert.equal(await differs(html(7, "Pay"), html(9, "Pay")), false);
  assert.equal(await differs(html(7, "Pay"), html(9, "Pay by card")), true);
});

test("what a newer build serves is not taken for what is in view", async () => {
  assert.equal(await differs(html(8, "Pay by card"), html(9, "Pay by card")), null);
});

test("without an answer nothing is known", async () => {
  assert.equal(await differs(html(7, "Pay"), null), null);
});
