"""robots.txt: what crawlers may read, and where the sitemap is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbgen.render.address import absolute_url, site_origin
from kbgen.render.announce.announced import is_announced

if TYPE_CHECKING:
    from kbgen.publication import Target
    from kbgen.render.reader import Reader


def render_robots(_target: Target, reader: Reader) -> tuple[tuple[str, bytes], ...]:
    """`robots.txt`. Crawlers stay out of the agents' edition altogether.

    They may read a preview: only then do they see that its pages are not to be indexed.
    """
    if reader.options().edition == "agents":
        return (("robots.txt", b"User-agent: *\nDisallow: /\n"),)
    text = "User-agent: *\nDisallow:\n"
    if is_announced(reader.options()) and site_origin(reader):
        text += f"\nSitemap: {absolute_url(reader.config('site').prefix + '/sitemap.xml', reader)}\n"
    return (("robots.txt", text.encode()),)
