"""Facts as readers meet them: one line for each, worded as its best source does, and beneath it the other reports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from ...content.values.languages import to_plain
from ...library.assertions import target_of
from .known_reports import write_known
from .site import ClaimView, Label, Site
from .site_queries import entry_query


class FactLine(NamedTuple):
    """A fact in a list. A claim that is not live states no fact; it is a line of its own."""

    claim: ClaimView
    """The claim that says it best."""
    reports: tuple[ClaimView, ...]
    """The other claims that state it, by time."""
    also_in: tuple[tuple[Markup, str], ...]
    """(link, web address) of the other articles in which these claims were read too."""
    date: str
    """The time that it is listed under, with short names of months."""
    target: str
    """The time that a plan or a forecast is for; empty for others."""
    by: str
    """Who says it, as plain text."""
    labels: tuple[Label, ...]
    """What a reader has to know about it: that sources conflict, or that it no longer counts."""
    support: Label
    """How many publishers report it."""
    known: str
    """The day by which its first report was published, as YYYY-MM-DD; empty if that is not known."""
    history: str
    """What was known of it on which day, as `known_reports.write_known` writes it."""


@entry_query(stored=True)
def fact_line(site: Site, claim_id: str) -> FactLine:
    """The line of a fact by its id, or of a claim that is not live."""
    claim, record = site.claim(claim_id), site.record(claim_id)
    is_fact = bool(site.same_facts.fact_of(claim_id))
    others = [i for i in site.same_facts.claims_with(claim_id) if i != claim_id] if is_fact else []
    reports = tuple(site.claims(site.by_time(others)))
    publishers = site.same_facts.publishers(claim_id) if is_fact else ()
    labels = [label for label in claim.labels[:-1] if label.style != "conflict"]
    if any(site.derived(i).disputed for i in (claim_id, *others)):
        labels.append(site.label("conflict", "conflict"))
    also = {site.library.id_of(item.article): None for i in (claim_id, *others) for item in site.record(i).data.also_in}
    articles = [article for article in also if not any(i.startswith(f"{article}/") for i in (claim_id, *others))]
    target = target_of(record, site.library)
    return FactLine(
        claim=claim,
        reports=reports,
        also_in=tuple((site.link(article), site.library.article(article).data.url) for article in articles),
        date=site.short_date(record),
        target=site.words.fill("for_target", target=site.words.format_date(target)) if target else "",
        by=to_plain(claim.speaker),
        labels=tuple(labels),
        support=site.support(len(publishers)),
        known=min((view.published for view in (claim, *reports) if view.published), default=""),
        history=write_known(site, [claim.id, *(view.id for view in reports)]) if is_fact else "",
    )


def facts_among(site: Site, claim_ids: Iterable[str]) -> list[str]:
    """The facts that some claims state, each once, by time; claims that are not live are among them as they are."""
    return site.by_time(dict.fromkeys(site.same_facts.fact_of(i) or i for i in claim_ids))


def count_facts(site: Site, claim_ids: Iterable[str]) -> int:
    """How many facts some claims state."""
    return len({site.same_facts.fact_of(claim_id) for claim_id in claim_ids} - {""})


def newest_first(site: Site, fact_ids: Iterable[str]) -> list[str]:
    """Facts from the newest to the oldest, then those without a date in the same way."""
    dated: list[str] = []
    undated: list[str] = []
    for fact in reversed(site.by_time(fact_ids)):
        (dated if site.time_key(fact).dated else undated).append(fact)
    return [*dated, *undated]
