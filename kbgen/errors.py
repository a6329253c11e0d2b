"""The error tree: what happened, where, and what to do about it.

    KbgenError                 anything kbgen reports and then stops for
      UsageError               a command or kbgen.toml asks for something that cannot be (exit 2)
        ConfigError            kbgen.toml itself is wrong
      OutputError              the output folder cannot be used or written (exit 1)
      StateError               `.kbgen/` is unreadable; the build starts afresh (never reaches the user)
      ThemeError               a template or theme file is wrong (exit 1)

Problems of single articles are not exceptions: they are collected as `model.Problem`, so that all of
them are reported at once and the rest of the site is still built.
"""

from __future__ import annotations


class KbgenError(Exception):
    """An error for the user.

    message: what happened, one sentence. path, line: where, as the user would open it. hint: what to do.
    """

    exit_code = 1

    def __init__(
        self, message: str, *, path: str | None = None, line: int | None = None, hint: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.hint = hint

    @property
    def where(self) -> str:
        """`path:line`, `path`, or an empty string."""
        if self.path is None:
            return ""
        return self.path if self.line is None else f"{self.path}:{self.line}"

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text}\n  {self.hint}" if self.hint else text


class UsageError(KbgenError):
    """The command line or kbgen.toml asks for something that cannot be."""

    exit_code = 2


class ConfigError(UsageError):
    """kbgen.toml has an unknown key, a wrong type or a value that cannot be."""


class OutputError(KbgenError):
    """The output folder cannot be used or written."""


class StateError(KbgenError):
    """What `.kbgen/` holds cannot be read; the caller starts afresh."""


class ThemeError(KbgenError):
    """A theme is missing, or one of its files is wrong."""
