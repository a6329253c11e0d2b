"""The site's settings as typed, frozen values; `kbgen.settings` reads them from kbgen.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

HtmlPolicy = Literal["sanitise", "trust", "escape"]
Server = Literal["nginx", "caddy"]
SERVERS: tuple[Server, ...] = get_args(Server)


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """[site]. url: without a trailing slash. fallback: language -> languages to borrow missing articles from.

    logo, card, card_font: paths relative to the site's folder, or empty; the logo may be an address.
    """

    title: str = "Help"
    url: str = ""
    language: str = "en"
    languages: tuple[str, ...] = ("en",)
    logo: str = ""
    description: str = ""
    fallback: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    card: str = ""
    card_font: str = ""


@dataclass(frozen=True, slots=True)
class ContentConfig:
    """[content]. dir: relative to the site's folder ("." when the articles lie there).

    link_root: stripped from absolute links, without slashes at its ends; None when not set, so that kbgen may recognise
    it.
    """

    dir: str = "content"
    html: HtmlPolicy = "sanitise"
    exclude: tuple[str, ...] = ()
    link_root: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BuildConfig:
    """[build]. output: relative to the folder of kbgen.toml. server: the one to write a configuration for, or empty."""

    output: str = "site"
    server: Server | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class ThemeConfig:
    """[theme]. tokens: whatever else the table holds, checked against the theme's own list."""

    name: str = "default"
    tokens: Mapping[str, str | int | float | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NavConfig:
    """[nav]. order: folders of the root, those not named follow. popular: article ids for the home page."""

    order: tuple[str, ...] = ()
    popular: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchConfig:
    """[search]. options: per-language settings, as written."""

    meaning: bool = True
    signals: str = ""
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ContactRoute:
    """[[contact.route]]. kind: mail, phone, chat, form, community, visit. hours: "mon-fri 09:00-17:00". reply: "2h"."""

    kind: str
    label: str = ""
    value: str = ""
    country: str = ""
    hours: str = ""
    reply: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True)
class ContactConfig:
    """[contact]. target: "mailto:...", "netlify", "zendesk:<subdomain>", "collector", "https://..." or empty."""

    target: str = ""
    time_zone: str = "UTC"
    holidays: tuple[str, ...] = ()
    routes: tuple[ContactRoute, ...] = ()


@dataclass(frozen=True, slots=True)
class InsightsConfig:
    """[insights]."""

    mode: Literal["off", "counters", "visits"] = "off"
    endpoint: str = "/_kb/events"
    keep_days: int = 30
    k: int = 3
    staff_networks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GitConfig:
    """[git]. repository: https URL of the repository's web page, for edit links. branch: what edit links point to."""

    repository: str = ""
    branch: str = "main"


@dataclass(frozen=True, slots=True)
class Config:
    """kbgen.toml whole.

    folder: absolute path of the site's folder (holds kbgen.toml or would). file: absolute path of kbgen.toml, or empty.
    """

    folder: str
    file: str = ""
    site: SiteConfig = SiteConfig()
    content: ContentConfig = ContentConfig()
    build: BuildConfig = BuildConfig()
    theme: ThemeConfig = ThemeConfig()
    nav: NavConfig = NavConfig()
    search: SearchConfig = SearchConfig()
    contact: ContactConfig = ContactConfig()
    insights: InsightsConfig = InsightsConfig()
    widget_origins: tuple[str, ...] = ()
    owners: Mapping[str, str] = field(default_factory=dict)
    git: GitConfig = GitConfig()
    editor_url: str = "vscode://file/{path}:{line}"

    @property
    def prefix(self) -> str:
        """The path part of the site's URL without a trailing slash: `/help`, or empty."""
        rest = self.site.url.partition("://")[2]
        return ("/" + rest.partition("/")[2]).rstrip("/") if "/" in rest else ""

    @property
    def multilingual(self) -> bool:
        """Whether articles live in `<content>/<language>/`."""
        return len(self.site.languages) > 1


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What the command line decides. date: ISO, the day that dates compare with. jobs: processes, 0 = one a core.

    noindex: search engines are asked to leave this copy of the site alone.
    """

    output: str
    edition: Literal["public", "agents"] = "public"
    drafts: bool = False
    offline: bool = False
    base_url: str = ""
    date: str = ""
    jobs: int = 0
    clean: bool = False
    noindex: bool = False
