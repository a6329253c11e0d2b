/**
 * The preview in a page that `kbgen serve` shows: it follows the builds, says what is wrong, and offers what one does
 * with a page. It is put into pages as they are served, and is no part of the site.
 */

import { listen } from "./connection.js";
import { element } from "./elements.js";
import { makeFollower } from "./follower.js";
import { makePanel } from "./panel.js";
import { watchPlace } from "./place.js";
import { openRoot } from "./root.js";
import { EVENTS, Refused } from "./server.js";
import { makeToasts } from "./toasts.js";
import { makeToolbar } from "./toolbar.js";
import { chooseWords } from "./words.js";

async function start() {
  const words = chooseWords(document.documentElement.lang);
  const { shadow, frame, styled, announce } = openRoot(words);
  const toasts = makeToasts(words);
  const panel = makePanel(words, announce, () => toolbar.panelChanged());
  const toolbar = makeToolbar(words, {
    panel,
    announce,
    tell: toasts.tell,
    follow: (work) => {
      work.catch((error) => {
        if (error instanceof Refused) toasts.tell(error.message, error.hint);
        else toasts.tell(words.say("unanswered"), words.say("running"));
      });
    },
    reload: () => follower.reload(),
  });
  frame.append(toasts.element, element("div", { class: "dock" }, panel.element, toolbar.element));
  const place = watchPlace(shadow);
  const follower = makeFollower(words, { place, panel, toolbar, toasts, announce });
  const control = place.restore();
  listen(EVENTS, follower.receive, toolbar.state.lost, {
    document,
    window,
    open: (address) => new EventSource(address),
  });
  follower.begin();
  await Promise.all([follower.ask(), styled]);
  const wanted = control && shadow.querySelector(`[data-control="${CSS.escape(control)}"]`);
  if (wanted instanceof HTMLElement && document.activeElement === document.body) wanted.focus({ preventScroll: true });
}

// What shows a page in a frame has a preview of its own, or is none.
if (window.top === window) start();
