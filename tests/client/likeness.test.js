import assert from "node:assert/strict";
import { test } from "node:test";
import { likeness } from "../../kbgen/client/likeness.js";
import { distance } from "../../kbgen/client/search/likeness.js";

test("the closer the word, the more it counts", () => {
  const order = ["refund", "refunds", "prerefund", "refnud", "invoice"].map((word) => likeness("refund", word));
  assert.deepEqual(
    order,
    [...order].sort((a, b) => b - a),
  );
  assert.equal(order[0], 1);
  assert.equal(order.at(-1), 0);
});

test("exact letters come before those without marks, and these before slips", () => {
  assert.equal(likeness("ångra", "ångra"), 1);
  assert.ok(likeness("angra", "ångra") > likeness("angrta", "ångra"));
  assert.ok(likeness("angra", "ångra") < 1);
});

test("endings make little difference, also in Swedish", () => {
  assert.ok(likeness("invoices", "invoice") > 0.5);
  assert.ok(likeness("lösenordet", "lösenord") > 0.5);
  assert.ok(likeness("fakturor", "faktura") > 0.5);
});

test("short words allow no slips", () => {
  assert.equal(likeness("pin", "bin"), 0);
  assert.equal(likeness("i", "invoice"), 0);
});

test("slips are counted", () => {
  assert.equal(distance("password", "password", 2), 0);
  assert.equal(distance("pasword", "password", 2), 1);
  assert.equal(distance("passwrod", "password", 2), 1);
  assert.equal(distance("kitten", "sitting", 3), 3);
  assert.equal(distance("kitten", "sitting", 2), 3);
});
