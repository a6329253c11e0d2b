"""The site's table of old addresses, as it lies on the disk; read by every build, parsed where it is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kbgen.addresses import RedirectRow
from kbgen.build.output import digest_bytes
from kbgen.build.sourcefiles import read_file, read_source
from kbgen.config import Config
from kbgen.model import Problem, Source, SourceKind

NAME = "_data/redirects.csv"
"""Where the table lies, below the content folder."""


@dataclass(frozen=True, slots=True)
class Table:
    """path: relative to the site's folder. data: None where there is no table. digest: of what was read."""

    path: str
    data: bytes | Problem | None
    digest: str

    def parse(self) -> tuple[tuple[RedirectRow, ...], list[Problem]]:
        """The rows, and what is wrong with the table."""
        if self.data is None:
            return (), []
        if isinstance(self.data, Problem):
            return (), [self.data]
        from kbgen.content.redirect_table import parse_redirects

        return parse_redirects(self.data, self.path)


def find_table(config: Config) -> tuple[str, bytes | None]:
    """(Where the table lies or would lie, relative to the site's folder; its bytes, None if there is none)."""
    content = "" if config.content.dir == "." else f"{config.content.dir}/"
    path = f"{content}{NAME}"
    return path, read_file(config.folder, path)


def read_table(config: Config, sources: Sequence[Source]) -> Table:
    """The table among the files that discovery found; a site in several languages has one beside their folders."""
    language = "" if config.multilingual else config.site.language
    source = next(
        (s for s in sources if s.kind is SourceKind.DATA and s.rel == NAME and s.language == language),
        None,
    )
    if source is None:
        return Table("", None, "")
    data = read_source(config.folder, source)
    # What could not be read is read again next time.
    return Table(source.path, data, f"{source.path}:{data.code if isinstance(data, Problem) else digest_bytes(data)}")
