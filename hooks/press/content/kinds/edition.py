"""A dated, curated briefing page."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from . import ANY_ENTRY, CLAIM
from .base import ClaimRef, DateField, Line, Model, Prose, wrap_in_list
from .comparison import Properties
from .marks import Refers

DrawnRef = Annotated[str, Field(min_length=1), Refers((ANY_ENTRY, CLAIM))]


class Figure(Model):
    """A drawing that is made from claims."""

    kind: Literal["series", "strip", "lanes", "comparison"]
    """What is drawn: amounts as bars (`series`), dated facts on one axis (`strip`), the same on an axis for each entry
    (`lanes`), or the table of a comparison."""
    of: Annotated[
        list[DrawnRef],
        BeforeValidator(wrap_in_list, json_schema_input_type=DrawnRef | list[DrawnRef]),
        Field(min_length=1),
    ]
    """Of what: entries for a series and for lanes, claims or entries for a strip, the id of a comparison."""
    property: Properties = []
    """For a series, the property whose amounts are drawn, or a list of properties."""
    title: Line | None = None
    """What the drawing shows, in a few words, if not just what it is of."""


class Section(Model):
    """A part of an edition, under a heading of its own."""

    heading: Line
    """The heading."""
    body: Prose | None = None
    """What introduces the claims."""
    claims: list[ClaimRef] = []
    """The claims that are listed, in this order."""
    figure: Figure | None = None
    """A drawing made from claims."""


class Edition(Model):
    """A dated, curated page of the briefing."""

    title: Line
    """The headline."""
    date: DateField
    """The day on which we publish it."""
    covers: DateField
    """The period that it is about."""
    editor: Line | None = None
    """Who edited it."""
    standfirst: Prose
    """The paragraph under the headline."""
    bottom_line: list[Prose]
    """Three to five sentences that say the most important things."""
    sections: list[Section] = []
    """The parts of the page."""
    unknowns: list[Prose] = []
    """What is not known."""
    watch: list[Prose] = []
    """What to watch next."""
