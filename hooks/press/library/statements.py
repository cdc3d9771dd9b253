"""The statement inside a claim: subject, property and a value of the type that the property asks for."""

from __future__ import annotations

from typing import NamedTuple

from ..content.kinds import CLAIM, NAMED
from ..content.kinds.base import ID
from ..content.kinds.claim import Claim
from ..content.kinds.lists import Property
from ..content.values.amounts import Amount, parse_amount
from ..content.values.dates import Date, parse_date
from ..content.values.invalid_value import InvalidValue
from ..problem import did_you_mean
from .library import Library

Value = Amount | Date | str


class Statement(NamedTuple):
    """`subject property value`, all ids resolved. `entry` says that the value is the id of an entry."""

    subject: str
    property: str
    value: Value
    of: str | None
    entry: bool


def statement_of(claim: Claim, library: Library) -> Statement | None:
    """The statement of a claim, None where it makes none; raises Misfit when the value does not fit the property."""
    if claim.subject is None or claim.property is None or claim.value is None:
        return None
    record = library.properties.get(claim.property)
    subject = library.resolve(claim.subject)
    if record is None or subject is None:
        return None
    value, entry = typed(claim.value, record.data, library)
    of = library.resolve(claim.of) if claim.of else None
    return Statement(subject, claim.property, value, of, entry)


def typed(text: str, wanted: Property, library: Library) -> tuple[Value, bool]:
    """The text as the property's type, and whether it is an entry; raises Misfit."""
    entry_kinds: list[str] = [kind for kind in wanted.value if kind in NAMED]
    if entry_kinds and ID.fullmatch(text) and (found := library.resolve(text)):
        kind = library.kind.get(found, CLAIM)
        if kind in entry_kinds:
            return found, True
        raise InvalidValue(f"'{text}' is a {kind}", f"this property wants {_either(entry_kinds)}")
    problem: InvalidValue | None = None
    for kind in wanted.value:
        try:
            if kind == "amount":
                return parse_amount(text, wanted.unit or ""), False
            if kind == "number":
                return parse_amount(text, wanted.unit or "", money=False), False
            if kind == "date":
                return parse_date(text), False
        except InvalidValue as error:
            problem = error
        if kind == "text":
            return text, False
    near = did_you_mean(text, (i for kind in entry_kinds for i in library.ids_of(kind)))
    raise problem or InvalidValue(
        f"'{text[:60]}' is no entry", near or f"this property wants the id of {_either(entry_kinds)}"
    )


def _either(kinds: list[str]) -> str:
    return " or ".join(f"a {kind}" for kind in kinds)


def agree(left: Value, right: Value) -> bool:
    """Whether two values of one property can both be right."""
    if isinstance(left, Amount) and isinstance(right, Amount):
        return left.agrees(right)
    if isinstance(left, Date) and isinstance(right, Date):
        return left.overlaps(right)
    return left == right


def comparable(left: Value, right: Value) -> bool:
    """Whether two values can be compared at all: amounts only in one unit."""
    if isinstance(left, Amount) and isinstance(right, Amount):
        return left.unit == right.unit
    return type(left) is type(right)
