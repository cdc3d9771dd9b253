"""The page of an entry with many claims: every part of it says what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from briefing_files import Files
from press.site.render import Content
from press.site.views import VIEWS
from press.site.views.common import CLAIMS_SIZE
from press.site.views.differences import MOST_OF_ONE, MOST_SIDES
from press.site.views.entries import MOST_MENTIONS_SHOWN, EntryView
from press.site.views.facts import MOST_FOLDED, MOST_SHOWN
from site_factory import SiteMaker

VALUE = "- {{id: v{0}, text: Lantern is worth {0}., kind: figure, subject: lantern, property: valuation, when: {1}, "
LED = "- {{id: l{0}, text: A person leads Lantern., kind: event, subject: person-{0}, property: leads, when: {1}, "
CLASH = (
    "- {{id: a{0}, text: Lantern has {0} shops., kind: figure, when: 2023, about: [lantern]}}\n"
    "- {{id: b{0}, text: Lantern has {0} or more shops., kind: figure, when: 2023, about: [lantern], "
    "differs: [{{claim: a{0}, how: conflict}}]}}\n"
)
COUNT = 50
FILES: Files = {
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: company}",
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "articles/news.yml": "{title: News, publisher: herald, url: https://a.example/1, published: 2023-04-18}",
    "properties.yml": "valuation: {label: valuation, value: amount, single: value}\n"
    "leads: {label: leads, inverse: led by, value: company}\n",
    **{f"people/person-{n}.yml": f"{{name: Person {n}, summary: A person.}}" for n in range(COUNT)},
    **{f"terms/word-{n}.yml": f"{{term: word {n}, short: What Lantern calls {n}.}}" for n in range(COUNT)},
    "claims/news.yml": "".join(
        [
            *(VALUE.format(n, 1950 + n) + f"value: {n} USD}}\n" for n in range(COUNT)),
            *(LED.format(n, 1950 + n) + "value: lantern}\n" for n in range(COUNT)),
            *(CLASH.format(n) for n in range(COUNT)),
            *(f"- {{id: c{n}, text: Lantern opens shop {n}., kind: event, when: 2023}}\n" for n in range(CLAIMS_SIZE)),
        ]
    ),
}


@pytest.fixture
def made(built: Callable[[Files], SiteMaker]) -> SiteMaker:
    return built(FILES)


def test_the_first_page_of_a_busy_entry(made: SiteMaker) -> None:
    pages = [page for page in made.pages if page.entry == "lantern" and page.template == "entry"]
    assert [page.address for page in pages] == VIEWS["company"].addresses(made.site, "lantern")
    assert len(pages) > 1
    text = Content(made.site).page(pages[0])
    assert text.count('<article class="claim ') == CLAIMS_SIZE
    rows = {row.partition("<")[0]: row.count('<div class="fact') for row in text.split("<dt>")[1:]}
    assert (rows["Led by"], rows["Valuation"]) == (COUNT, COUNT)
    assert COUNT <= MOST_SHOWN + MOST_FOLDED
    assert text.count('<details class="fold differing"') == MOST_OF_ONE
    for left in (COUNT - MOST_SHOWN, COUNT - MOST_OF_ONE, COUNT - MOST_MENTIONS_SHOWN):
        assert f"and {left} more" in text
    assert "Named in" not in Content(made.site).page(pages[1])


def test_the_pages_of_an_entry_go_from_its_newest_facts_to_its_oldest(made: SiteMaker) -> None:
    pages = [page for page in made.pages if page.entry == "lantern" and page.template == "entry"]
    views = [page.view for page in pages if isinstance(page.view, EntryView)]
    parts = [[part for section in view.sections for part in section.parts] for view in views]
    years = [[int(line.date[-4:]) for part in found for line in part.all] for found in parts]
    for newer, older in pairwise(years):
        assert min(newer) >= max(older)
    assert len(years[0]) == CLAIMS_SIZE


def test_a_claim_of_a_long_series_is_shown_among_its_neighbors(made: SiteMaker) -> None:
    page = next(page for page in made.pages if page.entry == "news/v25")
    text = Content(made.site).page(page)
    years = [int(year) for year in re.findall(r"<td>(19\d\d|20\d\d)</td>", text)]
    assert len(years) == MOST_SIDES and years == sorted(years)
    assert 1975 in years[1:-1]
    assert text.count("this claim") == 1
    assert f"and {COUNT - MOST_SIDES} more" in text


def make_differences(built: Callable[[Files], SiteMaker], single: str, *claims: str) -> str:
    """The page of all differences, in plain words, of what one article says of who leads what."""
    files = {
        **FILES,
        "companies/lamp.yml": "{name: Lamp, summary: A firm., type: company}",
        "properties.yml": f"leads: {{label: leads, inverse: led by, value: company, single: {single}}}\n",
        "claims/news.yml": "".join(
            f"- {{id: c{n}, text: Claim {n}., kind: event, property: leads, when: 2023, {rest}}}\n"
            for n, rest in enumerate(claims)
        ),
    }
    made = built(files)
    page = next(page for page in made.pages if page.address == "differences/")
    return " ".join(re.sub("<[^>]*>", " ", Content(made.site).page(page)).split())


def test_people_who_conflict_are_named(built: Callable[[Files], SiteMaker]) -> None:
    """Two people are said to lead one company: the table names them, not the company twice."""
    text = make_differences(built, "subject", "subject: person-1, value: lantern", "subject: person-2, value: lantern")
    assert "Lantern : led by Led by Who says When Source Person 1 # The Herald 2023 source Person 2 #" in text


def test_values_that_conflict_are_named(built: Callable[[Files], SiteMaker]) -> None:
    text = make_differences(built, "value", "subject: person-1, value: lantern", "subject: person-1, value: lamp")
    assert "Person 1 : leads Leads Who says When Source Lantern # The Herald 2023 source Lamp #" in text


def test_claims_that_share_neither_side_are_shown_in_words(built: Callable[[Files], SiteMaker]) -> None:
    text = make_differences(
        built,
        "both",
        "subject: person-1, value: lantern",
        "subject: person-2, value: lantern",
        "subject: person-2, value: lamp",
    )
    assert "Claim 0. #" in text and "Claim 1. #" in text and "Claim 2. #" in text
    assert "led by" not in text


def list_home_headings(made: SiteMaker) -> list[str]:
    home = Content(made.site).page(next(page for page in made.pages if page.template == "home"))
    return [heading.strip() for heading in re.findall(r"<h2>(?:<a [^>]*>)?([^<]*)", home)]


def test_the_home_page_leaves_out_kinds_that_no_claim_is_about(built: Callable[[Files], SiteMaker]) -> None:
    made = built({**FILES, "claims/news.yml": "- {id: one, text: A bakery opens., kind: event, when: 2023}\n"})
    assert list_home_headings(made) == ["What changed", "Timeline"]


def test_the_home_page_has_the_kinds_that_claims_are_about(built: Callable[[Files], SiteMaker]) -> None:
    claim = "- {id: one, text: Person 1 opens Lantern with a word 1., kind: event}\n"
    made = built({**FILES, "claims/news.yml": claim})
    assert list_home_headings(made) == ["What changed", "People", "Organizations"]
