"""The published briefing: it has no problems, covers the first article fully, and every name leads to one entry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from press.content.evidence import CHECKS
from press.content.kinds.lock import MIN_PASSAGE
from press.library.names import LINKING, names_of
from site_factory import CheckedBriefing, check_briefing

ROOT = Path(__file__).resolve().parents[2]
FIRST = "scmp-tech-veterans"
SENTENCES = 17


@pytest.fixture(scope="module")
def published() -> CheckedBriefing:
    return check_briefing(ROOT)


def test_no_problems(published: CheckedBriefing) -> None:
    assert [str(problem) for problem in published.problems] == []


def test_every_sentence_of_the_first_article_is_covered(published: CheckedBriefing) -> None:
    """By claims of the article itself, or by claims that name it in `also_in`."""
    read: set[int] = set()
    for record in published.library.claims.values():
        places = [also.at for also in record.data.also_in if also.article == FIRST]
        places += [record.data.at] if record.article == FIRST and record.data.status != "draft" else []
        for place in filter(None, places):
            match = re.fullmatch(r"s(\d+)(?:-(\d+))?", place)
            assert match is not None, place
            read |= set(range(int(match[1]), int(match[2] or match[1]) + 1))
    assert read == set(range(1, SENTENCES + 1))


def test_every_linking_name_leads_to_one_entry(published: CheckedBriefing) -> None:
    """On its own in a sentence, a name is found and leads to its entry; a name that two entries share leads nowhere."""
    shared = {name for name, owners in published.names.owners.items() if len(owners) > 1}
    lost = {}
    for record in published.library.named:
        if record.kind == "topic":
            continue
        for name in names_of(record):
            found = [mention.id for mention in published.names.mentions(name.text)]
            expected = [] if name.text in shared else [record.id]
            if name.kind in LINKING and found != expected:
                lost[name.text] = (record.id, found)
    assert lost == {}


def test_every_misprint_leads_to_one_entry(published: CheckedBriefing) -> None:
    owners: dict[str, set[str]] = {}
    for record in published.library.named:
        for name in record.data.names:
            if name.kind == "misprint":
                owners.setdefault(name.text, set()).add(record.id)
    assert {text: ids for text, ids in owners.items() if len(ids) != 1} == {}
    found = {text: [(m.seen, m.id) for m in published.names.misprints_in(text)] for text in owners}
    assert found == {text: [(text, next(iter(ids)))] for text, ids in owners.items()}


def test_the_first_article_is_locked_whole(published: CheckedBriefing) -> None:
    """Each of its claims is found at the place that it names; nothing so short that it could be guessed is hashed."""
    library = published.library
    states = {i: library.evidence_state(i) for i in library.claims_of(FIRST)}
    assert {i: state for i, state in states.items() if state not in CHECKS} == {}
    locks = [record.data for record in library.locks.values()]
    assert min(lock.length for lock in locks) >= 2 * MIN_PASSAGE
    assert {(lock.start == 0) for lock in locks if lock.before is None} == {True}
