"""A hand-made site of a few pages in two languages, and a reader of it."""

from collections.abc import Mapping
from types import SimpleNamespace

from kbgen.addresses import Redirect
from kbgen.config import BuildOptions, Config, SiteConfig
from kbgen.content.marks import TEXT_KEYS
from kbgen.model import Article, Body, Change, Meta, Outline, Page, Section, Site, SourceKind
from kbgen.publication import Asset, Variant
from kbgen.render.reader import Reader, RenderContext

HIDDEN = "hidden:"
EMPTY = Outline()
CONFIG = Config("/site", site=SiteConfig(languages=("en", "sv")))
OPTIONS = BuildOptions("out")
WORDS = {key: f"<{key}>" for key in TEXT_KEYS} | {"body.image_missing": "Image missing"}
ASSETS = {
    "en/billing/a.png": Asset("content/en/billing/a.png", "0" * 64, "/_kb/a/a-1.png", 600, 300),
    "en/billing/big.png": Asset(
        "content/en/billing/big.png",
        "1" * 64,
        "/_kb/a/big-1.png",
        1000,
        500,
        (Variant("/_kb/a/big-480w-1.webp", 480), Variant("/_kb/a/big-1000w-2.webp", 1000)),
    ),
    "en/billing/form.pdf": Asset("content/en/billing/form.pdf", "2" * 64, "/_kb/a/form-1.pdf"),
}


def make_article(rel: str, language: str = "en", **changes: object) -> Article:
    meta = changes.pop("meta", Meta())
    fields = {
        "path": f"content/{language}/{rel}",
        "language": language,
        "rel": rel,
        "kind": SourceKind.ARTICLE,
        "id": rel.removesuffix(".md"),
        "title": f"Title of {rel}",
        "summary": "",
        "meta": meta,
        "rev": "00000000",
        "digest": "",
        "anchors": ("steps", "cause"),
    }
    return Article(**(fields | changes))


def make_page(article: Article, language: str = "", **changes: object) -> Page:
    language = language or article.language
    root = "/" if language == "en" else f"/{language}/"
    folder = article.rel.rpartition("/")[0]
    fields = {
        "ref": f"{language}/{article.id}",
        "language": language,
        "url": f"{root}{article.rel.removesuffix('.md')}/",
        "section": f"{language}/{folder}",
        "article": article,
        "fallback": language != article.language,
    }
    return Page(**(fields | changes))


def make_reader(
    pages: tuple[Page, ...] = (),
    body: Body | None = None,
    outline: Outline = EMPTY,
    *,
    config: Config = CONFIG,
    options: BuildOptions = OPTIONS,
    sections: tuple[Section, ...] = (),
    hidden: tuple[str, ...] = ("en/billing/secret.md",),
    translations: Mapping[str, tuple[tuple[str, str], ...]] | None = None,
    changes: Mapping[str, Change] | None = None,
    redirects: tuple[Redirect, ...] = (),
) -> Reader:
    """A reader of a site with these pages. Every article has the same body and outline."""
    pages = pages or tuple(make_page(make_article(f"billing/{name}.md")) for name in ("refunds", "invoices"))
    paths = {f"{page.language}/{page.article.rel}".casefold(): f"page:{page.ref}" for page in pages}
    site = Site(
        languages=config.site.languages,
        pages={page.ref: page for page in pages},
        sections={section.ref: section for section in sections},
        paths=paths | dict.fromkeys(hidden, HIDDEN),
        translations=translations or {},
        redirects=redirects,
    )
    context = RenderContext(
        config=config,
        options=options,
        site=site,
        theme=SimpleNamespace(),
        texts=dict.fromkeys(config.site.languages, WORDS.__getitem__),
        static={},
        load=lambda _: (body or Body("", ""), outline),
        assets=ASSETS,
        changes=changes or {},
    )
    return Reader(context)
