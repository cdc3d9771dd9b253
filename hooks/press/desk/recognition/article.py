"""Recognizes a whole article: a short name means an entry whose full name is somewhere in the same article."""

from __future__ import annotations

from collections.abc import Sequence

from ...content.values.dates import Date
from ...library.briefing import Briefing
from .sentence import Sentence


def recognize_article(
    sentences: Sequence[str], briefing: Briefing, day: Date | None, publisher: str
) -> tuple[Sentence, ...]:
    """What each sentence names, in order; `sentences[0]` is `s1`.

    `briefing` must have been refreshed or checked. `day` is the article's date, None if it is not known: relative dates
    then have no value. `publisher` is the id of the article's outlet, empty if the briefing does not have it.
    """
    return tuple(Sentence(text, f"s{number}") for number, text in enumerate(sentences, 1))
