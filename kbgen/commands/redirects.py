"""`kbgen redirects`: bring old addresses along, and see where they lead."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from kbgen.commands.site import edition_option, load_site, print_problems, site_options

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.model import Site

FILE = click.Path(exists=True, dir_okay=False, allow_dash=True)


@click.group()
def redirects() -> None:
    """Bring old addresses along, and see where they lead."""


@redirects.command("import")
@click.argument("file", metavar="FILE", type=FILE)
@site_options
@click.option("--dry-run", is_flag=True, help="Tell what would be done, and write nothing.")
def import_redirects(file: str, source: str | None, config_file: str | None, quiet: bool, dry_run: bool) -> None:
    """Add old and new addresses (CSV) to content/_data/redirects.csv."""
    from kbgen.authoring.redirect_file import add_rows, write_table
    from kbgen.authoring.redirect_import import plan_import
    from kbgen.build.redirectfile import find_table
    from kbgen.commands.redirect_results import format_import
    from kbgen.content.redirect_table import decode_table, parse_redirects
    from kbgen.results import count_levels

    config = load_site(source, config_file)
    rows, problems = parse_redirects(_read(file), file)
    path, data = find_table(config)
    before, wrong = parse_redirects(data or b"", path)
    print_problems([*problems, *wrong], quiet=quiet)
    if count_levels([*problems, *wrong])[0]:
        sys.exit(1)
    # Everything that anyone may see: each edition takes from the table what it shows.
    site = _read_site(config, "agents", drafts=True, quiet=quiet)
    plan = plan_import(rows, before, site, config)
    if plan.added and not dry_run:
        text = add_rows(None if data is None else decode_table(data), before, plan.added)
        write_table(os.path.join(config.folder, *path.split("/")), text)
    results, left = format_import(plan, file, path, dry_run=dry_run)
    if left and not quiet:
        click.echo("\n".join(left), err=True)
    click.echo("\n".join(results))


@redirects.command("test")
@click.argument("file", metavar="FILE", type=FILE)
@site_options
@edition_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON alone.")
def test_redirects(
    file: str, source: str | None, config_file: str | None, quiet: bool, edition: str, as_json: bool
) -> None:
    """Tell where old addresses lead (FILE: one a line), without a build. Exits with 1 if any leads nowhere."""
    from kbgen.commands.redirect_results import format_landings
    from kbgen.content.redirect_table import list_addresses
    from kbgen.errors import UsageError
    from kbgen.site.landing import Landings

    addresses = list_addresses(_read(file))
    if addresses is None:
        raise UsageError("the file is neither UTF-8 nor UTF-16", path=file, hint="Save it as text in UTF-8.")
    config = load_site(source, config_file)
    landings = Landings(_read_site(config, edition, drafts=False, quiet=quiet or as_json), config)
    found = [(line, landings.find(address)) for line, address in addresses]
    click.echo("\n".join(format_landings(found, file, as_json=as_json)))
    if any(not landing.url for _, landing in found):
        sys.exit(1)


def _read_site(config: Config, edition: str, *, drafts: bool, quiet: bool) -> Site:
    """The site as it would be built; its problems are for the build to tell, unless pages may be missing."""
    from kbgen.build.listing import read_site
    from kbgen.options import build_options
    from kbgen.progress import Quiet

    config, options = build_options(config, edition=edition, drafts=drafts)
    site, problems = read_site(config, options, Quiet())
    print_problems([problem for problem in problems if problem.level == "error"], quiet=quiet)
    return site


def _read(file: str) -> bytes:
    with click.open_file(file, "rb") as opened:
        return bytes(opened.read())
