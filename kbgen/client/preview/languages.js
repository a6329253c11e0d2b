/**
 * Links to the same page in other languages.
 */

import { samePage } from "./changes.js";
import { element, link } from "./elements.js";

/**
 * @param {import("./words.js").Speech} words
 */
export function makeLanguages(words) {
  const group = element("div", {
    class: "group segments",
    role: "group",
    "aria-label": words.say("languages"),
    hidden: true,
  });
  return {
    element: group,
    /** @param {import("./server.js").PageInfo} info */
    show({ translations }) {
      group.hidden = translations.length < 2;
      group.replaceChildren(
        ...translations.map(([language, url]) =>
          link(
            url,
            {
              lang: language,
              hreflang: language,
              "data-control": `language-${language}`,
              "aria-current": samePage(url, location.pathname) && "page",
            },
            language.toUpperCase(),
            element("span", { class: "unseen" }, ` ${nameOf(language)}`),
          ),
        ),
      );
    },
  };
}

/**
 * What a language calls itself.
 * @param {string} language
 */
function nameOf(language) {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(language) ?? "";
  } catch {
    return "";
  }
}
