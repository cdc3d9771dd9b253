"""The facts of the published briefing that several claims state: which claims are joined was judged by readers."""

from __future__ import annotations

from pathlib import Path

from press.library.briefing import Briefing

ROOT = Path(__file__).resolve().parents[2]
FACTS = Path(__file__).parent / "facts.txt"


def _list_facts() -> str:
    """Every fact of two claims or more: a line for each claim with its text, and an empty line between facts."""
    briefing = Briefing(ROOT, "briefings")
    briefing.check()
    library, same = briefing.library, briefing.same_facts
    facts: dict[str, list[str]] = {}
    for claim_id in sorted(library.claims):
        facts.setdefault(same.fact_of(claim_id), []).append(f"{claim_id}: {library.claims[claim_id].data.text}\n")
    return "\n".join("".join(lines) for lines in sorted(facts.values()) if len(lines) > 1)


def test_the_joined_claims_are_those_that_were_judged(update: bool) -> None:
    """After a change, read the pairs again: would a reader call them the same fact? Then run `pytest --update`."""
    facts = _list_facts()
    if update:
        FACTS.write_text(facts, encoding="utf-8")
    assert facts == FACTS.read_text(encoding="utf-8"), f"run: pytest --update {__file__}"
