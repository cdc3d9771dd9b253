"""Checks that every reference leads to an entry of the right kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ...content.kinds import ANY_ENTRY, ARTICLE, CLAIM, PROPERTIES
from ...content.kinds.base import Retired
from ...content.kinds.claim import Claim, RetiredClaim
from ...content.kinds.marks import Marked, Refers, find_marked
from ...content.prose_fields import list_prose
from ...content.records import Record
from ...problem import Code, Fix, Place, Problem, make_visible
from ..library import Library, global_claim_id
from ..names import Names, written_references
from .suggestions import suggest_claim, suggest_claim_of, suggest_entry, suggest_property

Locate = Callable[[], Place]
"""Finds the place of a reference; called only if there is a problem, because it may read a file again."""


def check_fields(library: Library, names: Names, record: Record[Any]) -> Iterator[Problem]:
    """Reports references in fields that are broken or lead to the wrong kind."""
    for reference in find_marked(record.data, Refers):
        yield from _check_reference(library, names, record, reference)


def check_prose(library: Library, names: Names, record: Record[Any]) -> Iterator[Problem]:
    """Reports `[[id]]` and `[@claim]` in Markdown that are broken or lead to the wrong kind."""
    for path, text in list_prose(record):
        for match in written_references(text):
            at = partial(record.locate, *path, offset=match.start())
            yield from check_written_reference(library, names, match["page"], match["cite"], at)


def check_written_reference(
    library: Library, names: Names, page: str | None, cite: str | None, at: Locate
) -> Iterator[Problem]:
    """Reports what is wrong with one `[[page]]` or `[@cite]` of a text; the other of the two is None."""
    if page is not None:
        yield from _check_target(library, names, page, (ANY_ENTRY, CLAIM), at, "reference", f"[[{page}")
    elif cite is not None and "/" not in cite:
        cure = f"write '[[{cite}]]' for an entry" if library.resolve(cite) else "write [@article/claim]"
        yield Problem(at(), Code.INCOMPLETE_CLAIM_ID, f"[@{make_visible(cite)}] cites no claim", cure)
    elif cite is not None:
        yield from _check_target(library, names, cite, (CLAIM,), at, "citation", f"[@{cite}")


def check_moves(library: Library, names: Names, record: Record[Retired | RetiredClaim]) -> Iterator[Problem]:
    """Reports a retired id that leads nowhere or in a circle."""
    for index, target in enumerate(library.moved_to(record.id)):
        at = partial(record.locate, "moved_to", index)
        if target not in library.moved:
            yield from _check_target(library, names, target, (ANY_ENTRY, CLAIM), at, "moved_to", target)
        elif {record.id, target} <= library.ids_in_circles("moved_to"):
            what, cure = f"'{record.id}' and '{target}' lead to each other", "make one of them lead to an entry"
            yield Problem(at(), Code.CIRCULAR_REFERENCE, what, cure)


def check_article_exists(library: Library, names: Names, record: Record[Claim]) -> Iterator[Problem]:
    """Reports a file of claims without an article, at the first of its claims."""
    article = record.article
    if library.kind.get(article) == ARTICLE.name or article in library.broken:
        return
    if library.order_of(record.id)[1] == 0:
        near = library.find_nearest_id(article, ARTICLE.name)
        cure = f"did you mean 'claims/{near}.yml'?" if near else f"write articles/{article}.yml"
        what = f"there is no article '{article}' for these claims"
        yield Problem(Place(record.file), Code.CLAIMS_WITHOUT_ARTICLE, what, cure)


def _check_reference(
    library: Library, names: Names, record: Record[Any], reference: Marked[Refers]
) -> Iterator[Problem]:
    at = partial(record.locate, *reference.path)
    name = next(str(step) for step in reversed(reference.path) if isinstance(step, str) and step not in ("id", "claim"))
    target, kinds = reference.text, reference.mark.kinds
    if kinds == (PROPERTIES.name,):
        if target not in library.properties and "properties" not in library.broken:
            what = f"property '{make_visible(target)}' is not in the vocabulary"
            yield Problem(at(), Code.UNKNOWN_REFERENCE, what, suggest_property(library, target))
        return
    if kinds == (CLAIM,):
        if library.kind.get(target) == ARTICLE.name and library.resolve(global_claim_id(target, record)) is None:
            claim = record.data if isinstance(record.data, Claim) else None
            what, cure = f"{name} '{target}' is an article, not a claim", suggest_claim_of(library, target, claim)
            yield Problem(at(), Code.INCOMPLETE_CLAIM_ID, what, cure)
            return
        target = global_claim_id(target, record)
        if "/" not in target:
            near = library.find_claim_named(target)
            what = f"{name} '{make_visible(target)}' names no article"
            cure = f"did you mean '{near}'?" if near else "write it as article/claim"
            yield Problem(at(), Code.INCOMPLETE_CLAIM_ID, what, cure)
            return
    yield from _check_target(library, names, target, kinds, at, name, reference.text)


def _check_target(
    library: Library, names: Names, target: str, kinds: tuple[str, ...], at: Locate, name: str, seen: str
) -> Iterator[Problem]:
    """Reports a reference that leads nowhere, or to the wrong kind; `seen` is what is written."""
    resolved = library.resolve(target)
    if resolved is None:
        if not _is_excused(library, target):
            claim = kinds == (CLAIM,) or "/" in target
            what = f"{name} '{make_visible(target)}' is not {'a claim' if claim else 'an entry'}"
            cure = suggest_claim(library, target) if claim else suggest_entry(library, names, target, kinds, name)
            yield Problem(at(), Code.UNKNOWN_REFERENCE, what, cure)
        return
    kind = library.kind.get(resolved, CLAIM)
    if library.is_split(target):
        yield report_retired(library, target, at(), name, seen)
    elif kind not in kinds and not (ANY_ENTRY in kinds and kind != CLAIM):
        wanted = " or ".join(kinds)
        what, cure = f"{name} '{make_visible(target)}' is of kind {kind}", f"expected an id of kind {wanted}"
        yield Problem(at(), Code.WRONG_KIND, what, cure)
    elif kind == CLAIM and library.claims[resolved].data.status == "draft":
        cure = "set its status to reported, or remove the reference"
        what = f"{name} '{make_visible(target)}' is a draft, which is not published"
        yield Problem(at(), Code.REFERENCE_TO_DRAFT, what, cure)
    elif target in library.moved:
        yield report_retired(library, target, at(), name, seen)


def report_retired(library: Library, target: str, at: Place, name: str, seen: str) -> Problem:
    """The problem of a reference to a retired id: an error if it was split, because any of its parts may be meant."""
    cure = f"write {' or '.join(repr(end) for end in library.targets(target))}"
    if library.is_split(target):
        return Problem(at, Code.SPLIT_REFERENCE, f"{name} '{make_visible(target)}' was split", cure)
    end = library.targets(target)[0]
    fix = Fix(seen, seen.replace(target, end, 1) if target in seen else end)
    return Problem(at, Code.RETIRED_REFERENCE, f"{name} '{make_visible(target)}' is retired", cure, fix)


def _is_excused(library: Library, target: str) -> bool:
    """Whether the target is in a file with mistakes of its own, or in a circle that is reported elsewhere."""
    return target in library.broken or target.partition("/")[0] in library.broken or target in library.moved
