"""A small help centre in English and Swedish for the tests of the search interface."""

from __future__ import annotations

from tests.sites import SiteFolder

CONFIG = """\
[site]
title = "Help"
url = "https://help.example.com"
language = "en"
languages = ["en", "sv"]
[contact]
target = "mailto:help@example.com"
"""
DEVICES = (
    "Printer",
    "Scanner",
    "Camera",
    "Speaker",
    "Monitor",
    "Keyboard",
    "Mouse",
    "Tablet",
    "Phone",
    "Watch",
    "Lamp",
)
ARTICLES = {
    "en/billing/_section.md": "---\ntitle: Billing\n---\n",
    "en/internet/_section.md": "---\ntitle: Internet\n---\n",
    "en/billing/invoice.md": """\
        ---
        title: Get an invoice
        summary: Where receipts and bills are.
        ---
        Open the menu and choose Invoices.
        """,
    "en/billing/card.md": """\
        ---
        title: The card is declined
        errors: [E-4012]
        ---
        Try another card.

        ## The bank says no

        Call the bank and ask for the limit of the card. <b>Bold</b> advice.
        """,
    "en/internet/login.md": "# I can't sign in\n\nReset the password.\n",
    "en/internet/outage.md": """\
        ---
        title: Broadband is down in the west
        type: known-issue
        status: investigating
        ---
        We look for the fault.
        """,
    "sv/billing/card.md": "# Kortet nekas\n\nProva ett annat kort.\n",
    "sv/internet/moose.md": "# Älgskada på kabeln\n\nRing oss om en älg har gått på kabeln.\n",
    **{
        f"en/internet/pair-{device.lower()}.md": f"""\
        ---
        title: Pair the {device.lower()}
        type: how-to
        applies_to: {{{device}: ["1", "2"]}}
        ---
        Hold the button until the {device.lower()} blinks.
        """
        for device in DEVICES
    },
}
NOWHERE = "xylophonezz"


def write_search_site(folder):
    site = SiteFolder(folder, CONFIG)
    for path, text in ARTICLES.items():
        site.write(f"content/{path}", text)
    site.write("content/_data/synonyms.yml", "en:\n  - [receipt, kvittens]\n")
    return site
