/**
 * A search box with suggestions: the ARIA 1.2 combobox with a list, nothing of which is chosen by itself.
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */

import { fillHit } from "./hit.js";
import { complain, loadIndex } from "./search/load.js";
import { readWording } from "./wording.js";

const MOST = 6;
const TYPING_MS = 60;
/** Screen readers hear the count when typing rests, not at every letter. */
const REST_MS = 700;

let made = 0;

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} box
 */
export function suggest(form, box) {
  new Suggestions(form, box).start();
}

class Suggestions {
  /**
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} box
   */
  constructor(form, box) {
    this.form = form;
    this.box = box;
    this.words = readWording(form);
    this.name = `kb-suggestions-${++made}`;
    this.panel = element("div", "suggestions");
    this.list = element("div", "suggestions-list");
    this.status = element("p", "hidden");
    /** @type {HTMLAnchorElement[]} */
    this.options = [];
    this.active = -1;
    this.asked = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.typing = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.resting = undefined;
  }

  start() {
    const { box, form, list, panel, status } = this;
    list.id = this.name;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.dataset.kbResultsLabel ?? "");
    status.setAttribute("role", "status");
    panel.dataset.kbResults = "";
    panel.hidden = true;
    panel.append(list);
    form.append(panel, status);
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-autocomplete", "list"],
      ["aria-expanded", "false"],
      ["aria-controls", this.name],
      ["autocapitalize", "off"],
    ]) {
      box.setAttribute(name, value);
    }
    box.addEventListener("input", () => this.await());
    box.addEventListener("keydown", (event) => this.press(event));
    box.addEventListener("focus", () => this.options.length > 0 && box.value.trim() !== "" && this.open());
    // A press on an option keeps the focus in the box, so that the list is still there when the finger lifts.
    panel.addEventListener("pointerdown", (event) => event.preventDefault());
    form.addEventListener("focusout", (event) => {
      if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) this.close();
    });
    form.addEventListener("submit", () => this.close());
    window.visualViewport?.addEventListener("resize", () => this.fit());
    if (box.value.trim()) this.await();
    // While somebody thinks of the first word, what is needed to answer is fetched.
    loadIndex().catch(complain);
  }

  await() {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.ask(), TYPING_MS);
  }

  async ask() {
    const query = this.box.value;
    const number = ++this.asked;
    if (query.trim() === "") {
      this.show("", [], 0);
      return;
    }
    try {
      const index = await loadIndex();
      const answer = await index.ask(query, { limit: MOST, typing: true, nearest: false });
      // An answer that comes late would take the place of a newer one.
      if (number === this.asked) this.show(query, answer.hits, answer.total);
    } catch (error) {
      complain(error);
      // Without an index the box is what it was: Enter leads to the search page.
      if (number === this.asked) this.show("", [], 0);
    }
  }

  /**
   * @param {string} query
   * @param {import("./hit.js").Hit[]} hits
   * @param {number} total
   */
  show(query, hits, total) {
    const question = query.trim();
    this.panel.dataset.kbQuery = question;
    this.options = hits.map((hit) => {
      const option = this.option();
      fillHit(option, hit, this.words.issue);
      return option;
    });
    if (hits.length > 0) this.options.push(this.allOption(question));
    const none = element("p", "suggestions-none");
    none.textContent = this.words.none;
    none.setAttribute("role", "presentation");
    this.list.replaceChildren(...(question && hits.length === 0 ? [none] : this.options));
    this.activate(-1);
    if (question && document.activeElement === this.box) this.open();
    else this.close();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.status.textContent = question === "" ? "" : hits.length > 0 ? this.words.found(total) : this.words.none;
    }, REST_MS);
  }

  /** An option is a link as a whole: a press with the keys that open tabs does what it does elsewhere. */
  option() {
    const option = document.createElement("a");
    option.className = "suggestion";
    option.tabIndex = -1;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.id = `${this.name}-${++made}`;
    return option;
  }

  /** @param {string} question */
  allOption(question) {
    const option = this.option();
    option.classList.add("suggestion-all");
    const address = new URL(this.form.action);
    address.searchParams.set("q", question);
    option.href = address.href;
    option.textContent = this.words.all(question);
    return option;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.isComposing) return;
    const opened = !this.panel.hidden;
    if (event.key === "Escape") {
      if (!opened) this.box.value = "";
      if (opened || this.box.value) event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && opened && this.active >= 0) {
      event.preventDefault();
      this.options[this.active].click();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && this.options.length > 0) {
      event.preventDefault();
      const last = this.options.length - 1;
      const down = event.key === "ArrowDown";
      if (!opened) this.open();
      // Past either end lies the box itself, with what was typed.
      if (down) this.activate(this.active === last ? -1 : this.active + 1);
      else this.activate(this.active === -1 ? last : this.active - 1);
    }
  }

  /** @param {number} number */
  activate(number) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = number;
    const option = this.options[number];
    if (!option) {
      this.box.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", option.id);
  }

  open() {
    this.panel.hidden = false;
    this.box.setAttribute("aria-expanded", "true");
    this.fit();
  }

  close() {
    this.panel.hidden = true;
    this.box.setAttribute("aria-expanded", "false");
    this.activate(-1);
  }

  /** On a phone the keyboard takes half the page: the list ends above it. */
  fit() {
    if (this.panel.hidden || !window.visualViewport) return;
    const { height, offsetTop } = window.visualViewport;
    const room = height + offsetTop - this.form.getBoundingClientRect().bottom - 16;
    this.panel.style.setProperty("--room", `${Math.max(160, Math.floor(room))}px`);
  }
}

/**
 * @param {string} tag
 * @param {string} name
 */
function element(tag, name) {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}
