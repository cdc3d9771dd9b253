"""The statement in a claim: subject, property and a value of the type that the property requires."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..content.kinds import CLAIM, NAMED
from ..content.kinds.base import ID
from ..content.kinds.claim import Claim
from ..content.kinds.lists import Property
from ..content.values.amounts import Amount, UnitForms, parse_amount
from ..content.values.dates import Date, parse_date
from ..content.values.invalid_value import InvalidValue
from .library import Library

Value = Amount | Date | str


class Statement(NamedTuple):
    """`subject property value`, with all ids resolved. `entry` says whether the value is the id of an entry."""

    subject: str
    property: str
    value: Value
    of: str | None
    entry: bool


def statement_of(claim: Claim, library: Library) -> Statement | None:
    """The statement of a claim, None if it makes none; raises InvalidValue if the value does not fit."""
    if claim.subject is None or claim.property is None or claim.value is None:
        return None
    record = library.properties.get(claim.property)
    subject = library.resolve(claim.subject)
    if record is None or subject is None:
        return None
    value, entry = parse_value(claim.value, record.data, library)
    of = library.resolve(claim.of) if claim.of else None
    return Statement(subject, claim.property, value, of, entry)


def parse_value(text: str, wanted: Property, library: Library) -> tuple[Value, bool]:
    """The text as a value of the first of the property's types that fits, and whether it is an entry.

    Raises InvalidValue if none fits.
    """
    entry_kinds: list[str] = [kind for kind in wanted.value if kind in NAMED]
    entry = _find_entry(text, entry_kinds, library)
    if entry is not None:
        return entry, True
    problem: InvalidValue | None = None
    for parse in (_PARSERS[kind] for kind in wanted.value if kind in _PARSERS):
        try:
            return parse(text, wanted.unit.forms if wanted.unit else ()), False
        except InvalidValue as error:
            problem = error
    raise problem or _report_no_entry(text, entry_kinds, library)


def _parse_in_unit(text: str, forms: UnitForms, money: bool = True) -> Amount:
    """An amount, which may be written with any form of its unit."""
    names = dict(forms)
    unit = names.get("other", "")
    try:
        return parse_amount(text, unit, money)._replace(forms=forms)
    except InvalidValue:
        written = next((form for form in names.values() if form != unit and text.endswith(f" {form}")), None)
        if written is None:
            raise
        return parse_amount(f"{text.removesuffix(written)}{unit}", unit, money)._replace(text=text, forms=forms)


_PARSERS: dict[str, Callable[[str, UnitForms], Value]] = {
    "amount": _parse_in_unit,
    "number": lambda text, unit: _parse_in_unit(text, unit, money=False),
    "date": lambda text, unit: parse_date(text),
    "text": lambda text, unit: text,
}
"""Type of a value that is not an entry -> the function that parses it from its text and the unit of the property."""


def _find_entry(text: str, kinds: list[str], library: Library) -> str | None:
    """The id of the entry that a text names, None if it names none; raises InvalidValue for an entry of another
    kind."""
    entry_id = library.resolve(text) if kinds and ID.fullmatch(text) else None
    if entry_id is None:
        return None
    kind = library.kind.get(entry_id, CLAIM)
    if kind not in kinds:
        raise InvalidValue(f"'{text}' is a {kind}", f"this property takes {_either(kinds)}")
    return entry_id


def _report_no_entry(text: str, kinds: list[str], library: Library) -> InvalidValue:
    near = library.find_nearest_id(text, *kinds)
    cure = f"did you mean '{near}'?" if near else f"this property takes the id of {_either(kinds)}"
    return InvalidValue(f"'{text[:60]}' is not an entry", cure)


def _either(kinds: list[str]) -> str:
    return " or ".join(f"a {kind}" for kind in kinds)


def agree(left: Value, right: Value) -> bool:
    """Whether two values of one property can both be right."""
    if isinstance(left, Amount) and isinstance(right, Amount):
        return left.agrees_with(right)
    if isinstance(left, Date) and isinstance(right, Date):
        return left.overlaps(right)
    return left == right


def comparable(left: Value, right: Value) -> bool:
    """Whether two values can be compared at all: amounts only if they have the same unit."""
    if isinstance(left, Amount) and isinstance(right, Amount):
        return left.unit == right.unit
    return type(left) is type(right)
