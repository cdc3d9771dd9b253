"""library/facts.py: states that follow one another, such as those who hold an office in turn."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_files import Files
from press.library.facts import Facts

FILES: Files = {
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: company}",
    "people/li-wen.yml": "{name: Li Wen, summary: A founder.}",
    "people/bo-ann.yml": "{name: Bo Ann, summary: A founder.}",
    "properties.yml": "head-of: {label: head of, inverse: headed by, value: company, single: subject}",
    "articles/news.yml": "{title: News, publisher: herald, url: https://a.example/1, published: 2023-04-18}",
}
HEAD = "- {{id: {0}, text: Something is said., kind: event, subject: {0}, property: head-of, value: lantern, {1}}}\n"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("from: 1789-04-30, until: 1797-03-04", "from: 1797-03-04, until: 1801-03-04", False),
        ("until: 1797", "from: 1797", False),
        ("until: 1797-03-05", "from: 1797-03-04", True),
        ("from: 1797-03-04, until: 1797-03-04", "from: 1797-03-04, until: 1797-03-04", True),
        ("from: 1789, until: 1797-03-04", "when: 1797-03-04", True),
    ],
)
def test_two_heads_on_the_day_of_a_handover_do_not_conflict(
    facts: Callable[[Files], Facts], first: str, second: str, expected: bool
) -> None:
    found = facts({**FILES, "claims/news.yml": HEAD.format("li-wen", first) + HEAD.format("bo-ann", second)})
    claim = found.claims["news/li-wen"]
    assert [difference.claim for difference in claim.differences] == ["news/bo-ann"] * expected
    assert bool(claim.series) is not expected
