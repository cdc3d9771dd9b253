"""The sentences of an article, ready to be compared: recognized, with their stems, and the weight of each stem."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from ...content.values.dates import Date
from ..recognition import FoundAmount, FoundDate, Sentence
from ..recognition.article import blank, recognize_sentences
from ..recognition.lexicon import Lexicon
from .words import list_stems

_OPENS_BACK = re.compile(r"^[“\"‘(]?(?:The|They|It|These|This|That|Those|Its|Their|Both|Such)\b|^[它该这此其]")
_HAS_THEY = re.compile(r"\bthey\b")
_HAS_IT = re.compile(r"\b(?:it|its)\b")
_HAS_PERSON = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]im|His|Her)\b|[他她]")
"""What leads back to a sentence before: the last to its people, the others to any of its names."""
MEMORY = 2
"""How many sentences back a pronoun may lead."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """The recognized sentences of an article, its day, publisher and language, and the lexicon that read it."""

    sentences: tuple[Sentence, ...]
    day: Date | None
    publisher: str
    lang: str
    lexicon: Lexicon
    stems: tuple[frozenset[str], ...]
    counts: Counter[str] = field(hash=False)
    """Stem -> how many sentences have it."""
    _places: dict[Hashable, tuple[int, ...]] = field(default_factory=dict, hash=False, compare=False)

    def list_places(self, what: Hashable, has: Callable[[Sentence], bool]) -> tuple[int, ...]:
        """The sentences, by number from 0, for which `has` is true; `what` names the question, which is asked once."""
        if what not in self._places:
            self._places[what] = tuple(place for place, s in enumerate(self.sentences) if has(s))
        return self._places[what]

    def weigh(self, stems: Iterable[str]) -> float:
        """The weight of some stems together: rare ones weigh more."""
        total = len(self.sentences) + 1
        return sum(math.log(total / max(1, self.counts[stem])) for stem in stems)


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more sentences, by number from 0, which a claim is compared with."""

    article: ReadArticle
    first: int
    last: int

    @property
    def place(self) -> str:
        """As `at` writes it: `s4` or `s4-5`."""
        return f"s{self.first + 1}" + (f"-{self.last + 1}" if self.last > self.first else "")

    @property
    def sentences(self) -> Sequence[Sentence]:
        return self.article.sentences[self.first : self.last + 1]

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def stems(self) -> frozenset[str]:
        """The stems of its words, and the entries that it names or that its pronouns lead to."""
        led_to = frozenset(f"[{known}]" for known in self.find_led_to())
        return led_to.union(*self.article.stems[self.first : self.last + 1])

    @property
    def amounts(self) -> list[FoundAmount]:
        return [amount for sentence in self.sentences for amount in sentence.amounts]

    @property
    def dates(self) -> list[FoundDate]:
        return [date for sentence in self.sentences for date in sentence.dates]

    @property
    def ids(self) -> set[str]:
        """The entries that it names without doubt."""
        return {known for sentence in self.sentences for known in list_certain_ids(sentence)}

    def list_antecedents(self) -> list[tuple[Sentence, bool]]:
        """The sentences before that its pronouns may lead to, the nearest first, each with whether they lead only to
        its people."""
        found: list[tuple[Sentence, bool]] = []
        place = self.first
        while place and len(found) < MEMORY:
            text = self.article.sentences[place].text
            leads_on = bool(_OPENS_BACK.search(text)) or (place == self.first and self._has_bare_pronoun(place))
            if not leads_on and not _HAS_PERSON.search(text):
                break
            place -= 1
            found.append((self.article.sentences[place], not leads_on))
        return found

    def find_led_to(self) -> set[str]:
        """The entries that its pronouns may lead to."""
        is_kind = self.article.lexicon.is_kind
        found = [(known, people) for s, people in self.list_antecedents() for known in list_certain_ids(s)]
        return {known for known, only_people in found if not only_people or is_kind(known, "person")}

    def _has_bare_pronoun(self, place: int) -> bool:
        """Whether a sentence has `they`, or an `it` that no name of the sentence explains."""
        sentence = self.article.sentences[place]
        if _HAS_THEY.search(sentence.text):
            return True
        is_kind = self.article.lexicon.is_kind
        things = [known for known in list_possible_ids(sentence) if not is_kind(known, "person", "place")]
        return not things and not sentence.unknown and _HAS_IT.search(sentence.text) is not None

    def list_before(self) -> Sequence[Sentence]:
        """The sentences right before it, whether or not a pronoun leads to them."""
        return self.article.sentences[max(0, self.first - MEMORY) : self.first]

    def list_around(self) -> Sequence[Sentence]:
        """It and its neighbors on either side."""
        return self.article.sentences[max(0, self.first - 1) : self.last + 2]


def read_sentences(
    sentences: Sequence[str], lexicon: Lexicon, day: Date | None, publisher: str, lang: str
) -> ReadArticle:
    """Recognizes the sentences of an article, to compare its claims with them."""
    recognized = recognize_sentences(sentences, lexicon, day, publisher)
    stems = tuple(list_own_stems(sentence, lexicon) for sentence in recognized)
    counts = Counter(stem for each in stems for stem in each)
    return ReadArticle(recognized, day, publisher, lang, lexicon, stems, counts)


def list_own_stems(sentence: Sentence, lexicon: Lexicon) -> frozenset[str]:
    """The stems of a sentence, its terms, and its entries in a form that no stem has. The words of what is recognized
    are no stems: it is compared as what it means."""
    text = blank(sentence.text, [*sentence.names, *sentence.amounts, *sentence.dates])
    terms = lexicon.find_terms(text)
    for start, end, _ in terms:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    named = {f"[{known}]" for known in list_certain_ids(sentence)}
    return list_stems(text).union(named, *(lexicon.terms[form] for _, _, form in terms))


def list_possible_ids(sentence: Sentence) -> set[str]:
    """The entries that a sentence names, or may name: one of several, or a name like theirs."""
    named = {known for name in sentence.names for known in name.ids}
    return named | {known for name in sentence.unknown for known in name.near}


def list_certain_ids(sentence: Sentence) -> set[str]:
    """The entries that a sentence names without doubt."""
    return {name.ids[0] for name in sentence.names if len(name.ids) == 1}
