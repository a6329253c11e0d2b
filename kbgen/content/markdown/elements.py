"""Which HTML elements an article may write, which are removed, and which names are no elements at all."""

from __future__ import annotations

ALLOWED = frozenset(
    """a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn
    div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li mark nav ol p picture pre
    q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var
    wbr""".split()  # noqa: SIM905 - a list of words is read more easily than ninety quoted ones
)
"""Elements that stay, without style and event attributes."""

REMOVED = frozenset("script style svg math noscript template iframe object embed applet frameset frame".split())  # noqa: SIM905 - as above
"""Elements that are markup for sure and go, with all they contain."""

UNWRAPPED = frozenset(
    """audio base basefont body button dialog fieldset font form head html input label legend link main marquee meta
    optgroup option param picture search select textarea title video""".split()  # noqa: SIM905 - as above
)
"""Elements that go when they are written as markup (with attributes or a matching end), leaving what they contain."""

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905 - as above

PLAIN = frozenset("abbr b cite code del dfn em i ins kbd mark q s samp small strong sub sup u var".split())  # noqa: SIM905 - as above
"""Inline elements that are safe as they stand when they are closed in order and have no attributes."""
