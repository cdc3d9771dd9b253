"""The answer of a program -> the claims that may become drafts. It is untrusted text: nothing of it is believed.

Each claim goes through the strict reader, the fields that a draft may have, the rules of style and the comparison with
its sentence. What remains is checked with the whole briefing before it is written (`answered`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ...content.kinds.claim import Claim
from ...content.kinds.lock import Compared
from ...content.nodes import Fields, Items, Node, Text
from ...content.validation import validate
from ...content.yaml_source import MAX_FILE_BYTES, decode_utf8, parse_readable
from ...library.library import Library
from ...problem import make_visible
from ..comparison.answers import CannotTell, Contradiction
from ..comparison.claims import Statement, read_statement
from ..comparison.compare import compare_statement
from ..comparison.passages import ReadArticle
from ..comparison.words import list_stems
from ..recognition.article import blank
from .strictness import find_doubts
from .style import find_style_faults

FIELDS = (
    "id", "text", "kind", "at", "said_by", "via", "when", "subject", "property", "value", "of", "topics",
)  # fmt: skip
"""The fields that a program may fill, because each is compared or only files the claim. The others are an editor's."""
MAX_CLAIMS = 500
_FILE = "the answer"
_FENCE = re.compile(r"^```[\w-]*[ \t]*\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
_OPENER = re.compile(
    r"too|many|several|few(?:er)?|less|almost|nearly|around|only|once|because|since|despite|although|until|within|without"
    r"|among|unlike|early|late|both|half|one|two|three|four|five|ten|people|companies|investors|analysts|experts",
    re.IGNORECASE,
)
"""Words that often begin a claim and are no names."""
_SENTENCE = re.compile(r"s[1-9]\d*")


class BadAnswer(Exception):
    """An answer of which nothing can be read. The text says why."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A claim that passed, with the values of its fields as they were written, and what was compared."""

    claim: Claim
    node: Fields
    compared: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim that did not pass: what it is called, and why not."""

    name: str
    reason: str


def read_answer(
    data: bytes, article: ReadArticle, library: Library, known: Collection[str]
) -> tuple[list[Accepted], list[LeftOut]]:
    """The claims of an answer that pass, and those that do not. `known` are the ids of claims that the article already
    has. Raises BadAnswer."""
    accepted: list[Accepted] = []
    refused: list[LeftOut] = []
    taken = set(known)
    for number, item in enumerate(_read_items(data), 1):
        name = _name_claim(item, number)
        claim, reason = _read_claim(item, taken)
        if claim is not None:
            reason, compared = _compare(claim, article, library)
            if not reason and isinstance(item, Fields):
                taken.add(claim.id)
                accepted.append(Accepted(claim, item, compared))
                continue
        refused.append(LeftOut(name, reason))
    return accepted, refused


def _read_items(data: bytes) -> list[Node]:
    """The items of the list in an answer, which may be inside one code fence. Raises BadAnswer."""
    if len(data) > MAX_FILE_BYTES:
        raise BadAnswer(f"it has more than {MAX_FILE_BYTES:,} bytes")
    text, problems = decode_utf8(data, _FILE)
    if problems:
        raise BadAnswer(f"{problems[0].what} (line {problems[0].at.line})")
    fenced = _FENCE.findall(text)
    if len(fenced) > 1:
        raise BadAnswer(f"it has {len(fenced)} code fences; one list is expected")
    found = parse_readable(fenced[0] if fenced else text, _FILE)
    if found.problems:
        first = found.problems[0]
        raise BadAnswer(f"{first.what} (line {first.at.line})")
    if not isinstance(found.node, Items):
        raise BadAnswer("a list of claims is expected")
    if len(found.node.items) > MAX_CLAIMS:
        raise BadAnswer(f"it has {len(found.node.items):,} claims; at most {MAX_CLAIMS} are read")
    return found.node.items


def _name_claim(item: Node, number: int) -> str:
    """How a message calls a claim: by its id and its text as far as it has them."""
    fields = item.fields if isinstance(item, Fields) else {}
    parts = [node.value for key in ("id", "text") if isinstance(node := fields.get(key), Text)]
    return f"{number}. {make_visible(' · '.join(parts), 120)}"


def _read_claim(item: Node, taken: set[str]) -> tuple[Claim | None, str]:
    """The typed claim, or None and what is wrong with its fields or its style."""
    if isinstance(item, Fields) and (foreign := [key for key in item.fields if key not in FIELDS]):
        return None, f"'{make_visible(foreign[0])}' is not a field that a draft may have"
    found, problems = validate(Claim, item, _FILE, "a claim")
    if not isinstance(found, Claim):
        return None, "; ".join(problem.what for problem in problems)
    return (None, reason) if (reason := next(_list_faults(found, taken), "")) else (found, "")


def _list_faults(claim: Claim, taken: set[str]) -> Iterator[str]:
    if claim.id in taken:
        yield f"the id '{claim.id}' is already taken"
    if re.fullmatch(r"s\d+", claim.id):
        yield "the id does not say what the claim is about"
    if claim.at is None or not _SENTENCE.fullmatch(claim.at):
        yield "'at' does not name one sentence, like s4"
    yield from find_style_faults(claim.text)
    for words in (claim.value, claim.said_by.unnamed if claim.said_by else None):
        if words and re.search(r"[<>\[\]`{}|]|https?:", words):
            yield "a field has markup"


def _compare(claim: Claim, article: ReadArticle, library: Library) -> tuple[str, tuple[Compared, ...]]:
    """(why a claim is not written, what was compared): the reason is empty for a match."""
    number = int((claim.at or "s0")[1:])
    if number > len(article.sentences):
        return f"there is no sentence {claim.at}: the article has {len(article.sentences)}", ()
    sentence = article.sentences[number - 1].text
    if claim.said_by and claim.said_by.unnamed and not _has_words(sentence, claim.said_by.unnamed):
        return f"'{make_visible(claim.said_by.unnamed)}' is not in {claim.at}", ()
    stated = [claim.text, claim.value] if claim.value and re.search(r"\d", claim.value) else [claim.text]
    compared: set[Compared] = set()
    for words in stated:
        part = claim.model_copy(update={"text": words})
        statement = read_statement(part, library, article.lexicon, article.day, article.publisher)
        if stray := _find_stray_number(statement, sentence):
            return f"'{stray}' is not in {claim.at}", ()
        if word := _find_stray_opening(statement, sentence, article):
            return f"a program cannot tell: '{make_visible(word)}' may be a name that is not in {claim.at}", ()
        answer = compare_statement(statement, (number - 1, number - 1), article)
        if isinstance(answer, Contradiction):
            return answer.what + (f"; it is in {answer.at}" if answer.at else ""), ()
        if isinstance(answer, CannotTell) and words is claim.text:
            return f"a program cannot tell: {answer.why}", ()
        compared.update(answer.compared)
    if claim.property and not _is_named(claim.property, f"{claim.text} {sentence}", library):
        return f"a program cannot tell: nothing in {claim.at} says '{make_visible(claim.property)}'", ()
    if doubt := next(find_doubts(claim, sentence), ""):
        return f"a program cannot tell: {doubt}", ()
    return "", tuple(sorted(compared))


def _is_named(name: str, words: str, library: Library) -> bool:
    """Whether some words name a figure as its property does; other properties, and unknown ones, are not looked at."""
    found = library.properties.get(name)
    if found is None or not found.data.measures:
        return True
    labels = f"{name.replace('-', ' ')} {found.data.label} {found.data.inverse or ''}"
    return bool(list_stems(labels) & list_stems(words))


def _find_stray_number(statement: Statement, sentence: str) -> str:
    """The first digits of a claim that are no part of a name, an amount or a date, and that its sentence does not have;
    empty if there are none."""
    rest = _blank_known(statement)
    printed = set(re.findall(r"\d+", sentence))
    return next((digits for digits in re.findall(r"\d+", rest) if digits not in printed), "")


def _blank_known(statement: Statement) -> str:
    """The text of a claim with all that was recognized in it blanked out."""
    return blank(statement.text, [*statement.names, *statement.unknown, *statement.amounts, *statement.dates])


def _find_stray_opening(statement: Statement, sentence: str, article: ReadArticle) -> str:
    """The first word of a claim if its capital may be that of a name: it is not in the sentence, and the article never
    has it in small letters. Empty otherwise; capitals inside a claim are recognized as names."""
    found = re.match(r"[\"“]?([^\W\d_]+)", statement.text)
    if found is None or _blank_known(statement)[found.start(1)] == "\x00":
        return ""
    word = found[1]
    if (
        not word[:1].isupper()
        or not list_stems(word)
        or _OPENER.fullmatch(word)
        or word in re.findall(r"[^\W\d_]+", sentence)
    ):
        return ""
    small = word[0].lower() + word[1:]
    is_common = any(re.search(rf"\b{re.escape(small)}\b", each.text) for each in article.sentences)
    return "" if is_common else word


def _has_words(sentence: str, words: str) -> bool:
    """Whether a sentence has all the words of a description, in any order and form."""
    return list_stems(words) <= list_stems(sentence)
