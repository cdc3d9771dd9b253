"""Compares one claim at a time with the text of its article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from ...problem import Code
from ..kinds.claim import Claim
from ..kinds.lock import CONTEXT, MIN_PASSAGE, Lock
from ..values.invalid_value import InvalidValue
from .normal import hash_text, normalize
from .passages import ArticleText, Span

State = Literal["verified", "moved", "changed", "lost", "stale", "unlocked"]
MAX_GROWTH = 3
"""A changed passage is at most this many times its former length."""

_FIX = "run 'python hooks check --evidence DIR --fix'"


Check = Literal["read", "compared", "nothing", "found"]
"""How a passage was checked: read by a person, compared by a program, found with nothing in it to compare, or only
found."""
CHECKS: tuple[Check, ...] = get_args(Check)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the text says about a claim, the lock that `--fix` writes, None if a person must look first, and where the
    passage is now, None if it is not known."""

    state: State
    what: str = ""
    cure: str = ""
    lock: Lock | None = None
    span: Span | None = field(default=None, compare=False)


def describe_check(lock: Lock) -> Check:
    """How the passage of a lock was checked."""
    if lock.read is not None:
        return "read"
    if lock.compared is None:
        return "found"
    return "compared" if lock.compared else "nothing"


def infer_state(claim: Claim, lock: Lock) -> State:
    """The state of a claim as far as it is known without the text. A lock on a place other than the claim's does not
    count."""
    if lock.at != claim.at:
        return "unlocked"
    return "verified" if lock.text == hash_text(normalize(claim.text)) else "stale"


def compare_claim(claim: Claim, name: str, lock: Lock | None, text: ArticleText, day: str) -> Comparison:
    """Compares a claim with the text of its article. `name` is the claim's global id, `day` today's date as
    YYYY-MM-DD."""
    if lock is None or lock.at != claim.at:
        return _compare_unlocked(claim, name, lock, text, day)
    span = _find_passage(lock, text)
    if span is None:
        cure = f"read it again; if the claim still holds, run 'python hooks cite {name}'; if not, correct the claim"
        if _is_changed(lock, text):
            return Comparison("changed", "the passage behind this claim now reads differently", cure)
        return Comparison("lost", "the passage behind this claim is no longer in the article", cure)
    fresh = make_lock(claim, span, text, day)
    try:
        check_location(claim.at, span, text)
    except InvalidValue as error:
        return Comparison("moved", error.what, error.cure, span=span)
    if fresh.text != lock.text:
        cure = f"compare the claim with its source, then {_FIX}"
        what = f"this claim was reworded since it was checked on {lock.checked}"
        return Comparison("stale", what, cure, fresh, span)
    if (fresh.start, fresh.before, fresh.after) != (lock.start, lock.before, lock.after):
        shift = fresh.start - lock.start
        where = (
            f"{abs(shift)} characters {'later' if shift > 0 else 'earlier'}" if shift else "surrounded by other words"
        )
        kept = fresh.model_copy(update={"compared": lock.compared, "read": lock.read})
        return Comparison("moved", f"the passage behind this claim is now {where}", _FIX, kept, span)
    return Comparison("verified", span=span)


def _compare_unlocked(claim: Claim, name: str, lock: Lock | None, text: ArticleText, day: str) -> Comparison:
    what = f"checked at {lock.at or 'no place'}, not at {claim.at or 'no place'}" if lock else "not yet checked"
    what = f"this claim was {what}"
    if claim.at is None:
        return Comparison("unlocked", what, f"add 'at: s…', or pass its words to 'python hooks cite {name}'")
    try:
        span = text.find_span(claim.at)
        check_passage(text.words[span.start : span.end], text)
    except InvalidValue as error:
        return Comparison("unlocked", f"{what}: {error.what}", error.cure)
    cure = f"compare the claim with its source, then {_FIX}"
    return Comparison("unlocked", what, cure, make_lock(claim, span, text, day), span)


def check_passage(words: str, text: ArticleText) -> None:
    """Raises InvalidValue for normalized words that are too short to hash, or that are in the text more than once."""
    if len(words) < MIN_PASSAGE:
        what = (
            f"the passage has {len(words)} characters; at least {MIN_PASSAGE} are needed, or its hash could be guessed"
        )
        raise InvalidValue(what, "include the words before or after it", Code.PASSAGE_TOO_SHORT)
    if (count := text.count_matches(words)) > 1:
        what = f"the passage appears {count} times in the text"
        raise InvalidValue(what, "include the words before or after it", Code.PASSAGE_REPEATED)


def make_lock(claim: Claim, span: Span, text: ArticleText, day: str) -> Lock:
    """The lock that ties a claim to a passage."""
    return Lock(
        at=claim.at,
        start=span.start,
        length=span.end - span.start,
        exact=text.hash_span(span),
        before=text.hash_before(span),
        after=text.hash_after(span),
        text=hash_text(normalize(claim.text)),
        checked=day,
    )


def _find_passage(lock: Lock, text: ArticleText) -> Span | None:
    """The span of the passage: where it was, else where its surroundings are the same, else the nearest match."""
    former = Span(lock.start, lock.start + lock.length)
    if text.hash_span(former) == lock.exact:
        return former

    def rank(span: Span) -> tuple[bool, int]:
        around = text.hash_before(span), text.hash_after(span)
        return around != (lock.before, lock.after), abs(span.start - lock.start)

    return min(text.find_spans(lock.exact, lock.length), key=rank, default=None)


def _is_changed(lock: Lock, text: ArticleText) -> bool:
    """Whether there are now other words between what was before and after the passage."""
    if lock.before is None and lock.after is None:
        return False
    starts = [start + CONTEXT for start in text.find_contexts(lock.before)] if lock.before else [0]
    ends = text.find_contexts(lock.after) if lock.after else [len(text.words)]
    most = MAX_GROWTH * lock.length
    return any(0 < end - start <= most and text.words[start:end].strip() for start in starts for end in ends)


def check_location(at: str | None, span: Span, text: ArticleText) -> None:
    """Raises InvalidValue for a passage that is not at the place that the claim names."""
    if at is not None and not text.find_span(at).contains(span):
        place = text.name_location(span, at[0])
        what = f"the passage behind this claim is in {place}, not in {at}"
        raise InvalidValue(what, f"write 'at: {place}'", Code.WRONG_LOCATION)
