"""What of the configuration parsing depends on. Apart from `parse`, so that asking for it does not load Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kbgen.config import Config, HtmlPolicy
from kbgen.model import Edition


@dataclass(frozen=True, slots=True)
class ParseSettings:
    """The same for every article of a build.

    content: [content] dir. html: the policy for raw HTML. variables: name -> text.
    """

    content: str = "content"
    html: HtmlPolicy = "sanitise"
    edition: Edition = "public"
    languages: tuple[str, ...] = ("en",)
    variables: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_config(cls, config: Config, edition: Edition) -> ParseSettings:
        """What a configuration says for one edition."""
        content = config.content
        return cls(content.dir, content.html, edition, config.site.languages, dict(content.variables))
