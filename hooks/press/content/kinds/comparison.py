"""Entries set side by side: what sources say of each, row by row."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from .base import ClaimRef, EntryRef, Line, Model, PropertyRef, Prose, make_flag_parser, wrap_in_list


def _expand_entry(value: object) -> object:
    return {"entry": value} if isinstance(value, str) else value


def _expand_property(value: object) -> object:
    return {"property": value} if isinstance(value, str) else value


Properties = Annotated[
    list[PropertyRef], BeforeValidator(wrap_in_list, json_schema_input_type=PropertyRef | list[PropertyRef])
]


class Compared(Model):
    """One column of a comparison: an entry, and other entries whose statements count for it."""

    entry: EntryRef
    """The entry that is compared."""
    with_: list[EntryRef] = Field(default=[], alias="with")
    """Other entries that belong to it in this comparison, such as the company of a founder."""


class Row(Model):
    """One row of a comparison: statements of some properties, or chosen claims in their own words, or both."""

    label: Line
    """What is compared."""
    property: Properties = []
    """The property whose values are shown, the latest first, or a list of properties."""
    only: Literal["with", "others"] | None = None
    """Which values are shown, where not all are: those that are entries of the column's `with`, or all `others`."""
    latest: Annotated[bool, BeforeValidator(make_flag_parser("true"))] = False
    """Whether only the latest value of each column is shown."""
    claims: list[ClaimRef] = []
    """Claims that are shown in their own words, each in the columns whose entries it is about."""


class Chart(Model):
    """Amounts that are drawn beneath the table, over time, on one scale for all columns."""

    property: Annotated[Properties, Field(min_length=1)]
    """The property whose amounts are drawn, or a list of properties that are drawn together."""
    title: Line | None = None
    """What the drawing shows, if not just the labels of its properties."""


ComparedField = Annotated[Compared, BeforeValidator(_expand_entry, json_schema_input_type=EntryRef | Compared)]
ChartField = Annotated[Chart, BeforeValidator(_expand_property, json_schema_input_type=PropertyRef | Chart)]


class Comparison(Model):
    """A page that sets two to five entries side by side."""

    title: Line
    """The headline."""
    lead: Prose
    """One sentence on what is compared, and why."""
    entries: list[ComparedField]
    """Two to five entries, each as an id, or as `{entry: id, with: [ids]}` with others that belong to it."""
    rows: list[Row]
    """What is compared, row by row: `{label: words, property: id}` or `{label: words, claims: [article/claim]}`."""
    charts: list[ChartField] = []
    """The amounts that are drawn, each as the id of a property, or as `{property: [ids], title: words}`."""
