"""site/address_patterns.py: a pattern recognizes the addresses that it produces, and no others."""

from __future__ import annotations

import pytest

from press.site.address_patterns import AddressPattern, page_of_list, split_page

PAIRS = [
    ("", "", ""),
    ("data/", "", "data/"),
    ("feed.xml", "", "feed.xml"),
    ("companies/{id}/", "lantern", "companies/lantern/"),
    ("claims/{article}/{claim}/", "herald/launch", "claims/herald/launch/"),
    ("api/v1/{list}.json", "companies", "api/v1/companies.json"),
    ("companies/{id}/feed.xml", "lantern", "companies/lantern/feed.xml"),
    ("figures/page/{number}/", "1", "figures/"),
    ("figures/page/{number}/", "12", "figures/page/12/"),
    ("timeline/{part}/page/{number}/", "2023/1", "timeline/2023/"),
    ("timeline/{part}/page/{number}/", "undated/2", "timeline/undated/page/2/"),
]


@pytest.mark.parametrize(("text", "key", "address"), PAIRS)
def test_a_pattern_reads_what_it_writes(text: str, key: str, address: str) -> None:
    pattern = AddressPattern(text)
    assert (pattern.address_of(key), pattern.key_of(address)) == (address, key)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("data/", "data"), ("data/", "data/x/"), ("", "x/"), ("data/", "Data/"), ("feed.xml", "feedxxml"),
        ("companies/{id}/", "companies/"), ("companies/{id}/", "companies//"), ("companies/{id}/", "companies/a/b/"),
        ("companies/{id}/", "companies/a"), ("companies/{id}/", "people/a/"),
        ("claims/{article}/{claim}/", "claims/a/"), ("claims/{article}/{claim}/", "claims/a/b/c/"),
        ("figures/page/{number}/", "figures/page/1/"), ("figures/page/{number}/", "figures/page/02/"),
        ("figures/page/{number}/", "figures/page/0/"), ("figures/page/{number}/", "figures/page/x/"),
        ("figures/page/{number}/", "figures/page/"), ("figures/page/{number}/", "figures/2/"),
        ("timeline/{part}/page/{number}/", "timeline/"), ("timeline/{part}/page/{number}/", "timeline/page/2/"),
    ],
)  # fmt: skip
def test_a_pattern_reads_nothing_else(text: str, address: str) -> None:
    assert AddressPattern(text).key_of(address) is None


@pytest.mark.parametrize("text", ["a/{b}/c/{d}/", "{a}{b}", "a/{b", "a/}b{/"])
def test_a_text_that_is_not_a_pattern(text: str) -> None:
    with pytest.raises(ValueError, match="is not a pattern"):
        AddressPattern(text)


def test_pages_of_a_list() -> None:
    addresses = [page_of_list("claims/", number) for number in (1, 2, 10)]
    assert addresses == ["claims/", "claims/page/2/", "claims/page/10/"]
    assert [split_page(address) for address in addresses] == [("claims/", "1"), ("claims/", "2"), ("claims/", "10")]
    for address in ("", "claims/page/", "claims/page/1/", "claims/page/02/", "claims/front-page/2/"):
        assert split_page(address) == (address, "1")
