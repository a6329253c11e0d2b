"""What the command line asks for, checked and completed with the configuration's defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import cast
from urllib.parse import urlsplit

from kbgen.config import BuildOptions, Config
from kbgen.errors import UsageError
from kbgen.model import Edition


def build_options(
    config: Config,
    *,
    output: str | None = None,
    edition: str = "public",
    drafts: bool = False,
    offline: bool = False,
    base_url: str = "",
    date: str = "",
    jobs: int = 0,
    clean: bool = False,
    noindex: bool = False,
    environment: Mapping[str, str] = os.environ,
) -> tuple[Config, BuildOptions]:
    """The options of one run, and the configuration with what they override (`--base-url`).

    noindex: also on when `--base-url` is another place than `[site] url`, since such a build is a copy for trying out.
    output: relative to the working directory; None: [build] output, relative to the configuration, with `-agents` for
    that edition. Raises UsageError.
    """
    if base_url:
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
            raise UsageError(
                f"--base-url {base_url}: not the address of a site", hint="Write it like https://help.example.com."
            )
        noindex = noindex or (config.site.url != "" and _place(base_url) != _place(config.site.url))
        config = replace(config, site=replace(config.site, url=base_url.rstrip("/")))
    base = os.path.dirname(config.file) if config.file else config.folder
    public = os.path.join(base, config.build.output)
    if output is None:
        output = public + ("-agents" if edition == "agents" else "")
    elif edition == "agents" and _same_folder(output, public):
        raise UsageError(
            f"--output {output}: that is where the public edition goes",
            hint="Name another folder for the agents' edition, or leave --output out.",
        )
    return config, BuildOptions(
        output=os.path.abspath(output),
        edition=cast(Edition, edition),
        drafts=drafts,
        offline=offline,
        base_url=base_url,
        date=_day(date, environment),
        jobs=jobs,
        clean=clean,
        noindex=noindex,
    )


def _same_folder(one: str, other: str) -> bool:
    """Whether two paths name one folder, whether or not it is there yet."""
    return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))


def _place(url: str) -> tuple[str, str, str]:
    """Where a site lies: scheme, host and path, as far as they tell one place from another."""
    parts = urlsplit(url)
    return parts.scheme.lower(), parts.netloc.lower(), parts.path.rstrip("/")


def _day(written: str, environment: Mapping[str, str]) -> str:
    """The day that dates compare with: as asked, else SOURCE_DATE_EPOCH, else today in UTC."""
    if written:
        try:
            return date.fromisoformat(written).isoformat()
        except ValueError:
            raise UsageError(f"--date {written}: not a date", hint="Write it like 2026-05-01.") from None
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
        except (ValueError, OverflowError, OSError):
            raise UsageError(
                f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds", hint="Unset it, or use --date."
            ) from None
    return datetime.now(UTC).date().isoformat()
