"""The list of articles, and the page of one: its sentences on the left, the claims of the chosen one on the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from markupsafe import Markup

from ...content.kinds.base import Name
from ...content.values.amounts import parse_amount
from ...content.values.invalid_value import InvalidValue
from ...library.library import Library
from ...publish.publication import Publication
from ..recognition import Sentence, UnknownName
from .articles import OpenArticle, open_article
from .checks import check_form
from .claim_forms import FORMS, KINDS, ClaimForm, open_form, read_form, show_reference, suggest_form
from .desk import Desk
from .marks import Fact, describe_sentence, mark_sentence, name_entry
from .rendering import render
from .requests import Answer, Request

MAX_INSERTS = 9
NAME_KINDS = get_args(Name.model_fields["kind"].annotation)
EXTRA = ("topics", "about", "said_on", "form", "translated", "from", "until", "of", "note")


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence in the list on the left."""

    number: int
    html: Markup
    claims: int
    open: int
    facts: list[Fact]
    unknown: list[UnknownName]

    @property
    def needs(self) -> bool:
        return bool(self.open or self.unknown or not self.claims)


@dataclass(frozen=True, slots=True)
class Item:
    """An article in the list."""

    id: str
    title: str
    publisher: str
    published: str
    claims: int
    drafts: int
    open: int


def show_articles(desk: Desk, publication: Publication, request: Request) -> Answer:
    """All articles, those first whose text is at hand."""
    library = publication.briefing.library
    items = [_make_item(library, publication, record.id) for record in library.articles]
    items.sort(key=lambda item: (item.published, item.id), reverse=True)
    return render(
        desk,
        publication,
        "articles.html",
        section="articles",
        open=[item for item in items if desk.has_text(item.id)],
        closed=[item for item in items if not desk.has_text(item.id)],
        saved=desk.saves[-1] if desk.saves else None,
        said=request.query.get("said", "")[:200],
    )


def _make_item(library: Library, publication: Publication, article: str) -> Item:
    entry = library.entries[article].data
    ids = library.claims_of(article)
    states = Counter(
        "draft"
        if library.claims[claim].data.status == "draft"
        else library.evidence_state(claim)
        if claim in library.locks
        else "unlocked"
        for claim in ids
    )
    date = getattr(entry, "published", None)
    return Item(
        article,
        str(getattr(entry, "title", article)),
        name_entry(library, library.resolve(getattr(entry, "publisher", "")) or ""),
        date.text if date else "no date",
        len(ids),
        states["draft"],
        states["unlocked"] + states["stale"] + states["found"],
    )


def show_article(desk: Desk, publication: Publication, request: Request, article: str) -> Answer:
    """The page of one article; `s` is the chosen sentence, `claim` or `new` what is opened as a form."""
    opened = open_article(desk, publication, article)
    number = _read_number(request.query.get("s", ""), opened)
    row = opened.find_row(request.query.get("claim", ""))
    form = open_form(row, publication.briefing.library, opened.read.lexicon) if row else None
    if form is None and request.query.get("new") and number:
        form = suggest_form(opened, number, publication.briefing.library)
    return render_article(desk, publication, opened, number, form, said=_describe_done(desk, request, opened))


def _describe_done(desk: Desk, request: Request, article: OpenArticle) -> str:
    if request.query.get("saved") and desk.saves:
        title = desk.saves[-1].title
        row = article.find_row(title.rpartition("/")[2])
        is_open = row is not None and row.needs_reading
        return f"Saved: {title}." + (" It is not locked yet: open it, and say that you read it." if is_open else "")
    return "The last save was undone." if request.query.get("undone") else ""


def _read_number(text: str, article: OpenArticle) -> int:
    if not text.isdecimal() or len(text) > 5:
        return 1
    return min(int(text), len(article.read.sentences))


