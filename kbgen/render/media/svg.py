"""Whether an SVG or XML file could run script when a visitor opens it by itself.

Inside `<img>` a browser runs nothing, but the same file has an address of its own, on the site's own origin. Files
are published as they are or not at all: a sanitiser that misses one case is worse than a message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat

_XHTML, _SVG = "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"
# Elements of SVG that run script or bring a document of their own along.
_ACTIVE = {"script", "foreignobject", "iframe", "object", "embed", "handler", "listener"}
_ADDRESSES = {"href", "src", "action", "formaction", "data"}
_HARMLESS_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif)[;,]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
_SAFE_SCHEMES = {"http:", "https:", "mailto:", "tel:"}
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:e[+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in|q)?\s*", re.IGNORECASE)
# CSS pixels in one unit (CSS Values and Units, "absolute lengths").
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6}


@dataclass(slots=True)
class Markup:
    """What a look at an XML file found.

    root: local name of the first element, lower case. width, height: CSS pixels, 0 where the file does not say.
    danger: the first thing that could run (`<script>`), or empty. line: where it stands, or where reading stopped.
    broken: why reading stopped.
    """

    root: str = ""
    width: int = 0
    height: int = 0
    danger: str = ""
    line: int = 0
    broken: str = ""


def inspect_markup(data: bytes) -> Markup:
    """Read an SVG or XML file. Never raises; reading stops at the first danger or fault."""
    found = Markup()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        local = local.lower()
        if not found.root:
            found.root = local
            if local == "svg":
                found.width, found.height = _measure(attributes)
        if not found.danger:
            # Other vocabularies are data to a browser: an `action` in a configuration file does nothing.
            drawn = namespace == _SVG or (not namespace and found.root == "svg")
            if namespace == _XHTML:
                found.danger = f"<{local}>"
            elif drawn:
                found.danger = _judge_element(local, attributes)
            found.line = parser.CurrentLineNumber

    def instruction(target: str, _data: str) -> None:
        if target.lower() == "xml-stylesheet" and not found.danger:
            found.danger, found.line = "<?xml-stylesheet?>", parser.CurrentLineNumber

    parser.StartElementHandler = start
    parser.ProcessingInstructionHandler = instruction
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no keyword here
    except (expat.ExpatError, ValueError, LookupError) as error:
        found.broken = str(error).partition(":")[0] or "it is no XML"
        found.line = found.line if found.danger else parser.ErrorLineNumber
    return found


def _judge_element(local: str, attributes: dict[str, str]) -> str:
    if local in _ACTIVE:
        return f"<{local}>"
    for name, value in attributes.items():
        key = name.rpartition(" ")[2].lower()
        if key.startswith("on"):
            return f"{key}="
        if key in _ADDRESSES and not _is_harmless(value):
            return f'{key}="{value.strip()[:30]}"'
        # <set attributeName="href" to="javascript:..."> writes the address later.
        if key == "attributename" and _is_active_name(value):
            return f'attributeName="{value.strip()[:30]}"'
    return ""


def _is_active_name(attribute: str) -> bool:
    plain = attribute.rpartition(":")[2].strip().lower()
    return plain in _ADDRESSES or plain.startswith("on")


def _is_harmless(address: str) -> bool:
    # Browsers drop control characters and spaces inside a scheme before they read it.
    plain = re.sub(r"[\x00-\x20\x7f-\xa0]", "", address).lower()
    scheme = _SCHEME.match(plain)
    return scheme is None or scheme[0] in _SAFE_SCHEMES or _HARMLESS_DATA.match(plain) is not None


def _measure(attributes: dict[str, str]) -> tuple[int, int]:
    """Width and height as a browser gives an <img>: the attributes, completed by the viewBox's proportions."""
    width, height = (_to_pixels(attributes.get(name, "")) for name in ("width", "height"))
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    try:
        box_width, box_height = (float(box[2]), float(box[3])) if len(box) == 4 else (0.0, 0.0)
    except ValueError:
        box_width = box_height = 0.0
    if box_width > 0 and box_height > 0:
        if width and not height:
            height = width * box_height / box_width
        elif height and not width:
            width = height * box_width / box_height
        elif not width:
            width, height = box_width, box_height
    if not (0.5 <= width < 1e5 and 0.5 <= height < 1e5):
        return 0, 0
    return max(1, round(width)), max(1, round(height))


def _to_pixels(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _PIXELS[(match[2] or "").lower()] if match else 0.0
