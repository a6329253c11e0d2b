/**
 * Support agents paste a ticket and get the articles to send, with links that customers can open. The text stays in the
 * browser: what is fetched are pieces of the index, as with any search.
 */

import { fillHit } from "./hit.js";
import { complain, loadIndex } from "./search/load.js";
import { stripHistory } from "./ticket.js";
import { readWording } from "./wording.js";

const MOST = 8;

const form = document.querySelector("form[data-kb-ticket]");
const list = document.querySelector("ol[data-kb-results]");
const status = document.querySelector("[data-kb-ticket-status]");
if (form instanceof HTMLFormElement && list instanceof HTMLElement && status instanceof HTMLElement) {
  start(form, list, status);
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} list
 * @param {HTMLElement} status
 */
function start(form, list, status) {
  const words = readWording(form);
  const box = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
  form.hidden = false;

  const answer = async () => {
    const ticket = stripHistory(box.value);
    if (!ticket) return;
    try {
      const index = await loadIndex();
      const { hits } = await index.ask(ticket, { limit: MOST, nearest: false });
      list.replaceChildren(...hits.map((hit) => item(form, words.issue, hit)));
      list.hidden = hits.length === 0;
      list.dataset.kbQuery = "";
      status.textContent = hits.length > 0 ? words.found(hits.length) : words.none;
    } catch (error) {
      complain(error);
      list.hidden = true;
      status.textContent = form.dataset.kbBroken ?? "";
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer();
  });
  // A ticket is pasted whole: there is nothing to wait for.
  box.addEventListener("paste", () => setTimeout(answer));
}

/**
 * @param {HTMLFormElement} form
 * @param {string} issue
 * @param {import("./hit.js").Hit} hit
 */
function item(form, issue, hit) {
  const entry = document.createElement("li");
  fillHit(entry, hit, issue);
  const send = document.createElement("p");
  send.className = "ticket-send";
  if (hit.internal) send.textContent = form.dataset.kbInternal ?? "";
  else send.append(copyButton(form, hit));
  entry.append(send);
  return entry;
}

/**
 * @param {HTMLFormElement} form
 * @param {import("./hit.js").Hit} hit
 */
function copyButton(form, hit) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet";
  button.textContent = form.dataset.kbCopy ?? "";
  button.addEventListener("click", async () => {
    // Without its anchor: headings that only agents see must not stand in a link to a customer.
    const link = (form.dataset.kbOrigin ?? "") + hit.url.split("#")[0];
    try {
      await navigator.clipboard.writeText(`${hit.title}\n${link}`);
      button.textContent = form.dataset.kbCopied ?? "";
    } catch {
      // A browser that does not let pages copy shows the link instead, for the hand to take.
      const shown = document.createElement("input");
      shown.readOnly = true;
      shown.value = link;
      shown.setAttribute("aria-label", form.dataset.kbCopy ?? "");
      button.replaceWith(shown);
      shown.select();
    }
  });
  return button;
}
