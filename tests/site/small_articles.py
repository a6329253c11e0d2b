"""Articles made of a path and a few words of front matter, and the site they become."""

from kbgen.config import BuildOptions, Config, ContentConfig, NavConfig, SiteConfig
from kbgen.model import Article, Meta, Source, SourceKind
from kbgen.publication import Asset
from kbgen.site.assemble import assemble_site
from kbgen.site.urls import strip_suffix


def configure(*languages, url="", fallback=None, link_root=None, order=(), popular=()):
    languages = languages or ("en",)
    return Config(
        "/site",
        "/site/kbgen.toml",
        SiteConfig(url=url, language=languages[0], languages=languages, fallback=fallback or {}),
        ContentConfig(link_root=link_root),
        nav=NavConfig(order, popular),
    )


def article(path, title=None, anchors=(), files=(), config=None, **meta):
    """path: below content/; its first folder is the language when config has several (the default: en)."""
    config = config or configure()
    language, rel = path.split("/", 1) if config.multilingual else (config.site.language, path)
    name = rel.rpartition("/")[2]
    kind = SourceKind.SECTION if name in ("_section.md", "index.md", "README.md") else SourceKind.ARTICLE
    front = Meta(title=title, **meta)
    return Article(
        f"content/{path}",
        language,
        rel,
        kind,
        front.id or strip_suffix(rel),
        title or strip_suffix(name),
        front.summary or "",
        front,
        "00000000",
        "digest",
        tuple(anchors),
        tuple(files),
    )


def assemble(*paths, config=None, edition="public", date="2026-06-01", drafts=False, files=()):
    """paths: paths, or (path, front matter)."""
    config = config or configure()
    articles = [
        article(path, config=config) if isinstance(path, str) else article(path[0], config=config, **path[1])
        for path in paths
    ]
    options = BuildOptions("out", edition=edition, drafts=drafts, date=date)
    return assemble_site(config, options, articles, [file(path, config) for path in files])


def file(path, config):
    language, rel = path.split("/", 1) if config.multilingual else (config.site.language, path)
    if language not in config.site.languages:
        language, rel = "", path
    return Source(f"content/{path}", language, rel, SourceKind.FILE, (0, 0, 0, 0))


class Asking:
    """A Lookup over an assembled site where every file is published; remembers what was asked."""

    def __init__(self, site):
        self.site = site
        self.asked = []

    def lookup(self, language, rel):
        self.asked.append(f"{language}/{rel}")
        return self.site.paths.get(f"{language}/{rel}")

    def page(self, ref):
        return self.site.pages.get(ref)

    def section(self, ref):
        return self.site.sections.get(ref)

    def anchors(self, ref):
        if ref.endswith("/"):
            section = self.site.sections.get(ref) or self.site.sections.get(ref[:-1])
            return section.page.anchors if section and section.page else ()
        return self.site.pages[ref].article.anchors

    def asset(self, language, rel):
        source = self.site.files.get(f"{language}/{rel}")
        return Asset(source.path, "0", f"/_kb/a/{language}-{rel.replace('/', '-')}") if source else None
