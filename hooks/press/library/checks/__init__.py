"""The tables of checks. Each check takes one record, looks up others by their ids and yields problems.

A new check is a function in this folder and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ...content.kinds import KINDS
from ...content.kinds.article import Article
from ...content.kinds.base import Model, Retired
from ...content.kinds.claim import Claim, DraftClaim, RetiredClaim
from ...content.kinds.comparison import Comparison
from ...content.kinds.edition import Edition
from ...content.kinds.entries import Term, Topic
from ...content.kinds.lock import Lock
from ...content.records import Record
from ...problem import Problem
from ..library import Library
from ..names import Names
from . import citations, claims, comparisons, edition_figures, figures, locks, plausibility, prose, references

Check = Callable[[Library, Names, Record[Any]], Iterator[Problem]]

SHARED: tuple[Check, ...] = (
    references.check_fields,
    references.check_prose,
    citations.check_citations,
    prose.check_texts,
    prose.check_comments,
)
"""For every record, except those of ALONE."""
NAMED: tuple[Check, ...] = (
    prose.check_listed_misprints,
    prose.check_repeated_names,
    prose.check_written_names,
    plausibility.check_folder,
    plausibility.check_website_tracking,
)
"""For kinds whose entries have names."""
LINKED: tuple[Check, ...] = (prose.check_shared_names, plausibility.check_common_aliases)
"""For kinds whose names link."""

CLAIMS: tuple[Check, ...] = (
    references.check_article_exists,
    claims.check_statement,
    figures.check_figures,
    claims.check_status,
    claims.check_drafted_by,
    claims.check_self_references,
    claims.check_spans,
    claims.check_speaker,
    claims.check_supersession,
    claims.check_length,
    plausibility.check_claim_dates,
    plausibility.check_sentences,
    plausibility.check_opinion,
)
"""For claims, drafts included."""

OWN: dict[type[Model], tuple[Check, ...]] = {
    Claim: CLAIMS,
    DraftClaim: CLAIMS,
    Article: (
        claims.check_origin,
        claims.check_web_address,
        plausibility.check_article_dates,
        plausibility.check_article_tracking,
    ),
    Term: (claims.check_definition,),
    Topic: (claims.check_parent,),
    Edition: (claims.check_bottom_line, edition_figures.check_figures),
    Comparison: (comparisons.check_entries, comparisons.check_rows, comparisons.check_charts),
}
"""Model -> checks of its records only, besides those above."""

ALONE: dict[type[Model], tuple[Check, ...]] = {
    Retired: (references.check_moves,),
    RetiredClaim: (references.check_moves,),
    Lock: (locks.check_lock,),
}
"""Model -> all checks of its records; none of those above apply."""


def check_record(library: Library, names: Names, record: Record[Any]) -> tuple[Problem, ...]:
    """All problems of one record, in the order of the tables."""
    return tuple(problem for run in _list_checks(record) for problem in run(library, names, record))


PARTIAL: dict[type[Model], tuple[Check, ...]] = dict.fromkeys(
    (Claim, DraftClaim), (claims.check_value, claims.check_spans, claims.check_speaker)
)
"""Model -> checks of a record of which some fields are missing because they are wrong, besides SHARED."""


def check_partial_record(library: Library, names: Names, record: Record[Any]) -> tuple[Problem, ...]:
    """The problems of the good fields of a record that is not taken because others are wrong."""
    model = type(record.data)
    checks = () if model in ALONE else (*SHARED, *PARTIAL.get(model, ()))
    return tuple(problem for run in checks for problem in run(library, names, record))


def _list_checks(record: Record[Any]) -> tuple[Check, ...]:
    model = type(record.data)
    if model in ALONE:
        return ALONE[model]
    kind = KINDS.get(record.kind)
    named = NAMED if kind and kind.is_named else ()
    linked = LINKED if kind and kind.links else ()
    return (*SHARED, *named, *linked, *OWN.get(model, ()))
