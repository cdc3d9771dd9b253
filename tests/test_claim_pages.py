"""site/views/claims: the page of one claim."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from briefing_files import Files
from press.site.render import Content
from site_factory import SiteMaker

Build = Callable[[Files], SiteMaker]
FILES: Files = {
    "companies/herald.yml": "{name: Herald, summary: A paper., type: outlet}",
    "companies/gazette.yml": "{name: Gazette, summary: A paper., type: outlet}",
    "people/ann-lee.yml": "{name: Ann Lee, summary: A reporter.}",
    "articles/herald-a.yml": "{title: A piece, publisher: herald, url: 'https://herald.example/a', "
    "published: 2023-03-03, authors: [ann-lee, Bo]}",
    "articles/gazette-a.yml": "{title: Another, publisher: gazette, url: 'https://gazette.example/a', "
    "published: 2023-03-04}",
    "claims/herald-a.yml": """
        - {id: opening, text: Lamps are sold., kind: event, when: 2023-03-01}
        - {id: plan, text: Lamps will be free., kind: plan, when: 2027}
        """,
    "claims/gazette-a.yml": "- {id: sale, text: Lamps are on sale., kind: event, same: [herald-a/opening]}",
}


@pytest.fixture
def made(built: Build) -> SiteMaker:
    return built(FILES)


def read(made: SiteMaker, claim: str) -> str:
    [page] = [page for page in made.pages if page.address == f"claims/{claim}/"]
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", Content(made.site).page(page)))


def test_the_other_reports_of_a_fact_are_on_the_page_of_each(made: SiteMaker) -> None:
    for claim, other in (("herald-a/opening", "Lamps are on sale."), ("gazette-a/sale", "Lamps are sold.")):
        page = read(made, claim)
        assert re.search(rf"Other reports +Says the same +{re.escape(other)}", page)
        assert page.index("2 publishers") < page.index("Who says")
    assert "We know of no other report of this." in read(made, "herald-a/plan")


def test_a_plan_says_when_it_was_said_and_what_it_is_for(made: SiteMaker) -> None:
    assert re.search(r"For +2027 +Said +3 March 2023 ", read(made, "herald-a/plan"))
    assert re.search(r"When +1 March 2023 +Said +3 March 2023 ", read(made, "herald-a/opening"))


def test_a_citation_is_our_sentence_with_the_authors_of_the_article(made: SiteMaker) -> None:
    address = "A Briefing, https://example.org/b/claims"
    assert (
        "Lamps will be free. Herald, said 3 March 2023, for 2027. Ann Lee, Bo, A piece, Herald, "
        f"https://herald.example/a. {address}/herald-a/plan/#claim" in read(made, "herald-a/plan")
    )
    assert (
        "Lamps are on sale. Gazette, said 4 March 2023. Another, Gazette, https://gazette.example/a. "
        f"{address}/gazette-a/sale/#claim" in read(made, "gazette-a/sale")
    )
