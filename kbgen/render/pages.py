"""From a target to its files: which targets a site has, and who renders each kind."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from kbgen.addresses import MOVED
from kbgen.publication import Rendered, Target
from kbgen.render.announce.announced import is_announced
from kbgen.render.offline import make_offline
from kbgen.render.reader import Reader
from kbgen.site.redirects import needs_rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from kbgen.addresses import Redirect
    from kbgen.config import BuildOptions, Config
    from kbgen.model import Site
    from kbgen.render.reader import RenderContext

    Files = tuple[tuple[str, bytes], ...]
    Renderer = Callable[[Target, Reader], Files]

_PER_LANGUAGE = ("home", "search", "contact", "not-found")
_WHOLE_SITE = ("robots", "redirects", "headers")
# What leads strangers to the site's pages; made only for a site that is to be found.
_ANNOUNCING = ("feed", "llms")
# kind -> module below kbgen.render, function: imported when a target of that kind is rendered
_RENDERERS = {
    "article": ("kinds.article", "render_article"),
    "section": ("kinds.section", "render_section"),
    "home": ("kinds.home", "render_home"),
    "search": ("kinds.search", "render_search"),
    "ticket": ("kinds.ticket", "render_ticket"),
    "contact": ("kinds.contact", "render_contact"),
    "not-found": ("kinds.not_found", "render_not_found"),
    "redirect": ("kinds.redirect", "render_redirect"),
    "removed": ("kinds.removed", "render_removed"),
    "feed": ("announce.feed", "render_feed"),
    "llms": ("announce.llms", "render_llms"),
    "sitemap": ("announce.sitemap", "render_sitemap"),
    "robots": ("announce.robots", "render_robots"),
    "redirects": ("hosts.netlify", "render_redirects"),
    "headers": ("hosts.netlify", "render_headers"),
    "nginx": ("hosts.nginx", "render_nginx"),
    "caddy": ("hosts.caddy", "render_caddy"),
}


def list_targets(site: Site, config: Config, options: BuildOptions) -> tuple[Target, ...]:
    """Everything to be rendered, in a stable order."""
    targets = [Target(kind, language) for language in site.languages for kind in _PER_LANGUAGE]
    if options.edition == "agents":
        targets += [Target("ticket", language) for language in site.languages]
    sections = [entry for entry in site.sections.values() if entry.parent is not None]
    targets += [Target("section", section.language, section.ref) for section in sections]
    targets += [Target("article", ref.partition("/")[0], ref) for ref in site.pages]
    # A host finds files by their path alone: what has none, such as an address with a query, is for those with rules.
    stubs = [entry for entry in site.redirects if entry.status == MOVED and not needs_rule(entry.source)]
    targets += [Target("redirect", _language_of(entry, config), entry.source) for entry in stubs]
    targets += [Target("removed", entry.language, entry.url) for entry in site.removed]
    targets += [Target(config.build.server)] if config.build.server else []
    targets += [Target(kind) for kind in _WHOLE_SITE if kind != "robots" or not options.offline]
    if is_announced(options):
        targets += [Target(kind, language) for language in site.languages for kind in _ANNOUNCING]
        targets.append(Target("sitemap"))
    return tuple(targets)


def render_target(target: Target, context: RenderContext) -> Rendered:
    """Render one target. Raises ThemeError for a faulty template."""
    reader = Reader(context)
    files = _find_renderer(target.kind)(target, reader)
    if context.options.offline:
        prefix = context.config.prefix
        files = tuple(
            (path, make_offline(data.decode(), path, prefix).encode() if path.endswith(".html") else data)
            for path, data in files
        )
    return Rendered(target.name, files, tuple(sorted(reader.keys)), tuple(reader.problems))


def _language_of(redirect: Redirect, config: Config) -> str:
    """The language whose pages lie where it leads; for another site, where it comes from."""
    url = redirect.source if "://" in redirect.target else redirect.target
    first = url.removeprefix(config.prefix).strip("/").partition("/")[0]
    return first if first in config.site.languages else config.site.language


def _find_renderer(kind: str) -> Renderer:
    module, function = _RENDERERS[kind]
    return cast("Renderer", getattr(import_module(f"kbgen.render.{module}"), function))
