"""The command line; it and its groups in `kbgen.commands` alone print results and set exit codes.

Exit codes: 0 done, warnings included; 1 any error reported, or the environment failed; 2 usage or kbgen.toml;
130 Ctrl-C.
Everything heavy is imported inside the commands: `kbgen --help` answers at once.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn

import click

from kbgen import __version__
from kbgen.commands.redirects import redirects
from kbgen.commands.search import search, suggest
from kbgen.commands.serve import serve
from kbgen.commands.site import edition_option, load_site, print_problems, site_options
from kbgen.errors import KbgenError, UsageError

if TYPE_CHECKING:
    from kbgen.authoring.init import Answers

INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kbgen")
def cli() -> None:
    """Compile Markdown troubleshooting articles into a static help centre."""


cli.add_command(redirects)
cli.add_command(search)
cli.add_command(serve)
cli.add_command(suggest)


@cli.command()
@site_options
@click.option("--output", metavar="DIR", help="Where to write. Default: [build] output of kbgen.toml.")
@click.option("--jobs", metavar="N", type=click.IntRange(min=0), default=0, help="Processes. Default: one a core.")
@click.option("--clean", is_flag=True, help="Build everything again, whatever the last build knows.")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too; --quiet does not hide them.")
@edition_option
@click.option("--drafts", is_flag=True, help="Include articles whose state is draft.")
@click.option("--offline", is_flag=True, help="Make pages that work without a server, from a folder.")
@click.option("--base-url", metavar="URL", default="", help="Instead of [site] url, for a preview of a deploy.")
@click.option("--noindex", is_flag=True, help="Ask search engines to leave this copy alone: a preview, a test site.")
@click.option("--date", metavar="YYYY-MM-DD", default="", help="The day that dates compare with. Default: today (UTC).")
def build(source: str | None, config_file: str | None, quiet: bool, strict: bool, **chosen: Any) -> None:
    """Build the site."""
    from kbgen.build.engine import build_site
    from kbgen.options import build_options
    from kbgen.progress import reporter_for
    from kbgen.results import count_levels, format_build

    config, options = build_options(load_site(source, config_file), **chosen)
    result = build_site(config, options, reporter_for(quiet=quiet))
    print_problems(result.problems, quiet=quiet and not strict)
    if not quiet:
        click.echo("\n".join(format_build(result)))
        if options.noindex and not chosen["noindex"]:
            click.echo("Search engines are asked to leave this copy alone: --base-url is not [site] url.")
    errors, warnings = count_levels(result.problems)
    if strict and warnings and not errors and not quiet:
        click.echo("Next: mend the warnings above; --strict counts them as errors.")
    if errors or (strict and warnings):
        sys.exit(1)


@cli.command("list")
@site_options
@edition_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON alone.")
def list_articles(source: str | None, config_file: str | None, quiet: bool, edition: str, as_json: bool) -> None:
    """List the articles with their URLs."""
    from kbgen.build.listing import read_site
    from kbgen.options import build_options
    from kbgen.progress import Quiet
    from kbgen.results import count_levels, format_list

    config, options = build_options(load_site(source, config_file), edition=edition)
    site, problems = read_site(config, options, Quiet())
    lines = format_list(site, as_json=as_json)
    if lines:
        click.echo("\n".join(lines))
    else:
        click.echo("There is no article to list.", err=True)
    print_problems(problems, quiet=quiet or as_json)
    errors, _ = count_levels(problems)
    if errors:
        sys.exit(1)


@cli.command()
@click.argument("folder", metavar="[DIR]", default=".")
@click.option("--yes", is_flag=True, help="Ask nothing and take the proposed answers.")
@click.option("--source", metavar="DIR", help="Instead of the argument.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
def init(folder: str, source: str | None, *, yes: bool, quiet: bool) -> None:
    """Lay out a new site in DIR (default: here), with sample articles."""
    from kbgen.authoring.init import Answers, check_folder, lay_out

    folder = source or folder
    check_folder(folder)
    answers = Answers() if yes else _ask()
    written = lay_out(folder, answers)
    if quiet:
        return
    for path in written:
        click.echo(f"  {os.path.join(folder, path)}")
    named = f'"{folder}"' if " " in folder else folder
    here = "" if os.path.abspath(folder) == os.getcwd() else f"cd {named} && "
    click.echo(f"Next: {here}kbgen build")


def _ask() -> Answers:
    """The questions of `kbgen init`; each is asked again until its answer will do."""
    from kbgen.authoring.init import HOSTS, Answers, check_contact, check_languages

    def ask(question: str, default: str, check: Callable[[str], None], *, shown: bool = True) -> str:
        def accept(answer: str) -> str:
            try:
                check(answer)
            except UsageError as error:
                raise click.UsageError(str(error)) from None
            return answer

        return str(click.prompt(question, default=default, value_proc=accept, show_default=shown))

    try:
        title = click.prompt("What is your help centre called?", default="Help")
        languages = ask(
            "Languages, the main one first (codes like en, sv, nb, ja)",
            "en",
            lambda text: check_languages(_codes(text)),
        )
        host = click.prompt(
            "Where will it be published?", type=click.Choice(list(HOSTS)), default="netlify", show_choices=True
        )
        contact = ask("Which mail address do customers write to? (empty: later)", "", check_contact, shown=False)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        click.echo()
        raise UsageError("nobody is here to answer", hint="Add --yes to take the proposed answers.") from None
    return Answers(title=title, languages=_codes(languages), host=host, contact=contact)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def _explain(function: Callable[[], None]) -> Callable[[], None]:
    """Turn what can go wrong into one message and an exit code."""

    @wraps(function)
    def run() -> None:
        try:
            function()
        except click.exceptions.Exit as stop:
            sys.exit(stop.exit_code)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except KbgenError as error:
            kind = "Configuration" if isinstance(error, UsageError) and error.path else "Error"
            click.echo(f"{kind}: {error}", err=True)
            sys.exit(error.exit_code)
        except (KeyboardInterrupt, click.Abort):
            click.echo("Stopped.", err=True)
            sys.exit(INTERRUPTED)

    return run


@_explain
def main() -> None:
    """Run the command line. Raises SystemExit if the exit code is not 0."""
    cli.main(standalone_mode=False)


def enter() -> NoReturn:
    """Entry point of the `kbgen` command: run it and leave."""
    # A command is over before a collection would pay; one that stays turns it on again.
    gc.disable()
    code: object = 0
    try:
        main()
    except SystemExit as stop:
        code = stop.code or 0
    with suppress(OSError):  # whoever read our output may be gone
        sys.stdout.flush()
        sys.stderr.flush()
    # Everything is closed by now. To take a large site's objects apart one by one would cost a tenth of a second.
    os._exit(code if isinstance(code, int) else 1)
