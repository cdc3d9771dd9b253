"""A claim as it is typed: what `check` would say of it, and whether its passage says the same. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ...content.evidence import Span, check_passage
from ...content.kinds import CLAIM
from ...content.kinds.claim import Claim, DraftClaim
from ...content.nodes import Fields, Items, PlainData
from ...content.records import Record
from ...content.validation import validate
from ...content.values.invalid_value import InvalidValue
from ...content.yaml_source import parse_yaml
from ...library.checks import check_record
from ...problem import Problem, select_errors
from ...publish.publication import Publication
from ..comparison.answers import Answer, CannotTell, Contradiction, Match
from ..comparison.claims import Statement, read_statement
from ..comparison.compare import compare_statement
from ..comparison.passages import Passage
from ..comparison.wording import MAX_RUN
from ..comparison.words import find_longest_run, list_words
from ..drafting.style import MAX_WORDS, find_style_faults
from ..editing.yaml_values import Unwritable, format_item
from ..recognition.article import blank
from .articles import OpenArticle, name_claims_file
from .claim_forms import ClaimForm, follow_text, make_fields
from .desk import Desk
from .marks import name_entry


class Line(NamedTuple):
    """One line under the text of a claim: its sign, what it is about, and what was found."""

    sign: str
    style: str
    what: str
    found: str


@dataclass(slots=True)
class Checked:
    """What is known of a claim as it was typed."""

    fields: dict[str, PlainData] = field(default_factory=dict)
    claim: Claim | None = None
    problems: list[Problem] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """What is wrong with its style, or cannot be written at all."""
    answer: Answer | None = None
    """None without a text or a place to compare it with."""
    span: Span | None = None
    """The passage that can be locked; None if there is none."""
    lines: list[Line] = field(default_factory=list)
    words: int = 0
    run: str = ""
    place: str = ""

    @property
    def errors(self) -> list[Problem]:
        return select_errors(self.problems)

    @property
    def run_words(self) -> int:
        return len(self.run.split())

    @property
    def max_words(self) -> int:
        return MAX_WORDS

    @property
    def max_run(self) -> int:
        return MAX_RUN

    @property
    def is_contradicted(self) -> bool:
        return isinstance(self.answer, Contradiction)

    @property
    def needs_reading(self) -> bool:
        """Whether only a person can say that the passage holds the claim."""
        return isinstance(self.answer, CannotTell)

    @property
    def moves_to(self) -> str:
        """The sentence in which a contradicted claim is right; empty if there is none."""
        return self.answer.at if isinstance(self.answer, Contradiction) else ""

    @property
    def headline(self) -> str:
        if self.answer is None:
            return "Not compared yet"
        if isinstance(self.answer, Match):
            return f"Meets {self.place}"
        return f"Contradicts {self.place}" if self.is_contradicted else f"Read it against {self.place}"

    @property
    def closing(self) -> str:
        if isinstance(self.answer, Match):
            return f"Will be locked: {', '.join(self.answer.compared)} compared by machine."
        if self.is_contradicted:
            return "Nothing is locked until the text or its place is corrected."
        return "Locked only if you say that you read it." if self.answer else ""


def check_form(desk: Desk, publication: Publication, article: OpenArticle, form: ClaimForm) -> Checked:
    """Checks the fields as if they were in the file, and compares them with their passage. What was suggested and not
    changed follows the text."""
    briefing, lexicon = publication.briefing, desk.find_lexicon(publication)
    follow_text(form, article, briefing.library)
    checked = Checked(make_fields(form, article, briefing.library, lexicon))
    checked.words = len(form.get("text").split())
    checked.faults += find_style_faults(form.get("text")) if form.get("text") else ()
    record = _read_record(checked, publication, article)
    if any(row.id == checked.fields["id"] != form.claim for row in article.rows):
        checked.faults.append(f"the id '{checked.fields['id']}' is already taken")
    if record is None:
        return checked
    checked.claim = record.data
    checked.problems += check_record(briefing.library, briefing.names, record)
    if record.data.text:
        _compare(checked, record.data, publication, article)
    return checked


def _read_record(checked: Checked, publication: Publication, article: OpenArticle) -> Record[Claim] | None:
    """The claim as the reader of files would read it; what is wrong with it is added."""
    file = name_claims_file(publication.briefing.folder, article.id)
    try:
        node, problems = parse_yaml("\n".join(format_item(checked.fields, 0)) + "\n", file)
    except Unwritable as error:
        checked.faults.append(str(error))
        return None
    checked.problems += problems
    if not isinstance(node, Items) or not isinstance(node.items[0], Fields):
        return None
    model = DraftClaim if checked.fields.get("status") == "draft" else Claim
    data, found = validate(model, node.items[0], file, "a claim")
    checked.problems += found
    return Record(f"{article.id}/{data.id}", CLAIM, file, data, node.items[0]) if isinstance(data, Claim) else None


def _compare(checked: Checked, claim: Claim, publication: Publication, article: OpenArticle) -> None:
    if claim.at is None:
        return
    read, library = article.read, publication.briefing.library
    try:
        span = article.text.find_span(claim.at)
        checked.place = article.text.name_location(span)
        check_passage(article.text.words[span.start : span.end], article.text)
        checked.span = span
    except InvalidValue as error:
        checked.faults.append(f"{error.what}; {error.cure}")
    if not checked.place:
        return
    first, _, last = checked.place[1:].partition("-")
    place = (int(first) - 1, int(last or first) - 1)
    statement = read_statement(claim, library, read.lexicon, read.day, read.publisher)
    checked.answer = compare_statement(statement, place, read)
    passage = Passage(read, *place)
    checked.run = find_longest_run(
        blank(statement.text, [*statement.names, *statement.unknown]), list_words(passage.text)
    )
    checked.lines = list(_list_lines(checked.answer, statement, passage, publication))


def _list_lines(answer: Answer, claim: Statement, passage: Passage, publication: Publication) -> Iterator[Line]:
    """What the comparison objects to, then everything of the claim that is in its passage."""
    if isinstance(answer, Contradiction):
        yield Line("✕", "no", answer.what, f"it is in {answer.at}" if answer.at else "it is nowhere in the article")
    elif isinstance(answer, CannotTell):
        yield Line("?", "ask", answer.why, "")
    library, place = publication.briefing.library, passage.place
    printed = {known: name.text for s in passage.sentences for name in s.names for known in name.ids}
    for known in sorted(claim.ids & (printed.keys() | passage.find_led_to())):
        name, shown = name_entry(library, known), printed.get(known, "")
        where = f"in {place}" if shown else f"in a sentence before {place}"
        yield Line("✓", "", name, where + (f", printed “{shown}”" if shown not in ("", name) else ""))
    for amount in claim.amounts:
        if any(amount.number == other.number and amount.units & other.units for other in passage.amounts):
            yield Line("✓", "", amount.text, f"in {place}")
    for date in claim.dates:
        same = [other for other in passage.dates if date.date and other.date and date.date.text == other.date.text]
        if same:
            yield Line("✓", "", date.text, f"in {place}: “{same[0].text}”")
