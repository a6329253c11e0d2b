"""Lays the showcase out in a folder: the articles beside this file, a long section, pictures, settings."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.showcase.messages import write_messages
from tests.showcase.pictures import draw_lights, draw_socket
from tests.sites import SiteFolder

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
LANGUAGES = ("en", "sv", "nb", "ja")
CONFIG = """\
[site]
title = "Fjordnet"
url = "https://help.fjordnet.example"
description = "Help with broadband, Wi-Fi and invoices."
language = "en"
languages = ["en", "sv", "nb", "ja"]

[theme]
name = "{theme}"

[nav]
order = ["internet", "billing", "account", "messages", "news"]
popular = ["no-connection", "slow-wifi", "card-declined", "sign-in"]

[contact]
target = "mailto:help@fjordnet.example"
time_zone = "Europe/Stockholm"
holidays = ["2026-12-24", "2026-12-25"]

[[contact.route]]
kind = "phone"
value = "+46 8 123 45 67"
hours = "mon-fri 08:00-18:00, sat 10:00-14:00"
reply = "5m"

[[contact.route]]
kind = "chat"
value = "https://chat.fjordnet.example/"
hours = "mon-sun 08:00-22:00"
reply = "10m"

[[contact.route]]
kind = "mail"
value = "help@fjordnet.example"
reply = "2h"

[[contact.route]]
kind = "visit"
value = "Storgatan 12, 411 01 Göteborg"
country = "SE"
hours = "mon-fri 10:00-18:00"

[git]
repository = "https://git.example.com/fjordnet/help"
"""


def lay_out_showcase(folder: Path, theme: str = "default") -> SiteFolder:
    """The showcase's sources below a folder, which is made."""
    shutil.copytree(HERE / "content", folder / "content")
    site = SiteFolder(folder, CONFIG.format(theme=theme))
    for language in LANGUAGES:
        write_messages(folder / "content" / language / "messages", language)
        site.write(f"content/{language}/pictures/router-lights.png", draw_lights())
        site.write(f"content/{language}/pictures/router-back.png", draw_socket())
    return site


def lay_out_arabic(folder: Path, theme: str = "default") -> SiteFolder:
    """The English showcase and what is told of it in Arabic: right to left, with texts of the site's own."""
    for language in ("en", "ar"):
        source = HERE / ("content" if language == "en" else "arabic") / language
        shutil.copytree(source, folder / "content" / language)
    shutil.copytree(HERE / "arabic" / "_data", folder / "content" / "_data")
    config = CONFIG.format(theme=theme).replace('["en", "sv", "nb", "ja"]', '["en", "ar"]')
    site = SiteFolder(folder, config)
    for language in ("en", "ar"):
        site.write(f"content/{language}/pictures/router-lights.png", draw_lights())
        site.write(f"content/{language}/pictures/router-back.png", draw_socket())
    return site


def list_themes() -> list[str]:
    """Themes that kbgen brings."""
    return sorted(file.parent.name for file in (ROOT / "themes").glob("*/theme.toml"))
