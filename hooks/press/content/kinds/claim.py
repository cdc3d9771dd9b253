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
    PropertyRef,
    Prose,
    SpeakerRef,
    TopicRef,
    check_id,
    make_flag_parser,
)
from .marks import IsMarkdown

ClaimKind = Literal["event", "figure", "plan", "forecast", "opinion", "background"]


def _expand_speaker(value: object) -> object:
    return {"id": value} if isinstance(value, str) else value


class Speaker(Model):
    """Who says it: an entry, or words if the source does not name them."""

    id: SpeakerRef | None = None
    unnamed: Line | None = None


class Differs(Model):
    """Another claim that says something different, and how it differs."""

    claim: ClaimRef
    how: Literal["conflict", "measure", "wording", "sequence"]
    note: Prose | None = None


class AlsoIn(Model):
    """The same claim, read in another article."""

    article: ArticleRef
    at: Locator | None = None


class Claim(Model):
    """As written; what follows from it is in `press.library.facts`."""

    id: Annotated[str, BeforeValidator(check_id)]
    text: Prose
    kind: ClaimKind
    at: Locator | None = None
    said_by: Annotated[Speaker | None, BeforeValidator(_expand_speaker)] = None
    via: CompanyRef | None = None
    said_on: DateField | None = None
    form: Form | None = None
    translated: Annotated[bool, BeforeValidator(make_flag_parser("true"))] = False
    when: DateField | None = None
    about: list[EntryRef] = []
    subject: EntryRef | None = None
    property: PropertyRef | None = None
    value: Line | None = None
    of: AnyRef | None = None
    from_: DateField | None = Field(default=None, alias="from")
    until: DateField | None = None
    status: Literal["draft", "reported", "retracted", "withdrawn"] = "reported"
    why: Prose | None = None
    drafted_by: Line | None = None
    """The program that wrote the draft of the claim; a person must read it against its article."""
    supersedes: list[ClaimRef] = []
    same: list[ClaimRef] = []
    """Claims that state the same fact, where no equal statement can show it."""
    differs: list[Differs] = []
    also_in: list[AlsoIn] = []
    topics: list[TopicRef] = []
    note: Prose | None = None


class DraftClaim(Claim):
    """A claim that is still a draft, which is shown nowhere: its text may still be missing."""

    text: Annotated[str, IsMarkdown()] = ""


class RetiredClaim(Model):
    """A retired claim id: only where it leads now."""

    id: Annotated[str, BeforeValidator(check_id)]
    moved_to: Annotated[
        list[ClaimRef],
        BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
        Field(min_length=1),
    ]
