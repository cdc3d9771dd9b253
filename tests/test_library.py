"""library/library.py: all entries by id, what does not belong in the folder, and where retired ids lead."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import Files, Write
from site_factory import CheckedBriefing, check_briefing

COMPANY = "{name: Lantern, summary: A firm., type: company}"
HERALD = "{name: The Herald, summary: A paper., type: outlet}"
ARTICLE = "{title: A piece, publisher: herald, url: https://a.example, published: 2023}"


def test_one_article_with_one_claim_is_a_briefing(checked: Callable[[Files], CheckedBriefing]) -> None:
    claims = "- {id: one, text: It opens., kind: event}"
    found = checked({"companies/herald.yml": HERALD, "articles/piece.yml": ARTICLE, "claims/piece.yml": claims})
    assert (found.problems, list(found.library.entries), list(found.library.claims)) == (
        [],
        ["herald", "piece"],
        ["piece/one"],
    )


def test_an_empty_folder_is_a_briefing(checked: Callable[[Files], CheckedBriefing]) -> None:
    assert checked({}).problems == []


def test_without_a_folder(tmp_path: Path) -> None:
    assert [str(problem) for problem in check_briefing(tmp_path).problems] == [
        "briefings:1:1: B113 there is no folder 'briefings'\n    create it, with articles/ and claims/ inside"
    ]


def test_hidden_files_and_readmes_are_left_alone(problems: Callable[[Files], list[str]]) -> None:
    files = {
        ".DS_Store": b"\0",
        "companies/.swp": b"\0",
        "README.md": "x",
        "companies/README.md": "x",
        "claims/.piece.lock.yml.71": "version",
    }
    assert problems(files) == []


@pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", "com1", "lpt9", "page", "index", "feed", "404"])
def test_reserved_ids(problems: Callable[[Files], list[str]], name: str) -> None:
    """These are written inline: a file with a device's name cannot even be checked out on Windows."""
    assert problems({f"companies/{name}.yml": COMPANY}) == [
        f"briefings/companies/{name}.yml:1:1: B207 the id '{name}' is reserved\n    choose another"
    ]


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("CON", "an id is lowercase letters, digits and single hyphens; the id of an entry is the name of its file"),
        ("a b", "rename the file to 'a-b.yml'"),
        ("-a", "rename the file to 'a.yml'"),
        ("a-", "rename the file to 'a.yml'"),
        ("a.", "rename the file to 'a.yml'"),
        ("café", "rename the file to 'cafe.yml'"),
        ("ａ", "rename the file to 'a.yml'"),
        ("..x", None),
    ],
)
def test_bad_ids(problems: Callable[[Files], list[str]], name: str, cure: str | None) -> None:
    found = problems({f"companies/{name}.yml": COMPANY})
    expected = f"briefings/companies/{name}.yml:1:1: B207 '{name}' is not a valid id\n    {cure}"
    assert found == ([expected] if cure else []), "hidden files are left alone"


@pytest.mark.parametrize("name", ["a", "0", "a1", "1-2-3", "a" * 80])
def test_good_ids(problems: Callable[[Files], list[str]], name: str) -> None:
    assert problems({f"companies/{name}.yml": COMPANY}) == []


def test_links_pipes_and_folders_are_rejected(briefing: Write) -> None:
    root = briefing({"companies/herald.yml": HERALD, "companies/deep.yml/x.md": "x"})
    companies = root / "briefings/companies"
    (companies / "link.yml").symlink_to("herald.yml")
    os.mkfifo(companies / "pipe.yml")
    (root / "briefings/people").symlink_to(root)
    (root / "briefings/corrections.yml").symlink_to("/etc/passwd")
    assert [str(problem).split("\n")[0] for problem in check_briefing(root).problems] == [
        "briefings/companies/deep.yml:1:1: B101 this is not a regular file",
        "briefings/companies/link.yml:1:1: B101 this is a symbolic link",
        "briefings/companies/pipe.yml:1:1: B101 this is not a regular file",
        "briefings/corrections.yml:1:1: B101 this is a symbolic link",
        "briefings/people:1:1: B110 'people' is not part of a briefing",
    ]


def test_a_linked_briefing_is_rejected(briefing: Write) -> None:
    root = briefing({})
    (root / "other").symlink_to(root / "briefings")
    assert [problem.code for problem in check_briefing(root, "other").problems] == ["B113"]


MOVES: Files = {
    "companies/lantern.yml": COMPANY,
    "companies/lamp.yml": "{name: Lamp, summary: A firm., type: company}",
    "companies/one.yml": "moved_to: two",
    "companies/two.yml": "moved_to: [three]",
    "companies/three.yml": "moved_to: lantern",
    "companies/split.yml": "moved_to: [lamp, one]",
    "companies/herald.yml": HERALD,
    "articles/piece.yml": ARTICLE,
    "claims/piece.yml": "[{id: new, text: It opens., kind: event}, {id: old, moved_to: new}, "
    "{id: older, moved_to: piece/old}]",
}


@pytest.mark.parametrize(
    ("reference", "targets"),
    [
        ("lantern", ["lantern"]),
        ("three", ["lantern"]),
        ("one", ["lantern"]),
        ("split", ["lamp", "lantern"]),
        ("piece/old", ["piece/new"]),
        ("piece/older", ["piece/new"]),
        ("nothing", []),
        ("piece/nothing", []),
        ("", []),
    ],
)
def test_where_ids_lead(checked: Callable[[Files], CheckedBriefing], reference: str, targets: list[str]) -> None:
    found = checked(MOVES)
    assert found.problems == []
    assert found.library.targets(reference) == targets
    assert found.library.resolve(reference) == (targets[0] if targets else None)


def test_circles_lead_nowhere(checked: Callable[[Files], CheckedBriefing]) -> None:
    found = checked({"companies/one.yml": "moved_to: two", "companies/two.yml": "moved_to: one"})
    assert (found.library.targets("one"), [problem.code for problem in found.problems]) == ([], ["B204", "B204"])


def test_the_order_is_that_of_ids(checked: Callable[[Files], CheckedBriefing]) -> None:
    files = {f"companies/{name}.yml": COMPANY.replace("Lantern", name) for name in ("b", "a-b", "a", "a1")}
    assert list(checked(files).library.entries) == ["a", "a-b", "a1", "b"]


def test_at_most_ten_thousand_claims(problems: Callable[[Files], list[str]]) -> None:
    claims = "".join(f"- {{id: c{i}, text: x, kind: event}}\n" for i in range(10_001))
    assert problems({"companies/herald.yml": HERALD, "articles/piece.yml": ARTICLE, "claims/piece.yml": claims}) == [
        "briefings/claims/piece.yml:1:1: B102 10,001 claims; at most 10,000 are read\n    split the article"
    ]
