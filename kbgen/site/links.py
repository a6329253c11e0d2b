"""Where a written link leads: pure resolution over what a page may look up."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from kbgen.site.files import Spot, base_of, find_file_spots, find_spots, join_rel
from kbgen.site.old_urls import encode_target
from kbgen.site.paths import GONE, MOVED, path_key
from kbgen.site.urls import SUFFIXES, encode_url, language_root

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kbgen.config import Config
    from kbgen.model import Article, Page, Section
    from kbgen.publication import Asset

OWN_PAGES = frozenset({"search", "contact"})
"""Pages of kbgen's own below a language's root that an absolute link may name."""

_ARTICLE = re.compile(r"(.*\.(?:md|markdown))(?:#(.*))?", re.IGNORECASE | re.DOTALL)
_FILE = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_ANCHOR_WORD = re.compile(r"[^\W_]+")
_TELLING = 2  # letters; fewer are in every other heading
_FRAGMENT_SAFE = "/?:@!$&'()*+,;=-._~"


class Lookup(Protocol):
    """What resolution may ask; `kbgen.render.reader.Reader` answers and records the questions."""

    def lookup(self, language: str, rel: str) -> str | None:
        """What lies at a casefolded path: `page:<ref>`, `section:<ref>`, `hidden:` or None."""

    def page(self, ref: str) -> Page | None:
        """A page as linkers see it."""

    def section(self, ref: str) -> Section | None:
        """A section as linkers see it."""

    def anchors(self, ref: str) -> tuple[str, ...]:
        """Ids in a page's text; for a section's own page the ref ends in a slash."""

    def asset(self, language: str, rel: str) -> Asset | None:
        """A published image or download."""


@dataclass(frozen=True, slots=True)
class ResolvedLink:
    """Where a link leads.

    url: percent-encoded, ready for an `href` (root-relative with prefix, `#anchor` within the page), or None: show the
    text without a link. code: empty when all is well, else `link-broken`, `link-hidden`, `link-removed`,
    `link-replaced`, `link-root`, `anchor-missing` or `image-missing`, with message and hint for a warning (the first
    `...` of the message is the target as written).
    asset: the published file if it is one. ref: of the page or section (`section:<ref>`) it leads to, or empty.
    """

    url: str | None
    code: str = ""
    message: str = ""
    hint: str = ""
    asset: Asset | None = None
    ref: str = ""


def resolve_link(target: str, page_language: str, article: Article, config: Config, lookup: Lookup) -> ResolvedLink:
    """Resolve a link's target as written (percent-decoded) in `article`, shown on a page in `page_language`.

    A link of a borrowed article leads to what the page's language has, which may be a translation or borrowed again.
    """
    if target.startswith("#"):
        return _within(target, article.anchors)
    if target.startswith("id:"):
        name, _, anchor = target[3:].partition("#")
        hit = f"page:{page_language}/{name}" if lookup.page(f"{page_language}/{name}") is not None else None
        return _leads(hit or lookup.lookup(page_language, f"id:{name}"), target, anchor, lookup) or ResolvedLink(
            None, "link-broken", f"`{target}`: no article has the id `{name}`"
        )
    written, anchor = _split(target)
    found = _find_path(written, anchor, target, page_language, article, config, lookup)
    if found is None and "?" in written:
        written, _, query = written.partition("?")
        found = _find_path(written, anchor, target, page_language, article, config, lookup)
        if found is not None and found.url is not None:
            url, hash_sign, fragment = found.url.partition("#")
            return replace(found, url=f"{url}?{quote(query, safe=_FRAGMENT_SAFE)}{hash_sign}{fragment}")
    if found is not None:
        return found
    is_file = _FILE.search(written) is not None and not written.lower().endswith((*SUFFIXES, ".html", ".htm"))
    what = ": there is no such file" if is_file else " leads to nothing in this site"
    return ResolvedLink(None, "link-broken", f"`{target}`{what}")


def resolve_asset(src: str, article: Article, config: Config, lookup: Lookup, origin: str = "") -> ResolvedLink:
    """Resolve an image's path as written. origin: path of the file that wrote it (a snippet), default the article's."""
    rel = join_rel(base_of(article, origin, config), src.partition("#")[0])
    found = _find_asset(find_file_spots(article.language, rel, config), src, lookup)
    return found or ResolvedLink(None, "image-missing", f"`{src}`: there is no such file")


def find_page(name: str, language: str, lookup: Lookup) -> Page | None:
    """The page of an article id in a language (its translation or the borrowed page), or None."""
    page = lookup.page(f"{language}/{name}")
    if page is None:
        kind, _, ref = (lookup.lookup(language, f"id:{name}") or "").partition(":")
        page = lookup.page(ref) if kind == "page" else None
    return page


def _split(target: str) -> tuple[str, str]:
    match = _ARTICLE.fullmatch(target)
    if match is not None:  # a name may hold a number sign: `c#.md#start`
        return match[1], match[2] or ""
    written, _, anchor = target.partition("#")
    return written, anchor


def _find_path(
    written: str,
    anchor: str,
    target: str,
    language: str,
    article: Article,
    config: Config,
    lookup: Lookup,
) -> ResolvedLink | None:
    rel = join_rel(posixpath.dirname(article.rel), written)
    if rel.startswith("/") and rel.strip("/") in OWN_PAGES:
        return ResolvedLink(encode_url(f"{language_root(language, config)}{rel.strip('/')}/"))
    is_article = rel.lower().endswith(SUFFIXES)
    file_first = not is_article and _FILE.search(rel) is not None
    if file_first:
        found = _find_asset(find_file_spots(article.language, rel, config), target, lookup, anchor)
        if found is not None:
            return found
    for spot in find_spots(language, rel, config):
        if spot.language:
            for path in (spot.rel,) if is_article else _page_paths(spot.rel):
                hit = lookup.lookup(spot.language, path_key("", path)[1:])
                found = _leads(hit, target, anchor, lookup)
                if found is not None:
                    return _confess(found, spot, target)
    if is_article or file_first or rel.endswith("/"):
        return None
    return _find_asset(find_file_spots(article.language, rel, config), target, lookup, anchor)


def _page_paths(rel: str) -> tuple[str, ...]:
    """Paths that a link without suffix may mean: a folder, else an article as browsers see it (`../refunds/`)."""
    bare = rel.rstrip("/")
    return (f"{bare}/", f"{bare}.md") if bare else ("",)


def _find_asset(spots: Iterable[Spot], target: str, lookup: Lookup, anchor: str = "") -> ResolvedLink | None:
    for spot in spots:
        asset = lookup.asset(spot.language, spot.rel)
        if asset is not None:
            fragment = f"#{quote(anchor, safe=_FRAGMENT_SAFE)}" if anchor else ""
            return _confess(ResolvedLink(encode_url(asset.url) + fragment, asset=asset), spot, target)
    return None


def _confess(found: ResolvedLink, spot: Spot, target: str) -> ResolvedLink:
    """Tell of a guess, unless there is something worse to tell."""
    if not spot.guess or found.code:
        return found
    return ResolvedLink(
        found.url,
        code="link-root",
        message=f"`{target}` was read without its first folder `{spot.guess}`, which does not exist here",
        hint=f'Set `[content] link_root = "{spot.guess}"` in kbgen.toml.',
        asset=found.asset,
        ref=found.ref,
    )


def _leads(hit: str | None, target: str, anchor: str, lookup: Lookup) -> ResolvedLink | None:
    if hit is None:
        return None
    kind, _, ref = hit.partition(":")
    if kind not in ("page", "section"):
        return _leads_nowhere(hit, target)
    place = lookup.page(ref) if kind == "page" else lookup.section(ref)
    if place is None:
        return None
    label = ref if kind == "page" else f"section:{ref}"
    url = encode_url(place.url)
    if not anchor:
        return ResolvedLink(url, ref=label)
    anchors = lookup.anchors(ref if kind == "page" or ref.endswith("/") else f"{ref}/")
    inner = _within(f"#{anchor}", anchors, target)
    return ResolvedLink(url + (inner.url or ""), inner.code, inner.message, inner.hint, ref=label)


def _leads_nowhere(hit: str, target: str) -> ResolvedLink:
    """A link to what is there, but not for these readers, or no more."""
    if hit.startswith(MOVED):
        url = hit.removeprefix(MOVED)
        message = f"`{target}` was replaced; the link leads to what replaced it, {url}"
        return ResolvedLink(encode_target(url), "link-replaced", message, "Link there yourself: readers save a detour.")
    if hit.startswith(GONE):
        message = f"`{target}` was removed; its text stands without a link"
        return ResolvedLink(None, "link-removed", message, "Take the link out, or link to what helps instead.")
    return ResolvedLink(
        None,
        "link-hidden",
        f"`{target}` leads to something that this edition does not show; its text stands without a link",
        "Take the link out, or put it into an `::: agent` block.",
    )


def _within(fragment: str, anchors: tuple[str, ...], target: str = "") -> ResolvedLink:
    """An anchor, checked. One that differs in case only is mended, another missing one stays as written."""
    anchor = fragment[1:]
    if anchor in anchors or anchor in ("", "top"):
        return ResolvedLink(f"#{quote(anchor, safe=_FRAGMENT_SAFE)}")
    folded = anchor.casefold()
    same = next((other for other in anchors if other.casefold() == folded), None)
    return ResolvedLink(
        f"#{quote(same or anchor, safe=_FRAGMENT_SAFE)}",
        "anchor-missing",
        f"`{target}`: there is no heading or id `#{anchor}`"
        if target
        else f"`{fragment}` is no heading or id of this article",
        _near_anchors(same, anchor, anchors),
    )


def _near_anchors(same: str | None, anchor: str, anchors: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    words = _ANCHOR_WORD.findall(anchor.casefold())
    # A heading that was reworded keeps the words of its old anchor, often run together: `#set-up`, `#step-2-setup`.
    saying = [name for name in anchors if all(word in name for word in words)] if len("".join(words)) > _TELLING else []
    near = [same] if same is not None else saying[:3] or get_close_matches(anchor, anchors, n=3, cutoff=0.5)
    if near:
        return f"Did you mean {' or '.join(f'`#{name}`' for name in near)}?"
    if not anchors:
        return "It has no headings."
    more = f" and {len(anchors) - 3} more" if len(anchors) > 3 else ""
    return f"It has {', '.join(f'`#{name}`' for name in anchors[:3])}{more}."
