"""From a target to its files: which targets a site has, and who renders each kind."""

from __future__ import annotations

from kbgen.config import BuildOptions, Config
from kbgen.model import Rendered, Site, Target
from kbgen.render.reader import RenderContext


def list_targets(site: Site, config: Config, options: BuildOptions) -> tuple[Target, ...]:
    """Everything to be rendered, in a stable order."""
    raise NotImplementedError


def render_target(target: Target, context: RenderContext) -> Rendered:
    """Render one target. Raises ThemeError for a faulty template."""
    raise NotImplementedError
