/**
 * An article that a result of search led to: its passage is shown, and the words that were looked for are marked.
 */

const MOST = 40;
const LEFT_OUT = "script, style, button, svg, mark, [hidden]";
const HEADINGS = "h1, h2, h3, h4, h5, h6";

/** Read the fragment, show and mark, and leave the plain address behind. */
export function showFound() {
  const [anchor, find] = readFragment(location.hash);
  const place = anchor ? document.getElementById(anchor) : null;
  const text = document.querySelector("main .prose") ?? document.querySelector("main");
  if (!text) return;
  const words = find.split(" ").filter(Boolean);
  const marks = words.length > 0 ? markWords(passageOf(place, text), words) : [];
  const address = new URL(location.href);
  address.hash = anchor ? `#${encodeURIComponent(anchor)}` : "";
  history.replaceState(history.state, "", address.hash ? address : address.href.split("#")[0]);
  const shown = place ?? marks[0];
  shown?.scrollIntoView({ block: place ? "start" : "center" });
  if (place) {
    // Whoever reads with the keyboard or by ear goes on from here.
    if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }
}

/**
 * The anchor, and the words to find.
 * @param {string} hash
 */
function readFragment(hash) {
  const [before, after] = hash.slice(1).split(/(?:^|&)find=/, 2);
  return [decode(before), decode(after ?? "")];
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/**
 * The nodes of a passage: from its heading to the next; the whole text if there is no heading.
 * @param {Element | null} place
 * @param {Element} text
 */
function passageOf(place, text) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const heading = place?.closest(HEADINGS);
  /** @type {Text[]} */
  const nodes = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!(node instanceof Text) || !parent || parent.closest(LEFT_OUT)) continue;
    const inside = !heading || heading.contains(node) || follows(heading, node);
    if (!inside) continue;
    const other = parent.closest(HEADINGS);
    if (heading && other && other !== heading) break;
    nodes.push(node);
  }
  return nodes;
}

/**
 * @param {Node} one
 * @param {Node} other
 */
function follows(one, other) {
  return (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/**
 * @param {Text[]} nodes
 * @param {string[]} words
 */
function markWords(nodes, words) {
  const sorted = [...words].sort((a, b) => b.length - a.length);
  const pattern = sorted.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const spaced =
    /^[\p{L}\p{N}]/u.test(words[0]) && !/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]/u.test(pattern);
  const edge = spaced ? "(?<![\\p{L}\\p{N}])" : "";
  const end = spaced ? "(?![\\p{L}\\p{N}])" : "";
  const finder = new RegExp(`${edge}(?:${pattern})${end}`, "giu");
  /** @type {HTMLElement[]} */
  const marks = [];
  for (const node of nodes) {
    const found = [...node.data.matchAll(finder)].slice(0, MOST - marks.length);
    for (const match of found.reverse()) {
      const word = node.splitText(match.index);
      word.splitText(match[0].length);
      const mark = document.createElement("mark");
      mark.className = "found";
      word.replaceWith(mark);
      mark.append(word);
      marks.push(mark);
    }
    if (marks.length >= MOST) break;
  }
  return marks.sort((a, b) => (follows(a, b) ? -1 : 1));
}
