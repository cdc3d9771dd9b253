"""Whether the words beside a name make it part of a longer one: `Ruby on Rails` is not `Ruby`, nor is `Inter Milan`
`Milan`, nor `Jason Robinson` the `Robinson` of another first name.

A capitalized word directly before or after a name is part of it, unless it is a known name itself or a word that only
has a capital where it is: at the beginning of a sentence, in a title of a person, in a month. Where that cannot be
seen, the name does not link: a later mention will, and a wrong link costs more than a missing one. A word written in
small letters, as `comet` in `comet Halley`, is no name and is part of none.
"""

from __future__ import annotations

import re

from ..content.kinds import PERSON, Kind


def _list_words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER_PART = _list_words("""
    A An The This That These Those My Our Your His Her Its Their Some Any Each Every All Both Another Other Many Most
    More Few Several Such No Not Only Just Even Also Too So Yet Still Already Again Once Twice Then Than Here There Now
    Today Yesterday Tomorrow However Meanwhile Later Earlier Instead Thus Hence Therefore And But Or Nor For If When
    While Whether Because Since Although Though Unless Until As Like Unlike Of On In At By From With Without Within To
    Into Onto About Above Across After Against Along Among Around Before Behind Below Beneath Beside Between Beyond
    Despite Down During Except Following Including Near Over Per Through Throughout Toward Towards Under Up Upon Via
    What Who Whom Whose Which Where Why How I He She It We You They Is Are Was Were Be Been Has Have Had Do Does Did Can
    Could Would Shall Should May Might Must Become Became Yes Former Fellow According Using Said Says Neither Either

    January February March April June July August September October November December
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Q1 Q2 Q3 Q4 H1 H2
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday""")
"""Words that are part of no name although they have a capital: where a sentence or a heading begins, and in dates."""
_TITLES = _list_words("""
    Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Lord Lady President Chancellor Premier Minister Senator Congressman
    Congresswoman Representative Rep Sen Governor Mayor Ambassador Commissioner Secretary Judge Justice Attorney General
    Admiral Colonel Major Captain Lieutenant Sergeant Officer Inspector Detective Chief Executive Chairman Chairwoman
    Chair Director Founder Cofounder Co-founder CEO CTO CFO COO CIO VP Manager Coach Boss Editor Comrade Skipper""")
"""Words before the name of a person: `President Wilson`. Those that go with a first name are left out: Pope Alexander,
King Charles and Saint Peter are many."""
_ROLE_AFTER = re.compile(
    r"(?:CEO|CTO|CFO|COO|CIO|VP|President|Chairman|Chairwoman|Chair|Director|(?:Co-?)?[Ff]ounder|Secretary|Governor"
    r"|Mayor|Senator|Ambassador|Chancellor|Manager|Coach|Captain|Editor|Prime Minister"
    r"|(?:Vice|Deputy|Executive|Senior|Managing|Chief|Foreign|Finance) [A-Z][a-z]+)\b"
)
"""Words after the name of an organization or a place that say what somebody is there: `Google CEO`."""
_NOUNS = _list_words("API APIs SDK SDKs VM VMs GPU GPUs CPU CPUs URL URLs PDF PDFs IPO UI ID IDs")
"""Words that are always written with capitals, and name a thing of what they follow: `the C API`."""
_DEMONYMS = _list_words("""
    African American Arab Argentine Asian Australian Austrian Belgian Brazilian British Canadian Chilean Chinese
    Croatian Czech Danish Dutch Egyptian English European Finnish French German Greek Hungarian Indian Indonesian
    Iranian Irish Israeli Italian Japanese Korean Malaysian Mexican Nigerian Norwegian Pakistani Polish Portuguese
    Romanian Russian Saudi Scottish Singaporean Soviet Spanish Swedish Swiss Taiwanese Thai Turkish Ukrainian Vietnamese
    Welsh Western US U.S. UK U.K. EU""")
"""Words that say of what country a person or a thing is: `American Roddick`, `Chinese AI`. Before an organization they
make another one: the Scottish Football Association, the American Red Cross."""
_ABBREVIATED = frozenset({"St.", "Mt.", "Ft."})
"""Words with a period that end no sentence before a name, and make another name of it."""
_PARTICLES = _list_words("af al bin da de del della den der des di dos du el ibn la le och ter van von")
"""Words that are part of the name that they are in, before a name of one word: Stade de France, Rio de Janeiro."""
_HEADS = """
    Archbishop Bank Battle Bay Bishop Church College Commonwealth Congress Convention Council County Duchess Duchy Duke
    Gulf House Houses Institute Isle Kingdom Museum Peace Prince Princess Province Republic Siege Strait Treaty
    University"""