def render_article(
    desk: Desk,
    publication: Publication,
    article: OpenArticle,
    number: int,
    form: ClaimForm | None,
    *,
    said: str = "",
    reasons: Sequence[str] = (),
    has_read: bool = False,
    shown_diff: str = "",
) -> Answer:
    """The page with a sentence chosen, and a form if one is open."""
    library, entry = publication.briefing.library, article.entry
    sentences = [_view_sentence(desk, article, library, n) for n in range(1, len(article.read.sentences) + 1)]
    rows = article.list_rows(number)
    if form is not None and form.claim and all(row.id != form.claim for row in rows):
        rows = [row for row in article.rows if row.id == form.claim] + rows
    return render(
        desk,
        publication,
        "article.html",
        section="articles",
        a=article,
        publisher=name_entry(library, library.resolve(entry.publisher) or entry.publisher),
        published=publication.words.format_date(entry.published) if entry.published else "no date",
        lang=entry.lang,
        sentences=sentences,
        number=number,
        rows=rows,
        bare=sum(not view.claims for view in sentences),
        loose=len(article.list_rows(0)),
        counts=_count(article),
        unknown=[name for name in article.unknown_names if name not in desk.ignored],
        name_kinds=NAME_KINDS,
        form=form,
        checked=check_form(desk, publication, article, form) if form else None,
        inserts=_list_inserts(article.read.sentences[number - 1], publication) if number else [],
        has_read=has_read,
        reasons=reasons,
        shown_diff=shown_diff,
        kinds=KINDS,
        forms=FORMS,
        extra_open=bool(form and form.claim and any(form.get(key) for key in EXTRA)),
        properties=[(key, library.properties[key].data.label) for key in library.property_names],
        entries=_list_entries(article, library),
        topics=[(record.id, record.data.name) for record in library.topics],
        saved=desk.saves[-1] if desk.saves else None,
        said=said,
        status="422 Unprocessable Content" if reasons else "200 OK",
    )


def _view_sentence(desk: Desk, article: OpenArticle, library: Library, number: int) -> SentenceView:
    sentence, rows = article.read.sentences[number - 1], article.list_rows(number)
    unknown = {name.text: name for name in sentence.unknown if name.text not in desk.ignored}
    return SentenceView(
        number,
        mark_sentence(sentence, library, desk.ignored),
        len(rows),
        sum(row.needs_reading for row in rows),
        describe_sentence(sentence, library),
        list(unknown.values()),
    )


def _count(article: OpenArticle) -> Mapping[str, int]:
    states: Counter[str] = Counter(row.state for row in article.rows)
    return {
        "all": len(article.rows),
        "compared": states["compared"],
        "read": states["read"],
        "open": sum(row.needs_reading for row in article.rows),
        "drafts": states["draft"],
    }


def _list_inserts(sentence: Sentence, publication: Publication) -> list[str]:
    """What a claim from this sentence may want to say: names, amounts and dates in the form that the site uses."""
    library, words = publication.briefing.library, publication.words
    found: list[tuple[int, str]] = [(n.start, name_entry(library, n.id)) for n in sentence.names if n.id]
    found += [(name.start, name.text) for name in sentence.unknown]
    found += [(date.start, words.format_date(date.date)) for date in sentence.dates if date.date]
    for amount in sentence.amounts:
        try:
            found += [(amount.start, words.format_amount(parse_amount(value))) for value in amount.values[:1]]
        except InvalidValue:
            found.append((amount.start, amount.text))
    return list(dict.fromkeys(word for _, word in sorted(found)))[:MAX_INSERTS]


def _list_entries(article: OpenArticle, library: Library) -> list[str]:
    """The entries that the article names: what the fields suggest."""
    ids = {name.id for sentence in article.read.sentences for name in sentence.names if name.id}
    return sorted(
        show_reference(known, library, article.read.lexicon) for known in ids | {article.read.publisher} if known
    )


def check_typed(desk: Desk, publication: Publication, request: Request, article: str) -> Answer:
    """The part of the page that says what is right and wrong with the claim as it is typed."""
    opened, form = open_article(desk, publication, article), read_form(request.form)
    checked = check_form(desk, publication, opened, form)
    has_read = bool(request.form.get("read"))
    return render(desk, publication, "meets.html", form=form, checked=checked, has_read=has_read)


def list_sides(form: ClaimForm, theirs: ClaimForm) -> list[tuple[str, str, str]]:
    """(field, the file's value, the form's) of both versions of a claim."""
    return [(key, theirs.get(key), ours) for key, ours in form.values.items() if theirs.get(key) or ours]


def find_next(article: OpenArticle, number: int) -> int:
    """The next sentence without a claim after one; the one after it if all have some."""
    total = len(article.read.sentences)
    after = [n for n in range(number + 1, total + 1) if not article.list_rows(n)]
    return after[0] if after else min(number + 1, total)
