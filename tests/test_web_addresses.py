"""values/web_addresses.py: one form of each address, in every output and in the check for duplicates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_files import Files
from press.content.values.web_addresses import is_web_address, normalize_web_address
from site_factory import SiteMaker
from test_connections import page_html

FORMS = {
    "HTTPS://GAZETTE.EXAMPLE/PRICE": "https://gazette.example/PRICE",
    "hTTp://Gazette.Example": "http://gazette.example",
    "https://Gazette.Example:443/a?B=C#D": "https://gazette.example/a?B=C#D",
    "http://gazette.example:80?Q": "http://gazette.example?Q",
    "https://gazette.example:8443/": "https://gazette.example:8443/",
    "https://Reader@GAZETTE.example/": "https://Reader@gazette.example/",
    "https://[2001:DB8::1]:443/A": "https://[2001:db8::1]/A",
    "https://BÜCHER.example/Ü": "https://bücher.example/Ü",
    "https://a.example/?to=HTTP://B.EXAMPLE": "https://a.example/?to=HTTP://B.EXAMPLE",
}


@pytest.mark.parametrize("written", FORMS)
def test_scheme_and_host_are_in_lower_case(written: str) -> None:
    assert is_web_address(written)
    assert normalize_web_address(written) == FORMS[written] == normalize_web_address(FORMS[written])


@pytest.mark.parametrize("text", ["", "gazette.example", "ftp://a.example", "https://", "https://a b", "https://[::1"])
def test_what_is_no_web_address(text: str) -> None:
    assert not is_web_address(text)


HERALD = "{name: The Herald, type: outlet, summary: 'A [paper](HTTPS://HERALD.EXAMPLE/About).'}"
ARTICLE = "{{title: Price {0}, publisher: herald, url: '{1}', published: 2023-04-18}}"
CLAIM = "- {id: price, text: The Herald raises its price., kind: event, when: 2023-04-18}"


def test_every_output_has_the_one_form(built: Callable[[Files], SiteMaker]) -> None:
    site = built({
        "companies/herald.yml": HERALD,
        "articles/price.yml": ARTICLE.format(1, "HTTPS://GAZETTE.EXAMPLE/PRICE"),
        "claims/price.yml": CLAIM,
    })  # fmt: skip
    texts = {path: data.decode() for path, data in site.make_files().items()}
    texts |= {page.address: page_html(site, page.address) for page in site.pages}
    assert [path for path, text in texts.items() if "GAZETTE.EXAMPLE" in text] == []
    with_address = {path for path, text in texts.items() if "https://gazette.example/PRICE" in text}
    assert {"articles/price/", "api/v1/articles.json", "data/claims.csv", "feed.xml"} <= with_address
    assert "https://herald.example/About" in texts["companies/herald/"]


def test_the_check_for_duplicates_compares_the_one_form(problems: Callable[[Files], list[str]]) -> None:
    found = problems({
        "companies/herald.yml": HERALD,
        "articles/price.yml": ARTICLE.format(1, "https://gazette.example/PRICE"),
        "articles/price-again.yml": ARTICLE.format(2, "HTTPS://GAZETTE.EXAMPLE:443/PRICE"),
    })  # fmt: skip
    assert len(found) == 1 and "has the same address" in found[0], found
