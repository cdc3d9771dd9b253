"""The page of an entry with many claims: every part of it says what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from briefing_files import Files
from press.site.render import Content
from press.site.views import VIEWS
from press.site.views.common import CLAIMS_SIZE
from press.site.views.differences import MOST_OF_ONE, MOST_SIDES
from press.site.views.entries import MOST_MENTIONS
from press.site.views.facts import MOST_NAMES, MOST_VALUES
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
    rows = {row.partition("<")[0]: row.count('class="fact"') for row in text.split("<dt>")[1:]}
    assert (rows["Led by"], rows["Valuation"]) == (MOST_NAMES, MOST_VALUES)
    assert text.count('<div class="difference">') == MOST_OF_ONE
    for left in (COUNT - MOST_NAMES, COUNT - MOST_VALUES, COUNT + 1 - MOST_OF_ONE, COUNT - MOST_MENTIONS):
        assert f"and {left} more" in text
    assert "Named in" not in Content(made.site).page(pages[1])


def test_a_claim_of_a_long_series_is_shown_among_its_neighbors(made: SiteMaker) -> None:
    page = next(page for page in made.pages if page.entry == "news/v25")
    text = Content(made.site).page(page)
    years = [int(year) for year in re.findall(r"<td>(19\d\d|20\d\d)</td>", text)]
    assert len(years) == MOST_SIDES and years == sorted(years)
    assert 1975 in years[1:-1]
    assert text.count("this claim") == 1
    assert f"and {COUNT - MOST_SIDES} more" in text
