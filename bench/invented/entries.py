"""The invented companies, people, products, places, terms and topics, with all their names."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from . import words
from .chance import happens, stream
from .writing import Yaml

FOLDERS = {
    "company": "companies",
    "person": "people",
    "product": "products",
    "place": "places",
    "term": "terms",
    "topic": "topics",
}


@dataclass(slots=True, eq=False)
class Made:
    """One entry: `form` is its type or flavor, `fields` is the content of its file."""

    id: str
    kind: str
    name: str
    form: str = ""
    native: str = ""
    fields: dict[str, Yaml] = field(default_factory=dict)
    names: list[Yaml] = field(default_factory=list)
    misprint: str = ""


class Registry:
    """Keeps ids and names unique: nothing has the same name as something else by accident."""

    def __init__(self) -> None:
        self._ids: set[str] = {"page", "index", "feed", "404"}
        self._names: set[str] = set()

    def claim_name(self, *names: str) -> bool:
        """Reserves all the names, or none if one of them is taken."""
        folded = {name.casefold() for name in names if name}
        if folded & self._names:
            return False
        self._names |= folded
        return True

    def new_id(self, text: str) -> str:
        """An id made from a name, with a number appended if it is taken."""
        base = "-".join(re.findall(r"[a-z0-9]+", text.lower()))[:70].strip("-")
        chosen, number = base, 2
        while chosen in self._ids:
            chosen, number = f"{base}-{number}", number + 1
        self._ids.add(chosen)
        return chosen


@dataclass(slots=True)
class Cast:
    """Everything that has a name, the most famous of each kind first."""

    registry: Registry = field(default_factory=Registry)
    companies: list[Made] = field(default_factory=list)
    people: list[Made] = field(default_factory=list)
    products: list[Made] = field(default_factory=list)
    places: list[Made] = field(default_factory=list)
    terms: list[Made] = field(default_factory=list)
    topics: list[Made] = field(default_factory=list)

    def all(self) -> Iterator[Made]:
        for group in (self.companies, self.people, self.products, self.places, self.terms, self.topics):
            yield from group

    def of_type(self, *forms: str) -> list[Made]:
        """The companies of some types."""
        return [company for company in self.companies if company.form in forms]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many there are of each kind."""

    claims: int
    articles: int
    companies: int
    people: int
    products: int
    terms: int
    places: int
    topics: int
    editions: int


def make_cast(seed: int, sizes: Sizes) -> Cast:
    """Invents the entries; `sizes` must not ask for more places and topics than there are words for."""
    cast = Cast()
    cast.topics = list(_topics(cast.registry, sizes.topics))
    cast.places = list(_places(cast.registry, sizes.places))
    cast.terms = list(_terms(cast, stream(seed, "terms"), sizes.terms))
    cast.companies = list(_companies(cast, stream(seed, "companies"), sizes.companies))
    cast.people = list(_people(cast, stream(seed, "people"), sizes.people))
    cast.products = list(_products(cast, stream(seed, "products"), sizes.products))
    _twins(cast)
    return cast


def _topics(registry: Registry, count: int) -> Iterator[Made]:
    for index, (topic_id, name, question) in enumerate(words.TOPICS[:count]):
        fields: dict[str, Yaml] = {"name": name, "question": question}
        if index > 5:
            fields["parent"] = words.TOPICS[index - 6][0]
        yield Made(registry.new_id(topic_id), "topic", name, fields=fields)


def _places(registry: Registry, count: int) -> Iterator[Made]:
    for name, native in words.PLACES[:count]:
        registry.claim_name(name, native)
        made = Made(registry.new_id(name), "place", name, native=native)
        made.fields = {"name": name, "summary": f"{name} is a city."}
        made.names.append(_native(native))
        yield made


def _native(text: str) -> Yaml:
    return {"text": text, "lang": "zh-Hans", "kind": "native"}


