"""The frozen types that travel between packages.

A page's way through kbgen: a `Source` (a file under content/) is parsed to an `Article` (what every other
page may want to know of it), an `Outline` (headings, links, images, files) and a `Body` (the text itself,
kept on disk). All articles together make a `Site` of `Section`s and `Page`s; every file to be written
belongs to a `Target`; rendering a target gives a `Rendered` with the `Trace` of all that was read.

Names used throughout: `language` is a code of kbgen.toml (`en`); `rel` is a POSIX path, NFC, below the
language's folder (`billing/refunds.md`); `ref` is `<language>/<id>` for pages and `<language>/<folder>`
for sections (`en/` is the root section); `url` is root-relative and carries the site's prefix.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from kbgen.addresses import Redirect, Removed

ArticleType = Literal["troubleshooting", "how-to", "faq", "known-issue", "reference", "policy"]
Audience = Literal["public", "agents"]
State = Literal["draft", "unverified", "verified", "archived"]
Level = Literal["error", "warning"]
Edition = Literal["public", "agents"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the writer should know.

    code: the kind, kebab-case, stable (`link-broken`). path: relative to the site's folder, POSIX.
    line: 1-based, in the file as it stands on disk. hint: what to do, one sentence, or empty.
    """

    level: Level
    code: str
    message: str
    path: str
    line: int | None = None
    hint: str = ""


class SourceKind(StrEnum):
    """What a file under content/ is."""

    ARTICLE = "article"
    SECTION = "section"  # the folder's own page: _section.md, index.md or README.md
    FILE = "file"  # an image or download, published if something links to it
    SNIPPET = "snippet"
    DATA = "data"  # content/_data/


@dataclass(frozen=True, slots=True)
class Source:
    """One file under content/.

    path: relative to the site's folder, POSIX, exactly as on disk (maybe NFD). rel: NFC, below the language's
    folder. stat: (size, mtime_ns, ctime_ns, inode), a hint that saves reading, never a proof.
    """

    path: str
    language: str
    rel: str
    kind: SourceKind
    stat: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Meta:
    """Front matter as written, typed; None or empty where absent.

    Dates are ISO strings (`2026-05-01`), so that nothing depends on a time zone. applies_to: product ->
    versions (an empty tuple: the product only), in the order written. extra: keys that kbgen does not know,
    as YAML gives them.
    """

    id: str | None = None
    title: str | None = None
    slug: str | None = None
    summary: str | None = None
    type: ArticleType | None = None
    order: float | None = None
    audience: Audience = "public"
    state: State | None = None
    applies_to: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stage: str | None = None
    keywords: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    owner: str | None = None
    reviewed: str | None = None
    review_every: str | None = None  # "6 months", normalised: a number, a space, days|weeks|months|years
    publish_at: str | None = None
    expires_at: str | None = None
    removed: bool = False
    replaced_by: str | None = None  # an id, a relative link or the address of a page elsewhere
    translates: str | None = None
    checks_ignore: tuple[str, ...] = ()
    status: str | None = None
    next_update: str | None = None
    workaround: str | None = None
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heading:
    """level: 1-6. id: the anchor, unique in the article. text: plain."""

    level: int
    id: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link to something of this site (outward links are final in the body and are not listed).

    target: as written, percent-decoded, with `#anchor` (`../billing/refunds.md#steps`, `id:refunds`, `#steps`,
    `files/form.pdf`); a snippet's relative link as the article would have to write it. text: plain, for messages.
    origin: path of the file that wrote it (a snippet or the article), relative to the site's folder; line is one of it.
    """

    target: str
    text: str
    line: int
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """src: as written, percent-decoded, local (outward images are final in the body). width: as written in
    `{width=...}` or the tag: `600`, `50%`, or empty. origin: path of the file that wrote it (a snippet's images
    are relative to the snippet), relative to the site's folder.
    """

    src: str
    alt: str
    title: str
    width: str
    line: int
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Text under one heading, for search: plain, code included. heading: index into headings, None before the first."""

    heading: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """What the rest of the site may want to know of one parsed file, without its text.

    kind: ARTICLE or SECTION. id: from the front matter, else `rel` without suffix. title: from the front matter,
    else the first H1, else the file name. digest: over everything `Body` and `Outline` hold. rev: DESIGN's
    revision, 8 hex digits. anchors: every id in the body that a link may point to. files: local images and downloads
    it wants, as paths below the language's folder (`billing/assets/a.png`, `/assets/a.png` when written absolute,
    `../x` when they leave it).
    """

    path: str
    language: str
    rel: str
    kind: SourceKind
    id: str
    title: str
    summary: str
    meta: Meta
    rev: str
    digest: str
    anchors: tuple[str, ...]
    files: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """`<language>/<id>`."""
        return f"{self.language}/{self.id}"


@dataclass(frozen=True, slots=True)
class Outline:
    """What an article's text is made of and points to, in reading order."""

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an article in one edition.

    html: final but for its references, which stand as marks and are resolved at render (content.marks). markdown:
    the body as published (snippets and variables expanded, agents' parts removed), LF, NFC, without front matter.
    heading: the H1 that opens the text, if it says something else than the title: then the page is headed by it.
    """

    html: str
    markdown: str
    passages: tuple[Passage, ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """An article at its place in one language.

    ref: `<language>/<id>`, language being the page's. article: may be in another language (fallback). section: ref
    of the section it stands in. previous, next: refs of its neighbours there.
    """

    ref: str
    language: str
    url: str
    section: str
    article: Article
    fallback: bool = False
    previous: str | None = None
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A folder of articles in one language. `<language>/` is the root: the language's home.

    ref: `<language>/<folder>`. page: the folder's own article, if it has one (kind SECTION; maybe of another language:
    fallback). title: its title, else the folder's name made readable. sections, pages: refs in the order shown.
    """

    ref: str
    language: str
    folder: str
    url: str
    title: str
    summary: str
    parent: str | None
    page: Article | None = None
    fallback: bool = False
    sections: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """All articles together, in one edition.

    pages, sections: by ref, in a stable order (language as in kbgen.toml, then path). paths: `<language>/<rel>` (NFC,
    casefolded) of every readable article or section page -> `page:<ref>`, `section:<ref>`, `hidden:` (exists, but
    not in this edition), `moved:<URL>` (replaced) or `gone:<URL of the page that says so>` (removed); also folders
    (`en/billing/`), paths of other languages' translations and fallback pages, and `<language>/id:<id>` for ids that no
    page of the language has as its own. translations: article id ->
    (language, url) of its real translations, in the order of
    kbgen.toml; section pages under their folder with a trailing slash. files: `<language>/<rel>` (NFC) -> Source of
    images and downloads.
    """

    languages: tuple[str, ...]
    pages: Mapping[str, Page]
    sections: Mapping[str, Section]
    paths: Mapping[str, str]
    translations: Mapping[str, tuple[tuple[str, str], ...]]
    redirects: tuple[Redirect, ...] = ()
    removed: tuple[Removed, ...] = ()
    files: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """What git knows of one file: ISO dates (UTC) of the first and last change of its content, and its authors."""

    first: str
    last: str
    authors: tuple[str, ...]
