"""What texts in kbgen.toml may say: each function returns why a text cannot be, or an empty string."""

from __future__ import annotations

import re
from datetime import date
from ipaddress import ip_network
from urllib.parse import SplitResult, urlsplit

from kbgen.nearest import did_you_mean

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
_DAY = "(?:mon|tue|wed|thu|fri|sat|sun)"
_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d"
_HOURS = re.compile(rf"{_DAY}(?:-{_DAY})? (?P<start>{_CLOCK})-(?P<end>{_CLOCK}|24:00)")
_REPLY = re.compile(r"[1-9]\d{0,3}[mhd]")
_SUBDOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)
_MAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+")


def judge_language(code: str) -> str:
    """A language code: `sv`, `pt-BR`, `zh-Hant`."""
    if LANGUAGE.fullmatch(code):
        return ""
    language, *rest = code.replace("_", "-").split("-")
    better = "-".join(
        [language.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)],
    )
    return f'Write "{better}".' if LANGUAGE.fullmatch(better) else 'Write it like "sv" or "pt-BR".'


def judge_url(url: str) -> str:
    """The address of the site: http or https, a host, maybe a path."""
    parts = _split(url)
    if parts is None:
        return 'Write it like "https://help.example.com".'
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        bare = url.strip("/").partition("://")[2] or url.strip("/")
        return f'Write it with its scheme: "https://{bare}".'
    if parts.query or parts.fragment or "?" in url or "#" in url:
        return "Leave out what follows `?` or `#`."
    if parts.username is not None or re.search(r"[\s\\\"'<>]", url) or "/../" in f"{parts.path}/":
        return 'Write it like "https://help.example.com/help".'
    return ""


def judge_repository(url: str) -> str:
    """The web page of the repository, where edit links lead."""
    shell = re.fullmatch(r"(?:ssh://)?(?:\w+@)([\w.-]+)[:/]([\w./-]+)", url)
    return f'Write its web page: "https://{shell[1]}/{shell[2]}".' if shell else judge_url(url)


def judge_https(url: str) -> str:
    """An address that data is sent to or loaded from."""
    parts = _split(url)
    if parts is None or parts.scheme != "https" or not parts.hostname or re.search(r"[\s\"'<>\\;,]", url):
        return 'Write it like "https://forms.example.com/help".'
    return ""


def judge_origin(origin: str) -> str:
    """A site that may embed the widget: scheme and host, no path."""
    forms = 'Write scheme and host alone: "https://shop.example.com".'
    parts = _split(origin)
    if parts is None or not parts.hostname or parts.path or parts.query or "*" in origin:
        return forms
    local = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"}
    return "" if parts.scheme == "https" or local else forms


def judge_target(target: str) -> str:
    """Where the contact form goes."""
    forms = 'It is "mailto:...", "netlify", "zendesk:<subdomain>", "collector" or "https://...".'
    if target in {"", "netlify", "collector"}:
        return ""
    scheme, _, rest = target.partition(":")
    if scheme == "mailto":
        return "" if _MAIL.fullmatch(rest) else 'Write one mail address: "mailto:support@example.com".'
    if scheme == "zendesk":
        return "" if _SUBDOMAIN.fullmatch(rest) else 'Write the part before .zendesk.com: "zendesk:acme".'
    if scheme == "https":
        return judge_https(target)
    if _MAIL.fullmatch(target):
        return f'Write "mailto:{target}".'
    return forms


def judge_hours(hours: str) -> str:
    """Opening hours: `mon-fri 09:00-17:00, sat 10:00-14:00`, or `24/7`."""
    if hours == "24/7":
        return ""
    for part in hours.split(","):
        found = _HOURS.fullmatch(" ".join(part.lower().split()))
        if found is None:
            return 'Write them like "mon-fri 09:00-17:00, sat 10:00-14:00".'
        if found["start"] >= found["end"]:
            return f'Opening comes before closing; a night is two parts: "fri {found["start"]}-24:00, sat 00:00-...".'
    return ""


def judge_reply(reply: str) -> str:
    """How long an answer takes: `30m`, `2h`, `1d`."""
    return "" if _REPLY.fullmatch(reply) else 'Write it like "30m", "2h" or "1d".'


def judge_date(text: str) -> str:
    """An ISO date."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return "Write it like 2026-12-24."
    return "" if len(text) == 10 else "Write it like 2026-12-24."


def judge_network(network: str) -> str:
    """An address or a range of addresses."""
    try:
        ip_network(network, strict=False)
    except ValueError:
        return 'Write it like "192.0.2.0/24" or "2001:db8::/32".'
    return ""


def judge_zone(zone: str) -> str:
    """A time zone of the IANA database. Where there is no database (plain Windows) every name passes."""
    if zone == "UTC":
        return ""
    from zoneinfo import ZoneInfo, available_timezones

    try:
        ZoneInfo(zone)
    except (OSError, ValueError, KeyError):
        known = available_timezones()
        if not known:
            return ""
        return did_you_mean(zone, known) or 'Write it like "Europe/Stockholm".'
    return ""


def judge_route(kind: str, value: str) -> str:
    """What a contact route leads to."""
    if kind == "mail":
        return "" if _MAIL.fullmatch(value) else 'A mail route needs an address: value = "support@example.com".'
    if kind == "phone":
        digits = sum(character.isdigit() for character in value)
        return "" if digits >= 3 and not re.search(r"[^\d +()./-]", value) else 'Write a number: "+46 8 123 45 67".'
    if kind in {"chat", "community"} or (kind == "form" and value):
        return "" if value.startswith("/") else judge_https(value)
    if kind == "visit":
        return "" if value else "A visit needs an address in `value`."
    return ""


def _split(url: str) -> SplitResult | None:
    """The parts of an address, None if its host or port cannot be one."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts
