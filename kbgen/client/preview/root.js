/**
 * The preview's own corner of the page: a shadow root, which no theme reaches, last in the document.
 */

import { element } from "./elements.js";

const SHEETS = ["look.css", "toolbar.css", "panel.css", "toasts.css"];

/**
 * @param {import("./words.js").Speech} words
 */
export function openRoot(words) {
  const host = document.createElement("kb-preview");
  host.hidden = true;
  const shadow = host.attachShadow({ mode: "open" });
  const voice = element("p", { class: "unseen", role: "status" });
  const { language } = words;
  // The page's own direction decides which corner is which; texts run as their letters do.
  const dir = getComputedStyle(document.documentElement).direction;
  const frame = element("aside", { class: "preview", "aria-label": words.say("preview"), lang: language, dir }, voice);
  shadow.append(...SHEETS.map(sheet), frame);
  // After <body>: a theme's rules for what is last in it, and its scripts, meet nothing new.
  document.documentElement.append(host);
  // Without its style the preview is in the way: nothing of it is seen until all is there.
  const styled = Promise.all([...shadow.querySelectorAll("link")].map(loaded)).then(() => {
    host.hidden = false;
  });
  return {
    shadow,
    frame,
    /** Resolves when it can be seen. */
    styled,
    /** Tell those who listen, once they are done with what they hear. @param {string} text */
    announce(text) {
      voice.textContent = text;
    },
  };
}

/** @param {string} name */
function sheet(name) {
  return element("link", { rel: "stylesheet", href: new URL(name, import.meta.url).href });
}

/**
 * @param {HTMLLinkElement} link
 * @returns {Promise<Event>}
 */
function loaded(link) {
  return new Promise((resolve) => link.addEventListener("load", resolve, { once: true }));
}
