"""Amounts as bars on one scale from zero: what was said of a price, a valuation, a sum raised, each a bar of its own.

Amounts are drawn as they are printed. Those of another unit than most have no bar, only words: nothing is converted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from ...content.values.amounts import Amount
from ...content.values.dates import Date
from ...library.assertions import listed_on
from ...library.statements import Statement
from .fact_lines import fact_line
from .site import Label, Site
from .stated import claims_stating, stated_facts

MOST_BARS = 12
"""The most bars of one drawing. A longer series is drawn as a chart over time."""
UP, DOWN = ("at least", "more than"), ("at most", "less than")
"""The hedges of amounts that are bounds: the value is this much or more, this much or less."""


class ValueBar(NamedTuple):
    """One amount. The facts that give the same amount of the same thing share a bar."""

    address: str
    """The claim that says it, relative to the site's root."""
    what: str
    """The label of its property with the second party, and its subject where a drawing has several: `valuation`."""
    text: str
    """The claim in plain words."""
    value: str
    """As printed: `about US$200 million`."""
    date: str
    """When, with short names of months; both ends if several facts give it for different times."""
    by: str
    """Who says it, as plain text."""
    support: Label
    """How many publishers report it."""
    labels: tuple[Label, ...]
    """What a reader has to know about it, such as that sources conflict."""
    start: str
    width: str
    """Where the bar begins and how long it is, in percent of the drawing; the width of an amount in another unit than
    that of the scale is empty."""
    style: str
    """`agreed` for what two sides agreed on, else `said`."""
    bound: str
    """`up` if the value is at least this, `down` if it is at most this, else empty."""
    is_about: bool
    facts: tuple[str, ...]
    anchors: tuple[str, ...]
    """Where addresses of its claims on the page lead."""
    known: str
    """The day by which the first of its reports was published, as YYYY-MM-DD; empty if that is not known."""


