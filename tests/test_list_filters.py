"""What the pages contain for scripts: definitions, days of publication, kinds and sort orders."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from briefing_files import Files
from press.site.markdown import define_once
from press.site.render import Content
from press.site.views import Page
from press.site.views.list_filters import FEWEST, list_filters
from site_factory import SiteMaker

CLAIM = "- {{id: c{0}, text: Lantern opens shop {0}., kind: {1}, when: 2023-0{0}, topics: [{2}]}}\n"
FILES: Files = {
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: company}",
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "people/li-wen.yml": "{name: Li Wen, summary: A founder.}",
    "topics/money.yml": "{name: Money, question: Who pays?}",
    "topics/shops.yml": "{name: Shops, question: Who sells?}",
    "articles/day.yml": "{title: A day, publisher: herald, url: https://a.example/1, published: 2023-04-18}",
    "articles/month.yml": "{title: A month, publisher: herald, url: https://a.example/2, published: 2023-04}",
    "articles/never.yml": "{title: No day, publisher: herald, url: https://a.example/3, published: unknown}",
    "claims/day.yml": "".join(CLAIM.format(n, kind, topic) for n, kind, topic in [
        (1, "figure", "shops"), (2, "event", "money"), (3, "plan", "money"), (4, "event", "shops"),
    ]),
    "claims/month.yml": "- {id: late, text: Lantern closes., kind: opinion, said_by: li-wen, topics: [shops]}",
    "claims/never.yml": "- {id: old, text: 'Lantern was *old*.', kind: event, when: 2020, topics: [money]}",
    "editions/first.yml": "{title: First, date: 2023-05-01, covers: 2023-04, standfirst: All of it., "
    "bottom_line: ['Lantern opens. [@day/c1]', It goes on., It closes.], sections: []}",
}  # fmt: skip


@pytest.fixture
def made(built: Callable[[Files], SiteMaker]) -> SiteMaker:
    return built(FILES)


def page_at(made: SiteMaker, address: str) -> Page:
    return next(page for page in made.pages if page.address == address)


def html_of(made: SiteMaker, address: str) -> str:
    return Content(made.site).page(page_at(made, address))


def test_a_definition_is_on_the_first_link_to_its_page() -> None:
    link = '<a class="name" href="/@/a/" data-def="A &gt; B.">A</a>'
    bare = '<a class="name" href="/@/a/">A</a>'
    other = '<a class="term" href="/@/b/" data-def="B.">b</a>'
    assert define_once(f"{link}{other}{link}{link}{other}") == (
        f'{link}{other}{bare}{bare}<a class="term" href="/@/b/">b</a>'
    )


def test_pages_define_each_name_once(made: SiteMaker) -> None:
    for page in made.pages:
        links = re.findall(r'href="([^"]*)" data-def=', Content(made.site).page(page))
        assert len(links) == len(set(links)), page.address


def test_marks_that_lead_to_other_pages_include_the_note(made: SiteMaker) -> None:
    assert 'data-def="Lantern opens shop 1. — The Herald, January 2023"' in html_of(made, "")
    notes = html_of(made, "editions/first/")
    assert '<a href="#note-1" id="ref-1" tabindex="-1" aria-label="Note 1">1</a>' in notes


@pytest.mark.parametrize(
    ("claim", "published", "order"),
    [
        ("day/c2", "2023-04-18", "2023-02-01.5"),
        ("month/late", "2023-04-30", "~2023-04-01.5"),
        ("never/old", "", "2020-01-01.2"),
    ],
)
def test_the_latest_day_of_publication_and_the_order(made: SiteMaker, claim: str, published: str, order: str) -> None:
    view = made.site.claim(claim)
    assert (view.published, view.order) == (published, order)
    assert f'data-order="{order}" data-published="{published}"' in " ".join(html_of(made, "companies/lantern/").split())


def test_the_order_is_that_of_the_lists(made: SiteMaker) -> None:
    site = made.site
    by_time = site.by_time(site.facts.claims)
    assert sorted(by_time, key=lambda claim_id: site.claim(claim_id).order) == by_time


def test_an_entry_can_be_seen_as_known_on_a_day(made: SiteMaker) -> None:
    page = html_of(made, "companies/lantern/")
    assert '<input type="date" data-known-on min="2023-04-18" max="2023-04-30">' in page
    assert page.index("data-known-on") < page.index('<article class="claim')
    assert "data-narrow" not in page
    assert "data-known-on" not in html_of(made, "people/li-wen/")  # few facts are read faster than filtered


def test_the_kinds_of_a_list_of_claims_can_be_chosen(made: SiteMaker) -> None:
    filters = list_filters(made.site.claims(made.site.facts.claims))
    assert list(filters.kinds) == [
        ("event", "What happened", 3),
        ("plan", "Stated plan", 1),
        ("figure", "Number", 1),
        ("opinion", "View", 1),
    ]


def test_controls_that_would_change_nothing_are_left_out(made: SiteMaker) -> None:
    claims = made.site.claims(made.site.facts.claims)
    assert not list_filters(claims[: FEWEST - 1])
    alike = [claim._replace(kind_id="event", published="2023-04-18") for claim in claims]
    assert not list_filters(alike)


def test_the_timeline_can_be_filtered_by_day(made: SiteMaker) -> None:
    page = html_of(made, "timeline/")
    assert page.count('data-published="2023-04-18"') == 4
    assert page.count('data-published=""') == 1
    assert "data-known-on" not in page  # one known day only


def test_a_copied_citation_ends_with_the_day_it_was_read(made: SiteMaker) -> None:
    page = html_of(made, "claims/day/c2/")
    (copied,) = re.findall(r'data-copy="([^"]+)"', page)
    assert copied.endswith("https://example.org/b/claims/day/c2/#claim (read {today})")
