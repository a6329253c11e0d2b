"""Contact sheets: many small pictures on one, with their names, so that a person can look at a theme at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.showcase.camera import Shot

SHEET_WIDTH = 1680
GAP, LABEL = 16, 22
TALLEST = 900  # pixels of one thumbnail: what is taller is cut, and shown whole in strips
STRIP = 1400
OVERVIEW = 420
BACK, INK = "#7d868c", "#ffffff"


def write_sheets(shots: Sequence[Shot], pictures: Path, into: Path) -> list[Path]:
    """One sheet for each kind of page and each width, strips of what is taller, and an overview; their paths."""
    sheets = []
    phones = [shot for shot in shots if shot.width in ("phone", "320", "no-script")]
    desktops = [shot for shot in shots if shot.width in ("desktop", "print")]
    for kind in dict.fromkeys(shot.view.kind for shot in shots):
        for name, chosen, columns in (("phone", phones, 8), ("desktop", desktops, 4)):
            own = sorted(
                (shot for shot in chosen if shot.view.kind == kind),
                key=lambda shot: (shot.width not in ("phone", "desktop"), shot.width, shot.dark),
            )
            if own:
                sheets.append(write_sheet(own, pictures, into / f"{kind}-{name}.png", columns))
                sheets += write_strips(own[0], pictures, into / f"{kind}-{name}-strips.png", columns)
    for name, width in (("phone", "phone"), ("desktop", "desktop")):
        own = [shot for shot in shots if shot.width == width and shot.view.language == "en" and not shot.dark]
        if len(own) > 1:
            sheets.append(
                write_sheet(own, pictures, into / f"overview-{name}.png", 8 if name == "phone" else 5, OVERVIEW)
            )
    return sheets


def write_sheet(shots: Sequence[Shot], pictures: Path, file: Path, columns: int, tallest: int = TALLEST) -> Path:
    """Lay pictures out in rows, each row as high as its highest; what is taller than `tallest` pixels is cut."""
    columns = min(columns, len(shots))
    width = min((SHEET_WIDTH - GAP) // columns - GAP, 800)
    thumbs = [_shrink(pictures / shot.name, width, tallest) for shot in shots]
    rows = [range(first, min(first + columns, len(shots))) for first in range(0, len(shots), columns)]
    heights = [max(thumbs[index].height for index in row) + LABEL + GAP for row in rows]
    sheet = Image.new("RGB", (columns * (width + GAP) + GAP, sum(heights) + GAP), BACK)
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(13)
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        for column, index in enumerate(row):
            left = GAP + column * (width + GAP)
            draw.text((left, top), _label(shots[index]), fill=INK, font=font)
            sheet.paste(thumbs[index], (left, top + LABEL))
        top += height
    sheet.save(file, optimize=False, compress_level=6)
    return file


def write_strips(shot: Shot, pictures: Path, file: Path, columns: int) -> list[Path]:
    """A picture that a sheet would cut, whole, as strips side by side; nothing for one that fits."""
    with Image.open(pictures / shot.name) as picture:
        scale = min(1.0, (SHEET_WIDTH - GAP) / (columns // 2) / picture.width)
        width, height = int(picture.width * scale) - GAP, round(picture.height * scale)
        if picture.height * (SHEET_WIDTH / columns / picture.width) < TALLEST or height <= STRIP:
            return []
        whole = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    strips = [whole.crop((0, top, width, min(top + STRIP, height))) for top in range(0, height, STRIP)]
    sheet = Image.new("RGB", (len(strips) * (width + GAP) + GAP, STRIP + 2 * GAP), BACK)
    for column, strip in enumerate(strips):
        sheet.paste(strip, (GAP + column * (width + GAP), GAP))
    sheet.save(file, compress_level=6)
    return [file]


def _label(shot: Shot) -> str:
    scheme = "" if shot.printed else " dark" if shot.dark else " light"
    return f"{shot.view.kind}  {shot.view.language}  {shot.width}{scheme}"


def _shrink(file: Path, width: int, tallest: int) -> Image.Image:
    with Image.open(file) as picture:
        scale = width / picture.width
        small = picture.convert("RGB").resize(
            (width, max(1, round(picture.height * scale))), Image.Resampling.BOX, reducing_gap=2.0
        )
    return small.crop((0, 0, width, min(small.height, tallest)))