class ValueBars(NamedTuple):
    """A drawing of amounts, the earliest first."""

    title: str
    """What it shows, in words made from the values: `Valuation: about US$200 million to US$1 billion`."""
    bars: tuple[ValueBar, ...]
    styles: tuple[str, ...]
    """The styles that occur, for the key."""
    has_others: bool
    """Whether some amounts are in another unit, so that they have no bar."""
    names_each: bool
    """Whether the bars are of several things, so that each says what it is of."""

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that the drawing shows; a list beside it need not repeat them."""
        return tuple(fact for bar in self.bars for fact in bar.facts)


class Valued(NamedTuple):
    """A fact that gives an amount for a time."""

    fact: str
    statement: Statement
    amount: Amount
    date: Date | None


def value_bars(site: Site, subject_ids: Sequence[str], properties: Sequence[str], title: str = "") -> ValueBars | None:
    """The amounts that live claims give for some properties of some entries. None if there are fewer than two bars or
    more than `MOST_BARS`."""
    return bars_of(site, valued_facts(site, subject_ids, properties), properties, title)


def bars_of(site: Site, found: Sequence[Valued], properties: Sequence[str], title: str = "") -> ValueBars | None:
    """As `value_bars`, of the facts among some that give amounts for these properties."""
    found = [valued for valued in found if valued.statement.property in properties]
    groups: dict[tuple[object, ...], list[Valued]] = {}
    for valued in found:
        groups.setdefault(_key(valued), []).append(valued)
    if not 2 <= len(groups) <= MOST_BARS:
        return None
    unit = Counter(each[0].amount.unit for each in groups.values()).most_common(1)[0][0]
    low, high = _ends(each[0].amount.value for each in groups.values() if each[0].amount.unit == unit)
    is_named = len({valued.statement.subject for valued in found}) > 1
    bars = tuple(_bar(site, each, unit, low, high, is_named) for each in groups.values())
    return ValueBars(
        title=title or _make_title(site, properties, groups.values()),
        bars=bars,
        styles=tuple(style for style in ("said", "agreed") if any(bar.style == style for bar in bars)),
        has_others=any(not bar.width for bar in bars),
        names_each=len({bar.what for bar in bars}) > 1,
    )


def valued_facts(site: Site, subject_ids: Iterable[str], properties: Sequence[str]) -> list[Valued]:
    """The facts that give amounts for some properties of some entries, the earliest first."""
    return [
        Valued(fact, statement, statement.value, listed_on(site.record(fact), site.library))
        for fact, statement in stated_facts(site, claims_stating(site, subject_ids), properties)
        if isinstance(statement.value, Amount)
    ]


def bound_of(amount: Amount) -> str:
    """Whether an amount is a bound: `up` for at least, `down` for at most, else empty."""
    return "up" if amount.hedge in UP else "down" if amount.hedge in DOWN else ""


def is_agreed(site: Site, property_id: str) -> bool:
    """Whether the amounts of a property are what two sides agreed on."""
    return site.library.properties[property_id].data.agreed


def _key(valued: Valued) -> tuple[object, ...]:
    """What facts that share a bar have in common; "about" makes no difference."""
    statement, amount = valued.statement, valued.amount
    return statement.subject, statement.property, statement.of, amount.unit, amount.value, bound_of(amount)


def _ends(values: Iterable[Decimal]) -> tuple[Decimal, Decimal]:
    """The ends of a scale that includes zero."""
    shown = list(values)
    low, high = min(*shown, Decimal(0)), max(*shown, Decimal(0))
    return low, high if high > low else low + 1


def _bar(site: Site, group: Sequence[Valued], unit: str, low: Decimal, high: Decimal, is_named: bool) -> ValueBar:
    first = next((valued for valued in group if valued.amount.hedge == "~"), group[0])
    lines = fact_line.read_many(site, [valued.fact for valued in group])
    line, amount, words = lines[first.fact], first.amount, site.words
    what = describe_measure(site, first.statement)
    value = amount.value
    ends = (min(value, Decimal(0)), max(value, Decimal(0)))
    publishers = {publisher for valued in group for publisher in site.same_facts.publishers(valued.fact)}
    labels = dict.fromkeys(label for valued in group for label in lines[valued.fact].labels)
    return ValueBar(
        address=line.claim.opened,
        what=words.join([site.title(first.statement.subject), what]) if is_named else what,
        text=line.claim.plain,
        value=words.format_amount(amount),
        date=_words_of_times([valued.date for valued in group], site) or line.date,
        by=line.by,
        support=site.support(len(publishers)),
        labels=tuple(labels),
        start=_percent(ends[0] - low, high - low),
        width=_percent(ends[1] - ends[0], high - low) if amount.unit == unit else "",
        style="agreed" if is_agreed(site, first.statement.property) else "said",
        bound=bound_of(amount),
        is_about=amount.hedge == "~",
        facts=tuple(valued.fact for valued in group),
        anchors=tuple(claim.anchor for each in lines.values() for claim in (each.claim, *each.reports)),
        known=min((each.known for each in lines.values() if each.known), default=""),
    )


def _words_of_times(dates: Sequence[Date | None], site: Site) -> str:
    """From the first to the last of several times; empty if there is only one, or one is not known."""
    first, last = dates[0], dates[-1]
    if first is None or last is None or first.text == last.text:
        return ""
    text = f"{first.text.partition('/')[0]}/{last.text.rpartition('/')[2]}"
    return site.words.format_short_date(Date(text, first.start, last.end, interval=True))


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{float(part / whole) * 100:.2f}%"


def _make_title(site: Site, properties: Sequence[str], groups: Iterable[Sequence[Valued]]) -> str:
    """For each property, and each second party of it, the lowest and the highest amount in each unit."""
    by_measure: dict[str, dict[str, list[Amount]]] = {}
    for valued in sorted((each[0] for each in groups), key=lambda each: properties.index(each.statement.property)):
        by_unit = by_measure.setdefault(describe_measure(site, valued.statement), {})
        by_unit.setdefault(valued.amount.unit, []).append(valued.amount)
    parts: list[str] = []
    for label, by_unit in by_measure.items():
        *others, last = [_make_range(site, amounts) for amounts in by_unit.values()]
        value = site.words.fill("or_last", names=site.words.join(others), last=last) if others else last
        label = label[0].upper() + label[1:] if not parts else label
        parts.append(site.words.fill("values_of", what=label, value=value))
    return "; ".join(parts)


def describe_measure(site: Site, statement: Statement) -> str:
    """What an amount measures: the label of the property, and the second party that it has."""
    label = site.library.properties[statement.property].data.label
    return f"{label} ({site.title(statement.of)})" if statement.of else label


def _make_range(site: Site, amounts: Sequence[Amount]) -> str:
    """One amount, or the lowest and the highest of several."""
    low, high = min(amounts, key=lambda amount: amount.value), max(amounts, key=lambda amount: amount.value)
    words = [site.words.format_amount(amount) for amount in (low, high)]
    return words[0] if low.value == high.value else site.words.fill("interval", start=words[0], end=words[1])
