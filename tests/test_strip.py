"""The drawings on the pages of entries: the strip of what happened, and the bars of a person's roles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import Files, write_files
from press.site.render import Content
from press.site.views.drawings.roles import roles_of
from press.site.views.drawings.strip import MOST_ITEMS, MOST_MARKS, Strip, strip_of
from site_factory import SiteMaker, check_briefing

FILES: Files = {
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: company}",
    "companies/glow.yml": "{name: Glow, summary: A firm., type: company}",
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "people/li-wen.yml": "{name: Li Wen, summary: A founder.}",
    "articles/early.yml": "{title: Early, publisher: herald, url: https://a.example/1, published: 2023-06-30}",
    "articles/late.yml": "{title: Late, publisher: herald, url: https://a.example/2, published: 2024-06-30}",
    "properties.yml": """\
        leads: {label: leads, inverse: led by, past: led, past_inverse: formerly led by, value: company, role: true}
        founder-of: {label: founder of, inverse: founded by, value: company, role: true}
        backs: {label: backs, inverse: backed by, value: company}
        """,
}
Built = Callable[[Files], SiteMaker]


def strip(built: Built, claims: str, here: tuple[str, ...] = ()) -> Strip | None:
    """The strip of a company about which there are some claims."""
    return strip_of(built({**FILES, "claims/early.yml": claims}).site, "lantern", here)


def event(claim_id: str, when: str, fields: str = "") -> str:
    return f"- {{id: {claim_id}, text: Lantern does {claim_id}., kind: event, when: {when}{fields}}}\n"


def test_days_and_longer_times_are_marked_in_their_ways(built: Built) -> None:
    plan = "- {id: plan, text: Lantern wants more., kind: plan, label: Wants more, said_on: 2023-04-05}\n"
    drawn = strip(built, event("a", "2023-02-03", ", label: Opens") + event("b", "2023-03") + plan)
    assert drawn and [(row.mark.date, row.mark.text, row.mark.style) for row in drawn.marks] == [
        ("Mar", "Lantern does b.", "span"),
        ("3 Feb", "Opens", "day"),
        ("5 Apr", "Wants more", "day ahead"),
    ]
    assert drawn.marks[1].mark.name == "3 Feb Opens. Lantern does a."
    assert (drawn.has_spans, drawn.has_plans, drawn.has_groups) == (True, True, False)


def test_one_event_or_one_day_has_no_strip(built: Built) -> None:
    assert strip(built, event("a", "2023-02-03")) is None
    assert strip(built, event("a", "2023-02-03") + event("b", "2023-02-03")) is None
    figure = "- {id: b, text: Lantern has 5 lamps., kind: figure, when: 2023-04-05}\n"
    assert strip(built, event("a", "2023-02-03") + figure) is None


def test_marks_lead_to_the_row_on_the_page_or_to_the_claim(built: Built) -> None:
    drawn = strip(built, event("a", "2023-02-03") + event("b", "2023-05-06"), here=("early/a",))
    assert drawn and [row.mark.href for row in drawn.marks] == ["#c-early--a", "/@/claims/early/b/#claim"]


def test_far_earlier_events_are_before_a_break(built: Built) -> None:
    drawn = strip(built, "".join(map(event, "abcd", ("2011-05", "2023-02-03", "2023-04-05", "2023-06-07"))))
    assert drawn and drawn.left > 0
    assert [(row.mark.date, row.mark.x < drawn.before) for row in drawn.marks][0] == ("May 2011", True)


def test_where_sources_end_is_said_if_others_are_of_a_later_year(built: Built) -> None:
    claims = event("a", "2023-02-03") + event("b", "2023-05-06")
    drawn = strip(built, claims)
    assert drawn and drawn.quiet == ""
    later = "- {id: c, text: Glow opens., kind: event, when: 2024-05-06}\n"
    made = built({**FILES, "claims/early.yml": claims, "claims/late.yml": later})
    drawn = strip_of(made.site, "lantern", ())
    assert drawn and drawn.quiet == "Nothing after June 2023 in our sources."


@pytest.mark.parametrize("years", [1, 12, 200])
def test_many_events_are_few_marks(built: Built, years: int) -> None:
    dates = [f"{2023 - number % years}-{number % 12 + 1:02d}-{number % 28 + 1:02d}" for number in range(300)]
    drawn = strip(built, "".join(event(f"c{number}", date) for number, date in enumerate(dates)))
    assert drawn and len(drawn.marks) <= MOST_MARKS and len(drawn.items) <= max(MOST_ITEMS, years // 10 + 1)
    counts = [int(row.mark.text.removesuffix(" facts")) for row in drawn.marks if row.mark.style == "group"]
    assert sum(counts) + sum(row.mark.style != "group" for row in drawn.marks) == 300


def test_the_strip_is_on_the_page_as_a_drawing_and_as_a_list(built: Built) -> None:
    made = built({**FILES, "claims/early.yml": event("a", "2023-02-03") + event("b", "2023-05-06")})
    page = next(page for page in made.pages if page.address == "companies/lantern/")
    html = Content(made.site).page(page)
    assert 'role="group" aria-label="What happened: Lantern, 3 February 2023 to 6 May 2023"' in html
    assert '<li class="day"><a href="#c-early--a"><span class="when">3 Feb 2023</span> Lantern does a.</a></li>' in html


def test_a_label_has_at_most_forty_letters(tmp_path: Path) -> None:
    long = "Lantern opens the first of many shops in the old town"
    write_files(tmp_path / "briefings", {**FILES, "claims/early.yml": event("a", "2023-02-03", f", label: {long}")})
    (problem,) = check_briefing(tmp_path).problems
    assert "label: 53 characters; at most 40 are allowed" in str(problem)


ROLES = """\
- {id: a, text: Li leads Lantern., kind: background, subject: li-wen, property: leads, value: lantern, when: 2023-04}
- {id: b, text: Li led Glow., kind: event, subject: li-wen, property: leads, value: glow, from: 2019, until: 2021-05}
- {id: c, text: Li Wen founded Glow., kind: event, subject: li-wen, property: founder-of, value: glow, when: 2018-03}
- {id: d, text: Li Wen backs Glow., kind: event, subject: li-wen, property: backs, value: glow, when: 2020}
"""


def test_roles_are_bars_with_the_ends_that_are_known(built: Built) -> None:
    drawn = roles_of(built({**FILES, "claims/early.yml": ROLES}).site, "li-wen")
    assert drawn and drawn.label == "Roles of Li Wen"
    assert [(role.what, str(role.whom), role.date, role.is_now) for role in drawn.roles] == [
        ("Leads", "Lantern", "Apr 2023", True),
        ("Led", "Glow", "2019 to May 2021", False),
        ("Founder of", "Glow", "Mar 2018", False),
    ]
    leads, led, founder = drawn.roles
    assert leads.latest == "latest report 30 Jun 2023"
    assert leads.fades_before > 0
    assert (led.fades_before, led.fades_after, founder.fades_before) == (0, 0, 0)
    assert founder.x < led.x < leads.x and led.width > founder.width


def test_one_role_and_other_entries_have_no_bars(built: Built) -> None:
    made = built({**FILES, "claims/early.yml": ROLES.splitlines()[0]})
    assert roles_of(made.site, "li-wen") is None
    assert roles_of(made.site, "lantern") is None
