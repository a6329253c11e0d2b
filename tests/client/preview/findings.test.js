import assert from "node:assert/strict";
import { test } from "node:test";
import { NOTHING, tellSerious } from "../../../kbgen/client/preview/findings.js";

const ERROR = { level: "error", code: "x", message: "Gone.", hint: "", path: "a.md", line: 3, editor: "" };
const FAILURE = { message: "Not TOML.", path: "kbgen.toml", line: 1, hint: "" };

/** @param {object} findings */
function tell(findings) {
  return tellSerious({ ...NOTHING, ...findings });
}

test("warnings are not serious; errors, failures and pages that are gone are", () => {
  assert.equal(tell({ problems: [{ ...ERROR, level: "warning" }], elsewhere: 9 }), "");
  const serious = [tell({ problems: [ERROR] }), tell({ failure: FAILURE }), tell({ removed: ["/a/"] })];
  assert.equal(new Set(["", ...serious]).size, 4);
});

test("errors that only moved are the same list", () => {
  assert.equal(tell({ problems: [{ ...ERROR, line: 9 }] }), tell({ problems: [ERROR] }));
  assert.notEqual(tell({ problems: [ERROR, { ...ERROR, message: "Gone too." }] }), tell({ problems: [ERROR] }));
});
