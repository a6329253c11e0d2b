"""What sticks out of a page, is cut, or lies on something else: asked of the page as it stands."""

from __future__ import annotations

# Wider than the window: each element whose right or left edge is beyond it and that no scroller of its own holds.
OUTSIDE = """() => {
  const root = document.documentElement, found = [];
  const held = e => {
    for (let up = e.parentElement; up && up !== root; up = up.parentElement) {
      if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)) return true;
    }
    return false;
  };
  if (root.scrollWidth > root.clientWidth) found.push(`page: ${root.scrollWidth - root.clientWidth} px too wide`);
  for (const e of document.body.querySelectorAll("*")) {
    if (!e.checkVisibility({visibilityProperty: true})) continue;
    const box = e.getBoundingClientRect();
    const out = Math.max(box.right - root.clientWidth, -box.left);
    if (box.width > 1 && out > 1 && box.left > -9000 && box.bottom > 0 && !held(e)) {
      found.push(`${Math.round(out)} px outside: ${e.outerHTML.slice(0, 100)}`);
    }
  }
  return found.slice(0, 5);
}"""

# Text that its own box cuts: more in it than it shows, and no way to scroll there. What is hidden from sight alone
# (one pixel wide) and fields, which scroll by themselves, are meant to be so.
CUT = """() => [...document.body.querySelectorAll("*")].filter(e => {
  const style = getComputedStyle(e);
  const hides = axis => ["hidden", "clip"].includes(style[axis]);
  return e.checkVisibility({visibilityProperty: true}) && e.clientWidth > 1 && !e.matches("input, textarea, svg, svg *")
    && e.textContent.trim() !== ""
    && ((hides("overflowX") && e.scrollWidth > e.clientWidth + 1) || (hides("overflowY") && e.scrollHeight > e.clientHeight + 1));
}).map(e => `cut: ${e.outerHTML.slice(0, 120)}`).slice(0, 5)"""

# Lines of text that lie on each other: pairs of elements with text of their own whose boxes meet.
COLLIDING = """() => {
  const texts = [...document.body.querySelectorAll("*")].filter(e => e.checkVisibility({visibilityProperty: true})
    && !e.closest(".skip, svg") && e.clientWidth !== 1 && e.parentElement.clientWidth !== 1
    && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim() !== ""));
  const lines = texts.flatMap(e => [...e.childNodes].filter(n => n.nodeType === 3 && n.data.trim() !== "").flatMap(n => {
    const range = document.createRange();
    range.selectNodeContents(n);
    return [...range.getClientRects()].filter(r => r.width > 2).map(r => ({e, r}));
  }));
  const found = [];
  for (let i = 0; i < lines.length; i++) for (let j = i + 1; j < Math.min(lines.length, i + 40); j++) {
    const a = lines[i].r, b = lines[j].r;
    if (lines[i].e === lines[j].e) continue;
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 3 && down > 0.45 * Math.min(a.height, b.height)) {
      found.push(`on each other: ${lines[i].e.outerHTML.slice(0, 80)} and ${lines[j].e.outerHTML.slice(0, 80)}`);
    }
  }
  return found.slice(0, 5);
}"""


def list_faults(page):
    """Everything that is outside, cut or colliding on the page, in words."""
    return [*page.evaluate(OUTSIDE), *page.evaluate(CUT), *page.evaluate(COLLIDING)]
