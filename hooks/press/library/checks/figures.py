"""Whether the text of a claim and its fields give the same numbers and dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...content.kinds import ARTICLE
from ...content.kinds.claim import Claim
from ...content.kinds.lists import Property
from ...content.records import Record
from ...content.values.amounts import Amount, list_currency_codes, parse_amount
from ...content.values.dates import Date
from ...content.values.figures import Figure, find_dates, find_figures, is_in_words, iterate_all
from ...content.values.invalid_value import InvalidValue
from ...problem import Code, Problem
from ..library import Library
from ..names import Names, without_references
from ..statements import statement_of

_CURE = "correct the one that is wrong"


def check_figures(library: Library, names: Names, record: Record[Claim]) -> Iterator[Problem]:
    """Reports a value that is another number or date than the text gives, and a time that is another month."""
    claim = record.data
    has_digits = any(character.isdigit() for character in claim.text) or claim.value is not None
    if not has_digits or claim.status == "draft":
        return
    text = _blank_names(claim.text, names)
    try:
        statement = statement_of(claim, library)
    except InvalidValue:
        return
    if statement and isinstance(statement.value, Amount):
        yield from _check_amount(record, text, statement.value, library.properties[statement.property].data.unit_name)
    elif statement and isinstance(statement.value, Date):
        yield from _check_date(record, text, statement.value)
    yield from _check_when(library, record, text)


def _blank_names(text: str, names: Names) -> str:
    """The text without references and without the names of entries, whose digits count nothing."""
    plain = without_references(text)
    for mention in names.mentions(text):
        plain = plain[: mention.start] + "\x00" * (mention.end - mention.start) + plain[mention.end :]
    return plain


def _check_amount(record: Record[Claim], text: str, value: Amount, unit: str) -> Iterator[Problem]:
    groups = find_figures(text)
    figures = [figure for figure in iterate_all(groups) if _is_comparable(figure, value)]
    equal = [figure for figure in figures if _is_equal(figure, value)]
    if any(value.hedge in figure.hedges for figure in equal) or _is_in_a_range(groups, value):
        return
    if not equal:
        is_alone = len(figures) == 1 and not is_in_words(text, abs(value.value))
        figures = [figure for figure in figures if _can_contradict(figure, value, is_alone)]
    for figure in (equal or figures)[:1]:
        what = f"the text says '{_quote(figure, text)}', and the value is '{value.text}'"
        yield Problem(record.locate("value"), Code.TEXT_AND_VALUE_DIFFER, what, _suggest_value(figure, value, unit))


def _is_comparable(figure: Figure, value: Amount) -> bool:
    """Whether a number in the text may be meant to be a value, by its unit."""
    if value.unit == "percent":
        return "percent" in figure.units
    if value.unit in list_currency_codes():
        return "percent" not in figure.units and (bool(figure.units) or figure.scale != "")
    return not figure.units


def _is_equal(figure: Figure, value: Amount) -> bool:
    """Whether they are one number: equal, or one is the other rounded to two digits or more. Signs stand in words."""
    if figure.units and value.unit not in figure.units:
        return False
    difference = abs(figure.value - abs(value.value))
    if figure.step == value.step or difference == 0:
        return difference == 0
    coarse = figure.value if figure.step > value.step else abs(value.value)
    step = max(figure.step, value.step)
    return len(str(int(coarse.scaleb(-step)))) > 1 and difference * 2 <= coarse.__class__(1).scaleb(step)


def _can_contradict(figure: Figure, value: Amount, is_alone: bool) -> bool:
    """Whether a number that differs shows that something is wrong. A small one may count something else, or be a year;
    it does only if it is the one number of the text."""
    is_small = abs(value.value) < 10_000 and not 1500 <= figure.value < 2200
    return bool(figure.units) or figure.is_large or (is_small and is_alone)


def _is_in_a_range(groups: Iterable[list[Figure]], value: Amount) -> bool:
    """Whether a value that is hedged lies in a range that the text gives."""
    ranges = [group for group in groups if len(group) == 2 and all(_is_comparable(figure, value) for figure in group)]
    return value.hedge != "" and any(low.value <= abs(value.value) <= high.value for low, high in ranges)


def _quote(figure: Figure, text: str) -> str:
    """The number with the words before it, as far as they bear on it."""
    words = text[: figure.start].rstrip().rsplit(maxsplit=2)[-2:] if "" not in figure.hedges else []
    return " ".join([*words, figure.text]).replace("\x00", "")


def _suggest_value(figure: Figure, value: Amount, unit: str) -> str:
    """The value that the text gives, if it can be written; it is tried first."""
    seen = value.unit if value.unit in figure.units or not figure.units else min(figure.units)
    suggested = _write_value(figure, seen, unit)
    return f"write 'value: {suggested}', or correct the text" if suggested else _CURE


def _write_value(figure: Figure, seen: str, unit: str) -> str:
    """A number of a text as a value; empty if it cannot be written as one."""
    shown = [figure.hedges[0], figure.number, figure.scale, "" if seen == unit else seen]
    suggested = " ".join(filter(None, shown))
    try:
        parse_amount(suggested, unit, money=seen == "percent" or seen in list_currency_codes())
    except InvalidValue:
        return ""
    return suggested


def read_value(names: Names, text: str, property_: Property) -> str:
    """The value that the text of a claim gives to a property, if it has one number with a unit; else empty."""
    found = [figure for figure in iterate_all(find_figures(_blank_names(text, names))) if figure.units]
    if len(found) != 1 or not {"amount", "number"} & set(property_.value):
        return ""
    return _write_value(found[0], min(found[0].units), property_.unit_name)


def _check_date(record: Record[Claim], text: str, value: Date) -> Iterator[Problem]:
    dates = find_dates(text)
    if dates and not any(date.overlaps(value) for _, _, date in dates):
        start, end, _ = dates[0]
        what = f"the text says '{text[start:end]}', and the value is '{value.text}'"
        yield Problem(record.locate("value"), Code.TEXT_AND_VALUE_DIFFER, what, _CURE)


def _check_when(library: Library, record: Record[Claim], text: str) -> Iterator[Problem]:
    """Only months and days are compared: a year in a text is often one that is planned or compared with."""
    claim = record.data
    dates = [found for found in find_dates(text) if found[2].precision != "year"]
    if claim.when is None or not dates:
        return
    times = [time for time in (claim.when, claim.from_, claim.until, claim.said_on) if time]
    article = library.entries.get(record.article) if library.kind.get(record.article) == ARTICLE.name else None
    published = getattr(article.data, "published", None) if article else None
    statement = statement_of(claim, library)
    times += [published] if published else []
    times += [statement.value] if statement and isinstance(statement.value, Date) else []
    if not any(date.overlaps(time) for _, _, date in dates for time in times):
        start, end, _ = dates[0]
        what = f"the text says '{text[start:end]}', and when is '{claim.when.text}'"
        yield Problem(record.locate("when"), Code.TEXT_AND_VALUE_DIFFER, what, _CURE)
