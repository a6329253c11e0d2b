/**
 * The line to the preview's server, held only while the tab is in view: browsers allow six to a host, for all tabs.
 */

/** Milliseconds without an answer before it is said. */
const LOST_MS = 2000;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 4000;

/** @type {(keyof Messages)[]} */
const TYPES = ["hello", "building", "built", "failed"];

/**
 * @typedef {import("./server.js").Messages} Messages
 * @typedef {{[Type in keyof Messages]: {type: Type} & Messages[Type]}[keyof Messages]} Message
 * @typedef {{document: Document, window: Window, open: (address: string) => EventSource}} Surroundings
 */

/**
 * Listen from now on. After `hello`, `dropped` tells whether the line broke before (a hidden tab only lets go of it).
 * @param {string} address
 * @param {(message: Message, dropped: boolean) => void} receive
 * @param {(lost: boolean) => void} tell
 * @param {Surroundings} surroundings
 */
export function listen(address, receive, tell, surroundings) {
  const { document, window, open } = surroundings;
  /** @type {EventSource | null} */
  let source = null;
  /** @type {number | undefined} */
  let silence;
  /** @type {number | undefined} */
  let retry;
  let wait_ms = FIRST_RETRY_MS;
  let dropped = false;
  let lost = false;

  function start() {
    if (source || document.visibilityState === "hidden") return;
    silence ??= window.setTimeout(() => say(true), LOST_MS);
    source = open(address);
    for (const type of TYPES) source.addEventListener(type, (event) => take(type, event.data));
    source.onerror = () => {
      release();
      dropped = true;
      silence ??= window.setTimeout(() => say(true), LOST_MS);
      retry = window.setTimeout(start, wait_ms);
      wait_ms = Math.min(wait_ms * 2, LAST_RETRY_MS);
    };
  }

  /**
   * @param {keyof Messages} type
   * @param {string} data
   */
  function take(type, data) {
    window.clearTimeout(silence);
    silence = undefined;
    wait_ms = FIRST_RETRY_MS;
    say(false);
    receive({ type, ...JSON.parse(data) }, dropped);
    dropped = false;
  }

  /** @param {boolean} value */
  function say(value) {
    if (value !== lost) tell(value);
    lost = value;
  }

  function release() {
    source?.close();
    source = null;
    window.clearTimeout(retry);
  }

  function rest() {
    release();
    window.clearTimeout(silence);
    silence = undefined;
  }

  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? rest() : start()));
  window.addEventListener("pagehide", rest);
  window.addEventListener("pageshow", start);
  start();
}
