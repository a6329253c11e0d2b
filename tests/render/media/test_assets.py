"""How images and downloads are published, with real files, broken ones included."""

import hashlib
import io
import pickle
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from kbgen.model import Source, SourceKind
from kbgen.render.media.assets import Published, inspect_asset
from kbgen.render.media.images import prune_images


def source(rel: str) -> Source:
    return Source(f"content/{rel}", "en", rel, SourceKind.FILE, (0, 0, 0, 0))


def inspect(data: bytes, rel: str, tmp_path: Path, prefix: str = "") -> Published:
    return inspect_asset(source(rel), data, str(tmp_path / "cache"), prefix)


def picture(width: int, height: int, mode: str = "RGB", suffix: str = "PNG", **options: object) -> bytes:
    """A picture with enough detail that PNG is much bigger than WebP."""
    noise = Image.effect_noise((width, height), 60)
    image = Image.merge("RGB", (noise, noise.transpose(Image.Transpose.FLIP_LEFT_RIGHT), noise)).convert(mode)
    buffer = io.BytesIO()
    image.save(buffer, suffix, **options)
    return buffer.getvalue()


def opened(content: bytes | str) -> Image.Image:
    image = Image.open(io.BytesIO(content) if isinstance(content, bytes) else content)
    image.load()
    return image


def test_a_small_image_has_its_size_and_one_file(tmp_path):
    data = picture(120, 80)
    result = inspect(data, "billing/assets/Click Me_1.PNG", tmp_path)
    digest = hashlib.sha256(data).hexdigest()
    assert result.files == ((f"_kb/a/click-me-1-{digest[:16]}.png", data),)
    assert result.asset.url == f"/_kb/a/click-me-1-{digest[:16]}.png"
    assert (result.asset.width, result.asset.height, result.asset.webp) == (120, 80, ())
    assert result.asset.source == "content/billing/assets/Click Me_1.PNG"
    assert not result.problems


def test_urls_carry_the_prefix_and_percent_encoding_and_output_paths_do_not(tmp_path):
    result = inspect(b"%PDF-1.7", "使い方.pdf", tmp_path, "/help")
    assert result.asset.url.startswith("/help/_kb/a/%E4%BD%BF%E3%81%84%E6%96%B9-")
    assert result.files[0][0].startswith("_kb/a/使い方-")


@pytest.mark.parametrize("name", ["!!!.pdf", "...pdf", "x" * 300 + ".pdf", "no-suffix", "a.b c"])
def test_every_name_becomes_a_usable_one(name, tmp_path):
    path = inspect(b"data", name, tmp_path).files[0][0]
    stem = path.removeprefix("_kb/a/")
    assert 17 < len(stem) < 90
    assert not stem.startswith(("-", "."))


def test_a_wide_image_gets_narrower_renditions_up_to_its_own_width(tmp_path):
    result = inspect(picture(1300, 650), "a.png", tmp_path)
    assert [variant.width for variant in result.asset.webp] == [480, 800, 1300]
    assert [opened(content).size for _, content in result.files[1:]] == [(480, 240), (800, 400), (1300, 650)]
    for (path, content), variant in zip(result.files[1:], result.asset.webp, strict=True):
        assert variant.url == f"/{path}"
        assert hashlib.sha256(Path(content).read_bytes()).hexdigest()[:16] in path


def test_no_rendition_is_wider_than_a_page_needs(tmp_path):
    assert inspect(picture(2400, 300), "a.png", tmp_path).asset.webp[-1].width == 1600


def test_renditions_that_save_nothing_are_not_kept(tmp_path):
    flat = io.BytesIO()
    Image.new("RGB", (1500, 900), "white").save(flat, "PNG", optimize=True)
    webp_like = picture(1000, 500, suffix="JPEG", quality=5)
    assert inspect(webp_like, "b.jpg", tmp_path).asset.webp == ()
    result = inspect(flat.getvalue(), "a.png", tmp_path)
    assert all(len(Path(content).read_bytes()) < len(flat.getvalue()) for _, content in result.files[1:])


def test_the_cache_gives_the_same_answer_without_encoding_again(tmp_path, monkeypatch):
    data = picture(1000, 500)
    first = inspect(data, "a.png", tmp_path)
    monkeypatch.setattr("kbgen.render.media.images._look_at", lambda _: pytest.fail("looked at the image again"))
    assert inspect(data, "a.png", tmp_path) == first


@pytest.mark.parametrize("damage", [b"", b"[1]"])
def test_damaged_cache_entries_are_made_again(damage, tmp_path):
    data = picture(1000, 500)
    first = inspect(data, "a.png", tmp_path)
    for path in sorted((tmp_path / "cache").iterdir()):
        whole = path.read_bytes()
        path.write_bytes(damage)
        assert inspect(data, "a.png", tmp_path) == first
        assert path.read_bytes() == whole


def test_encoding_is_the_same_in_another_cache(tmp_path):
    data = picture(1000, 500, "RGBA")
    one, two = inspect(data, "a.png", tmp_path / "1"), inspect(data, "a.png", tmp_path / "2")
    assert one.asset == two.asset


def test_a_cache_that_cannot_be_written_costs_no_rendition(tmp_path):
    (tmp_path / "cache").write_text("a file where the folder should be")
    result = inspect(picture(1000, 500), "a.png", tmp_path)
    assert [opened(content).size for _, content in result.files[1:]] == [(480, 240), (800, 400), (1000, 500)]


