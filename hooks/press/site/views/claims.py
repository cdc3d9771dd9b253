"""The pages of single claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from ...content.kinds import CLAIM
from ...content.kinds.claim import Claim
from ...content.records import Record
from ...content.values.languages import isolate_name
from ...library.assertions import said_on, target_of
from ..urls import PAGES
from .citations import Citation, cite
from .common import FooterLinks, footer_links
from .differences import Difference, differences_of_claim
from .evidence import Check, check_of
from .site import ClaimView, Label, Page, Site, meta_description
from .view import FIRST_ROUND, View


@dataclass(frozen=True, slots=True)
class OtherReports:
    """Other claims, and how they relate to the one shown."""

    relation: Label
    claims: Sequence[ClaimView]


@dataclass(frozen=True, slots=True)
class ClaimPageView:
    claim: ClaimView
    labels: Sequence[Label]
    """What a reader has to know of it, and how many publishers report its fact."""
    about: Sequence[Markup]
    said_on: str
    when: str
    when_label: str
    when_note: str
    form: str
    article_link: Markup
    article_url: str
    archive_url: str
    at: str
    why: Markup
    note: Markup
    statement: tuple[Markup, str, Markup] | None
    differences: Sequence[Difference]
    others: Sequence[OtherReports]
    also_in: Sequence[tuple[Markup, str, str]]
    history: Sequence[tuple[str, str]]
    citation: Citation
    report: str
    """The address to report an error at, empty if there is none."""
    check: Check
    footer_links: FooterLinks


def claim_page(site: Site, claim_id: str) -> Iterator[Page]:
    record = site.record(claim_id)
    text = site.claim(claim_id).plain
    date = site.claim(claim_id).date
    source = isolate_name(site.title(site.library.id_of(record.article)))
    description = meta_description(f"{text} {site.words.join([site.short_speaker(claim_id), date])}.", source)
    title = meta_description(text).rstrip(".")
    if len(title) > 90:
        title = title[:89].rsplit(" ", 1)[0] + "…"
    view = _claim_page(site, record)
    yield CLAIM_VIEW.page(claim_id, title, description, view, record.file, claim_id)


def _claim_page(site: Site, record: Record[Claim]) -> ClaimPageView:
    claim, article = record.data, site.library.article(record.article)
    said = said_on(record, site.library)
    links = footer_links(site, record)
    return ClaimPageView(
        claim=site.claim(record.id),
        labels=_labels(site, record.id),
        about=[site.link(entry_id) for entry_id in _about(site, record)],
        said_on=site.words.format_date(said) or site.words["date_unknown"],
        when=site.words.format_date(claim.when),
        when_label=site.words["when_ahead" if target_of(record, site.library) else "when_"],
        when_note=site.precision_note(claim.when),
        form=_form(site, claim),
        article_link=site.link(article.id),
        article_url=article.data.url,
        archive_url=article.data.archive_url or "",
        at=at_words(site, claim.at),
        why=site.prose.line(claim.why) if claim.why else Markup(""),
        note=site.prose.line(claim.note) if claim.note else Markup(""),
        statement=_statement(site, record.id),
        differences=differences_of_claim(site, record.id),
        others=list(_others(site, record)),
        also_in=[_also(site, also.article, also.at) for also in claim.also_in],
        history=_history(site, record.id),
        citation=cite(site, record),
        report=links.report,
        check=check_of(site, record.id),
        footer_links=replace(links, report="", citation=None),
    )


def _labels(site: Site, claim_id: str) -> list[Label]:
    labels = list(site.claim(claim_id).labels)
    is_fact = bool(site.same_facts.fact_of(claim_id))
    return [*labels[:-1], site.support(len(site.same_facts.publishers(claim_id)))] if is_fact else labels


def _about(site: Site, record: Record[Claim]) -> list[str]:
    """What the claim is about, with its subject first."""
    about = site.derived(record.id).about
    statement = site.derived(record.id).statement
    return sorted(about, key=lambda entry_id: statement is None or entry_id != statement.subject)


def _form(site: Site, claim: Claim) -> str:
    """How the words reached the article: as the claim says, else that the outlet names no one else."""
    if claim.form:
        return site.words[f"form_{claim.form}"]
    return "" if claim.said_by or claim.via else site.words["own_voice"]


def at_words(site: Site, at: str | None) -> str:
    """`s4` -> `sentence 4`, `p2-3` -> `paragraphs 2–3`."""
    if at is None:
        return ""
    key = "sentence" if at[0] == "s" else "paragraph"
    return site.words.fill(f"{key}s" if "-" in at else key, place=at[1:].replace("-", "–"))


def _statement(site: Site, claim_id: str) -> tuple[Markup, str, Markup] | None:
    statement = site.derived(claim_id).statement
    if statement is None:
        return None
    label = site.library.properties[statement.property].data.label
    return site.link(statement.subject), label, site.value(statement)


def _also(site: Site, article: str, at: str | None) -> tuple[Markup, str, str]:
    record = site.library.article(article)
    return site.link(record.id), at_words(site, at), record.data.url


def _others(site: Site, record: Record[Claim]) -> Iterator[OtherReports]:
    derived = site.derived(record.id)
    supersedes = tuple(site.library.claim_id(claim, record) for claim in record.data.supersedes)
    same = site.same_facts.claims_with(record.id) if derived.live else []
    for key, claim_ids in (
        ("same_fact", site.by_time(claim_id for claim_id in same if claim_id != record.id)),
        ("superseded", derived.superseded_by),
        ("supersedes", supersedes),
    ):
        if shown := [claim_id for claim_id in claim_ids if claim_id in site.facts.claims]:
            yield OtherReports(site.label(key), site.claims(shown))


def _history(site: Site, claim_id: str) -> list[tuple[str, str]]:
    """(day, what happened), oldest first."""
    events = []
    for change in reversed(site.history.of.get(claim_id, ())):
        reworded = change.how == "changed" and "text" in change.fields
        what = site.words["reworded"] if reworded else site.words[f"history_{change.how}"]
        events.append((site.words.format_day(change.date), what))
    return events


CLAIM_VIEW = View(
    CLAIM,
    PAGES[CLAIM],
    claim_page,
    "claim",
    keys=lambda site: site.facts.claims,
    is_of_entry=True,
    round=FIRST_ROUND,
)
VIEWS = (CLAIM_VIEW,)
