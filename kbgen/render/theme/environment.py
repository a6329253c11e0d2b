"""The Jinja environment; the only module that imports jinja2."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup

from kbgen.errors import ThemeError
from kbgen.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kbgen.render.theme.chain import Theme

__all__ = ["Markup", "Templates"]


class Templates:
    """The theme's templates, compiled on first use.

    cache_dir: folder for compiled templates, or empty for none.
    """

    def __init__(self, theme: Theme, cache_dir: str = "") -> None:
        self._theme = theme
        self._environment = jinja2.Environment(
            loader=_ThemeLoader(theme),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_open_cache(cache_dir),
        )

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """The template with its values. Raises ThemeError with the template's file and line."""
        try:
            return self._environment.get_template(name).render(values)
        except ThemeError:
            raise
        except jinja2.TemplateSyntaxError as error:
            said, file = (error.message or "").rstrip("."), error.filename or name
            raise ThemeError(f"the template cannot be read: {said}", path=file, line=error.lineno) from None
        except jinja2.TemplateNotFound as error:
            path, line = self._locate(error)
            missing = str(error.name or name)
            hint = did_you_mean(missing, self._theme.templates)
            raise ThemeError(
                f"no theme of the chain has a template {missing}", path=path, line=line, hint=hint
            ) from None
        except RecursionError as error:
            path, line = self._locate(error)
            raise ThemeError(
                "the templates include each other without end",
                path=path,
                line=line,
                hint="Look for an include or extends that leads back to its own file.",
            ) from None
        except Exception as error:  # a template may raise anything, and its author wants file and line
            path, line = self._locate(error)
            raise ThemeError(
                f"the template cannot be filled: {str(error).rstrip('.') or type(error).__name__}",
                path=path,
                line=line,
                hint="What a template may use stands in kbgen's help: Make it yours, What templates can use."
                if isinstance(error, jinja2.UndefinedError)
                else None,
            ) from error

    def _locate(self, error: BaseException) -> tuple[str | None, int | None]:
        """The innermost template line on the way to the error: Jinja puts its files into tracebacks."""
        paths = {path for path, _ in self._theme.templates.values()}
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename in paths:
                return frame.filename, frame.lineno
        return None, None


class _ThemeLoader(jinja2.BaseLoader):
    """Templates from memory, as the chain resolves them."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def get_source(
        self,
        environment: jinja2.Environment,  # noqa: ARG002  # Jinja's signature
        template: str,
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """(source, path for messages, None: sources do not change while an environment lives)."""
        found = self._theme.templates.get(template)
        if found is None:
            raise jinja2.TemplateNotFound(template)
        return found[1], found[0], None


def _open_cache(folder: str) -> jinja2.FileSystemBytecodeCache | None:
    """Compiled templates survive the process; without a folder that can be written they are compiled again."""
    if not folder:
        return None
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return jinja2.FileSystemBytecodeCache(folder, "%s.jinja")
