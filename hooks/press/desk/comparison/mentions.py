"""Rules 3 and 4: the names of a claim are in its passage, or a pronoun leads back to them; so is its speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...content.kinds.lock import Compared
from ...problem import fold_text
from ..recognition.runs import is_no_function_word
from .answers import Finding
from .claims import Statement
from .passages import Passage, list_certain_ids, list_possible_ids

PLACE, GROUP = "place", "group"
_DEMONYMS = {
    "Chinese": "China", "American": "United States", "British": "United Kingdom", "Japanese": "Japan",
    "Indian": "India", "Korean": "South Korea", "French": "France", "German": "Germany", "Russian": "Russia",
    "Taiwanese": "Taiwan",
    "Singaporean": "Singapore", "Canadian": "Canada", "Australian": "Australia", "European": "Europe", "中国": "China",
    "美国": "United States", "国内": "China", "我国": "China",
}  # fmt: skip
"""A nationality -> the name of the country that it counts for. It is never a name of it in a text."""
_DESCRIBES_FIRM = re.compile(
    r"\b(?:the|this|a|an|his|her|its|their|our|new)\s(?:[\w’'-]+\s){0,3}(?:company|start-?up|firm|business|venture|group|maker|developer"
    r"|giant|lab|subsidiary|unit|team|project|initiative|model|chatbot|bot|app|tool|service|product|platform|system|deal)\b"
    r"|\b(?:it|its|we|our|us)\b|公司|企业|该|其|我们",
    re.IGNORECASE,
)
_DESCRIBES_PERSON = re.compile(
    r"\b(?:he|she|his|her|him|i|my|me)\b|\b(?:the|this|an?|its|their)\s(?:[\w’'-]+\s){0,3}(?:founder|co-founder|entrepreneur"
    r"|executive|CEO|chief|chairman|billionaire|investor|analyst|expert|veteran|scientist|leader|man|woman)\b|[他她我]",
    re.IGNORECASE,
)
"""Words that may mean a company or product, or a person, without its name."""
_FIRST_WORD = re.compile(r"([A-Z][a-z]+(?<!s|y)(?<!ed)(?<!ing))\s(?:is|was|has|had|will|may|did|[a-z]+(?:[^s]s|ed))\b")
_HERE = ("local", "the country", "domestic", "nation", "home-grown")
"""Words that mean a place which the article has named."""


def check_names(claim: Statement, passage: Passage) -> Iterator[Finding | Compared]:
    """The entries that the claim names are in the passage. Groups are descriptions and not compared; a place may be in
    a neighbor; the outlet need not name itself."""
    here, led_to = passage.ids, passage.find_led_to()
    for known in sorted(claim.ids | claim.fields):
        lexicon = passage.article.lexicon
        if known == passage.article.publisher or _is_description(known, passage):
            continue
        if lexicon.is_kind(known, PLACE):
            if not _is_place_near(known, passage):
                yield _miss(known, passage, is_wrong=False)
        elif known in here or known in led_to:
            if known in claim.ids:
                yield "names"
        else:
            yield _miss(known, passage, is_wrong=known in claim.ids)
    text = fold_text(" ".join([*(sentence.text for sentence, _ in passage.list_antecedents()), passage.text]))
    for name in claim.unknown:
        folded = fold_text(name.text)
        places = _find_text(folded, passage)
        if folded in text:
            yield "names"
        else:
            yield Finding(f"'{name.text}' is not in {passage.place}", bool(places), places)
    first = _find_first_name(claim)
    if first and fold_text(first) not in text:
        yield Finding(f"'{first}' is not in {passage.place}")


def _find_text(folded: str, passage: Passage) -> tuple[int, ...]:
    return passage.article.list_places(("text", folded), lambda s: folded in fold_text(s.text))


def _find_first_name(claim: Statement) -> str:
    """The first word of a claim, if it may be a name that nothing else gives away: a noun without an article before a
    verb, and not a plural; else empty."""
    match = _FIRST_WORD.match(claim.text)
    if match is None or not is_no_function_word(match[1]):
        return ""
    is_known = any(name.start == 0 for name in claim.names) or any(name.start == 0 for name in claim.unknown)
    return "" if is_known else match[1]


def _is_description(known: str, passage: Passage) -> bool:
    """Whether an entry is a term or a group: a text may mean it without its name."""
    lexicon = passage.article.lexicon
    return not lexicon.is_proper(known) or lexicon.is_company_type(known, GROUP)


def _is_place_near(known: str, passage: Passage) -> bool:
    if any(known in list_certain_ids(sentence) for sentence in passage.list_around()):
        return True
    name, lexicon = passage.article.lexicon.name_of(known), passage.article.lexicon
    text = " ".join(sentence.text for sentence in passage.list_around())
    if any(word in text for word, country in _DEMONYMS.items() if country == name):
        return True
    if any(word in passage.text.lower() for word in _HERE):
        return True
    return any(lexicon.find_government(known) == other for other in passage.ids)


def _miss(known: str, passage: Passage, is_wrong: bool) -> Finding:
    """A name that is missing: a contradiction only if the article has it elsewhere, and nothing in the passage may mean
    it. Where the article never has it, it may have a name there that the briefing does not list."""
    article = passage.article
    what = f"'{article.lexicon.name_of(known)}' is not in {passage.place}"
    places = article.list_places(("entry", known), lambda s: known in list_certain_ids(s))
    if not places:
        return Finding(f"{what}, nor anywhere in the article")
    may_mean = any(known in list_possible_ids(s) for s in (*passage.list_before(), *passage.sentences))
    describes = _DESCRIBES_PERSON if article.lexicon.is_kind(known, "person") else _DESCRIBES_FIRM
    return Finding(what, is_wrong and not may_mean and not describes.search(passage.text), places)


def check_speaker(claim: Statement, passage: Passage) -> Iterator[Finding | Compared]:
    """The speaker speaks in the passage, or is named there or by what its pronouns lead to."""
    if claim.said_by is not None and claim.said_by != passage.article.publisher:
        yield from _check_speaker(claim.said_by, passage)
    elif claim.is_unnamed and any(s.speaker and s.speaker.id for s in passage.sentences):
        yield Finding(f"{passage.place} names a speaker, and 'said_by' says that it does not")
    if claim.via is not None:
        others = {s.via.id for s in passage.sentences if s.via}
        if others and claim.via not in others | passage.ids:
            yield Finding(f"'via: {claim.via}' is not in {passage.place}")


def _check_speaker(said_by: str, passage: Passage) -> Iterator[Finding | Compared]:
    speakers = [sentence.speaker for sentence in passage.sentences if sentence.speaker]
    named = passage.ids | passage.find_led_to()
    if any(speaker.id == said_by for speaker in speakers):
        yield "speaker"
        return
    name = passage.article.lexicon.name_of(said_by)
    places = passage.article.list_places(
        ("speaker", said_by), lambda s: s.speaker is not None and s.speaker.id == said_by
    )
    others = [speaker for speaker in speakers if speaker.id and speaker.id != said_by]
    if others and said_by not in named:
        yield Finding(f"in {passage.place} '{others[0].text}' speaks, not '{name}'", True, places)
    elif others or any(said_by in speaker.ids or speaker.id is None for speaker in speakers):
        yield Finding(f"it is not sure that '{name}' speaks in {passage.place}", False, places)
    elif said_by in named:
        yield "speaker"
    else:
        before = {s.speaker.id for s in passage.list_before() if s.speaker}
        near = (*passage.list_before(), *passage.sentences)
        may_mean = said_by in before or any(said_by in list_possible_ids(s) for s in near)
        yield Finding(f"'{name}' does not speak in {passage.place}", not may_mean, places)
