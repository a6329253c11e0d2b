"""Images of a site: published once, made again when they change, forgotten when nobody shows them."""

from io import BytesIO

import pytest
from PIL import Image

from tests.sites import SiteFolder


def picture(colour):
    # Noise, so that a smaller copy pays off.
    image = Image.effect_noise((1200, 800), 80).convert("RGB")
    image.paste(colour, (0, 0, 600, 400))
    data = BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def cached(site):
    return sorted(path.name for path in (site.folder / ".kbgen/images").iterdir())


@pytest.fixture
def site(tmp_path):
    site = SiteFolder(tmp_path)
    site.write("content/card.md", "# The card\n\n![The form](form.png)\n")
    site.write("content/form.png", picture("red"))
    site.build()
    return site


def published(site):
    return sorted(path.name for path in (site.output / "_kb/a").iterdir() if path.name.startswith("form"))


def test_a_big_image_comes_in_several_widths(site):
    names = published(site)
    assert sum(name.endswith(".png") for name in names) == 1
    assert sum(name.endswith(".webp") for name in names) >= 2
    page = site.page("card/index.html")
    assert 'width="1200" height="800"' in page
    assert all(name in page for name in names)


def test_a_changed_image_takes_the_place_of_the_old_one(site):
    before = published(site)
    site.write("content/form.png", picture("blue"))
    result = site.build()
    assert result.rendered == ("article:en/card",)
    assert not set(before) & set(published(site))


@pytest.mark.parametrize(("before", "after"), [("/help", ""), ("", "/help"), ("/help", "/support")])
def test_images_move_with_the_address_of_the_site(site, before, after):
    for prefix in (before, after):
        site.write("kbgen.toml", f'[site]\nurl = "https://acme.example{prefix}/"\n')
        site.build()
    page = site.page("card/index.html")
    assert all(f"{after}/_kb/a/{name}" in page for name in published(site))
    assert page.count(f'"{after}/_kb/a/form') == 2, "the picture and its smaller copies"


def test_an_image_that_nobody_shows_is_not_published(site):
    site.write("content/card.md", "# The card\n\nNo picture.\n")
    site.build()
    assert published(site) == []


def test_a_clean_build_tidies_the_cache_of_images(site):
    kept = cached(site)
    site.write("content/form.png", picture("blue"))
    site.build()
    assert set(kept) < set(cached(site))
    site.build(clean=True)
    assert not set(kept) & set(cached(site))
    assert cached(site)
