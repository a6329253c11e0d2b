"""`make shots`: every kind of page, in every language, width, scheme and theme, as pictures and contact sheets.

usage: python -m tests.showcase.shots [--theme NAME] [--kind KIND] [--into build/shots]
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.browser.chromium import MISSING, find_chromium, launch_options
from tests.browser.host import serving
from tests.showcase.camera import Shot, take_shots
from tests.showcase.sheets import write_sheets
from tests.showcase.site import LANGUAGES, ROOT, lay_out_arabic, lay_out_showcase, list_themes
from tests.showcase.views import AGENTS, DESKTOP, KINDS, PHONE, RIGHT_TO_LEFT, SEARCHES, SMALL, list_views

TELLING = ("en", "ja")  # of themes beside the first, which share its words
FEW = ("home", "section", "article-long", "contact")  # what is also looked at in rarer ways


def plan_shots(public: str, agents: str, arabic: str, languages: tuple[str, ...], only: str) -> list[Shot]:
    """What to photograph; `public`, `agents` and `arabic` are addresses of sites."""
    shots = []
    for view in list_views(KINDS | SEARCHES, LANGUAGES):
        for width, size in (("phone", PHONE), ("desktop", DESKTOP)):
            shots += [Shot(view, public, width, size, dark=dark) for dark in (False, True)]
    for view in list_views({kind: KINDS[kind] for kind in FEW}, LANGUAGES):
        shots.append(Shot(view, public, "320", SMALL))
        if view.language in ("en", "ja"):
            shots.append(Shot(view, public, "print", DESKTOP, printed=True))
            shots.append(Shot(view, public, "no-script", PHONE, scripts=False))
    for view in list_views(AGENTS, LANGUAGES):
        shots += [Shot(view, agents, "phone", PHONE), Shot(view, agents, "desktop", DESKTOP)]
    for view in list_views(RIGHT_TO_LEFT, ("en", "ar")):
        if view.language == "ar":
            shots += [Shot(view, arabic, "phone", PHONE), Shot(view, arabic, "desktop", DESKTOP)]
    wanted = {*languages, "ar"}
    return [shot for shot in shots if shot.view.language in wanted and (not only or shot.view.kind == only)]


def shoot(theme: str, into: Path, only: str) -> list[Path]:
    """Build the showcase with a theme, photograph it; the contact sheets."""
    folder = Path(tempfile.mkdtemp(prefix="kbgen-shots-"))
    try:
        site = lay_out_showcase(folder / "showcase", theme)
        site.build(jobs=0)
        site.build(jobs=0, edition="agents")
        right_to_left = lay_out_arabic(folder / "arabic", theme)
        right_to_left.build(jobs=0)
        shutil.rmtree(into, ignore_errors=True)
        (into / "pages").mkdir(parents=True)
        with ExitStack() as stack:
            public = stack.enter_context(serving(site.output))
            agents = stack.enter_context(serving(folder / "showcase" / "site-agents"))
            arabic = stack.enter_context(serving(right_to_left.output))
            languages = LANGUAGES if theme == "default" else TELLING
            shots = plan_shots(public, agents, arabic, languages, only)
            asyncio.run(take_shots(shots, into / "pages", launch_options(find_chromium())))
        return write_sheets(shots, into / "pages", into)
    finally:
        shutil.rmtree(folder)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--theme", choices=list_themes(), help="one theme instead of all")
    parser.add_argument(
        "--kind",
        default="",
        choices=["", *KINDS, *SEARCHES, *AGENTS, *RIGHT_TO_LEFT],
        help="one kind of page instead of all",
    )
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "shots")
    arguments = parser.parse_args()
    if find_chromium() is None:
        print(MISSING, file=sys.stderr)
        return 1
    started = time.monotonic()
    for theme in [arguments.theme] if arguments.theme else list_themes():
        for sheet in shoot(theme, arguments.into / theme, arguments.kind):
            print(sheet)
    print(f"{time.monotonic() - started:.0f} s. Single pages: {arguments.into}/<theme>/pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
