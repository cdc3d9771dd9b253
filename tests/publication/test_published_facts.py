"""The facts of the published briefing: which claims state the same, which only look alike, was judged by reading."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from press.library.assertions import of_subject
from press.library.briefing import Briefing

ROOT = Path(__file__).resolve().parents[2]
JUDGED = Path(__file__).parent / "judged_pairs.yml"


class Judged(NamedTuple):
    """Claims that were compared: id -> the text as it was then."""

    why: str
    claims: dict[str, str]

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        return combinations(sorted(self.claims), 2)


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    found = Briefing(ROOT, "briefings")
    found.check()
    return found


def _read(kind: str) -> list[Judged]:
    return [Judged(**item) for item in yaml.safe_load(JUDGED.read_text(encoding="utf-8"))[kind]]


def _list_wrong(briefing: Briefing, kind: str) -> list[str]:
    """A line for each pair of a kind that is one fact where it should be two, or two where it should be one."""
    fact_of = briefing.same_facts.fact_of
    return [
        f"{left} and {right}: {item.why}"
        for item in _read(kind)
        for left, right in item.pairs
        if (fact_of(left) == fact_of(right)) != (kind == "same")
    ]


def _ask_to_judge(unjudged: set[str]) -> str:
    return "\n".join([f"read these, and list them in {JUDGED.name}, under `same` or `apart`:", *sorted(unjudged)])


def test_claims_that_state_the_same_are_one_fact(briefing: Briefing) -> None:
    wrong = _list_wrong(briefing, "same")
    assert not wrong, "\n".join(wrong)


def test_claims_that_only_look_alike_are_two_facts(briefing: Briefing) -> None:
    wrong = _list_wrong(briefing, "apart")
    assert not wrong, "\n".join(wrong)


def test_every_fact_of_several_claims_was_judged(briefing: Briefing) -> None:
    facts: dict[str, list[str]] = {}
    for claim_id in briefing.library.claims:
        if fact := briefing.same_facts.fact_of(claim_id):
            facts.setdefault(fact, []).append(claim_id)
    several = {" = ".join(sorted(claims)) for claims in facts.values() if len(claims) > 1}
    unjudged = several - {" = ".join(sorted(item.claims)) for item in _read("same")}
    assert not unjudged, _ask_to_judge(unjudged)


def test_every_difference_was_judged(briefing: Briefing) -> None:
    """Claims that say how they differ are about the same, so somebody has compared them."""
    judged = {pair for item in _read("apart") for pair in item.pairs}
    derived = briefing.facts.claims
    differences = {tuple(sorted((i, other.claim))) for i in derived for other in derived[i].differences}
    unjudged = {" and ".join(pair) for pair in differences - judged}
    assert not unjudged, _ask_to_judge(unjudged)


def test_facts_of_one_measure_were_judged(briefing: Briefing) -> None:
    """Two facts that give the same property of the same subject: a pair of claims from them is in the list."""
    fact_of, claims = briefing.same_facts.fact_of, briefing.facts.claims
    judged = {frozenset((fact_of(left), fact_of(right))) for item in _read("apart") for left, right in item.pairs}
    measures: dict[str, set[str]] = {}
    for claim_id in claims:
        if (statement := claims[claim_id].statement) and fact_of(claim_id):
            measures.setdefault(of_subject(statement), set()).add(fact_of(claim_id))
    alike = {frozenset(pair) for facts in measures.values() for pair in combinations(facts, 2)}
    unjudged = {" and ".join(sorted(pair)) for pair in alike - judged}
    assert not unjudged, _ask_to_judge(unjudged)


def test_the_texts_are_those_that_were_judged(briefing: Briefing, update: bool) -> None:
    """A changed text may state another fact: read its pairs again, then run `pytest --update`."""
    claims = briefing.library.claims
    kinds = {kind: _read(kind) for kind in ("same", "apart")}
    items = [item for judged in kinds.values() for item in judged]
    reworded = {
        i: claims[i].data.text for item in items for i, text in item.claims.items() if claims[i].data.text != text
    }
    if update and reworded:
        _write_texts(kinds, reworded)
        return
    assert reworded == {}, f"read the items of these claims in {JUDGED.name}, then run: pytest --update {__file__}"


def _write_texts(kinds: dict[str, list[Judged]], reworded: dict[str, str]) -> None:
    said = JUDGED.read_text(encoding="utf-8")
    comment = said[: said.index("same:\n")]
    items = {
        kind: [
            {"why": item.why, "claims": {i: reworded.get(i, text) for i, text in item.claims.items()}}
            for item in judged
        ]
        for kind, judged in kinds.items()
    }
    written = yaml.safe_dump(items, allow_unicode=True, sort_keys=False, width=10**6)
    JUDGED.write_text(comment + written, encoding="utf-8")
