"""Screenshots for the showcase, drawn without a font: the same bytes on every machine."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

BACK, BODY, DARK, LAMP, MARK = "#eef1f3", "#ffffff", "#39434a", "#2f9e6e", "#d64545"


def draw_lights() -> bytes:
    """The front of a router, 1200 x 640: three lights, the top one lit. PNG."""
    image = Image.new("RGB", (1200, 640), BACK)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((330, 60, 870, 580), 70, fill=BODY, outline="#c6ced3", width=4)
    for row, colour in enumerate((LAMP, "#d5dbdf", "#d5dbdf")):
        top = 150 + 120 * row
        draw.ellipse((575, top, 625, top + 50), fill=colour)
    draw.rounded_rectangle((520, 500, 680, 512), 6, fill="#c6ced3")
    draw.ellipse((545, 120, 655, 230), outline=MARK, width=8)
    return _to_png(image)


def draw_socket() -> bytes:
    """The back of a router, 1200 x 480: four sockets and, marked, the one for the power. PNG."""
    image = Image.new("RGB", (1200, 480), BACK)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((120, 110, 1080, 370), 40, fill=DARK)
    for column in range(4):
        left = 190 + 150 * column
        draw.rectangle((left, 190, left + 110, 290), fill="#11171b", outline="#8b979f", width=4)
    draw.ellipse((870, 185, 980, 295), fill="#11171b", outline="#8b979f", width=4)
    draw.ellipse((835, 150, 1015, 330), outline=MARK, width=10)
    return _to_png(image)


def _to_png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()
