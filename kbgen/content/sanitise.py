"""Sanitising of a rendered body: what an article may not write goes, what kbgen wrote stays."""

from __future__ import annotations

import nh3

from kbgen.content.markdown.destination_kinds import classify_url
from kbgen.content.markdown.elements import ALLOWED, REMOVED

_EVERYWHERE = {"class", "id", "role", "title", "lang", "dir", "tabindex"}
_ATTRIBUTES = {
    "*": _EVERYWHERE,
    "a": {"href", "rel"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "del": {"cite", "datetime"},
    "ins": {"cite", "datetime"},
    "time": {"datetime"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open", "name"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "input": {"checked", "disabled"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
}
_SCHEMES = set(
    """ftp ftps geo http https irc ircs itms-apps magnet mailto market ms-settings msteams news sftp skype slack sms ssh
    tel tg vscode webcal whatsapp x-apple.systempreferences xmpp zoommtg""".split()  # noqa: SIM905 - a list of words
)


def sanitise_html(html: str) -> str:
    """A body without scripts, styles, event handlers, frames and forms; marks survive."""
    pictures = "data:image/" in html
    return nh3.clean(
        html,
        tags=set(ALLOWED) | {"input", "label"},
        clean_content_tags=set(REMOVED),
        attributes=_ATTRIBUTES,
        tag_attribute_values={"input": {"type": {"checkbox"}}},
        generic_attribute_prefixes={"aria-"},
        link_rel=None,
        attribute_filter=_only_pictures if pictures else None,
        url_schemes=_SCHEMES | {"data"} if pictures else _SCHEMES,
        strip_comments=True,
    )


def _only_pictures(tag: str, attribute: str, value: str) -> str | None:
    """Let `data:` be the source of a picture and nothing else."""
    if value.lstrip().lower().startswith("data:") and not (
        tag == "img" and attribute == "src" and classify_url(value, image=True) == "outward"
    ):
        return None
    return value
