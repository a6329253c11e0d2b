"""What every dependency key stands for right now.

A fact is a plain value (or a digest where the value is large), compared for equality with what the last build
recorded. The keys are listed in `kbgen.render.reader`; a key of a kind that is missing here is a defect and raises.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kbgen.build.packing import Packed, pack_asset, pack_change
from kbgen.build.state import Record
from kbgen.model import Page, Section
from kbgen.render.reader import RenderContext, find_anchors


def digest_value(value: Any) -> bytes:
    """SHA-256 of plain values. marshal's version 2 writes equal values as equal bytes."""
    return hashlib.sha256(marshal.dumps(value, 2)).digest()


# What follows from the assembled site alone, without the articles' texts.
SITE_KINDS = frozenset(
    {"card", "place", "section", "nav", "translations", "path", "corpus", "redirect", "redirects", "removed", "slot"}
)

# What follows from the articles' texts, of those whose cards are the same.
TEXT_KINDS = frozenset({"article", "anchors"})


class Facts:
    """Turns keys into facts for one build. articles: article ref -> what the state holds of it."""

    def __init__(self, context: RenderContext, articles: Mapping[str, Record]) -> None:
        self._context = context
        self._articles = articles
        self._redirects: dict[str, tuple[str, int]] | None = None
        self._kinds: dict[str, Callable[[str], object]] = {
            "article": self._article,
            "card": self._card,
            "place": self._place,
            "section": self._section,
            "nav": self._nav,
            "related": lambda ref: context.related.get(ref, ()),
            "anchors": self._anchors,
            "translations": lambda name: context.site.translations.get(name, ()),
            "path": context.site.paths.get,
            "asset": self._asset,
            "static": context.static.get,
            "icon": context.theme.icons.get,
            "template": self._template,
            "texts": lambda language: context.texts[language].digest if language in context.texts else None,
            "config": self._config,
            "corpus": self._corpus,
            "changed": lambda path: pack_change(context.changes.get(path)),
            "date": lambda date: context.options.date >= date,
            "redirect": self._redirect,
            "redirects": lambda _: digest_value([(r.source, r.target, r.status) for r in context.site.redirects]),
            "removed": self._removed,
            "slot": context.slots.get,
        }

    def changed(self, recorded: Mapping[str, Mapping[str, object]], same: frozenset[str]) -> set[str]:
        """The recorded keys (by kind) whose facts differ now. same: kinds that are known to have no other facts."""
        changed = set()
        for kind in recorded.keys() - same:
            find = self._kinds[kind]
            changed |= {f"{kind}:{name}" for name, value in recorded[kind].items() if find(name) != value}
        return changed

    def collect(self, keys: Iterable[str]) -> dict[str, dict[str, object]]:
        """The facts that keys name, by kind."""
        facts: dict[str, dict[str, object]] = {}
        for key in keys:
            kind, _, name = key.partition(":")
            found = facts.setdefault(kind, {})
            if name not in found:
                found[name] = self._kinds[kind](name)
        return facts

    def _article(self, ref: str) -> object:
        record = self._articles.get(ref)
        return None if record is None else record.fact

    def _card(self, ref: str) -> object:
        page = self._context.site.pages.get(ref)
        return None if page is None else _card_of(page)

    def _place(self, ref: str) -> object:
        page = self._context.site.pages.get(ref)
        return None if page is None else (page.url, page.section, page.previous, page.next, page.article.ref)

    def _section(self, ref: str) -> object:
        section = self._context.site.sections.get(ref)
        return None if section is None else _section_card(section)

    def _nav(self, ref: str) -> object:
        section = self._context.site.sections.get(ref)
        return None if section is None else (section.sections, section.pages)

    def _anchors(self, ref: str) -> object:
        return find_anchors(self._context.site, ref)

    def _asset(self, key: str) -> object:
        asset = self._context.assets.get(key)
        return None if asset is None else pack_asset(asset)

    def _template(self, name: str) -> object:
        return self._context.theme.template_digest(name)

    def _redirect(self, source: str) -> object:
        if self._redirects is None:
            self._redirects = {entry.source: (entry.target, entry.status) for entry in self._context.site.redirects}
        return self._redirects.get(source)

    def _removed(self, url: str) -> object:
        found = next((entry for entry in self._context.site.removed if entry.url == url), None)
        return None if found is None else (found.section, found.title, found.sources)

    def _config(self, part: str) -> object:
        if part == "options":
            options = self._context.options
            return (options.edition, options.drafts, options.offline, options.base_url, options.noindex)
        if part == "theme":  # what the site sets, and what it comes to on top of the theme's own values
            return digest_value(repr((self._context.config.theme, self._context.theme.tokens)))
        # Dataclasses of plain values: their text is exact, and in the order of their fields.
        return digest_value(repr(getattr(self._context.config, part)))

    def _corpus(self, language: str) -> object:
        site = self._context.site
        return digest_value(
            (
                [
                    (_card_of(page), page.article.meta.reviewed, page.article.meta.publish_at)
                    for page in site.pages.values()
                    if page.language == language
                ],
                [
                    (_section_card(section), section.sections, section.pages)
                    for section in site.sections.values()
                    if section.language == language
                ],
            )
        )


def _card_of(page: Page) -> Packed:
    """Everything that a page other than the article's own may show of it."""
    article = page.article
    return (
        page.url,
        page.section,
        page.fallback,
        article.language,
        article.title,
        article.summary,
        article.meta.type,
        article.meta.state,
        article.meta.audience,
        article.meta.status,
        article.meta.next_update,
        article.path,
    )


def _section_card(section: Section) -> Packed:
    own = section.page
    icon = str(own.meta.extra.get("icon", "")) if own else ""
    return (section.url, section.title, section.summary, section.parent, section.fallback, own and own.ref, icon)
