"""The single files next to the folders: the vocabulary of properties, the corrections and the feeds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticKnownError

from . import ANY_ENTRY, CLAIM, SUBJECTS
from .base import AnyRef, CompanyRef, DateField, Line, Model, Prose, Web, check_id
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


class Property(Model):
    """A relation or a figure: its label from either side, what its value may be, and whether there is only one at a
    time."""

    label: Line
    inverse: Line | None = None
    value: Annotated[
        list[ValueKind],
        BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
        Field(min_length=1),
    ]
    single: Literal["value", "subject", "both", "none"] = "none"
    unit: Line | None = None

    @property
    def measures(self) -> bool:
        """Whether its values are numbers."""
        return bool({"amount", "number"} & set(self.value))


class Correction(Model):
    """What we got wrong or changed."""

    date: DateField
    entry: Annotated[str, Refers((ANY_ENTRY, CLAIM))]
    kind: Literal["correction", "clarification", "update", "retraction"]
    was: Prose | None = None
    now: Prose
    reported_by: Line | None = None


class Feed(Model):
    """An article feed that drafts are made from."""

    id: Annotated[str, BeforeValidator(check_id)] | None = None
    """What `draft` calls it."""
    title: Line
    url: Web
    publisher: CompanyRef | None = None
    topics: list[AnyRef] = []
    note: Prose | None = None
