"""The single files next to the folders: the vocabulary of properties, the corrections and the feeds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticKnownError

from . import ANY_ENTRY, CLAIM, SUBJECTS
from .base import (
    AnyRef,
    CompanyRef,
    DateField,
    Line,
    Model,
    OwnId,
    Prose,
    Web,
    make_flag_parser,
    wrap_in_list,
)
from .marks import Refers

VALUE_KINDS = (*SUBJECTS, "amount", "number", "date", "text")
"""What the value of a property can be: an entry of one of these kinds, or one of these types."""


def _check_value_kind(value: object) -> object:
    """Checks like a `Literal`, which cannot be used because its members would have to be written out here."""
    if value not in VALUE_KINDS:
        *others, last = map(repr, VALUE_KINDS)
        raise PydanticKnownError("literal_error", {"expected": f"{', '.join(others)} or {last}"})
    return value


ValueKind = Annotated[str, BeforeValidator(_check_value_kind), WithJsonSchema({"enum": list(VALUE_KINDS)})]


class Unit(Model):
    """A unit in the plural forms of the language: `{one: death, other: deaths}`. One text is used for every number."""

    zero: Line | None = None
    """The form for none, if the language has one."""
    one: Line | None = None
    """The form for one."""
    two: Line | None = None
    """The form for two, if the language has one."""
    few: Line | None = None
    """The form for a few, if the language has one."""
    many: Line | None = None
    """The form for many, if the language has one."""
    other: Line
    """The form for all other numbers, which is also the name of the unit."""

    @property
    def forms(self) -> tuple[tuple[str, str], ...]:
        """(plural category, form) of those that are written."""
        written = ((form, getattr(self, form)) for form in type(self).model_fields)
        return tuple((form, text) for form, text in written if text)


def _expand_unit(value: object) -> object:
    return {"other": value} if isinstance(value, str) else value


class Property(Model):
    """A relation or a figure: its label from either side, what its value may be, and whether there is only one at a
    time."""

    label: Line
    """How it is named beside its subject."""
    inverse: Line | None = None
    """How it is named beside its value, if that is an entry."""
    past: Line | None = None
    """How it is named beside its subject once it has ended. A relation with it lasts until it is said to end."""
    past_inverse: Line | None = None
    """How it is named beside its value once it has ended."""
    value: Annotated[
        list[ValueKind],
        BeforeValidator(wrap_in_list, json_schema_input_type=ValueKind | list[ValueKind]),
        Field(min_length=1),
    ]
    """What its value may be: a kind of entry, or a type; one or a list."""
    single: Literal["value", "subject", "both", "none"] = "none"
    """Whether there is only one at a time: one `value` for each subject, one `subject` for each value, or `both`. Two
    claims then conflict if they differ."""
    unit: Annotated[Unit, BeforeValidator(_expand_unit, json_schema_input_type=Line | Unit)] | None = None
    """The unit of its amounts, if that is neither a currency nor percent: a text, or its plural forms, as in `{one:
    lamp, other: lamps}`."""
    role: Annotated[bool, BeforeValidator(make_flag_parser("true"))] = False
    """Whether it is a role that a person has in an organization. The roles of a person are drawn as bars."""
    agreed: Annotated[bool, BeforeValidator(make_flag_parser("true"))] = False
    """Whether its amounts are what two sides agreed on, such as a price. Drawings show them solid, others hollow."""

    @property
    def lasts(self) -> bool:
        """Whether it is a state that lasts, not something that happened once."""
        return bool(self.past or self.past_inverse)

    @property
    def unit_name(self) -> str:
        """The name of its unit; empty if it has none."""
        return self.unit.other if self.unit else ""

    @property
    def measures(self) -> bool:
        """Whether its values are numbers."""
        return bool({"amount", "number"} & set(self.value))


class Correction(Model):
    """What we got wrong or changed."""

    date: DateField
    """The day of the correction."""
    entry: Annotated[str, Refers((ANY_ENTRY, CLAIM))]
    """The id of the claim or entry."""
    kind: Literal["correction", "clarification", "update", "retraction"]
    """What sort of change it is."""
    was: Prose | None = None
    """What it said before."""
    now: Prose
    """What it says now."""
    reported_by: Line | None = None
    """Who noticed, with their consent."""


class Feed(Model):
    """An article feed that drafts are made from."""

    id: OwnId | None = None
    """What `draft` calls it."""
    title: Line
    """Its name."""
    url: Web
    """Its address."""
    publisher: CompanyRef | None = None
    """The outlet whose feed it is."""
    topics: list[AnyRef] = []
    """Entries that its articles are likely to be about."""
    note: Prose | None = None
    """A remark for editors."""