def _terms(cast: Cast, rng: random.Random, count: int) -> Iterator[Made]:
    bare = [f"{quality} {subject}" for subject in words.SUBJECTS for quality in words.QUALITIES]
    pool = [*bare, *(f"{term} {thing}" for term in bare for thing in words.OBJECTS)]
    for term in rng.sample(pool, count):
        cast.registry.claim_name(term)
        quality, *rest = term.split()
        short = f"A way of {rest[0]} that is kept {quality}, so that a service answers sooner or costs less."
        made = Made(cast.registry.new_id(term), "term", term, fields={"term": term, "short": short})
        abbreviation = "".join(word[0] for word in term.split()).upper()
        if len(rest) == 2 and happens(rng, 0.2) and cast.registry.claim_name(abbreviation):
            made.fields["abbreviation"] = abbreviation
        if happens(rng, 0.3):
            made.fields["long"] = f"It is used of {rest[-1]} in general.\n\nSome write it with a hyphen."
        made.fields["topics"] = _some_topics(cast, rng)
        yield made


def _some_topics(cast: Cast, rng: random.Random) -> list[str]:
    return [topic.id for topic in rng.sample(cast.topics, min(len(cast.topics), rng.choice((1, 1, 2))))]


def _companies(cast: Cast, rng: random.Random, count: int) -> Iterator[Made]:
    needed = ["start-up", "company", "outlet", "company", "outlet", "investor", "outlet"][:count]
    forms = needed + rng.choices(words.TYPES, weights=words.TYPE_WEIGHTS, k=count - len(needed))
    for form in forms:
        yield _chinese_company(cast, rng, form) if happens(rng, 0.55) else _western_company(cast, rng, form)


def _chinese_company(cast: Cast, rng: random.Random, form: str) -> Made:
    while True:
        syllables = rng.sample(words.BRAND, rng.choice((2, 2, 3)))
        branch, chinese = rng.choice(words.BRANCHES[form])
        brand = "".join(latin for latin, _ in syllables).capitalize()
        native = "".join(han for _, han in syllables) + chinese
        name = f"{brand} {branch}"
        if cast.registry.claim_name(name, native):
            break
    made = _company(cast, rng, name, form)
    made.native = native
    made.names.append(_native(native))
    if happens(rng, 0.5) and cast.registry.claim_name(brand):
        made.names.append(brand)
    if happens(rng, 0.06):
        pinyin = " ".join(latin.capitalize() for latin, _ in syllables)
        if cast.registry.claim_name(pinyin):
            made.names.append({"text": pinyin, "kind": "romanised"})
    return made


def _western_company(cast: Cast, rng: random.Random, form: str) -> Made:
    while True:
        brand = rng.choice(words.STEMS) + rng.choice(words.ENDINGS)
        if happens(rng, 0.15):
            brand = f"{brand} & {rng.choice(words.STEMS)}{rng.choice(words.ENDINGS)}"
        name = f"{brand} {rng.choice(words.BRANCHES[form])[0]}"
        if cast.registry.claim_name(name):
            break
    made = _company(cast, rng, name, form)
    initials = "".join(word[0] for word in name.split() if word != "&")
    made.names.append({"text": initials, "kind": "short"})
    return made


def _company(cast: Cast, rng: random.Random, name: str, form: str) -> Made:
    made = Made(cast.registry.new_id(name), "company", name, form)
    says = words.TYPE_SUMMARIES[form]
    place, term = rng.choice(cast.places).name, rng.choice(cast.terms).name
    made.fields = {"name": name, "type": form, "summary": f"{name} is {says.format(place=place, term=term)}."}
    if happens(rng, 0.6):
        made.fields["same_as"] = {"website": f"https://{made.id}.example/"}
    made.fields["topics"] = _some_topics(cast, rng)
    if happens(rng, 0.06):
        former = f"{rng.choice(words.STEMS)}{rng.choice(words.ENDINGS)} Works"
        if cast.registry.claim_name(former):
            made.names.append({"text": former, "kind": "former", "until": str(rng.randrange(2012, 2023))})
    return made


