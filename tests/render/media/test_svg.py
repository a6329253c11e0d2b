"""SVG and XML files: what is published, what is refused, and how big a drawing is."""

import pytest

from kbgen.model import Source, SourceKind
from kbgen.render.media.assets import Published, inspect_asset
from kbgen.render.media.svg import inspect_markup

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">'


def inspect(data: bytes, name: str) -> Published:
    return inspect_asset(Source(f"content/{name}", "en", name, SourceKind.FILE, (0, 0, 0, 0)), data, "", "")


def drawing(inside: str, head: str = HEAD) -> bytes:
    return f"{head}\n{inside}</svg>".encode()


@pytest.mark.parametrize(
    ("inside", "danger"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<g xmlns:s='http://www.w3.org/2000/svg'><s:script/></g>", "<script>"),
        ("<foreignObject/>", "<foreignobject>"),
        ('<h:div xmlns:h="http://www.w3.org/1999/xhtml"/>', "<div>"),
        ('<rect onclick="x()"/>', "onclick="),
        ('<a xlink:href="javascript:alert(1)"/>', "href="),
        ('<a href=" java&#10;script:alert(1)"/>', "href="),
        ('<a href="data:text/html,x"/>', "href="),
        ('<image href="data:image/svg+xml,x"/>', "href="),
        ('<a><set attributeName="xlink:href" to="javascript:x"/></a>', "attributeName="),
        ('<animate attributeName="onload" to="x"/>', "attributeName="),
    ],
)
def test_a_drawing_that_could_run_script_is_refused_with_its_line(inside, danger):
    result = inspect(drawing(inside), "a.svg")
    assert (result.asset, result.files) == (None, ())
    (problem,) = result.problems
    assert (problem.code, problem.level, problem.path, problem.line) == ("file-active", "warning", "content/a.svg", 2)
    assert danger in problem.message


@pytest.mark.parametrize(
    "data",
    [
        b"<?xml-stylesheet href='x.xsl'?>" + drawing(""),
        b"<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x()'>]>" + drawing(""),
        b"<!DOCTYPE svg [<!ENTITY e '<script xmlns=\"http://www.w3.org/2000/svg\"/>'>]>" + drawing("&e;"),
        ('<?xml version="1.0" encoding="utf-16"?>' + drawing("<script/>").decode()).encode("utf-16"),
        b"<svg onload='x()'/>",
    ],
)
def test_danger_is_found_however_it_is_written(data):
    assert [problem.code for problem in inspect(data, "a.svg").problems] == ["file-active"]


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h4"/><style>path{fill:red}</style><title>on the way</title>',
        '<a href="https://example.com/"><text>x</text></a><use href="#a"/><use xlink:href="#a"/>',
        '<image href="data:image/png;base64,AAAA"/><animate attributeName="opacity" to="0"/>',
        '<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" object="x"/>',
    ],
)
def test_an_ordinary_drawing_is_published_as_it_is(inside):
    data = drawing(inside)
    result = inspect(data, "Pump room.SVG")
    assert not result.problems
    assert (result.asset.width, result.asset.height) == (40, 20)
    ((path, content),) = result.files
    assert path.startswith("_kb/a/pump-room-")
    assert path.endswith(".svg")
    assert content == data


@pytest.mark.parametrize(
    "data", [b"", b"not xml", b"<svg", drawing("<path>"), b"<html/>", b"\xff\xfe\x00", b"\x00" * 9]
)
def test_what_no_browser_shows_is_not_published(data):
    result = inspect(data, "a.svg")
    assert result.asset is None
    assert [problem.code for problem in result.problems] == ["image-unreadable"]


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="300" height="150"', (300, 150)),
        ('width="3in" height="72pt"', (288, 96)),
        ('width="100" viewBox="0 0 40 20"', (100, 50)),
        ('height="100" viewBox="0,0,40,20"', (200, 100)),
        ('viewBox="0 0 24.6 24.6"', (25, 25)),
        ('width="100%" height="100%" viewBox="0 0 640 480"', (640, 480)),
        ('width="auto"', (0, 0)),
        ('viewBox="0 0 x y"', (0, 0)),
        ('width="1e9" height="1e9"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_the_size_is_what_a_browser_would_give_it(attributes, size):
    found = inspect_markup(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode())
    assert (found.width, found.height) == size


@pytest.mark.parametrize("name", ["form.html", "a.xhtml", "b.SVGZ", "c.mht", "d.xsl"])
def test_documents_that_run_script_are_refused(name):
    result = inspect(b"<p>x</p>", name)
    assert (result.asset, [problem.code for problem in result.problems]) == (None, ["file-active"])


def test_xml_downloads_pass_unless_a_browser_would_run_them():
    plain = b'<config><block action="javascript:no" onload="no"><script/></block></config>'
    assert inspect(plain, "layout.xml").asset is not None
    live = b'<config><s:script xmlns:s="http://www.w3.org/1999/xhtml">alert(1)</s:script></config>'
    assert inspect(live, "layout.xml").asset is None
    assert inspect(b"<config>", "layout.xml").asset is None
