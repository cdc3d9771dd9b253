"""site/views/citations.py: a page cited in a sentence, as BibTeX and as RIS."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from briefing_files import Files
from press.site.views.citations import Citation, cite
from site_factory import SiteMaker
from test_editions import FILES, read_page

Built = Callable[[Files], SiteMaker]

CITED: Files = {
    **FILES,
    "articles/first.yml": """
        title: 50% of "Lantern" & {Glow}
        publisher: herald
        url: https://h.example/1
        published: 2023-04
        authors: [li-wen, 'O''Neil_X']
        """,
    "articles/second.yml": "{title: Second, publisher: post, url: https://p.example/2, published: unknown}",
}
SITE = "https://example.org/b/"


def cited(built: Built, entry: str) -> Citation:
    site = built(CITED).site
    record = site.library.claims[entry] if "/" in entry else site.library.entries[entry]
    return cite(site, record)


def test_a_claim_is_cited_in_our_sentence_with_the_author_of_its_source(built: Built) -> None:
    found = cited(built, "first/open")
    assert found.sentence == (
        'Lantern opens. Li Wen, 2 April 2023. Li Wen, O\'Neil_X, 50% of "Lantern" & {Glow}, The Herald, '
        f"https://h.example/1. A Briefing, {SITE}claims/first/open/#claim"
    )
    assert "TI  - Lantern opens\n" in found.ris and f"UR  - {SITE}claims/first/open/#claim\n" in found.ris
    assert "@misc{first-open,\n  title = {{Lantern opens}},\n" in found.bibtex


def test_an_unknown_author_or_day_is_left_out(built: Built) -> None:
    assert "Second, The Post, https://p.example/2." in cited(built, "second/lamps").sentence
    article = cited(built, "second")
    assert article.sentence == "Second. The Post, day not known, https://p.example/2"
    assert "author" not in article.bibtex and "year" not in article.bibtex and "DA  -" not in article.ris


def test_a_source_is_cited_itself_and_no_character_has_a_meaning(built: Built) -> None:
    found = cited(built, "first")
    assert found.bibtex.splitlines() == [
        "@misc{first,",
        r"  author = {{Li Wen} and {O'Neil\_X}},",
        r"""  title = {{50\% of "Lantern" \& \{Glow\}}},""",
        "  howpublished = {The Herald},",
        "  year = {2023},",
        "  month = {4},",
        "  url = {https://h.example/1},",
        "}",
    ]
    assert found.ris.splitlines() == [
        "TY  - NEWS", "ID  - first", "AU  - Li Wen", "AU  - O'Neil_X", 'TI  - 50% of "Lantern" & {Glow}',
        "PB  - The Herald", "DA  - 2023/04//", "UR  - https://h.example/1", "ER  - ",
    ]  # fmt: skip


def test_entries_and_editions_are_cited_as_pages_of_the_site(built: Built) -> None:
    assert cited(built, "lantern").sentence == f"Lantern. A Briefing, {SITE}companies/lantern/"
    edition = cited(built, "one")
    assert edition.sentence == f"Lantern’s year. A Briefing, 1 May 2023, {SITE}editions/one/"
    assert "DA  - 2023/05/01/\n" in edition.ris


@pytest.mark.parametrize("address", ["editions/one/", "companies/lantern/", "articles/first/", "claims/first/open/"])
def test_each_page_has_all_three_and_they_can_be_copied(built: Built, address: str) -> None:
    page = read_page(built(CITED), address)
    assert len(re.findall(r'<p class="citation">', page)) == 1
    assert re.findall(r'<pre class="citation" tabindex="0" aria-label="(\w+)">', page) == ["BibTeX", "RIS"]
    assert page.count("data-copied=") == 3
