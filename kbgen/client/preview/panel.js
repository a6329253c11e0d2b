/**
 * The panel above the toolbar: what is wrong with the page. It opens by itself for what is serious, and not again for
 * what somebody has closed.
 */

import { button, element, icon } from "./elements.js";
import { headFindings, listFindings, NOTHING, tellSerious } from "./findings.js";
import { forget, recall, remember } from "./store.js";

const NAME = "kb-preview-panel";
const HEADING = "kb-preview-findings";
/** What Escape means something to. */
const OTHERS = "dialog[open], details[data-kb-menu][open], input:focus, textarea:focus, select:focus";

/**
 * @typedef {import("./findings.js").Findings} Findings
 * @param {import("./words.js").Speech} words
 * @param {(text: string) => void} announce
 * @param {() => void} change it was opened or closed
 */
export function makePanel(words, announce, change) {
  const closed = `closed ${location.pathname}`;
  const opened = `opened ${location.pathname}`;
  const told = `told ${location.pathname}`;
  const heading = element("h2", { id: HEADING, tabindex: "-1" });
  const body = element("div", { class: "panel-body" });
  const head = element(
    "div",
    { class: "panel-head" },
    heading,
    button({ class: "plain", "aria-label": words.say("close") }, dismiss, icon("close")),
  );
  const panel = element("section", { class: "panel", id: NAME, "aria-labelledby": HEADING, hidden: true }, head, body);
  let findings = NOTHING;
  /** Whether somebody opened it, and has not closed it since: then it stays, also when the page is loaded again. */
  let asked = recall(opened, false);
  /** Where the focus was before it came here. @type {Element | null} */
  let before = null;

  function draw() {
    heading.textContent = headFindings(findings, words);
    body.replaceChildren(...listFindings(findings, words));
  }

  /** @param {boolean} open */
  function set(open) {
    if (panel.hidden === !open) return;
    const inside = holdsFocus();
    panel.hidden = !open;
    change();
    if (!open && inside && before instanceof HTMLElement) before.focus({ preventScroll: true });
  }

  function holdsFocus() {
    const root = panel.getRootNode();
    return root instanceof ShadowRoot && panel.contains(root.activeElement);
  }

  function dismiss() {
    remember(closed, tellSerious(findings));
    ask(false);
    set(false);
  }

  /** @param {boolean} now */
  function ask(now) {
    asked = now;
    remember(opened, now);
  }

  panel.addEventListener("focusin", ({ relatedTarget }) => {
    if (relatedTarget instanceof Element && !panel.contains(relatedTarget)) before = relatedTarget;
  });
  // Before the page's own scripts hear of it: what is open there closes first, and this with the next press.
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || panel.hidden || event.isComposing) return;
      if (holdsFocus() || !document.querySelector(OTHERS)) dismiss();
    },
    { capture: true },
  );

  draw();
  return {
    element: panel,
    name: NAME,
    open: () => !panel.hidden,
    /** Open it and go there, or close it. */
    toggle() {
      if (!panel.hidden) {
        dismiss();
        return;
      }
      ask(true);
      set(true);
      heading.focus({ preventScroll: true });
    },
    /** @param {Findings} next */
    show(next) {
      const serious = tellSerious(next);
      const grown = serious !== tellSerious(findings);
      const same = JSON.stringify(next) === JSON.stringify(findings);
      findings = next;
      if (!same) {
        const inside = holdsFocus();
        draw();
        if (inside) heading.focus({ preventScroll: true });
      }
      if (serious === "") {
        forget(closed);
        set(asked);
      } else if (asked || (grown && recall(closed, "") !== serious)) set(true);
      if (serious !== "" && grown && recall(told, "") !== serious) announce(heading.textContent ?? "");
      remember(told, serious);
    },
  };
}