_OF = re.compile(rf"\b(?:{'|'.join(_HEADS.split())}) of(?: the)?$")
"""What begins a name that goes on after "of": `Kingdom of Italy`, `Bank of England`."""
_TAIL = re.compile(r"\s(?:on Rails|of Things|for Business|& [A-Z])")
"""Names that go on with a small word. Most of such words begin something else: `Google on Monday`.
An "&" joins two names to one, as in `Johnson & Johnson`; where both are known, each is a name."""
_GOES_ON = "of&"
"""What the rest of such a name begins with."""
_OF_A_NAME = re.compile(r"\sof (?:the )?[A-Z]")
_WORD = re.compile(r"[^\W\d_][\w.&'’-]*")
_AND_BEFORE = re.compile(r"[A-Z][\w.’'-]*\s&$")
_AFTER = re.compile(r"[^\W\d_][\w&]*(?:-[A-Z]\w*)*")
_INITIALS = re.compile(r"[A-Z]|(?:[A-Z]\.-?)+[A-Z]?")
_PARTICIPLE = re.compile(r"(?!United$).*(?:ing|ed|ly)")
"""What a sentence begins with before a name, with a capital for that alone: `Leaving Google`, `Apparently Google`."""
_ADJECTIVE = re.compile(r".*-[a-z]+")
"""A compound that ends in a small letter: `CPU-bound`."""
_ENDS_OF_OTHERS = ("'s", "’s", "s'", "s’", "n't", "n’t")
_OPENERS = "*_([{\"“„«‘'\x00—–/|"
_LONGEST = 32
"""How many characters before a name are looked at."""
_SPACES = " \n\u00a0"
_MARKS = " *_#>-"
"""What Markdown writes before the first word of a line."""
_STOPS = '.!?:;…。！？"“„«‘–—|•[\n\x00'
"""What a sentence or a quotation begins after, also if it is in a list, a table or beside a reference."""


def is_small_word(name: str) -> bool:
    """Whether a word is written in small letters, if it is one: `comet`, but not `Comet`, `iPhone` and `LLM`."""
    return name[0].islower() and not name[1:2].isupper()


def is_part_of_longer(text: str, start: int, end: int, kind: Kind | None, is_first: bool, is_last: bool) -> bool:
    """Whether the words beside `text[start:end]` make it part of a longer name. `kind` is that of its entry. `is_first`
    and `is_last` say that no known name precedes and follows it, with nothing but a space or an "&" between them."""
    name = text[start:end]
    if kind is not None and kind.is_glossary and is_small_word(name):
        return False
    # A word with a capital after a name, known or not, is part of it: the Magellan Telescope.
    is_first = is_first or is_common_word(name, kind)
    return (is_last and _is_followed(text, end, name, kind)) or (is_first and _is_preceded(text, start, name, kind))


def is_common_word(name: str, kind: Kind | None) -> bool:
    """Whether a name beside another one may be the rest of it, as a word of the glossary with a capital: `Magellan
    Telescope` is neither `Magellan` nor any telescope."""
    return kind is not None and kind.is_glossary and " " not in name and not name[1:2].isupper()


def _is_followed(text: str, end: int, name: str, kind: Kind | None) -> bool:
    if end + 1 >= len(text) or text[end] not in _SPACES or not _is_latin(text[end - 1]):
        return False
    next_letter = text[end + 1]
    if not _is_capital(next_letter):
        if next_letter not in _GOES_ON:
            return False
        return bool(_TAIL.match(text, end) or (is_common_word(name, kind) and _OF_A_NAME.match(text, end)))
    if text[end - 1] == "." or _ROLE_AFTER.match(text, end + 1):  # after `Lantern Inc.` a sentence may begin
        return False
    word = _AFTER.match(text, end + 1)
    return word is not None and word[0] not in _NEVER_PART and word[0] not in _NOUNS


def _is_preceded(text: str, start: int, name: str, kind: Kind | None) -> bool:
    if start < 2 or text[start - 1] not in _SPACES or not _is_latin(name[0]):
        return False
    before = text[max(0, start - _LONGEST) : start - 1]
    if text[start - 2] == "&":
        return _AND_BEFORE.search(before) is not None
    word = before.split()[-1].lstrip(_OPENERS) if not before.isspace() else ""
    if not word or not _is_capital(word[0]):
        return (word in _PARTICLES and " " not in name) or (word in ("of", "the") and _OF.search(before) is not None)
    if word in _NEVER_PART or word.endswith(_ENDS_OF_OTHERS) or _WORD.fullmatch(word) is None:
        return False
    if kind is PERSON:
        return " " not in name and _is_other_person(word)
    if word.endswith(".") and word.count(".") == 1:
        return word in _ABBREVIATED
    return _makes_another(word, _begins_sentence(text, start - 1 - len(word)), name, kind)


def _is_other_person(word: str) -> bool:
    """Whether the word before a short name is a first name or an initial: also where a sentence begins."""
    if word in _TITLES or word in _DEMONYMS:
        return False
    return not word.endswith(".") or word in _ABBREVIATED or _INITIALS.fullmatch(word) is not None


def _makes_another(word: str, begins: bool, name: str, kind: Kind | None) -> bool:
    """Whether the word before the name of anything but a person makes another name of it."""
    if kind is not None and kind.is_glossary:
        return is_common_word(name, kind) or not (begins or word in _DEMONYMS)
    # An acronym before several words is a sponsor, a country or a ship: RBS Six Nations, US Davis Cup.
    is_sponsor = " " in name and word.isupper() and len(word) > 1
    return not (is_sponsor or _ADJECTIVE.fullmatch(word) or (begins and _PARTICIPLE.fullmatch(word)))


def _begins_sentence(text: str, place: int) -> bool:
    before = text[max(0, place - 8) : place].rstrip(_MARKS)
    return not before or before[-1] in _STOPS


def _is_latin(character: str) -> bool:
    return character < "\u0250" or "\u1e00" <= character < "\u1f00"


def _is_capital(character: str) -> bool:
    return character.isupper() and _is_latin(character)
