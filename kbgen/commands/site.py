"""What commands share: the options that name a site, reading its settings, telling its problems."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kbgen.config import Config
    from kbgen.model import Problem

Function = TypeVar("Function", bound=Callable[..., Any])


def site_options(function: Function) -> Function:
    """The options that every command takes."""
    for option in (
        click.option("--quiet", is_flag=True, help="Print errors and results only."),
        click.option("--config", "config_file", metavar="FILE", help="Another file than DIR/kbgen.toml."),
        click.option(
            "--source", metavar="DIR", help="The folder that holds kbgen.toml. Default: here or the nearest parent."
        ),
    ):
        function = option(function)
    return function


def edition_option(function: Function) -> Function:
    """`--edition`, for commands that read articles."""
    return click.option(
        "--edition",
        type=click.Choice(["public", "agents"]),
        default="public",
        show_default=True,
        help="agents adds internal notes and articles.",
    )(function)


def load_site(source: str | None, config_file: str | None) -> Config:
    """The settings of the site that the options name. Raises UsageError."""
    from kbgen.settings.load import load_config

    return load_config(source, config_file, os.getcwd())


def print_problems(problems: Sequence[Problem], *, quiet: bool) -> None:
    """On stderr, so that results can be piped. quiet: errors only."""
    from kbgen.results import format_problems

    shown = [problem for problem in problems if problem.level == "error" or not quiet]
    if shown:
        click.echo("\n".join(format_problems(shown)), err=True)
