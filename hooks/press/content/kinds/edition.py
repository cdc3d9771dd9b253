"""A dated, curated briefing page."""

from __future__ import annotations

from .base import ClaimRef, DateField, Line, Model, Prose


class Section(Model):
    heading: Line
    body: Prose | None = None
    claims: list[ClaimRef] = []


class Edition(Model):
    """`date` is the day of publication, `covers` the period it is about."""

    title: Line
    date: DateField
    covers: DateField
    editor: Line | None = None
    standfirst: Prose
    bottom_line: list[Prose]
    sections: list[Section] = []
    unknowns: list[Prose] = []
    watch: list[Prose] = []
