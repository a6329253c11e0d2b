"""[contact] of kbgen.toml: where the form goes, and the ways to a human."""

from __future__ import annotations

import re
from datetime import date, datetime

from kbgen.config import ContactConfig, ContactRoute
from kbgen.settings.keys import Table, judge_value
from kbgen.settings.values import judge_date, judge_hours, judge_reply, judge_route, judge_target, judge_zone

_ROUTES = ("mail", "phone", "chat", "form", "community", "visit")


def read_contact(table: Table) -> ContactConfig:
    """[contact] and its routes."""
    target, zone = table.text("target").strip(), table.text("time_zone", "UTC")
    judge_value(table, "target", target, judge_target)
    judge_value(table, "time_zone", zone, judge_zone)
    holidays = _read_dates(table, "holidays")
    config = ContactConfig(target, zone, holidays, tuple(_read_route(each) for each in table.tables("route")))
    table.close()
    return config


def _read_dates(table: Table, key: str) -> tuple[str, ...]:
    """A list of dates, in quotes or not."""
    values = table.take(key)
    if values is None:
        return ()
    if not isinstance(values, list):
        table.complain(key, "has to be a list of dates", f"Write it like `{key} = [2026-12-24, 2026-12-25]`.")
        return ()
    return tuple(day for day in (_read_date(table, key, value) for value in values) if day)


def _read_date(table: Table, key: str, value: object) -> str:
    text = value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else str(value)
    hint = judge_date(text)
    if hint:
        table.complain(key, f'cannot be "{text}"', hint)
    return "" if hint else text


def _read_route(table: Table) -> ContactRoute:
    kind, value = table.choice("kind", _ROUTES, "mail"), table.text("value").strip()
    if "kind" not in table.values:
        table.complain("kind", "is missing", f"Write one of: {', '.join(_ROUTES)}.")
    else:
        hint = judge_route(kind, value)
        if hint and kind == table.values["kind"]:
            table.complain("value", f'cannot be "{value}"', hint)
    hours, reply, country = table.text("hours").strip(), table.text("reply").strip(), table.text("country").strip()
    if hours:
        judge_value(table, "hours", hours, judge_hours)
    if reply:
        judge_value(table, "reply", reply, judge_reply)
    if country and not re.fullmatch(r"[A-Z]{2}", country):
        table.complain("country", f'cannot be "{country}"', 'Write the two letters of ISO 3166: "SE".')
    checked = table.take("checked")
    day = _read_date(table, "checked", checked) if checked not in {None, ""} else ""
    route = ContactRoute(kind, table.text("label"), value, country, hours, reply, day)
    table.close()
    return route
