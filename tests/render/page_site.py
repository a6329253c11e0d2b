"""Small sites from Markdown in memory, rendered without the engine."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbgen.config import BuildOptions, Config, SiteConfig
from kbgen.content.parse import Parsed, ParseSettings, parse_article
from kbgen.model import Source, SourceKind
from kbgen.publication import Rendered, Target
from kbgen.render.brand.pictures import DARK_ICON, FAVICON, ICON, TOUCH_ICON, card_name
from kbgen.render.pages import list_targets, render_target
from kbgen.render.reader import RenderContext
from kbgen.render.texts import load_texts
from kbgen.render.theme.chain import load_theme
from kbgen.render.theme.static import build_static
from kbgen.site.assemble import assemble_site

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass
class PageSite:
    """A site of one edition. parsed: by path."""

    context: RenderContext
    parsed: dict[str, Parsed] = field(default_factory=dict)

    def targets(self) -> dict[str, Target]:
        context = self.context
        return {target.name: target for target in list_targets(context.site, context.config, context.options)}

    def render(self, name: str) -> Rendered:
        return render_target(self.targets()[name], self.context)

    def html(self, name: str) -> str:
        """The HTML of a target's first file."""
        return self.render(name).files[0][1].decode()


def make_config(folder: object = "/nowhere", languages: tuple[str, ...] = ("en",), **tables: object) -> Config:
    site = tables.pop("site", None) or SiteConfig(title="Acme help", language=languages[0], languages=languages)
    return Config(str(folder), site=site, **tables)


def make_site(articles: Mapping[str, str], config: Config | None = None, **facts: object) -> PageSite:
    """articles: path below content/ -> Markdown. facts: further fields of RenderContext, or `options`."""
    config = config or make_config()
    options = facts.pop("options", None) or BuildOptions("out", date="2026-06-01")
    settings = ParseSettings.from_config(config, options.edition)
    parsed = {}
    for path in sorted(articles):
        language, rel = path.split("/", 1) if config.multilingual else (config.site.language, path)
        own = rel.rpartition("/")[2] == "_section.md"
        kind = SourceKind.SECTION if own else SourceKind.ARTICLE
        source = Source(f"content/{path}", language, rel, kind, (0, 0, 0, 0))
        parsed[source.path] = parse_article(source, articles[path].encode(), settings, lambda _: None)
    known = [result.article for result in parsed.values() if result.article]
    site, problems = assemble_site(config, options, known, ())
    assert not [problem for problem in problems if problem.level == "error"]
    theme, texts = load_theme(config), load_texts(config)
    static = {name: file.url for name, file in build_static(theme, config, offline=options.offline).items()}
    # The pictures are not drawn here: pages need no more than their addresses.
    pictures = (DARK_ICON, FAVICON, ICON, TOUCH_ICON, *(card_name(language) for language in config.site.languages))
    context = RenderContext(
        config=config,
        options=options,
        site=site,
        theme=theme,
        texts=texts,
        static={name: f"{config.prefix}/_kb/a/{name}" for name in pictures} | static,
        load=lambda article: (parsed[article.path].body, parsed[article.path].outline),
        **facts,
    )
    return PageSite(context, parsed)


def text_of(html: str) -> str:
    """What a page says, in one line, without its head."""
    body = html.partition("<body")[2].partition(">")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())
