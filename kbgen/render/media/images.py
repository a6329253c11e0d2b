"""Raster images: their size, and smaller WebP renditions of big ones.

Pillow is imported only when an image must be looked at for the first time.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from typing import TYPE_CHECKING

import PIL

from kbgen.render.media.image_cache import ImageFacts, Rendition, prune_cache, read_facts, write_facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PIL.Image import Image

WIDTHS = (480, 800, 1200, 1600)
BIG_WIDTH, BIG_BYTES = 800, 100_000
# A rendition that saves less than this is not worth a second file at the host.
PAYS_OFF = 0.85
# Decoding needs 4 bytes a pixel in every worker process: 160 MB at this size.
MOST_PIXELS = 40_000_000
MOST_HEIGHT = 16_383  # of a WebP file
QUALITY, METHOD = 82, 2
SETTINGS = f"pillow {PIL.__version__} q{QUALITY} m{METHOD} {WIDTHS} {BIG_WIDTH} {BIG_BYTES} {PAYS_OFF} {MOST_PIXELS}"

# Only these decoders may see a writer's file. AVIF and WebP are small already, ICO is for favicons.
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "ICO")
_AVIF = (b"ftypavif", b"ftypavis")
_ENCODABLE = {"PNG", "JPEG", "MPO", "GIF", "BMP", "TIFF"}
_ORIENTATION, _ON_ITS_SIDE = 0x0112, (5, 6, 7, 8)


def inspect_image(data: bytes, digest: str, cache_dir: str) -> ImageFacts:
    """Size and renditions of a raster image, from the cache if it knows them. digest: SHA-256 hex of data.

    Never raises for any data: what is wrong with an image stands in `fault`.
    """
    facts = read_facts(cache_dir, digest, SETTINGS)
    return facts if facts is not None else write_facts(cache_dir, digest, SETTINGS, _look_at(data))


def prune_images(cache_dir: str, live: Iterable[str]) -> int:
    """Keep only what the images with these SHA-256 hex digests need. Gives the number of files deleted."""
    return prune_cache(cache_dir, live, SETTINGS)


def _look_at(data: bytes) -> ImageFacts:
    from PIL import Image, features

    if data[4:12] in _AVIF and not features.check("avif"):
        return ImageFacts("AVIF")  # this Pillow was built without it; browsers know it
    formats = (*_FORMATS, "AVIF") if data[4:12] in _AVIF else _FORMATS
    # A decoder may raise nearly anything for a damaged file; all of it means the same to the writer.
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=formats) as image:
                return _describe(image, data)
    except Image.DecompressionBombError:
        return ImageFacts(fault="huge")
    except Exception:  # noqa: BLE001 - as said above
        return ImageFacts(fault="unreadable")


def _describe(image: Image, data: bytes) -> ImageFacts:
    name = "JPEG" if image.format == "MPO" else image.format or ""
    width, height = image.size
    if width * height > MOST_PIXELS:
        return ImageFacts(format=name, fault="huge")
    if not _is_whole(name, data):
        return ImageFacts(format=name, fault="truncated")
    turned = _orientation(image) in _ON_ITS_SIDE
    shown = (height, width) if turned else (width, height)
    renditions: tuple[Rendition, ...] = ()
    if (shown[0] > BIG_WIDTH or len(data) > BIG_BYTES) and _can_encode(image):
        try:
            renditions = _encode_renditions(image, shown, len(data))
        except Exception:  # noqa: BLE001 - as in _look_at: the header was fine, the rest is damaged
            return ImageFacts(format=name, fault="truncated")
    return ImageFacts(name, *shown, renditions=renditions)


def _is_whole(name: str, data: bytes) -> bool:
    """Whether the end of the file is there, told without decoding it."""
    if name == "PNG":
        return data.rfind(b"IEND") > 0
    if name == "JPEG":
        # A thumbnail in the EXIF data has an end of its own, before the last start of scan.
        return data.rfind(b"\xff\xd9") > data.rfind(b"\xff\xda")
    if name == "GIF":
        return data.rstrip(b"\0\r\n").endswith(b";")
    if name == "WEBP":
        return int.from_bytes(data[4:8], "little") + 8 <= len(data) + 1
    return True


def _orientation(image: Image) -> int:
    if not image.info.get("exif"):  # asking a PNG for its EXIF data would decode all of it
        return 1
    value = image.getexif().get(_ORIENTATION, 1)
    return value if isinstance(value, int) else 1


def _can_encode(image: Image) -> bool:
    """Whether a WebP may stand in for it: it does not move, and its values have a known range."""
    moves = image.format != "MPO" and getattr(image, "n_frames", 1) > 1
    return image.format in _ENCODABLE and image.mode not in {"I", "F"} and not moves


def _encode_renditions(image: Image, shown: tuple[int, int], size: int) -> tuple[Rendition, ...]:
    """WebP files, narrow to wide, all smaller than the original; empty if the widest does not pay off.

    The widest is as wide as the image (or the widest step): without it, a wide screen would show a blurred page.
    """
    from PIL.Image import Resampling

    widest = min(shown[0], WIDTHS[-1])
    height = round(shown[1] * widest / shown[0])
    if height > MOST_HEIGHT:
        return ()
    source, profile = _prepare(image, max(widest, height))
    renditions: list[Rendition] = []
    # A step within a fifth of the full width would save next to nothing.
    for width in [widest, *(step for step in reversed(WIDTHS) if step * 1.2 <= widest)]:
        target = (width, max(1, round(shown[1] * width / shown[0])))
        if source.size != target:  # each from the one before, which costs half as much as each from the original
            source = source.resize(target, Resampling.LANCZOS, reducing_gap=2.0)
        data = _encode(source, profile)
        if len(data) > PAYS_OFF * (size if not renditions else len(renditions[-1].data)):
            if not renditions:
                return ()
            continue
        renditions.append(Rendition(width, hashlib.sha256(data).hexdigest(), "", data))
    return tuple(reversed(renditions))


def _prepare(image: Image, longest: int) -> tuple[Image, bytes]:
    """The image upright, in a mode WebP knows, and the colour profile that goes with it.

    longest: pixels that will be needed of its longer side.
    """
    from PIL import ImageOps

    if image.format == "JPEG":
        image.draft(None, (longest, longest))  # lets the decoder skip detail that nobody will see
    image.load()
    profile = image.info.get("icc_profile") or b""
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I;16"):
        return _to_eight_bits(upright), b""
    if upright.mode in {"RGB", "RGBA"}:
        return _drop_idle_alpha(upright), profile
    if upright.mode == "CMYK" and profile:
        return _to_srgb(upright, profile), b""
    has_alpha = upright.mode in {"LA", "PA", "La", "RGBa"} or "transparency" in upright.info
    colour = upright.convert("RGBA" if has_alpha else "RGB")
    # A profile for indexed colours is one for RGB; one for grey or CMYK no longer fits what is RGB now.
    return _drop_idle_alpha(colour), profile if upright.mode in {"P", "PA"} else b""


def _drop_idle_alpha(image: Image) -> Image:
    """Screenshots often carry an alpha channel that is opaque throughout; without it they encode faster."""
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        return image.convert("RGB")
    if image.mode == "RGB" and "transparency" in image.info:
        return image.convert("RGBA")
    return image


def _to_eight_bits(image: Image) -> Image:
    """16-bit grey to 8-bit: Pillow's own conversion cuts off what is brighter than 255."""
    return image.convert("I").point(lambda value: value * (1 / 257)).convert("L").convert("RGB")


def _to_srgb(image: Image, profile: bytes) -> Image:
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        converted = None
    return converted if converted is not None else image.convert("RGB")


def _encode(image: Image, profile: bytes) -> bytes:
    """WebP without EXIF, XMP and the like: a published photograph must not say where it was taken."""
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=QUALITY, method=METHOD, icc_profile=profile, exif=b"", xmp=b"")
    return buffer.getvalue()
