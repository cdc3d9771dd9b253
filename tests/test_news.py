"""site/views/news.py, changes.py and home.py: what changed, by day and by entry, and what home makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import Files, Write
from press.content.evidence import format_locks, hash_text, normalize
from press.content.kinds.lock import Lock
from press.site.render import Content
from press.site.views import VIEWS
from press.site.views.changes import ChangeDay
from press.site.views.news import ADDED, CHANGED, REPORTED, REWORDED, news_days
from press.site.views.site import PAGE_SIZE
from project_factory import commit_briefings
from site_factory import SiteMaker

BASE: Files = {
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: company}",
    "companies/glow.yml": "{name: Glow Labs, summary: Another firm., type: company}",
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "companies/gazette.yml": "{name: The Gazette, summary: A paper., type: outlet}",
    "people/li-wen.yml": "{name: Li Wen, summary: A founder.}",
    "properties.yml": "valuation: {label: valuation, value: amount, single: value}\n"
    "led-by: {label: led by, value: person}\n",
    "articles/day.yml": "{title: A day, publisher: herald, url: https://a.example/1, published: 2023-04-18}",
    "articles/late.yml": "{title: Late, publisher: gazette, url: https://b.example/1, published: 2023-05-01,"
    " source_type: filing}",
}
VALUED = (
    "- {id: worth, text: Lantern has a value., kind: figure, subject: lantern, property: valuation,"
    " value: 1 million USD, when: 2023-04}\n"
)
LED = (
    "- {id: led, text: Li Wen leads Lantern., kind: event, when: 2023-02, subject: lantern, property: led-by,"
    " value: li-wen}\n"
)
OPENED = "- {id: opened, text: Glow Labs opened., kind: event, when: 2023-03}\n"
TEXTS = {"worth": "Lantern has a value.", "led": "Li Wen leads Lantern."}
EDITION = {
    "editions/first.yml": "{title: First, date: 2023-05-01, covers: 2023-04, standfirst: All of it., "
    "bottom_line: ['Lantern has a value. [@day/worth]', It goes on., It closes.], sections: []}"
}


@pytest.fixture
def publish(built: Callable[[Files], SiteMaker], briefing: Write) -> Callable[..., SiteMaker]:
    """Commits each state of a briefing on its day, and makes the site of the last."""

    def publish(**states: Files) -> SiteMaker:
        root, known = Path(), dict(BASE)
        for day, files in states.items():
            known.update(files)
            root = briefing(known)
            commit_briefings(root, day.removeprefix("on_").replace("_", "-"))
        return built(known)

    return publish


Publish = Callable[..., SiteMaker]


def lines_of(made: SiteMaker) -> dict[str, list[tuple[str, str]]]:
    """Day -> (how, id) of what changed on it."""
    return {
        day.date.isoformat(): [(line.how, line.id) for group in day.groups for line in group.lines]
        for day in news_days(made.site)
    }


def read_page(made: SiteMaker, address: str) -> str:
    return Content(made.site).page(next(page for page in made.pages if page.address == address))


def days_of(made: SiteMaker, address: str = "changes/") -> list[ChangeDay]:
    view = next(page for page in made.pages if page.address == address).view
    return [day for _, days in view.months for day in days]  # type: ignore[attr-defined]


def text_of(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", markup).split())


# What is news


def test_a_further_report_is_no_new_fact_even_from_a_better_source(publish: Publish) -> None:
    later = {"claims/late.yml": VALUED.replace("id: worth", "id: filed")}
    made = publish(on_2024_01_01={"claims/day.yml": VALUED}, on_2024_02_02=later)
    assert lines_of(made) == {"2024-02-02": [(REPORTED, "late/filed")], "2024-01-01": [(ADDED, "late/filed")]}


def test_several_changes_on_one_day_are_one_and_those_that_cancel_out_are_none(
    built: Callable[[Files], SiteMaker], briefing: Write
) -> None:
    states = [VALUED + LED, VALUED.replace("value: 1", "value: 2") + LED.replace("2023-02", "2023-01")]
    states += [VALUED.replace("value: 1", "value: 3") + LED]
    root = Path()
    for day, state in zip(("2024-01-01", "2024-02-02", "2024-02-02"), states, strict=True):
        root = briefing({**BASE, "claims/day.yml": state})
        commit_briefings(root, day)
    made = built({**BASE, "claims/day.yml": states[-1]})
    assert lines_of(made)["2024-02-02"] == [(CHANGED, "day/worth")]
    [line] = news_days(made.site)[0].groups[0].lines
    assert line.values == (("value", "1 million USD", "3 million USD"),)


def test_what_happens_to_a_draft_is_no_news(publish: Publish) -> None:
    draft = VALUED.replace("when:", "status: draft, when:")
    made = publish(
        on_2024_01_01={"claims/day.yml": draft},
        on_2024_02_02={"claims/day.yml": draft.replace("has a value", "has worth")},
        on_2024_03_03={"claims/day.yml": VALUED},
    )
    assert {day: lines for day, lines in lines_of(made).items() if lines} == {"2024-03-03": [(ADDED, "day/worth")]}


def test_a_new_id_is_no_new_fact_and_a_renamed_entry_no_new_page(publish: Publish) -> None:
    made = publish(
        on_2024_01_01={"claims/day.yml": VALUED},
        on_2024_02_02={
            "claims/day.yml": VALUED.replace("id: worth", "id: value") + "- {id: worth, moved_to: value}\n",
            "people/li-ming.yml": "{name: Li Ming, summary: A founder.}",
            "people/li-wen.yml": "moved_to: li-ming",
        },
    )
    assert lines_of(made) == {"2024-01-01": [(ADDED, "day/value")]}


def test_what_was_taken_back_comes_after_corrections_and_before_facts(publish: Publish) -> None:
    gone = OPENED.replace("when:", "status: retracted, why: Not so., when:")
    made = publish(
        on_2024_01_01={"claims/day.yml": VALUED + OPENED},
        on_2024_02_02={
            "claims/day.yml": VALUED + gone + LED,
            "corrections.yml": "- {date: 2024-02-02, entry: lantern, kind: correction, now: It is right.}\n"
            "- {date: 2024-02-02, entry: lantern, kind: clarification, now: It is clear.}\n",
        },
    )
    newest, first = days_of(made)
    assert [text_of(group.heading) for group in newest.groups] == [
        "1 correction, 1 clarification",
        "1 taken back",
        "Lantern: 1 new fact",
    ]
    assert newest.summary == "1 correction · 1 clarification · 1 taken back · 1 new fact"
    assert [row.link for row in newest.groups[0].rows] == ["It is right.", "It is clear."]
    assert [text_of(note) for note in newest.groups[1].rows[0].notes] == ["Taken back by the publisher"]
    assert "opened" not in first.summary, "what no longer counts is no news of its day"


def test_corrections_are_known_without_history(built: Callable[[Files], SiteMaker]) -> None:
    correction = "- {date: 2024-02-02, entry: lantern, kind: correction, now: It is right.}\n"
    made = built({**BASE, "claims/day.yml": VALUED, "corrections.yml": correction})
    assert [day.date for day in days_of(made)] == ["2024-02-02"]
    assert "1 correction" in read_page(made, "")


# How it is shown


def test_a_day_is_grouped_by_the_entry_that_most_of_it_is_about(publish: Publish) -> None:
    made = publish(on_2024_01_01={"claims/day.yml": OPENED + VALUED + LED})
    [day] = days_of(made)
    assert [text_of(group.heading) for group in day.groups[:2]] == ["Lantern: 2 new facts", "Glow Labs: 1 new fact"]
    [row, _] = day.groups[0].rows
    assert text_of(row.link) == "Lantern has a value"
    assert [text_of(note) for note in row.notes] == ["The Herald", "Apr 2023", "One publisher"]
    assert not day.is_folded


def test_details_say_from_what_to_what(publish: Publish) -> None:
    before = VALUED.replace("}", ", at: s1}") + LED
    after = VALUED.replace("value: 1 million", "value: 2 million").replace("2023-04", "2023-04-05") + LED.replace(
        "value: li-wen}", "value: li-wen, said_by: {unnamed: a friend}}"
    ).replace("leads", "heads")
    made = publish(on_2024_01_01={"claims/day.yml": before}, on_2024_02_02={"claims/day.yml": after})
    rows = {text_of(row.link): [text_of(note) for note in row.notes] for row in days_of(made)[0].groups[0].rows}
    assert rows == {
        "Lantern has a value": [
            "Details changed",
            "Value: US$1 million, now US$2 million",
            "Time: April 2023, now 5 April 2023",
            "Place in the source: no longer sentence 1",
        ],
        "Li Wen heads Lantern": ["Reworded", "Speaker: now a friend"],
    }
    assert "Li Wen leads" not in read_page(made, "changes/"), "old words may be what was wrong to print"


def test_a_day_with_many_changes_is_folded_and_has_an_anchor(publish: Publish) -> None:
    many = "".join(f"- {{id: n{n}, text: Lantern sold lamp {n}., kind: event, when: 2023}}\n" for n in range(30))
    made = publish(on_2024_01_01={"claims/day.yml": VALUED}, on_2024_02_02={"claims/day.yml": VALUED + many})
    page = read_page(made, "changes/")
    assert re.findall(r'<details class="fold"( open)?><summary>(.*?)</summary>', page)[0] == (
        "",
        "Lantern: 30 new facts",
    )
    assert re.findall(r'<h3 id="([\d-]+)">([^<]+)</h3>', page) == [
        ("2024-02-02", "2 February 2024"),
        ("2024-01-01", "1 January 2024"),
    ]
    assert '<a href="/@/changes/#2024-01-01">1 January 2024</a>' in page
    assert '<input type="date" data-filter="since" min="2024-01-01" max="2024-02-02">' in page
    assert 'data-visit="2024-02-02"' in page


def test_many_changes_continue_on_a_second_page_and_a_day_is_cut_after_many(publish: Publish) -> None:
    def many(number: int, what: str) -> str:
        return "".join(f"- {{id: n{n}, text: Lantern {what} lamp {n}., kind: event}}\n" for n in range(number))

    made = publish(on_2024_01_01={"claims/day.yml": many(PAGE_SIZE + 9, "sold")}, on_2024_02_02={
        "claims/day.yml": many(PAGE_SIZE + 9, "lost")
    })  # fmt: skip
    addresses = VIEWS["changes"].addresses(made.site, "")
    assert addresses[:2] == ["changes/", "changes/page/2/"]
    assert sum(day.count for day in days_of(made)) == PAGE_SIZE + 9
    assert [day.more for address in addresses for day in days_of(made, address)].count(9) == 2
    assert REWORDED in {how for how, _ in lines_of(made)["2024-02-02"]}


# Home


def test_home_leads_with_the_entry_that_has_the_most_new_facts(publish: Publish) -> None:
    made = publish(
        on_2024_01_01={"claims/day.yml": OPENED, **EDITION | {"claims/late.yml": VALUED.replace("id: w", "id: v")}},
        on_2024_01_20={"claims/day.yml": OPENED + VALUED + LED},
    )
    view = next(page for page in made.pages if page.address == "").view
    lead = view.lead  # type: ignore[attr-defined]
    assert text_of(lead.heading) == "1 new fact on Lantern"
    assert [text_of(sentence) for sentence in lead.sentences] == ["Li Wen leads Lantern."]
    assert text_of(lead.publishers) == "All from one publisher, The Herald"
    assert [text_of(row.heading) for row in view.news] == [  # type: ignore[attr-defined]
        "Glow Labs: 1 new fact",
        "Lantern: 1 new fact",
    ]


def test_without_fresh_news_the_edition_leads(publish: Publish) -> None:
    made = publish(
        on_2024_01_01={"claims/day.yml": OPENED + VALUED + LED, **EDITION},
        on_2024_03_01={"people/li-wen.yml": "{name: Li Wen, summary: The founder of a firm.}"},
    )
    view = next(page for page in made.pages if page.address == "").view
    assert view.lead is None  # type: ignore[attr-defined]
    assert len(view.news) == 2  # type: ignore[attr-defined]
    page = read_page(made, "")
    assert page.index("First") < page.index("Glow Labs: 1 new fact")


def test_corrections_always_have_a_row(publish: Publish) -> None:
    firms = {f"companies/firm-{n}.yml": f"{{name: Firm {n}, summary: A., type: company}}" for n in range(9)}
    facts = "".join(f"- {{id: n{n}, text: Firm {n} opened., kind: event, when: 2023}}\n" for n in range(9))
    correction = "- {date: 2024-01-02, entry: lantern, kind: correction, now: Lantern is right.}\n"
    made = publish(
        on_2024_01_02={"corrections.yml": correction, **firms, "claims/day.yml": VALUED},
        on_2024_01_03={"claims/day.yml": VALUED + facts},
    )
    view = next(page for page in made.pages if page.address == "").view
    headings = [text_of(row.heading) for row in view.news]  # type: ignore[attr-defined]
    assert len(headings) == 4 and headings[-1] == "1 correction"


def test_the_title_of_home_is_not_the_name_twice(publish: Publish) -> None:
    made = publish(on_2024_01_01={"claims/day.yml": VALUED})
    [page] = [page for page in made.pages if page.address == ""]
    assert page.title != made.site.name and page.title


@pytest.mark.parametrize(
    ("compared", "line"),
    [
        ((), "Every line has a source; none has been compared with it yet."),
        (("worth",), "Every line has a source; 1 of 2 claims has been compared with it so far."),
        (("worth", "led"), "Every line has a source, and each has been compared with it."),
    ],
)
def test_home_says_how_many_claims_are_compared(publish: Publish, compared: tuple[str, ...], line: str) -> None:
    hashes = {"exact": "a" * 64, "checked": "2024-01-01", "compared": ["names"], "start": 0, "length": 30, "at": "s1"}
    locks = {name: Lock.model_validate({**hashes, "text": hash_text(normalize(TEXTS[name]))}) for name in compared}
    claims = (VALUED + LED).replace("}\n", ", at: s1}\n")
    lock = {"claims/day.lock.yml": format_locks(locks)} if locks else {}
    made = publish(on_2024_01_01={"claims/day.yml": claims, **lock})
    assert line in read_page(made, "")
