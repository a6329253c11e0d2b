import assert from "node:assert/strict";
import { test } from "node:test";
import { parentOf, readBuild, samePage } from "../../../kbgen/client/preview/changes.js";

const QUIET = { build: 8, seconds: 0.1, changed: [], all: false, styles: {}, added: [], removed: [], problems: 0 };
const HERE = { path: "/help/billing/%C3%A5ngra-k%C3%B6p/", missing: false };

/** @param {object} news */
function read(news, here = HERE) {
  return readBuild({ ...QUIET, ...news }, here);
}

test("a page is loaded again if it has changed, and only then", () => {
  assert.equal(read({ changed: ["/help/billing/", "/help/"] }).reload, false);
  assert.equal(read({ changed: ["/help/billing/%C3%A5ngra-k%C3%B6p/"] }).reload, true);
  assert.equal(read({ all: true }).reload, true);
});

test("an address is the same however it is written", () => {
  assert.equal(read({ changed: ["/help/billing/ångra-köp/"] }).reload, true);
  assert.ok(samePage("/x/index.html", "/x/"));
  assert.ok(samePage("/x/?q=1#part", "/x/"));
  assert.ok(!samePage("/x/", "/x/y/"));
  assert.ok(samePage("/%E0%A4%A/", "/%E0%A4%A/"), "also one that nobody can read");
});

test("a page that is gone is not asked for again", () => {
  const { reload, removed } = read({ all: true, removed: ["/help/billing/ångra-köp/"] });
  assert.deepEqual({ reload, removed }, { reload: false, removed: true });
});

test("a page that comes to be where there was none is loaded, not announced", () => {
  const other = { title: "Pay", url: "/help/billing/pay/" };
  const { reload, added } = read({ added: [{ title: "Ångra", url: HERE.path }, other] }, { ...HERE, missing: true });
  assert.deepEqual({ reload, added }, { reload: true, added: [other] });
});

test("what the host shows for pages that are missing changes with its own page", () => {
  assert.equal(read({ changed: ["/help/404.html"] }).reload, false);
  assert.equal(read({ changed: ["/help/404.html"] }, { ...HERE, missing: true }).reload, true);
});

test("the page above one that is gone is one that is there", () => {
  assert.equal(parentOf("/help/a/b/", ["/help/a/b/"]), "/help/a/");
  assert.equal(parentOf("/help/a/b/", ["/help/a/", "/help/a/b/"]), "/help/");
  assert.equal(parentOf("/help/%C3%A5/b/", []), "/help/%C3%A5/");
  assert.equal(parentOf("/a/", ["/", "/a/"]), "/");
});
