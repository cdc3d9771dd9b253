"""The page of an entry: its names, its sections, what its facts rest on, where sources differ, what was known when."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from briefing_files import Files
from press.site.render import Content
from press.site.views.differences import shorten_values
from press.site.views.entries import EntryView
from press.site.views.entry_sections import FEWEST_FOLDED, MOST_SHOWN
from press.site.views.fact_lines import fact_line
from press.site.views.known_reports import Known, list_known
from site_factory import SiteMaker

Built = Callable[[Files], SiteMaker]

CAST = {
    "properties.yml": "made-by: {label: made by, inverse: makes, value: company}\n"
    "valuation: {label: valuation, value: amount, single: value}\n"
    "died: {label: died, value: date, single: value}\n",
    "companies/daily.yml": "{name: The Daily, type: outlet, summary: A newspaper.}",
    "companies/weekly.yml": "{name: The Weekly, type: outlet, summary: A newspaper.}",
    "companies/acme.yml": "{name: Acme, type: start-up, summary: A start-up.}",
    "people/ann.yml": "{name: Ann Roe, summary: A founder.}",
    "articles/early.yml": "{title: Early, publisher: daily, url: 'https://d.example/1', published: 2023-04-18}",
    "articles/late.yml": "{title: Late, publisher: weekly, url: 'https://w.example/2', published: 2023-06-30}",
}


def claim(name: str, kind: str, fields: str = "about: [acme]", text: str = "") -> str:
    return f"- {{id: {name}, text: '{text or f'This is claim {name}.'}', kind: {kind}, {fields}}}\n"


def make(built: Built, address: str, early: str = "", late: str = "", **more: str) -> tuple[EntryView, str]:
    """The view and the HTML of a page, given the claims of the early and of the late article."""
    added = {path.replace("__", "/") + ".yml": text for path, text in more.items()}
    made = built({**CAST, **added, "claims/early.yml": early, "claims/late.yml": late})
    page = next(page for page in made.pages if page.address == address)
    assert isinstance(page.view, EntryView)
    return page.view, Content(made.site).page(page)


# Sections


def test_the_sections_come_in_the_reader_s_order_and_say_how_many_facts_they_have(built: Built) -> None:
    kinds = ("background", "opinion", "figure", "forecast", "event", "plan", "event")
    said = "".join(claim(f"c{n}", kind, f"about: [acme], when: 200{n}") for n, kind in enumerate(kinds))
    view, html = make(built, "companies/acme/", said)
    assert [(section.anchor, section.note) for section in view.sections] == [
        ("happened", "2 facts, newest first"),
        ("plans", "2 facts, by the day they were said"),
        ("numbers", "1 fact"),
        ("views", "1 fact"),
        ("background", "1 fact"),
    ]
    assert [line.claim.id for line in view.sections[0].parts[0].lines] == ["early/c6", "early/c4"]
    assert html.count("<h2>What happened") == 1


@pytest.mark.parametrize(
    ("count", "shown"), [(MOST_SHOWN + FEWEST_FOLDED - 1,) * 2, (MOST_SHOWN + FEWEST_FOLDED, MOST_SHOWN)]
)
def test_a_long_section_is_folded(built: Built, count: int, shown: int) -> None:
    said = "".join(claim(f"c{n}", "event", f"about: [acme], when: {1900 + n}") for n in range(count))
    view, html = make(built, "companies/acme/", said)
    [part] = view.sections[0].parts
    assert (len(part.lines), len(part.all)) == (shown, count)
    assert html.count('<article class="claim ') == count
    assert (f"<summary>{count - shown} more facts</summary>" in html) == (shown < count)


def test_what_a_person_said_and_what_others_said_are_apart(built: Built) -> None:
    said = claim("own", "opinion", "said_by: ann") + claim("other", "opinion", "about: [ann]")
    said += claim("plan", "plan", "about: [ann]") + claim("event", "event", "about: [ann], said_by: ann")
    view, _ = make(built, "people/ann/", said)
    parts = {
        section.anchor: [(part.heading.striptags(), [line.claim.id for line in part.lines]) for part in section.parts]
        for section in view.sections
    }
    assert parts == {
        "happened": [("", ["early/event"])],
        "plans": [("What others said", ["early/plan"])],
        "views": [("What Ann Roe said", ["early/own"]), ("What others said", ["early/other"])],
    }


def test_an_entry_of_which_nothing_is_said_names_where_it_is_mentioned(built: Built) -> None:
    view, html = make(
        built, "people/ann/", companies__globex="{name: Globex, type: company, summary: Ann Roe began it.}"
    )
    assert view.sections == []
    assert "No source of ours says anything about it yet." in html
    assert "Named in: " in html and [link.striptags() for link in view.mentioned_in] == ["Globex"]
    assert "<aside" not in html


def test_the_tab_key_stops_once_at_each_fact(built: Built) -> None:
    """At the date, or at the reports, which have the links of the others too."""
    worth = "subject: acme, property: valuation, value: 1 billion USD, when: 2023-04"
    _, html = make(
        built, "companies/acme/", claim("a", "figure", worth) + claim("c", "event"), claim("b", "figure", worth)
    )
    rows = [row.partition("</article>")[0] for row in html.split('<article class="claim ')[1:]]
    assert len(rows) == 2
    for row in rows:
        outside = re.sub(r"</summary>.*</details>", "", row, flags=re.DOTALL)
        stops = re.findall(r"<summary|<a (?![^>]*tabindex)(?![^>]*class=\"name\")[^>]*>", outside)
        assert len(stops) == 1, outside


# Names


def test_three_other_names_are_shown_and_the_rest_folded(built: Built) -> None:
    names = "{name: Beta, type: company, summary: A firm., names: [Gamma, Delta, Epsilon, Zeta, Eta]}"
    view, html = make(built, "companies/beta/", companies__beta=names)
    assert [name.text for name in view.names.also] == ["Gamma", "Delta", "Epsilon"]
    assert "<summary>2 more names</summary>Zeta, Eta</details>" in html


def test_a_long_name_is_set_smaller(built: Built) -> None:
    long = "An Institute for the Study of Lamps and Light"
    _, html = make(built, "companies/beta/", companies__beta=f"{{name: {long}, type: authority, summary: An office.}}")
    assert f'<h1 class="long">{long}</h1>' in html
    assert '<p class="eyebrow"><a href="/@/companies/">Organization</a> · public authority</p>' in html


def test_entries_of_one_name_say_what_tells_them_apart(built: Built) -> None:
    twins = {
        "products__glow": "{name: Glow, summary: A chatbot., see: [glow-company]}",
        "companies__glow-company": "{name: Glow, type: start-up, summary: A maker of lamps., see: [glow]}",
    }
    made_by = claim("maker", "background", "subject: glow, property: made-by, value: acme")
    _, company = make(built, "companies/glow-company/", made_by, **twins)
    _, product = make(built, "products/glow/", made_by, **twins)
    here, there = (
        html.partition('<div class="not-confused">')[2].partition("</div>")[0] for html in (company, product)
    )
    assert "(Product by " in here and ">Acme</a>): A chatbot.</p>" in here
    assert "(start-up): A maker of lamps.</p>" in there


# What the facts rest on


def test_the_counts_under_the_box_are_those_of_facts_claims_and_publishers(built: Built) -> None:
    worth = "subject: acme, property: valuation, value: 1 billion USD, when: 2023-04"
    early = (
        claim("worth", "figure", worth)
        + claim("opened", "event")
        + claim("gone", "event", "about: [acme], status: withdrawn, why: Our mistake.")
    )
    corrected = "- {date: 2024-01-02, entry: early/gone, kind: correction, now: It was not so.}"
    view, _ = make(built, "companies/acme/", early, claim("again", "figure", worth), corrections=corrected)
    assert list(view.support) == [
        "2 facts from 3 claims by 2 publishers.",
        "1 fact has more than one publisher.",
        "We have not yet compared these claims with their articles.",
    ]


def test_the_editions_that_use_an_entry_stand_under_the_box(built: Built) -> None:
    edition = (
        "{title: First, date: 2023-05-01, covers: 2023-04, standfirst: All of it., "
        "bottom_line: ['Acme opens. [@early/opened]', It goes on., It closes.], sections: []}"
    )
    view, _ = make(built, "companies/acme/", claim("opened", "event"), editions__first=edition)
    assert [link.striptags() for link in view.used_in] == ["First"]
    assert list(view.mentioned_in) == []


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("when: 2020, about: [ann]", True),
        ("when: 1920, about: [ann]", False),
        ("about: [ann]", True),
        ("subject: ann, property: died, value: 2021, when: 2021", False),
    ],
)
def test_only_people_who_may_live_are_asked(built: Built, said: str, asks: bool) -> None:
    _, html = make(built, "people/ann/", claim("one", "event", said))
    assert ("Is this you?" in html) == asks


# Where sources differ


def differing(built: Built, left: str, right: str, how: str) -> tuple[EntryView, str]:
    late = claim("right", "figure", f"{right}, differs: [{{claim: early/left, {how}}}]")
    return make(built, "companies/acme/", claim("left", "figure", left, "Acme has shops."), late)


def test_the_heading_of_a_difference_is_what_the_editor_wrote(built: Built) -> None:
    title = "how: measure, title: 'Shops: 3 or 4'"
    view, html = differing(built, "about: [acme], when: 2023", "about: [acme], when: 2023", title)
    [found] = view.differences
    assert (found.headline, found.reports) == (("Shops", "3 or 4"), 2)
    assert "<b>Shops:</b> 3 or 4" in html
    assert html.count('<div class="report" data-published="') == 2


def test_the_heading_of_a_difference_is_its_measure_with_the_values(built: Built) -> None:
    left, right = (
        f"subject: acme, property: valuation, value: {n} million USD, when: 2023" for n in ("336.9", "366.9")
    )
    view, html = differing(built, left, right, "how: conflict")
    assert [found.headline for found in view.differences] == [("Valuation", "US$336.9 or US$366.9 million")]
    assert "1, 1 a conflict" in " ".join(html.split())


def test_without_either_the_heading_is_what_the_first_claim_says(built: Built) -> None:
    view, _ = differing(built, "about: [acme], when: 2022", "about: [acme], when: 2023", "how: wording")
    assert [found.headline for found in view.differences] == [("Acme has shops.", "")]


def test_two_reports_of_one_fact_are_one_side(built: Built) -> None:
    early = claim("left", "figure") + claim("same", "figure", "about: [acme], same: [left]")
    late = claim(
        "right",
        "figure",
        "about: [acme], differs: [{claim: early/left, how: wording}, {claim: early/same, how: wording}]",
    )
    view, _ = make(built, "companies/acme/", early, late)
    [found] = view.differences
    assert (len(found.rows), found.reports) == (2, 3)


def test_a_change_over_time_is_left_to_the_fact_box(built: Built) -> None:
    early, late = (
        claim("worth", "figure", f"subject: acme, property: valuation, value: {n} USD, when: 202{n}") for n in (1, 3)
    )
    view, _ = make(built, "companies/acme/", early, late)
    assert view.differences == []
    assert [len(row.values) for row in view.facts] == [2]


def test_values_share_what_they_end_with() -> None:
    assert shorten_values(["336.9 million yuan", "366.9 million yuan"]) == ["336.9", "366.9 million yuan"]
    assert shorten_values(["19 March 2023", "20 March 2023"]) == ["19", "20 March 2023"]
    assert shorten_values(["US$1 billion", "2 billion yuan"]) == ["US$1 billion", "2 billion yuan"]
    assert shorten_values(["5", "6"]) == ["5", "6"]
    assert shorten_values(["Ann Roe", "Bob Roe"]) == ["Ann Roe", "Bob Roe"]


# What was known on a day


def test_a_fact_was_known_by_its_best_report_of_the_day(built: Built) -> None:
    worth = "subject: acme, property: valuation, value: 1 billion USD, when: 2023-04"
    articles = {"articles/late.yml": CAST["articles/late.yml"].replace("}", ", source_type: filing}")}
    made = built(
        {
            **CAST,
            **articles,
            "claims/early.yml": claim("a", "figure", worth),
            "claims/late.yml": claim("b", "figure", worth),
        }
    )
    assert list_known(made.site, ["late/b", "early/a"]) == [
        Known("2023-04-18", "early/a", 1),
        Known("2023-06-30", "late/b", 2),
    ]
    line = fact_line(made.site, "late/b")
    assert line.known == "2023-04-18"
    assert json.loads(line.history) == [
        ["2023-04-18", 1, "Apr 2023", "The Daily", "One publisher"],
        ["2023-06-30", 0, "Apr 2023", "The Weekly", "2 publishers"],
    ]


def test_a_fact_that_was_always_known_as_it_is_has_no_history(built: Built) -> None:
    worth = "subject: acme, property: valuation, value: 1 billion USD, when: 2023-04"
    said = claim("a", "figure", worth) + claim("b", "figure", worth) + claim("c", "event")
    made = built({**CAST, "claims/early.yml": said, "claims/late.yml": ""})
    assert [fact_line(made.site, i).history for i in ("early/a", "early/c")] == ["", ""]
    undated = {"articles/late.yml": CAST["articles/late.yml"].replace("2023-06-30", "unknown")}
    made = built(
        {
            **CAST,
            **undated,
            "claims/early.yml": claim("a", "figure", worth),
            "claims/late.yml": claim("b", "figure", worth),
        }
    )
    assert list_known(made.site, ["early/a", "late/b"]) == [Known("2023-04-18", "early/a", 2)]
