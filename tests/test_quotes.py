"""site/typography.py: quotation marks, apostrophes and spaces in our English prose, and in nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_files import Files
from greek import load_default_words
from press.problem.folding import fold_text
from press.site.render import Content
from press.site.wording import Words, read_words
from site_factory import SiteMaker

TRAPS = [
    # Apostrophes that begin a word
    ("the class of '24", "the class of ’24"),
    ("the '90s and the 1990s' end", "the ’90s and the 1990s’ end"),
    ("'24 Hours' of '95", "’24 Hours’ of ’95"),
    ("rock 'n' roll", "rock ’n’ roll"),
    ("'Tis true, 'twas", "’Tis true, ’twas"),
    ("\"'Tis true,\" he said", "“’Tis true,” he said"),
    # Inside a word and at its end
    ("six o'clock", "six o’clock"),
    ("'Ōlelo Hawai'i", "‘Ōlelo Hawai’i"),
    ("the firms' plan is Lantern's", "the firms’ plan is Lantern’s"),
    ("80's music", "80’s music"),
    ("the students' 'best' work", "the students’ ‘best’ work"),
    ("James' \"own\" firm", "James’ “own” firm"),
    # Feet and inches, minutes and seconds
    ("He is 5'10\" tall", None),
    ('a 12" disc and a 6\' 2" door', None),
    ("\"It is 6'2\" tall,\" he said", "“It is 6'2\" tall,” he said"),
    # Quotations
    ("\"She said, 'Go,' and left.\"", "“She said, ‘Go,’ and left.”"),
    ("'\"Nested\" the other way'", "‘“Nested” the other way’"),
    ('("in 2024")', "(“in 2024”)"),
    ('he said—"yes"—and "no"', "he said—“yes”—and “no”"),
    ('"yes—" he began', "“yes—” he began"),
    ('He said:"Go."', "He said:“Go.”"),
    ('"…and so on," it says', "“…and so on,” it says"),
    ('a " alone', None),
    ('<p>"over\nlines in\n2024"</p><p>in 2024" it</p>', '<p>“over\nlines in\n2024”</p><p>in 2024" it</p>'),
    ("“set already” and ‘so’", None),
    # Links, references, citations, emphasis, code
    ('<a href="/x/">Wang</a>\'s firm', '<a href="/x/">Wang</a>’s firm'),
    ('"<a href="/x/">Lantern</a>" [@a/b] opens', '“<a href="/x/">Lantern</a>” [@a/b] opens'),
    ("\"[[lantern]]\" is [[lantern]]'s", "“[[lantern]]” is [[lantern]]’s"),
    ('[[lantern|the "big" firm]]', "[[lantern|the “big” firm]]"),
    ("<em>'quoted'</em>", "<em>‘quoted’</em>"),
    ("<code>'x' \"y\"</code>'s", "<code>'x' \"y\"</code>’s"),
    ("<pre>it's</pre>", None),
    ("https://a.example/it's \"here\"", "https://a.example/it's “here”"),
    ('<p title="it\'s">"One</p><p>"Two"</p>', '<p title="it\'s">“One</p><p>“Two”</p>'),
    # Other languages
    ("l'été d'Anna", "l’été d’Anna"),
    ('<span lang="fr">l\'"été"</span> "a"', '<span lang="fr">l\'"été"</span> “a”'),
    ("„Hallo“, sagte er, »so«", None),
    ("« Bonjour » et «non»", None),
    ('צה"ל', None),
    ('the name "灯笼"', "the name “灯笼”"),
    # Dates and numbers with their units
    ("on 13 February 2023", "on 13\u00a0February\u00a02023"),
    ("in May 2023 and March of 2024", "in May\u00a02023 and March of 2024"),
    ("29 Jun 2023", "29\u00a0Jun\u00a02023"),
    ("2.065 billion yuan, US$200 million, 25 percent",
     "2.065\u00a0billion\u00a0yuan, US$200\u00a0million, 25\u00a0percent"),
    ("AI 2.0 has 3 percentages and 5 Marching bands", None),
    ("<code>13 February 2023</code>", None),
]  # fmt: skip
"""(as written, as shown; None if it stays as it is)."""


@pytest.fixture(scope="module")
def words() -> Words:
    return read_words()[0]


@pytest.mark.parametrize(("written", "shown"), TRAPS)
def test_each_trap_is_set_as_a_typographer_would(words: Words, written: str, shown: str | None) -> None:
    assert words.set_type(written) == (written if shown is None else shown)


@pytest.mark.parametrize("written", [written for written, _ in TRAPS])
def test_a_text_keeps_its_length_and_is_set_only_once(words: Words, written: str) -> None:
    shown = words.set_type(written)
    assert len(shown) == len(written)
    assert words.set_type(shown) == shown


@pytest.mark.parametrize("written", [written for written, _ in TRAPS])
def test_search_folds_what_is_shown_and_what_is_written_to_the_same(words: Words, written: str) -> None:
    assert fold_text(words.set_type(written)) == fold_text(written)


FILES: Files = {
    "companies/herald.yml": "{name: The Herald, summary: The town's paper., type: outlet}",
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: company}",
    "articles/piece.yml": """
        {title: 'The "Lantern" isn''t lit', publisher: herald, url: https://a.example, published: 2023-02-13}
        """,
    "claims/piece.yml": """
        - id: one
          text: Lantern's lamp is "lit" since 13 February 2023.
          kind: event
          note: As in [[piece]]'s text.
        """,
}
Built = Callable[[Files], SiteMaker]


def page_of(made: SiteMaker, address: str) -> str:
    [page] = [page for page in made.pages if page.address == address]
    return Content(made.site).page(page)


def test_pages_have_typographic_marks_in_our_words_and_none_in_titles(built: Built) -> None:
    page = page_of(built(FILES), "claims/piece/one/")
    assert "</a>’s lamp is “lit” since 13\u00a0February\u00a02023." in page
    assert ">The &#34;Lantern&#34; isn&#39;t lit</a>’s text" in page
    assert "The town’s paper." in page_of(built(FILES), "companies/herald/")
    assert "<h1>The &#34;Lantern&#34; isn&#39;t lit</h1>" in page_of(built(FILES), "articles/piece/")


def test_data_keeps_what_was_written(built: Built) -> None:
    files = built(FILES).make_files()
    for name in ("api/v1/claims.json", "api/v1/claims/piece.json"):
        assert b'Lantern\'s lamp is \\"lit\\" since 13 February 2023' in files[name], name
    assert b'Lantern\'s lamp is ""lit"" since 13 February 2023' in files["data/claims.csv"]
    assert "’" not in files["feed.json"].decode().partition('"id"')[2].partition(",")[0]


@pytest.mark.parametrize(("language", "shown"), [("de", "'so' is it"), ("en-GB", "‘so’ is it")])
def test_only_a_site_in_english_is_set(language: str, shown: str) -> None:
    words = Words({**load_default_words(), "language": language, "own_words": "'so' is it"})
    assert words.set_type("'so' is it") == words["own_words"] == shown


def test_units_are_the_words_of_the_site() -> None:
    scales = {"9": {"one": "NUMBER milliard", "other": "NUMBER milliards"}}
    words = Words({**load_default_words(), "scales": scales, "currencies": {"SEK": "AMOUNT crowns"}})
    assert words.set_type("2 milliards crowns or 5 million") == "2\u00a0milliards\u00a0crowns or 5 million"
