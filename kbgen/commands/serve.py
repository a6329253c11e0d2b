"""`kbgen serve`: the site on this machine, always as the articles are now."""

from __future__ import annotations

import gc
import os
import threading
from typing import TYPE_CHECKING

import click

from kbgen.commands.site import edition_option, load_site, print_problems, site_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbgen.config import Config
    from kbgen.model import Problem


@click.command()
@site_options
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on; 0.0.0.0 lets your network in.",
)
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any.")
@click.option("--open", "open_browser", is_flag=True, help="Open the preview in the browser.")
@click.option("--poll", is_flag=True, help="Look at the files, where the system does not tell of changes.")
@edition_option
@click.option("--drafts", is_flag=True, help="Include articles whose state is draft.")
def serve(
    source: str | None,
    config_file: str | None,
    quiet: bool,
    host: str,
    port: int,
    open_browser: bool,
    poll: bool,
    edition: str,
    drafts: bool,
) -> None:
    """Preview the site: what you save is in the browser at once."""
    from kbgen.build.cachefolder import STATE_FOLDER
    from kbgen.preview.app import make_app
    from kbgen.preview.callers import Callers
    from kbgen.preview.listen import Server, open_socket
    from kbgen.preview.session import Session
    from kbgen.preview.watcher import Watcher

    # This command stays: see `cli.enter`.
    gc.enable()

    def say(text: str) -> None:
        if not quiet:
            click.echo(text)

    def tell_problems(problems: Sequence[Problem]) -> None:
        print_problems(problems, quiet=quiet)

    def reload() -> Config:
        return load_site(source, config_file)

    config = reload()
    listening = open_socket(host, port)
    session = Session(config, reload, edition=edition, drafts=drafts, say=say, tell_problems=tell_problems)
    server = Server(make_app(session, session.hub, host, listening.port), listening.socket)
    kbgen_folder = os.path.join(config.folder, STATE_FOLDER)
    os.makedirs(kbgen_folder, exist_ok=True)
    watcher = Watcher(session.places(), session.take, poll=poll, probe_folder=kbgen_folder, note=say)
    session.rewatch = watcher.watch
    address = f"{Callers(host, listening.port).address.rstrip('/')}{config.prefix}/"
    try:
        server.start()
        if listening.note:
            say(listening.note)
        click.echo(f"Preview: {address}  (Ctrl-C ends it)")
        if open_browser:
            click.launch(address)
        watcher.start()
        session.start()
        threading.Event().wait()
    finally:
        watcher.stop()
        server.stop()
