"""What an article's text says of the claims read from it, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...problem import Code
from ..kinds.claim import Claim
from ..kinds.lock import CONTEXT, MIN_PASSAGE, Lock
from ..values.invalid_value import InvalidValue
from .normal import digest, normal
from .passages import ArticleText, Span

State = Literal["verified", "moved", "changed", "lost", "stale", "unlocked"]
LONGEST = 3
"""A passage that was changed is at most so many times as long as before."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a claim stands to the text, and the lock that `--fix` writes, None where a person must look first."""

    state: State
    what: str = ""
    cure: str = ""
    lock: Lock | None = None


def known_state(claim: Claim, lock: Lock) -> State:
    """What can be told without the text. A lock on another place than the claim names now is none."""
    if lock.at != claim.at:
        return "unlocked"
    return "verified" if lock.text == digest(normal(claim.text)) else "stale"


def answer(claim: Claim, name: str, lock: Lock | None, text: ArticleText, day: str) -> Answer:
    """`name` is the global id of the claim, `day` that on which the text is compared."""
    if lock is None or lock.at != claim.at:
        return _unlocked(claim, name, lock, text, day)
    found = _find(lock, text)
    if found is None:
        cure = f"read it again; if the claim still holds, run 'python hooks cite {name}'; if not, correct the claim"
        if _is_changed(lock, text):
            return Answer("changed", "the passage behind this claim reads otherwise in the article now", cure)
        return Answer("lost", "the passage behind this claim is no longer in the article", cure)
    fresh = lock_of(claim, found, text, day)
    try:
        within(claim.at, found, text)
    except InvalidValue as error:
        return Answer("moved", error.what, error.cure)
    if fresh.text != lock.text:
        cure = f"read the claim against its source, then {_FIX}"
        return Answer("stale", f"this claim was reworded since it was checked on {lock.checked}", cure, fresh)
    if (fresh.start, fresh.before, fresh.after) != (lock.start, lock.before, lock.after):
        far = fresh.start - lock.start
        where = f"{abs(far)} characters {'later' if far > 0 else 'earlier'}" if far else "among other words"
        return Answer("moved", f"the passage behind this claim stands {where}", _FIX, fresh)
    return Answer("verified")


_FIX = "run 'python hooks check --evidence DIR --fix'"


def _unlocked(claim: Claim, name: str, lock: Lock | None, text: ArticleText, day: str) -> Answer:
    what = f"checked at {lock.at or 'no place'}, not at {claim.at or 'none'}" if lock else "not yet checked"
    what = f"this claim was {what}"
    if claim.at is None:
        return Answer("unlocked", what, f"add 'at: s…', or quote its words to 'python hooks cite {name}'")
    try:
        span = text.span(claim.at)
        refuse(text.words[span.start : span.end], text)
    except InvalidValue as error:
        return Answer("unlocked", f"{what}: {error.what}", error.cure)
    cure = f"read the claim against its source, then {_FIX}"
    return Answer("unlocked", what, cure, lock_of(claim, span, text, day))


def refuse(words: str, text: ArticleText) -> None:
    """Raises Misfit for normalised words that are too short to be hashed, or do not stand just once in the text."""
    if len(words) < MIN_PASSAGE:
        what = (
            f"the passage has {len(words)} characters; at least {MIN_PASSAGE} are needed, or its hash could be guessed"
        )
        raise InvalidValue(what, "take in the words before or after it", Code.PASSAGE_TOO_SHORT)
    if (count := text.count(words)) > 1:
        what = f"the passage stands {count} times in the text"
        raise InvalidValue(what, "take in the words before or after it", Code.PASSAGE_REPEATED)


def lock_of(claim: Claim, span: Span, text: ArticleText, day: str) -> Lock:
    """The lock of a claim on a passage."""
    return Lock(
        at=claim.at,
        start=span.start,
        length=span.end - span.start,
        exact=text.hash_of(span),
        before=text.hash_before(span),
        after=text.hash_after(span),
        text=digest(normal(claim.text)),
        checked=day,
    )


def _find(lock: Lock, text: ArticleText) -> Span | None:
    """Where the passage stands: where it did, else where its surroundings are the same, else the nearest."""
    there = Span(lock.start, lock.start + lock.length)
    if text.hash_of(there) == lock.exact:
        return there

    def strange(span: Span) -> tuple[bool, int]:
        around = text.hash_before(span), text.hash_after(span)
        return around != (lock.before, lock.after), abs(span.start - lock.start)

    return min(text.spans_of(lock.exact, lock.length), key=strange, default=None)


def _is_changed(lock: Lock, text: ArticleText) -> bool:
    """Whether other words stand between what stood before and after the passage."""
    if lock.before is None and lock.after is None:
        return False
    starts = [start + CONTEXT for start in text.surroundings(lock.before)] if lock.before else [0]
    ends = text.surroundings(lock.after) if lock.after else [len(text.words)]
    most = LONGEST * lock.length
    return any(0 < end - start <= most and text.words[start:end].strip() for start in starts for end in ends)


def within(at: str | None, span: Span, text: ArticleText) -> None:
    """Raises Misfit for a passage that stands elsewhere than the claim says."""
    if at is not None and not text.span(at).holds(span):
        place = text.place(span, at[0])
        what = f"the passage behind this claim stands in {place}, not in {at}"
        raise InvalidValue(what, f"write 'at: {place}'", Code.WRONG_LOCATION)
