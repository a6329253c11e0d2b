"""What the command line makes of an address: which builds are copies that no search engine should keep."""

import pytest

from kbgen.config import Config, SiteConfig
from kbgen.options import build_options


def noindex(url, base_url="", **chosen):
    config = Config("/site", site=SiteConfig(url=url))
    return build_options(config, base_url=base_url, date="2026-06-01", environment={}, **chosen)[1].noindex


@pytest.mark.parametrize(
    ("base_url", "copy"),
    [
        ("", False),
        ("https://help.example.com/support", False),
        ("https://HELP.example.com/support/", False),
        ("https://deploy-preview-7--help.example.com/support", True),
        ("http://help.example.com/support", True),
        ("https://help.example.com/", True),
    ],
)
def test_a_build_for_another_place_is_a_copy(base_url, copy):
    assert noindex("https://help.example.com/support", base_url) is copy


def test_without_an_address_in_the_settings_only_the_option_tells():
    assert not noindex("", "https://help.example.com")
    assert noindex("", "https://help.example.com", noindex=True)
