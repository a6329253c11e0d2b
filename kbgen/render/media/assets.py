"""Images and downloads as they are published: hashed names, sizes, renditions, and what must not go out."""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from kbgen.model import Problem, Source
from kbgen.publication import Asset, Variant
from kbgen.site.urls import ASSETS, encode_url, segment

_LONGEST_STEM = 60

_RASTER = {"png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "ico", "tif", "tiff"}
_SUFFIXES = {
    "PNG": {"png"},
    "JPEG": {"jpg", "jpeg"},
    "GIF": {"gif"},
    "WEBP": {"webp"},
    "AVIF": {"avif"},
    "BMP": {"bmp"},
    "ICO": {"ico"},
    "TIFF": {"tif", "tiff"},
}
# Documents that run script on the site's own origin when they are opened. XML and SVG are looked into instead.
_ACTIVE = {"htm", "html", "xhtml", "xht", "shtml", "mht", "mhtml", "hta", "xsl", "xslt", "svgz"}

_FAULTS = {
    "truncated": ("the image ends before it should", "Export or copy the file again."),
    "unreadable": ("the file cannot be read as an image", "Open it in an image editor and save it again."),
    "huge": ("the image has more than 40 million pixels", "Scale it down: 3000 pixels are wide enough for any page."),
}


class Published(NamedTuple):
    """What becomes of one source file.

    asset: None if it must not be published. files: (path below the output, bytes or the absolute path of a file in
    the cache that holds them). problems: warnings, without line unless one is known.
    """

    asset: Asset | None
    files: tuple[tuple[str, bytes | str], ...]
    problems: tuple[Problem, ...] = ()


def inspect_asset(source: Source, data: bytes, cache_dir: str, prefix: str) -> Published:
    """Work out how an image or download is published.

    data: the file's bytes. cache_dir: absolute path of the folder for encoded images. prefix: path of the site's URL,
    `/help` or empty. Never raises for any data. Safe to call in several processes at once with the same cache.
    """
    digest = hashlib.sha256(data).hexdigest()
    stem, suffix = _split_name(source.rel)
    if suffix in _ACTIVE:
        return _refuse(
            source,
            "file-active",
            f"a .{suffix} file can run script on your site, so it is not published",
            "Link to a page, a PDF or a .zip file instead.",
        )
    if suffix in {"svg", "xml"}:
        return _inspect_xml(source, data, digest, prefix)
    if suffix in _RASTER:
        return _inspect_raster(source, data, digest, cache_dir, prefix)
    name = f"{stem}-{digest[:16]}.{suffix}" if suffix else f"{stem}-{digest[:16]}"
    return Published(Asset(source.path, digest, _to_url(name, prefix)), ((f"{ASSETS}/{name}", data),))


def _inspect_xml(source: Source, data: bytes, digest: str, prefix: str) -> Published:
    from kbgen.render.media.svg import inspect_markup

    stem, suffix = _split_name(source.rel)
    found = inspect_markup(data)
    if found.danger:
        return _refuse(
            source,
            "file-active",
            f"the file holds {found.danger}, which could run script on your site, so it is not published",
            "Export it as plain SVG, or as PNG." if suffix == "svg" else "Link to it packed as a .zip file.",
            found.line,
        )
    if suffix == "svg" and (found.broken or found.root != "svg"):
        why = f"reading stops with: {found.broken}" if found.broken else f"its first element is <{found.root}>"
        return _refuse(
            source,
            "image-unreadable",
            f"the file is no SVG that a browser can show: {why}",
            "Export it again.",
            found.line,
        )
    if found.broken:
        # What follows the fault was not looked at, and browsers do not all stop there.
        return _refuse(
            source,
            "file-active",
            f"the XML cannot be checked for script, so it is not published: {found.broken}",
            "Mend the file, or link to it packed as a .zip file.",
            found.line,
        )
    name = f"{stem}-{digest[:16]}.{suffix}"
    asset = Asset(source.path, digest, _to_url(name, prefix), found.width, found.height)
    return Published(asset, ((f"{ASSETS}/{name}", data),))


def _inspect_raster(source: Source, data: bytes, digest: str, cache_dir: str, prefix: str) -> Published:
    from kbgen.render.media.images import inspect_image

    stem, suffix = _split_name(source.rel)
    facts = inspect_image(data, digest, cache_dir)
    problems: tuple[Problem, ...] = ()
    if facts.fault:
        message, hint = _FAULTS[facts.fault]
        problems = (Problem("warning", f"image-{facts.fault}", message, source.path, hint=hint),)
    elif suffix not in _SUFFIXES.get(facts.format, {suffix}):
        hint = f"Rename it to end in .{min(_SUFFIXES[facts.format], key=len)}, and the links to it."
        message = f"the file is named .{suffix}, but it is a {facts.format} image"
        problems = (Problem("warning", "image-type", message, source.path, hint=hint),)
    name = f"{stem}-{digest[:16]}.{suffix}"
    files: list[tuple[str, bytes | str]] = [(f"{ASSETS}/{name}", data)]
    variants = []
    for rendition in facts.renditions:
        rendition_name = f"{stem}-{rendition.width}w-{rendition.digest[:16]}.webp"
        files.append((f"{ASSETS}/{rendition_name}", rendition.path or rendition.data))
        variants.append(Variant(_to_url(rendition_name, prefix), rendition.width))
    asset = Asset(source.path, digest, _to_url(name, prefix), facts.width, facts.height, tuple(variants))
    return Published(asset, tuple(files), problems)


def _refuse(source: Source, code: str, message: str, hint: str, line: int | None = None) -> Published:
    return Published(None, (), (Problem("warning", code, message, source.path, line or None, hint),))


def _split_name(rel: str) -> tuple[str, str]:
    """Stem and suffix for the published name: the stem as a URL segment, the suffix in lower case without a dot."""
    stem, dot, suffix = rel.rpartition("/")[2].rpartition(".")
    if not dot or not re.fullmatch(r"[A-Za-z0-9]{1,10}", suffix):
        stem, suffix = rel.rpartition("/")[2], ""
    return segment(stem)[:_LONGEST_STEM].strip("-.") or "file", suffix.lower()


def _to_url(name: str, prefix: str) -> str:
    return f"{prefix}/{ASSETS}/{encode_url(name)}"