def _people(cast: Cast, rng: random.Random, count: int) -> Iterator[Made]:
    for _ in range(count):
        yield _chinese_person(cast, rng) if happens(rng, 0.55) else _western_person(cast, rng)


def _chinese_person(cast: Cast, rng: random.Random) -> Made:
    while True:
        surname, character = rng.choice(words.SURNAMES)
        given = rng.sample(words.GIVEN, 2)
        first = "".join(latin for latin, _ in given).capitalize()
        native = character + "".join(han for _, han in given)
        name = f"{surname} {first}"
        if cast.registry.claim_name(name, native):
            break
    made = _person(cast, rng, name, "family-first")
    made.native = native
    made.names.append(_native(native))
    if happens(rng, 0.25) and cast.registry.claim_name(f"{first} {surname}"):
        made.names.append(f"{first} {surname}")
    made.names.append({"text": surname, "kind": "short"})
    wrong = f"{surname} {first[:-1]}" if first[-1] in "gn" else f"{surname} {first}h"
    if happens(rng, 0.05) and cast.registry.claim_name(wrong):
        made.misprint = wrong
    return made


def _western_person(cast: Cast, rng: random.Random) -> Made:
    while True:
        surname = rng.choice(words.STEMS) + rng.choice(words.ENDINGS)
        name = f"{rng.choice(words.FIRST_NAMES)} {surname}"
        if cast.registry.claim_name(name):
            break
    made = _person(cast, rng, name, "given-first")
    made.names.append({"text": surname, "kind": "short"})
    return made


def _person(cast: Cast, rng: random.Random, name: str, order: str) -> Made:
    made = Made(cast.registry.new_id(name), "person", name, order)
    work = rng.choice(words.WORK)
    made.form = work
    made.fields = {"name": name, "name_order": order, "summary": f"{name} is {work}."}
    made.fields["topics"] = _some_topics(cast, rng)
    return made


def _products(cast: Cast, rng: random.Random, count: int) -> Iterator[Made]:
    """Families of models: `Qimu`, `Qimu-2`, `Qimu-3`; none of these names counts as a mention of another."""
    left = count
    while left:
        family = list(_family(cast, rng))[:left]
        left -= len(family)
        yield from family


def _family(cast: Cast, rng: random.Random) -> Iterator[Made]:
    while True:
        syllables = rng.sample(words.BRAND, rng.choice((2, 2, 3)))
        brand = "".join(latin for latin, _ in syllables).capitalize()
        brand += rng.choice(("", "", "GPT", "Chat", "Pilot"))
        native = "".join(han for _, han in syllables) + "模型"
        if cast.registry.claim_name(brand, native):
            break
    for version in range(1, rng.choice((1, 1, 2, 3, 4)) + 1):
        name = brand if version == 1 else f"{brand}-{version}"
        if version > 1 and not cast.registry.claim_name(name):
            continue
        made = Made(cast.registry.new_id(name), "product", name)
        made.fields = {"name": name, "summary": f"{name} is a language model and the service built on it."}
        made.fields["topics"] = _some_topics(cast, rng)
        if version == 1 and happens(rng, 0.4):
            made.native = native
            made.names.append(_native(native))
        yield made


def _twins(cast: Cast) -> None:
    """A few people share an alias; each names the other in `see`, as the contract requires."""
    for left, right in _pairs(cast.people[7::211]):
        shared = f"Engineer {left.name.split()[0]}"
        if not cast.registry.claim_name(shared):
            continue
        for made, other in ((left, right), (right, left)):
            made.names.append(shared)
            made.fields["see"] = [other.id]


def _pairs(items: Iterable[Made]) -> Iterator[tuple[Made, Made]]:
    listed = list(items)
    yield from zip(listed[::2], listed[1::2], strict=False)
