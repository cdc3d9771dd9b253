"""content/comments: texts that stop where YAML begins a comment, and cures that can be copied."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml

from briefing_files import Files
from site_factory import CheckedBriefing

Check = Callable[[Files], CheckedBriefing]

HERALD = "{name: The Herald, summary: A newspaper., type: outlet}"
ARTICLE = "{title: A piece, publisher: herald, url: 'https://herald.example/a', published: 2023-04}"


def check_claim(checked: Check, line: str) -> list[str]:
    """The cures for a claim with one line of its own."""
    lines = ["- id: one", "  kind: background", *([] if line.startswith("text:") else ["  text: Yes."]), f"  {line}"]
    files = {
        "companies/herald.yml": HERALD,
        "articles/herald-a.yml": ARTICLE,
        "claims/herald-a.yml": "\n".join(lines) + "\n",
    }
    found = checked(files)
    assert {problem.code for problem in found.problems} <= {"W120", "B108"}
    return [problem.cure for problem in found.problems]


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("text: It is start-up # 1 in China", "It is start-up # 1 in China"),
        ("text: It is start-up # 1 in China.", "It is start-up # 1 in China."),
        ("text: It runs on C # not on Java.", "It runs on C # not on Java."),
        ("text: 它是第 # 1 家公司。", "它是第 # 1 家公司。"),
        ('text: It\'s "start-up" # 1.', 'It\'s "start-up" # 1.'),
        ("text: It is start-up #1 in China.", "It is start-up #1 in China."),
        ("note: It costs\t# 5", "It costs # 5"),
        ("said_by: {unnamed: people at desk # 4\n    }", "people at desk # 4"),
    ],
)
def test_a_cut_text_is_reported_with_a_cure_that_parses(checked: Check, line: str, whole: str) -> None:
    [cure] = check_claim(checked, line)
    repaired = cure.partition(": ")[2].rpartition("; or ")[0]
    plain = yaml.safe_load(repaired)
    assert (plain if isinstance(plain, str) else next(iter(plain.values()))) == whole


@pytest.mark.parametrize(
    "line",
    [
        "text: It is a start-up. # 2 sources",
        "text: It is a start-up!  # TODO: a second source",
        'text: "It is a start-up" # 1',
        "text: He calls it “a start-up.” # quoted",
        "text: 这是一家公司。 # checked",
        "when: 2023-04 # 1 of 2",
        "at: s4 # 3rd paragraph",
        "form: quoted # 2 words",
        "text: >\n    It is start-up # 1 in China\n",
        "text: It is a start-up.\n  # 2 sources",
        "status: reported # 1",
        "about: [herald] # 1",
    ],
)
def test_a_comment_is_a_comment(checked: Check, line: str) -> None:
    assert check_claim(checked, line) == []


def test_a_text_too_long_to_show_is_not_shown_in_part(checked: Check) -> None:
    [cure] = check_claim(checked, f"note: {'very ' * 100}long # 1")
    assert cure == "put the whole text in quotes; or move the comment to a line of its own"


def test_a_warning_goes_when_only_the_comment_changes(checked: Check) -> None:
    files = {"companies/herald.yml": "name: The Herald\nsummary: A newspaper # 1 in the city\ntype: outlet\n"}
    assert [problem.code for problem in checked(files).problems] == ["W120"]
    files = {"companies/herald.yml": "name: The Herald\n# 1 in the city\nsummary: A newspaper\ntype: outlet\n"}
    assert checked(files).problems == []
