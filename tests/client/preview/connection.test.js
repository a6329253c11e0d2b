import assert from "node:assert/strict";
import { test } from "node:test";
import { listen } from "../../../kbgen/client/preview/connection.js";

class Line extends EventTarget {
  closed = false;
  onerror = () => {};

  close() {
    this.closed = true;
  }

  /**
   * @param {string} type
   * @param {object} data
   */
  say(type, data = {}) {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }));
  }
}

/** A window with a clock that is moved by hand. */
class Window extends EventTarget {
  now = 0;
  /** @type {Map<number, {at: number, run: () => void}>} */
  waiting = new Map();
  number = 0;

  /**
   * @param {() => void} run
   * @param {number} wait_ms
   */
  setTimeout(run, wait_ms) {
    this.number += 1;
    this.waiting.set(this.number, { at: this.now + wait_ms, run });
    return this.number;
  }

  /** @param {number | undefined} number */
  clearTimeout(number) {
    this.waiting.delete(number);
  }

  /** @param {number} ms */
  pass(ms) {
    const end = this.now + ms;
    for (;;) {
      const due = [...this.waiting].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
      if (due.length === 0) break;
      const [number, { at, run }] = due[0];
      this.waiting.delete(number);
      this.now = at;
      run();
    }
    this.now = end;
  }
}

/** A tab, and what it hears. */
function openTab() {
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const window = new Window();
  /** @type {Line[]} */
  const lines = [];
  /** @type {[string, boolean][]} */
  const heard = [];
  /** @type {boolean[]} */
  const told = [];
  const open = () => {
    lines.push(new Line());
    return lines.at(-1);
  };
  listen(
    "/events",
    ({ type }, dropped) => heard.push([type, dropped]),
    (lost) => told.push(lost),
    { document, window, open },
  );
  /** @param {string} state */
  const become = (state) => {
    document.visibilityState = state;
    document.dispatchEvent(new Event("visibilitychange"));
  };
  return { lines, heard, told, window, become, line: () => lines.at(-1) };
}

test("a tab holds its line while it is in view, and no longer", () => {
  const tab = openTab();
  tab.line().say("hello", { build: 1 });
  tab.become("hidden");
  assert.ok(tab.lines[0].closed);
  tab.become("visible");
  assert.equal(tab.lines.length, 2);
  tab.line().say("hello", { build: 1 });
  assert.deepEqual(tab.heard, [
    ["hello", false],
    ["hello", false],
  ]);
});

test("a page that is kept for going back lets go of its line, and takes it up again", () => {
  const tab = openTab();
  tab.window.dispatchEvent(new Event("pagehide"));
  assert.ok(tab.lines[0].closed);
  tab.window.dispatchEvent(new Event("pageshow"));
  assert.equal(tab.lines.length, 2);
});

test("the first showing of a page opens no second line", () => {
  const tab = openTab();
  tab.window.dispatchEvent(new Event("pageshow"));
  tab.become("visible");
  assert.equal(tab.lines.length, 1);
});

test("a lost line is told after two seconds, tried again, and told to be back", () => {
  const tab = openTab();
  tab.line().say("hello", { build: 1 });
  tab.line().onerror();
  tab.window.pass(1900);
  assert.deepEqual(tab.told, []);
  tab.line().onerror();
  tab.window.pass(200);
  assert.deepEqual(tab.told, [true]);
  tab.window.pass(4000);
  tab.line().say("hello", { build: 1 });
  assert.deepEqual(tab.told, [true, false]);
  assert.deepEqual(tab.heard.at(-1), ["hello", true], "the server may be another one");
});

test("a line that comes back at once is not called lost", () => {
  const tab = openTab();
  tab.line().say("hello", { build: 1 });
  tab.line().onerror();
  tab.window.pass(300);
  tab.line().say("hello", { build: 1 });
  tab.window.pass(5000);
  assert.deepEqual(tab.told, []);
});

test("a server that never answers is told as well", () => {
  const tab = openTab();
  tab.window.pass(2000);
  assert.deepEqual(tab.told, [true]);
});

test("a server that stays away is asked ever more rarely, but again at once when the tab is shown", () => {
  const tab = openTab();
  for (let second = 0; second < 60; second += 1) {
    if (!tab.line().closed) tab.line().onerror();
    tab.window.pass(1000);
  }
  assert.ok(tab.lines.length > 12 && tab.lines.length < 22, String(tab.lines.length));
  tab.become("hidden");
  const before = tab.lines.length;
  tab.window.pass(60_000);
  assert.equal(tab.lines.length, before, "nobody looks");
  tab.become("visible");
  assert.equal(tab.lines.length, before + 1);
});
