"""An article's body for one page: marks become links, images and words of the interface."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbgen.content.marks import IMAGE, LINK_CLOSE, LINK_OPEN, MARK, TEXT_KEYS
from kbgen.escaping import escape
from kbgen.model import Problem
from kbgen.render.resolution import own_article, resolve_reference

if TYPE_CHECKING:
    from kbgen.model import Body, Image, Link, Outline, Page, Section
    from kbgen.publication import Asset
    from kbgen.render.reader import Reader
    from kbgen.site.links import ResolvedLink

# Pixels the text column has on wide screens; what `sizes` tells the browser before it knows the style sheet.
COLUMN = 720
_PIXELS = re.compile(r"([1-9][0-9]{0,4})(?:px)?")
_PERCENT = re.compile(r"([0-9]{1,3})(?:\.[0-9]*)?%")


def render_body(body: Body, outline: Outline, page: Page | Section, reader: Reader) -> str:
    """HTML of an article, or of a section's own page, as it stands on `page`.

    What does not resolve is reported to `reader.problems` with the line of the source.
    """
    if "\x02" not in body.html:
        return body.html
    return MARK.sub(_Marks(outline, page, reader).replace, body.html)


def render_section_text(section: Section, reader: Reader) -> str:
    """HTML of a folder's own page, or nothing if it has none."""
    if section.page is None:
        return ""
    body, outline = reader.text(section.page)
    return render_body(body, outline, section, reader)


def report_problem(resolved: ResolvedLink, reference: Link | Image, page: Page | Section, reader: Reader) -> None:
    """Note what is wrong with a link or image, where it is written.

    A fallback page says nothing: the page it is borrowed from says the same.
    """
    if resolved.code and not page.fallback:
        path = reference.origin or own_article(page).path
        reader.problems.append(Problem("warning", resolved.code, resolved.message, path, reference.line, resolved.hint))


@dataclass(slots=True)
class _Marks:
    """What the marks of one body stand for. closing: HTML that ends a link whose beginning has been seen."""

    outline: Outline
    page: Page | Section
    reader: Reader
    closing: dict[int, str] = field(default_factory=dict)
    images: int = 0

    def replace(self, match: re.Match[str]) -> str:
        """HTML for one mark."""
        kind, index = match[1], int(match[2])
        if kind == LINK_OPEN:
            return self._open_link(index)
        if kind == LINK_CLOSE:
            return self.closing.pop(index, "")
        if kind == IMAGE:
            return self._show_image(self.outline.images[index])
        return escape(self._say(TEXT_KEYS[index]))

    def _say(self, key: str) -> str:
        return self.reader.texts(own_article(self.page).language)(key)

    def _open_link(self, index: int) -> str:
        link = self.outline.links[index]
        resolved = resolve_reference(link, self.page, self.reader)
        report_problem(resolved, link, self.page, self.reader)
        if resolved.url is not None:
            self.closing[index] = "</a>"
            return f'<a href="{escape(resolved.url)}">'
        if resolved.code == "link-hidden":
            return ""
        self.closing[index] = "</span>"
        return '<span class="broken-link">'

    def _show_image(self, image: Image) -> str:
        resolved = resolve_reference(image, self.page, self.reader)
        report_problem(resolved, image, self.page, self.reader)
        if resolved.asset is None:
            label = f'<span class="missing-image-label">{escape(self._say("body.image_missing"))}</span>'
            return f'<span class="missing-image">{label} {escape(image.alt)}</span>'
        self.images += 1
        # The first image is likely to be in view when the page opens: waiting for it would show.
        return render_image(resolved.asset, image, lazy=self.images > 1)


def render_image(asset: Asset, image: Image, *, lazy: bool) -> str:
    """An `<img>`, inside a `<picture>` when there are smaller renditions."""
    width, height, share = _shown_size(asset, image.width)
    attributes = [f'src="{escape(asset.url)}"', f'alt="{escape(image.alt)}"']
    if image.title:
        attributes.append(f'title="{escape(image.title)}"')
    if width:
        attributes.append(f'width="{width}"')
    if height:
        attributes.append(f'height="{height}"')
    if share:
        attributes.append(f'class="w-{share}"')
    if lazy:
        attributes.append('loading="lazy"')
    html = f'<img {" ".join(attributes)} decoding="async">'
    if not asset.webp:
        return html
    candidates = ", ".join(f"{variant.url} {variant.width}w" for variant in asset.webp)
    if share:
        sizes = f"(max-width: {COLUMN}px) {share}vw, {COLUMN * share // 100}px"
    else:
        widest = min(width or COLUMN, COLUMN)
        sizes = f"(max-width: {widest}px) 100vw, {widest}px"
    source = f'<source type="image/webp" srcset="{escape(candidates)}" sizes="{sizes}">'
    return f"<picture>{source}{html}</picture>"


def _shown_size(asset: Asset, wanted: str) -> tuple[int, int, int]:
    """Width and height in pixels (0 if unknown), and the share of the column in per cent (0 if none was asked for)."""
    pixels = _PIXELS.fullmatch(wanted)
    if pixels:
        width = int(pixels[1])
        return width, max(1, round(asset.height * width / asset.width)) if asset.width else 0, 0
    percent = _PERCENT.fullmatch(wanted)
    share = min((25, 50, 75, 100), key=lambda step: abs(step - int(percent[1]))) if percent else 0
    return asset.width, asset.height, share
