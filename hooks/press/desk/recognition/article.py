"""Recognizes a whole article: a short name means an entry whose full name is somewhere in the same article."""

from __future__ import annotations

from collections.abc import Sequence

from ...content.values.dates import Date
from ...library.briefing import Briefing
from .amounts import find_amounts
from .dates import find_dates
from .lexicon import Lexicon
from .misprints import find_misprints
from .names import Parts, Present, find_parts, list_present, resolve_names
from .sentence import Found, Sentence
from .speakers import find_speech
from .unknown_names import find_unknown_names, list_lone_words, list_longer_words

MAX_SENTENCE = 3_000
"""How many characters of a sentence are searched: none of prose is longer."""
MEMORY = 2
"""How many sentences back `he` may lead."""


def recognize_article(
    sentences: Sequence[str], briefing: Briefing, day: Date | None, publisher: str
) -> tuple[Sentence, ...]:
    """What each sentence names, in order; `sentences[0]` is `s1`.

    `briefing` must have been refreshed or checked. `day` is the article's date, None if it is not known: relative dates
    then have no value. `publisher` is the id of the article's outlet, empty if the briefing does not have it.
    """
    return recognize_sentences(sentences, Lexicon(briefing.library), day, publisher)


def recognize_sentences(
    sentences: Sequence[str], lexicon: Lexicon, day: Date | None, publisher: str
) -> tuple[Sentence, ...]:
    """As `recognize_article`, with a lexicon that several articles share."""
    word = _find_publisher_word(lexicon, publisher)
    parts = [find_parts(text[:MAX_SENTENCE], lexicon, word) for text in sentences]
    present = Present(
        frozenset(list_present(parts, lexicon)) | ({publisher} if publisher else frozenset()),
        publisher,
        word,
        frozenset(list_longer_words(parts)),
        frozenset(list_lone_words(parts)),
    )
    recognized: list[Sentence] = []
    for number, (text, each) in enumerate(zip(sentences, parts, strict=True), 1):
        recognized.append(_recognize(text, each, f"s{number}", lexicon, present, day, recognized))
    return tuple(recognized)


def _recognize(
    whole: str,
    parts: Parts,
    position: str,
    lexicon: Lexicon,
    present: Present,
    day: Date | None,
    earlier: Sequence[Sentence],
) -> Sentence:
    text = parts.text
    names = tuple(resolve_names(parts, lexicon, present))
    unknown = tuple(sorted(find_unknown_names(parts, lexicon, present, [(name.start, name.end) for name in names])))
    found = sorted(find_dates(blank(text, [*names, *unknown]), day))
    dates = tuple(date._replace(text=text[date.start : date.end]) for date in found)
    speech = find_speech(text, names, unknown, lexicon, present.publisher, _list_people(earlier, lexicon))
    return Sentence(
        whole,
        position,
        names,
        unknown,
        tuple(find_misprints(names, unknown, lexicon)),
        tuple(sorted(find_amounts(text, blank(text, [*names, *unknown, *dates])))),
        dates,
        speech.speaker,
        speech.via,
    )


def blank(text: str, items: Sequence[Found]) -> str:
    """A text with what was found blanked out, at the same length."""
    for item in items:
        text = text[: item.start] + "\x00" * (item.end - item.start) + text[item.end :]
    return text


def _list_people(earlier: Sequence[Sentence], lexicon: Lexicon) -> list[str]:
    """The people of the sentences before, the nearest first: of each, its speaker, then its names from the end."""
    people: list[str] = []
    for sentence in reversed(earlier[-MEMORY:]):
        speaker = sentence.speaker.id if sentence.speaker else None
        named = [name.id for name in reversed(sentence.names)]
        people += [known for known in (speaker, *named) if known and lexicon.is_kind(known, "person")]
    return people


def _find_publisher_word(lexicon: Lexicon, publisher: str) -> str:
    """The last word of the publisher's own name, if that has several and the word begins with a capital."""
    words = lexicon.name_of(publisher).split() if publisher else []
    return words[-1] if len(words) > 1 and words[-1][:1].isupper() else ""
