"""The ways to reach a person: when each is open, how soon it answers, and what its link says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbgen.config import ContactRoute
from kbgen.render.hours import format_hours, format_reply, zone_name
from kbgen.render.texts import is_right_to_left

if TYPE_CHECKING:
    from kbgen.config import ContactConfig
    from kbgen.render.reader import Reader
    from kbgen.render.texts import Texts


@dataclass(frozen=True, slots=True)
class RouteView:
    """One way to reach someone. url: empty for a place or a value that is no address. action: what the link says.

    hours, reply: sentences, or empty.
    """

    kind: str
    label: str
    url: str
    action: str
    value: str
    hours: str
    reply: str


def list_routes(reader: Reader, t: Texts) -> tuple[RouteView, ...]:
    """The routes of kbgen.toml; `[contact] target` is one too where a link can stand for it."""
    contact = reader.config("contact").contact
    routes = [*contact.routes]
    implied = _implied_route(contact)
    if implied is not None and all(route.value != implied.value for route in routes):
        routes.append(implied)
    return tuple(_view_route(route, contact, t) for route in routes)


def _isolate(address: str, t: Texts) -> str:
    """An address within text that runs from right to left: its signs would be shown in another order."""
    if not is_right_to_left(t.language):
        return address
    return f"\N{LEFT-TO-RIGHT ISOLATE}{address}\N{POP DIRECTIONAL ISOLATE}"


def _implied_route(contact: ContactConfig) -> ContactRoute | None:
    scheme, _, rest = contact.target.partition(":")
    if scheme == "mailto":
        return ContactRoute("mail", value=rest.partition("?")[0])
    if scheme == "zendesk" and re.fullmatch(r"[\w-]+", rest):
        return ContactRoute("form", value=f"https://{rest}.zendesk.com/hc/requests/new")
    return None


def _view_route(route: ContactRoute, contact: ContactConfig, t: Texts) -> RouteView:
    key = f"contact.{route.kind}"
    kind = t(key) if key in t.entries else route.kind
    label = route.label or kind
    url, action = "", ""
    if route.kind == "mail":
        url, action = f"mailto:{route.value}", t("contact.write", address=_isolate(route.value, t))
    elif route.kind == "phone":
        number = _isolate(route.value.replace(" ", "\N{NO-BREAK SPACE}"), t)
        url, action = "tel:" + re.sub(r"[^\d+]", "", route.value), t("contact.call", number=number)
    elif route.value.startswith(("https://", "http://", "/")):
        own = "" if route.label or f"contact.open_{route.kind}" not in t.entries else t(f"contact.open_{route.kind}")
        url, action = route.value, own or t("contact.open", label=label)
    hours = format_hours(route.hours, t)
    if hours:
        zone = "" if hours == t("hours.always") else zone_name(contact.time_zone, t)
        hours = t("contact.hours", hours=t("hours.zone", hours=hours, zone=zone) if zone else hours)
    reply = format_reply(route.reply, t)
    return RouteView(
        kind=route.kind,
        label=f"{label} ({route.country})" if route.country and route.kind != "visit" else label,
        url=url,
        action=action,
        value="" if action else route.value,
        hours=hours,
        reply=t("contact.reply", time=reply) if reply else "",
    )
