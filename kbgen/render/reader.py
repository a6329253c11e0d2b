"""Reading with a record: whatever a page learns of the site, it learns here, and the key of it is noted.

Keys (DESIGN: every output records what it read); `ref` is `<language>/<id>`:

    article:<ref>        text and outline        card:<ref>       title, URL, summary: what linkers show
    place:<ref>          section and neighbours  nav:<section>    children of a section, in order
    section:<section>    title, URL, summary     related:<ref>    related pages
    anchors:<ref>[/]     ids in the text         translations:<id>
    path:<lang>/<rel>    what lies at that path  asset:<lang>/<rel>  a published file
    static:<name>        a theme file            template:<name>  a template, as the theme chain resolves it
    icon:<name>          a drawing of the theme
    texts:<lang>         interface texts         config:<part>    a table of kbgen.toml, or `options`
    corpus:<lang>        cards of a language    changed:<path>   what git knows
    date:<iso>           whether that day is reached redirect:<source url>
    redirects:           all redirects           removed:<url of the page that says so>
    slot:<ref>           its number in the search index
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from kbgen.addresses import Redirect, Removed
from kbgen.config import BuildOptions, Config
from kbgen.model import Article, Body, Change, Outline, Page, Problem, Section, Site
from kbgen.publication import Asset

if TYPE_CHECKING:
    from kbgen.render.texts import Texts
    from kbgen.render.theme.chain import Theme
    from kbgen.render.theme.tokens import TokenValues
    from kbgen.site.links import ResolvedLink

T = TypeVar("T")


class Memo:
    """What this process has worked out from one context and may use again (environment, page furniture).

    Holds only what follows from the context; a pickled memo arrives empty.
    """

    __slots__ = ("_values",)

    def __init__(self) -> None:
        self._values: dict[Hashable, object] = {}

    def __reduce__(self) -> tuple[type[Memo], tuple[()]]:
        return (Memo, ())

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of `key`, made on first use; never None. Every key has values of one type only."""
        value = self._values.get(key)
        if value is None:
            value = self._values[key] = make()
        return cast("T", value)


@dataclass(frozen=True, slots=True)
class Shared(Generic[T]):
    """Something made once for many pages. keys: what it read."""

    value: T
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class RenderContext:
    """All that rendering may read; the same in every worker process.

    assets: `<language>/<rel>` -> published file. static: theme file name -> its URL. related: ref -> refs. load:
    article -> its text, from the store on disk. texts: language -> interface texts. cache_dir: folder for compiled
    templates, or empty. slots: ref of what search finds -> its number in the index of its language.
    """

    config: Config
    options: BuildOptions
    site: Site
    theme: Theme
    texts: Mapping[str, Texts]
    static: Mapping[str, str]
    load: Callable[[Article], tuple[Body, Outline]]
    assets: Mapping[str, Asset] = field(default_factory=dict)
    related: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    changes: Mapping[str, Change] = field(default_factory=dict)
    slots: Mapping[str, int] = field(default_factory=dict)
    cache_dir: str = ""
    memo: Memo = field(default_factory=Memo, compare=False)


def find_anchors(site: Site, ref: str) -> tuple[str, ...]:
    """Ids in the text of a page; with a slash at the end of the ref, of a section's own page."""
    if ref.endswith("/"):
        section = site.sections.get(ref) or site.sections.get(ref[:-1])
        return section.page.anchors if section is not None and section.page is not None else ()
    return site.pages[ref].article.anchors if ref in site.pages else ()


