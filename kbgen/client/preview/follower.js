/**
 * Follows the builds: what each message of the server means for this tab.
 */

import { readBuild, samePage } from "./changes.js";
import { NOTHING } from "./findings.js";
import { makeMirror } from "./mirror.js";
import { askPage } from "./server.js";
import { forget, recall, remember, take } from "./store.js";
import { swapStyles } from "./styles.js";

const LOADED_FOR = "loaded for";

/**
 * @typedef {{path: string, build: number, seconds: number, mended: boolean}} Reason why a page is loaded again
 * @typedef {{place: ReturnType<typeof import("./place.js").watchPlace>,
 *   panel: ReturnType<typeof import("./panel.js").makePanel>,
 *   toolbar: ReturnType<typeof import("./toolbar.js").makeToolbar>,
 *   toasts: ReturnType<typeof import("./toasts.js").makeToasts>,
 *   announce: (text: string) => void}} Parts
 */

/**
 * @param {import("./words.js").Speech} words
 * @param {Parts} parts
 */
export function makeFollower(words, { place, panel, toolbar, toasts, announce }) {
  const here = { path: location.pathname, missing: wasMissing() };
  const errors = `errors ${here.path}`;
  const reason = takeReason();
  let findings = NOTHING;
  let build = Number(document.querySelector("script[data-build]")?.getAttribute("data-build"));
  // The console of a browser calls a page that is missing an error, each time.
  const mirror = here.missing ? null : makeMirror(loadPage, build);
  let leaving = false;
  let asking = new AbortController();

  /** @param {Partial<Reason>} why */
  function reload(why = {}) {
    if (leaving) return;
    leaving = true;
    place.keep();
    remember(LOADED_FOR, { path: here.path, build, seconds: 0, mended: false, ...why });
    location.reload();
  }

  /** @param {Partial<typeof NOTHING>} news */
  function find(news) {
    findings = { ...findings, ...news };
    panel.show(findings);
    const { failure, problems } = findings;
    const grave = failure || problems.some(({ level }) => level === "error");
    const level = grave ? "error" : problems.length > 0 ? "warning" : "";
    toolbar.showCount(problems.length + (failure ? 1 : 0), level);
  }

  /** Show what the server knows of the page. Without an answer, what is shown stays. */
  async function ask() {
    asking.abort();
    asking = new AbortController();
    const info = await askPage(here.path, asking.signal).catch(() => null);
    if (!info) return;
    toolbar.show(info);
    find({ problems: info.problems, elsewhere: info.site_problems });
    const had = recall(errors, false);
    const has = info.problems.some(({ level }) => level === "error");
    if (has) remember(errors, true);
    else forget(errors);
    if (had && !has) announce(words.say("cleared"));
  }

  /** @param {import("./server.js").Built} built */
  function takeBuilt(built) {
    const mended = findings.failure !== null;
    build = built.build;
    toolbar.state.built(built.seconds);
    swapStyles(built.styles, reload);
    const meaning = readBuild(built, here);
    if (meaning.reload) {
      toasts.keepAdded(meaning.added);
      reload({ seconds: built.seconds, mended });
      return;
    }
    if (mended) announce(words.say("mended"));
    toasts.showAdded(meaning.added);
    find({ failure: null, ...(meaning.removed ? { removed: built.removed } : {}) });
    ask();
  }

  /**
   * The line is there, for the first time or again. Whatever was built meanwhile may have changed the page.
   * @param {import("./server.js").Messages["hello"]} hello
   * @param {boolean} dropped by a server that may have begun to count anew
   */
  async function catchUp(hello, dropped) {
    const before = build;
    const other = hello.build !== before;
    if (!other && !dropped) return;
    build = hello.build;
    if (other && findings.failure) {
      find({ failure: null });
      toolbar.state.ready();
    }
    const added = (hello.added ?? []).filter((page) => page.build > before && !samePage(page.url, here.path));
    // If loading for this very build did not help, it will not help again.
    const guess = other && hello.build !== reason?.build;
    if ((await mirror?.differs()) ?? guess) {
      toasts.keepAdded(added);
      reload();
    } else {
      toasts.showAdded(added);
      ask();
    }
  }

  return {
    reload,
    ask,
    /** To be called when the page is there: what was left to say when it was loaded again. */
    begin() {
      if (reason?.seconds) toolbar.state.built(reason.seconds);
      if (reason?.mended) announce(words.say("mended"));
      toasts.showKept();
    },
    /**
     * @param {import("./connection.js").Message} message
     * @param {boolean} dropped
     */
    receive(message, dropped) {
      if (message.type === "hello") catchUp(message, dropped);
      else if (message.type === "building") toolbar.state.building();
      else if (message.type === "built") takeBuilt(message);
      else {
        toolbar.state.failed();
        find({ failure: message });
      }
    },
  };
}

/** @param {RequestCache} cache */
async function loadPage(cache) {
  return (await fetch(location.pathname + location.search, { cache })).text();
}

function wasMissing() {
  const [entry] = performance.getEntriesByType("navigation");
  return entry instanceof PerformanceNavigationTiming && entry.responseStatus === 404;
}

/** @returns {Reason | null} */
function takeReason() {
  const reason = take(LOADED_FOR, /** @type {Reason | null} */ (null));
  return reason?.path === location.pathname ? reason : null;
}
