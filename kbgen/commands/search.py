"""`kbgen search` and `kbgen suggest`: what customers find, and what to send them, from content/ as it is now."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kbgen.commands.site import edition_option, load_site, site_options

if TYPE_CHECKING:
    from kbgen.build.searching import Answer, Place, SiteSearch
    from kbgen.config import BuildOptions, Config

LONGEST_TICKET_BYTES = 10_000_000
"""More of a file is not read: nobody writes such a ticket."""

limit_option = click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), default=10, show_default=True, help="At most so many articles."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON alone.")


@click.command()
@click.argument("query", metavar="QUERY", nargs=-1, required=True)
@site_options
@edition_option
@click.option("--language", metavar="L", default="", help="The language to search in. Default: the site's main one.")
@limit_option
@json_option
def search(
    query: tuple[str, ...],
    source: str | None,
    config_file: str | None,
    quiet: bool,
    edition: str,
    language: str,
    limit: int,
    as_json: bool,
) -> None:
    """Search the articles as customers do, without a build."""
    from kbgen.build.searching import search_site
    from kbgen.commands.search_results import format_answers, tell_nothing
    from kbgen.options import build_options
    from kbgen.progress import reporter_for

    config, options = build_options(load_site(source, config_file), edition=edition)
    language = _check_language(language, config)
    text = " ".join(query)

    def ask(site: SiteSearch) -> tuple[list[Answer], int]:
        return find_anywhere(site, text, language, limit, config), site.broken

    answers, broken = search_site(config, options, reporter_for(quiet=quiet or as_json or not sys.stderr.isatty()), ask)
    if answers or as_json:
        click.echo("\n".join(format_answers(answers, language, as_json=as_json)))
    if not quiet:
        click.echo("".join(tell_nothing(text, answers, broken, as_json=as_json)), err=True, nl=False)


@click.command()
@click.argument("file", metavar="[FILE|-]", type=click.Path(exists=True, dir_okay=False, allow_dash=True), default="-")
@site_options
@edition_option
@limit_option
@json_option
def suggest(
    file: str,
    source: str | None,
    config_file: str | None,
    quiet: bool,
    edition: str,
    limit: int,
    as_json: bool,
) -> None:
    """Find articles to send for a ticket (a file, or standard input), with links ready to paste."""
    from kbgen.build.searching import search_site
    from kbgen.commands.search_results import Suggestion, format_suggestions, tell_nothing
    from kbgen.errors import UsageError
    from kbgen.options import build_options
    from kbgen.progress import reporter_for
    from kbgen.search.ticket import decode_ticket, guess_language, strip_history

    config, options = build_options(load_site(source, config_file), edition=edition)
    ticket = strip_history(decode_ticket(_read_ticket(file)))
    if not ticket:
        raise UsageError(
            "the ticket is empty", hint="Name a file, or pipe the text in, as in `kbgen suggest < ticket.txt`."
        )
    main, reporter = config.site.language, reporter_for(quiet=quiet or as_json or not sys.stderr.isatty())

    def ask(site: SiteSearch) -> tuple[str, list[Answer], int]:
        languages = dict.fromkeys((main, *config.site.languages))
        language = guess_language(ticket, {code: site.shelf(code).knows for code in languages})
        return language, find_anywhere(site, ticket, language, limit, config), site.broken

    language, answers, broken = search_site(config, options, reporter, ask)
    public = _find_public(config, options, answers)
    suggestions = [Suggestion(answer, public.get(answer.ref), config.site.url) for answer in answers]
    if answers or as_json:
        click.echo("\n".join(format_suggestions(suggestions, as_json=as_json, agents=edition == "agents")))
    if quiet:
        return
    told = tell_nothing("", answers, broken, as_json=as_json)
    if not config.site.url and answers and not as_json:
        told = ["Links begin at the site's root, because kbgen.toml has no [site] url.\n", *told]
    if len(config.site.languages) > 1 and not as_json:
        told = [f"Language: {language}\n", *told]
    click.echo("".join(told), err=True, nl=False)


def find_anywhere(site: SiteSearch, query: str, language: str, limit: int, config: Config) -> list[Answer]:
    """Answers in a language; where it has none, those of the site's other languages, one after the other."""
    answers = site.find(query, language, limit)
    for other in config.site.languages:
        if not answers and other != language:
            answers = site.find(query, other, limit)
    return answers


def _find_public(config: Config, options: BuildOptions, answers: list[Answer]) -> dict[str, Place]:
    """Where customers may read the articles: what the agents' edition shows them is not what the public one does."""
    from dataclasses import replace

    from kbgen.build.searching import search_site
    from kbgen.progress import Quiet

    if not answers:
        return {}
    return search_site(config, replace(options, edition="public"), Quiet(), lambda site: site.places(answers))


def _check_language(language: str, config: Config) -> str:
    from kbgen.errors import UsageError

    if language and language not in config.site.languages:
        known = ", ".join(config.site.languages)
        raise UsageError(f"--language {language}: the site has no such language", hint=f"It has: {known}.")
    return language or config.site.language


def _read_ticket(file: str) -> bytes:
    if file == "-" and sys.stdin.isatty():
        end = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"
        click.echo(f"Paste the customer's message, then press Enter and {end}.", err=True)
    with click.open_file(file, "rb") as opened:
        return bytes(opened.read(LONGEST_TICKET_BYTES))