class Reader:
    """One target's view of the site; `keys` and `problems` grow while it is rendered.

    resolved: where references of the target's text lead, as far as they have been asked for.
    """

    def __init__(self, context: RenderContext) -> None:
        self.context = context
        self.keys: set[str] = set()
        self.problems: list[Problem] = []
        self._texts: dict[str, tuple[Body, Outline]] = {}
        self.resolved: dict[tuple[str, ...], ResolvedLink] = {}

    def page(self, ref: str) -> Page | None:
        """The page as linkers see it (title, URL, summary, type, state, language), or None."""
        self.keys.add(f"card:{ref}")
        return self.context.site.pages.get(ref)

    def place(self, ref: str) -> Page:
        """The page with its section and neighbours."""
        self.keys.add(f"place:{ref}")
        return self.context.site.pages[ref]

    def section(self, ref: str) -> Section | None:
        """The section as linkers see it: title, URL, summary, parent."""
        self.keys.add(f"section:{ref}")
        return self.context.site.sections.get(ref)

    def children(self, ref: str) -> Section:
        """The section with what it contains, in order."""
        self.keys.add(f"nav:{ref}")
        return self.context.site.sections[ref]

    def text(self, article: Article) -> tuple[Body, Outline]:
        """The article's text and outline."""
        self.keys.add(f"article:{article.ref}")
        found = self._texts.get(article.path)
        if found is None:
            found = self._texts[article.path] = self.context.load(article)
        return found

    def translations(self, name: str) -> tuple[tuple[str, str], ...]:
        """(language, url) of the real translations of an article id, or of a folder written with a trailing slash."""
        self.keys.add(f"translations:{name}")
        return self.context.site.translations.get(name, ())

    def related(self, ref: str) -> tuple[str, ...]:
        """Refs of related pages, best first."""
        self.keys.add(f"related:{ref}")
        return self.context.related.get(ref, ())

    def anchors(self, ref: str) -> tuple[str, ...]:
        """Ids in the text of a page; with a slash at the end of the ref, of a section's own page."""
        self.keys.add(f"anchors:{ref}")
        return find_anchors(self.context.site, ref)

    def lookup(self, language: str, rel: str) -> str | None:
        """What lies at a path below a language's folder: `page:<ref>`, `section:<ref>`, `hidden:` or None."""
        key = f"{language}/{rel}"
        self.keys.add(f"path:{key}")
        return self.context.site.paths.get(key)

    def asset(self, language: str, rel: str) -> Asset | None:
        """A published image or download, or None."""
        key = f"{language}/{rel}"
        self.keys.add(f"asset:{key}")
        return self.context.assets.get(key)

    def static(self, name: str) -> str:
        """URL of a theme file (`site.css`)."""
        self.keys.add(f"static:{name}")
        return self.context.static[name]

    def icon(self, name: str) -> str | None:
        """The theme's drawing of an icon, or None."""
        self.keys.add(f"icon:{name}")
        return self.context.theme.icons.get(name)

    def scheme(self) -> str:
        """The theme's colour scheme: auto, light or dark."""
        self.keys.add("config:theme")
        return self.context.theme.tokens.scheme

    def fonts(self, language: str) -> tuple[str, ...]:
        """Names of the site's own upright font files that text of a language is set in, code aside."""
        self.keys.add("config:theme")
        return self.context.theme.tokens.fonts_of(language)

    def tokens(self) -> TokenValues:
        """The theme's colours and the like, with what kbgen.toml sets."""
        self.keys |= {"config:theme", "static:tokens.css"}
        return self.context.theme.tokens

    def shared(self, key: Hashable, make: Callable[[Reader], T]) -> T:
        """Something equal for many pages, made once in this process; what it read counts as read here too."""
        made = self.context.memo.recall(key, lambda: self._make_shared(make))
        self.keys |= made.keys
        return made.value

    def _make_shared(self, make: Callable[[Reader], T]) -> Shared[T]:
        inner = Reader(self.context)
        return Shared(make(inner), frozenset(inner.keys))

    def texts(self, language: str) -> Texts:
        """Interface texts."""
        self.keys.add(f"texts:{language}")
        return self.context.texts[language]

    def config(self, part: str) -> Config:
        """The configuration, for reading one table of it (`site`, `contact`, `theme`, `nav`, `git`, ...)."""
        self.keys.add(f"config:{part}")
        return self.context.config

    def options(self) -> BuildOptions:
        """What the command line decided: edition, base URL, offline, noindex. Not the date: ask `reached`."""
        self.keys.add("config:options")
        return self.context.options

    def redirect(self, source: str) -> Redirect:
        """The redirect from an old URL."""
        self.keys.add(f"redirect:{source}")
        redirects = self.context.site.redirects
        return self.context.memo.recall("redirects", lambda: {entry.source: entry for entry in redirects})[source]

    def removed(self, url: str) -> Removed:
        """What is gone, by the URL of the page that says so."""
        self.keys.add(f"removed:{url}")
        return next(entry for entry in self.context.site.removed if entry.url == url)

    def redirects(self) -> tuple[Redirect, ...]:
        """All redirects, sorted by source."""
        self.keys.add("redirects:")
        return self.context.site.redirects

    def sections(self, language: str) -> tuple[Section, ...]:
        """Every section of a language with its children, fallback sections included."""
        self.keys.add(f"corpus:{language}")
        return tuple(section for section in self.context.site.sections.values() if section.language == language)

    def corpus(self, language: str) -> tuple[Page, ...]:
        """Every page of a language as linkers see it, with `reviewed` and `publish_at`; fallback pages included."""
        self.keys.add(f"corpus:{language}")
        return tuple(page for page in self.context.site.pages.values() if page.language == language)

    def slot(self, ref: str) -> int | None:
        """The number of a page or section in the search index of its language; None if search does not find it."""
        self.keys.add(f"slot:{ref}")
        return self.context.slots.get(ref)

    def change(self, path: str) -> Change | None:
        """What git knows of a source file."""
        self.keys.add(f"changed:{path}")
        return self.context.changes.get(path)

    def reached(self, date: str) -> bool:
        """Whether the build's day is on or after an ISO date."""
        self.keys.add(f"date:{date}")
        return self.context.options.date >= date
