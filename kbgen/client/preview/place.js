/**
 * Where somebody is in a page: how far down, with which focus and what opened. It outlives the page's being loaded again.
 */

import { describe, findAgain } from "./likeness.js";
import { readScroll, restoreScroll } from "./scroll.js";
import { remember, take } from "./store.js";

/**
 * @typedef {import("./likeness.js").Likeness} Likeness
 * @typedef {{address: string, scroll: import("./scroll.js").Scroll, focus: Likeness | null, control: string,
 *   toggled: {likeness: Likeness, open: boolean}[]}} Place
 */

const KEY = "place";

/**
 * @param {ShadowRoot} shadow the preview's own elements, which have `data-control` for a name
 */
export function watchPlace(shadow) {
  const before = new Map([...document.querySelectorAll("details")].map((details) => [details, details.open]));
  return {
    /** Remember it for the page that is loaded next. */
    keep() {
      const inside = shadow.activeElement;
      const focused = document.activeElement;
      /** @type {Place} */
      const place = {
        address: location.pathname,
        scroll: readScroll(),
        focus: focused && focused !== document.body && !inside ? describe(focused) : null,
        control: (inside instanceof HTMLElement && inside.dataset.control) || "",
        // What nobody touched is as its author wants it now.
        toggled: [...before]
          .filter(([details, open]) => details.isConnected && details.open !== open)
          .map(([details]) => ({
            likeness: describe(details.querySelector("summary") ?? details),
            open: details.open,
          })),
      };
      remember(KEY, place);
    },
    /**
     * Go back there, if the page was loaded again. Returns the preview's own control that had the focus, by its name.
     */
    restore() {
      const place = take(KEY, /** @type {Place | null} */ (null));
      if (!place || place.address !== location.pathname) return "";
      for (const { likeness, open } of place.toggled) {
        const details = findAgain(likeness)?.closest("details");
        if (details) details.open = open;
      }
      const focused = place.focus && findAgain(place.focus);
      if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
      restoreScroll(place.scroll);
      return place.control;
    },
  };
}
