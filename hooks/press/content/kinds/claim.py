"""A claim: one fact that a named source asserts, and everything known about how it was asserted."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from .article import Form, Locator
from .base import (
    AnyRef,
    ArticleRef,
    ClaimRef,
    CompanyRef,
    DateField,
    EntryRef,
    Line,
    Model,
    OwnId,
    PropertyRef,
    Prose,
    SpeakerRef,
    TopicRef,
    make_flag_parser,
    wrap_in_list,
)
from .marks import IsLine, IsMarkdown

ClaimKind = Literal["event", "figure", "plan", "forecast", "opinion", "background"]


def _expand_speaker(value: object) -> object:
    return {"id": value} if isinstance(value, str) else value


class Speaker(Model):
    """Who says it: an entry, or words if the source does not name them."""

    id: SpeakerRef | None = None
    """The id of a person or an organization."""
    unnamed: Line | None = None
    """How the source describes a speaker whom it does not name."""


class Differs(Model):
    """Another claim that says something different, and how it differs."""

    claim: ClaimRef
    """The other claim."""
    how: Literal["conflict", "measure", "wording", "sequence"]
    """`conflict` if both cannot be right; otherwise what it is that differs."""
    title: Line | None = None
    """What differs in a few words, as `Debt taken on: 336.9 or 366.9 million yuan`, if the values do not say it."""
    note: Prose | None = None
    """A remark for readers."""


class AlsoIn(Model):
    """The same claim, read in another article."""

    article: ArticleRef
    """The other article."""
    at: Locator | None = None
    """The sentence or paragraph there."""


class Claim(Model):
    """One fact that a named source asserts, in your own words, with who said it and when."""

    id: OwnId
    """Its name within the file. Others refer to it as `article/claim`."""
    text: Prose
    """One fact, as a sentence in your own words that can be understood alone."""
    label: Annotated[str, Field(min_length=1, max_length=40), IsLine()] | None = None
    """What happened, in at most 40 letters, for drawings, which else cut the text."""
    kind: ClaimKind
    """What sort of statement it is: the first of these that fits."""
    at: Locator | None = None
    """The sentence (`s4`, `s4-5`) or the paragraph (`p9`) of the article that says it."""
    said_by: Annotated[
        Speaker | None, BeforeValidator(_expand_speaker, json_schema_input_type=SpeakerRef | Speaker)
    ] = None
    """Who says it, if not the outlet in its own voice: an id, or `{unnamed: words}`."""
    via: CompanyRef | None = None
    """The outlet that the article itself cites."""
    said_on: DateField | None = None
    """When it was said, if not on the day of the article."""
    form: Form | None = None
    """How the words reached the article."""
    translated: Annotated[bool, BeforeValidator(make_flag_parser("true"))] = False
    """Whether the words were translated."""
    when: DateField | None = None
    """The time that the claim is about, as exact as the source."""
    about: list[EntryRef] = []
    """Entries that the claim is about, besides those in its other fields and its text."""
    subject: EntryRef | None = None
    """The entry that the property belongs to."""
    property: PropertyRef | None = None
    """A relation or a figure of `properties.yml`."""
    value: Line | None = None
    """What the property says of the subject: an id, an amount, a number, a date or a text."""
    of: AnyRef | None = None
    """The second party that some statements need: 25 percent *of whom*."""
    from_: DateField | None = Field(default=None, alias="from")
    """When a relation or a state began."""
    until: DateField | None = None
    """When a relation or a state ended."""
    status: Literal["draft", "reported", "retracted", "withdrawn"] = "reported"
    """A `draft` is shown nowhere. `retracted`: the publisher took it back. `withdrawn`: it was our mistake."""
    why: Prose | None = None
    """The reason why it was retracted or withdrawn."""
    drafted_by: Line | None = None
    """The program that wrote the draft of the claim; a person must read it against its article."""
    supersedes: list[ClaimRef] = []
    """Earlier reports of the same measure, which this claim replaces."""
    same: list[ClaimRef] = []
    """Claims that state the same fact, where no equal statement can show it."""
    differs: list[Differs] = []
    """Claims that say something different."""
    also_in: list[AlsoIn] = []
    """Other articles in which the same claim was read."""
    topics: list[TopicRef] = []
    """Topics that it is filed under."""
    note: Prose | None = None
    """A remark for readers."""


class DraftClaim(Claim):
    """A claim that is still a draft, which is shown nowhere: its text may still be missing."""

    text: Annotated[str, IsMarkdown()] = ""


class RetiredClaim(Model):
    """A retired claim id: only where it leads now."""

    id: OwnId
    """The id that was retired."""
    moved_to: Annotated[
        list[ClaimRef],
        BeforeValidator(wrap_in_list, json_schema_input_type=ClaimRef | list[ClaimRef]),
        Field(min_length=1),
    ]
    """The claim that replaced it, or a list of claims."""