def test_pruning_keeps_live_images_and_nothing_else(tmp_path):
    keep, drop = picture(1000, 500), picture(900, 400)
    kept = inspect(keep, "a.png", tmp_path)
    inspect(drop, "b.png", tmp_path)
    (tmp_path / "cache" / "tmp-left-by-a-kill").write_bytes(b"x")
    assert prune_images(str(tmp_path / "cache"), [kept.asset.digest]) == 4
    assert all(Path(content).exists() for _, content in kept.files[1:])
    assert prune_images(str(tmp_path / "nowhere"), []) == 0


@pytest.mark.parametrize(
    ("mode", "suffix"),
    [
        ("L", "PNG"),
        ("LA", "PNG"),
        ("P", "PNG"),
        ("RGBA", "PNG"),
        ("1", "PNG"),
        ("CMYK", "JPEG"),
        ("L", "JPEG"),
        ("RGB", "BMP"),
    ],
)
def test_every_colour_mode_is_encoded(mode, suffix, tmp_path):
    result = inspect(picture(900, 450, mode, suffix), f"a.{suffix.lower().replace('jpeg', 'jpg')}", tmp_path)
    assert not result.problems
    assert (result.asset.width, result.asset.height) == (900, 450)
    assert [opened(content).size for _, content in result.files[1:]] in ([(480, 240), (900, 450)], [])


def test_sixteen_bit_grey_keeps_its_brightness(tmp_path):
    ramp = Image.linear_gradient("L").resize((1000, 1000)).convert("I").point(lambda value: value * 257).convert("I;16")
    buffer = io.BytesIO()
    ramp.save(buffer, "PNG", compress_level=0)
    result = inspect(buffer.getvalue(), "a.png", tmp_path)
    image = opened(result.files[-1][1]).convert("L")
    assert abs(image.getpixel((500, 20)) - 5) < 8
    assert abs(image.getpixel((500, 500)) - 127) < 8
    assert abs(image.getpixel((500, 980)) - 250) < 8


def test_transparency_survives_and_an_opaque_alpha_channel_does_not(tmp_path):
    see_through = Image.open(io.BytesIO(picture(900, 450, "RGBA")))
    see_through.putalpha(Image.linear_gradient("L").resize((900, 450)))
    buffer = io.BytesIO()
    see_through.save(buffer, "PNG")
    assert opened(inspect(buffer.getvalue(), "a.png", tmp_path).files[-1][1]).mode == "RGBA"
    assert opened(inspect(picture(900, 450, "RGBA"), "b.png", tmp_path).files[-1][1]).mode == "RGB"


def test_a_photograph_stands_upright_and_says_nothing_of_where_it_was_taken(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[1] = "N"
    result = inspect(picture(1200, 600, suffix="JPEG", exif=exif.tobytes(), quality=95), "a.jpg", tmp_path)
    assert (result.asset.width, result.asset.height) == (600, 1200)
    for _, content in result.files[1:]:
        image = opened(content)
        assert image.height == 2 * image.width
        assert not image.info.get("exif")


def test_the_colour_profile_of_an_rgb_image_is_kept(tmp_path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    result = inspect(picture(900, 450, icc_profile=profile), "a.png", tmp_path)
    assert opened(result.files[-1][1]).info["icc_profile"] == profile


def test_an_animated_gif_is_left_alone(tmp_path):
    frames = [Image.new("P", (900, 300), shade) for shade in (0, 100, 200)]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    result = inspect(buffer.getvalue(), "a.gif", tmp_path)
    assert (result.asset.width, result.asset.height, result.asset.webp) == (900, 300, ())


def bomb() -> bytes:
    """A PNG of a few bytes whose header says 60,000 x 60,000 pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("cut.png", picture(200, 100)[:-200], "image-truncated"),
        ("cut-big.png", picture(1000, 500)[:-200], "image-truncated"),
        ("cut.jpg", picture(200, 100, suffix="JPEG")[:-200], "image-truncated"),
        ("cut.gif", picture(200, 100, "P", "GIF")[:-200], "image-truncated"),
        ("hollow.png", picture(1000, 500)[:20_000] + b"\0\0\0\0IEND\xaeB`\x82", "image-truncated"),
        ("bomb.png", bomb(), "image-huge"),
        ("empty.png", b"", "image-unreadable"),
        ("text.jpg", b"<html>404 Not Found</html>", "image-unreadable"),
    ],
)
def test_a_broken_image_is_published_as_it_is_without_a_size_and_reported(name, data, code, tmp_path):
    for _ in range(2):  # the second answer comes from the cache
        result = inspect(data, name, tmp_path)
        (problem,) = result.problems
        assert (problem.code, problem.level, problem.path) == (code, "warning", f"content/{name}")
        assert problem.hint
        assert [content for _, content in result.files] == [data]
        assert (result.asset.width, result.asset.height, result.asset.webp) == (0, 0, ())


def test_a_wrong_suffix_is_reported_and_the_size_is_still_known(tmp_path):
    result = inspect(picture(200, 100, suffix="JPEG"), "a.png", tmp_path)
    assert [problem.code for problem in result.problems] == ["image-type"]
    assert ".jpg" in result.problems[0].hint
    assert result.asset.width == 200


def test_what_is_published_travels_between_processes(tmp_path):
    result = inspect(picture(1000, 500), "a.png", tmp_path)
    assert pickle.loads(pickle.dumps(result)) == result
