"""What the comparison of a claim with its passage means for its lock: a program locks only a match."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..content.evidence import Comparison, State
from ..content.kinds.claim import Claim
from ..content.kinds.lock import Lock
from ..content.records import Record
from ..desk.comparison.answers import Answer, CannotTell, Contradiction, Match
from ..problem import make_visible

if TYPE_CHECKING:
    from ..desk.comparison.comparer import ArticleComparer

MAX_QUOTE = 400
"""How much of a passage a message shows."""


@dataclass(frozen=True, slots=True)
class Judgment:
    """The state of a claim, what is to do, and the lock that `--fix` writes; `contradiction` says how the claim differs
    from its passage."""

    state: State
    what: str = ""
    cure: str = ""
    lock: Lock | None = None
    contradiction: str = ""


def judge(record: Record[Claim], lock: Lock | None, found: Comparison, comparer: ArticleComparer | None) -> Judgment:
    """Compares a claim with the passage that was found for it, unless a person has read them. `comparer` is None if
    the article has no entry: then nothing is locked. Raises MissingSplitter."""
    plain = Judgment(found.state, found.what, found.cure, found.lock)
    kept = found.lock if found.state == "moved" else lock
    if comparer is None:
        return replace(plain, lock=None)
    if found.span is None or (found.state in ("verified", "moved") and kept and kept.read):
        return plain
    answer = comparer.compare(record.data, found.span)
    if isinstance(answer, Contradiction):
        return replace(plain, lock=None, contradiction=answer.what, cure=_write_cure(record, answer))
    if found.state in ("verified", "moved"):
        renewed = renew_lock(kept, answer) if kept else None
        return replace(plain, lock=renewed if renewed != lock else None)
    quote = f"“{make_visible(comparer.quote(found.span), MAX_QUOTE)}”"
    if isinstance(answer, Match):
        assert found.lock is not None
        matching = " and ".join(answer.compared)
        cure = f"compare the claim with {quote}, then run 'python hooks check --evidence DIR --fix'"
        return replace(
            plain, what=f"{found.what}; its {matching} match", cure=cure, lock=renew_lock(found.lock, answer)
        )
    cure = f"read it against {quote}; if it holds, give these words to 'python hooks cite {record.id} --read'"
    return replace(plain, what=f"{found.what}: {answer.why}", cure=cure, lock=None)


def renew_lock(lock: Lock, answer: Answer) -> Lock:
    """A lock that says what was compared."""
    compared = answer.compared if isinstance(answer, Match) else None
    if isinstance(answer, CannotTell) and answer.is_empty:
        compared = ()
    return lock.model_copy(update={"compared": compared})


def _write_cure(record: Record[Claim], answer: Contradiction) -> str:
    if answer.at and answer.at != record.data.at:
        if answer.fits:
            return f"it is in {answer.at}: write 'at: {answer.at}', or correct the claim"
        return f"read {answer.at}, which has a part of it, and correct the claim or its place"
    overrule = f"python hooks cite {record.id} --read --overrule"
    return f"correct the claim, or its place; if the article says it in other words, give these to '{overrule}'"
