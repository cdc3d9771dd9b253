"""A dated, curated briefing page."""

from __future__ import annotations

from .base import ClaimRef, DateField, Line, Model, Prose


class Section(Model):
    """A part of an edition, under a heading of its own."""

    heading: Line
    """The heading."""
    body: Prose | None = None
    """What introduces the claims."""
    claims: list[ClaimRef] = []
    """The claims that are listed, in this order."""


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
