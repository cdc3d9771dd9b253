"""The claims of the invented articles: sentences, statements, speakers, and how claims relate."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from dataclasses import dataclass, field
from string import Formatter

from .articles import Piece
from .chance import Crowd, happens, stream
from .entries import Cast, Made
from .properties import SORTS, Sort
from .truth import World
from .values import FIRST_YEAR, in_words, point, span
from .writing import Yaml

SHORTEST, LONGEST = 60, 160
_RELATIONS = {"leads", "works-at", "director-of", "role", "invested-in", "built-on"}
_KINDS = ("event", "background", "opinion", "plan", "forecast", "figure")
_KIND_WEIGHTS = (34, 22, 20, 12, 8, 4)
_SAYINGS = {
    "event": (
        "{a} showed visitors {x} {t}",
        "{a} closed its office in {c} {t}",
        "{p} spoke about {k} in {c} {t}",
        "{a} and {b} signed an agreement on {k} {t}",
    ),
    "background": (
        "{a} sells {k} to hospitals and schools",
        "{p} studied {k} before joining {a}",
        "{x} is offered in {c} and nowhere else",
    ),
    "opinion": (
        "{p} says that {a} is ahead of {b} in {k}",
        "{p} calls {x} a poor answer to {k}",
        "{p} writes that {k} matters more than price",
    ),
    "plan": ("{a} plans to open {x} to the public {t}", "{p} plans to hire 100 people for {a} in {c}"),
    "forecast": ("{p} expects {a} to earn from {k} {t}", "{p} expects fewer than ten firms to offer {k} {t}"),
    "figure": ("{a} employed 340 people in {c} {t}", "{x} answered in 0.8 seconds in a test of {k} {t}"),
}
_TAILS = (
    ", while {a} waited",
    ", as {a} had done before",
    " after talks with {a}",
    ", with {x} as the main service",
    " for its work on {k}",
    ", according to people close to {a}",
    ", a year after {p} had left",
    " as part of a plan for {c}",
    ", which {p} had advised against",
    " and will go on with {k}",
    ", which [[{i}|an adviser]] had seen before",
)
_NOTES = (
    "The article does not say whose view this is.",
    "The sentence gives no year; the paragraph before it does.",
    "The Chinese edition of the article gives the same figure.",
    "A round number in the source; it stays round here.",
    "Compare [[{id}]], which an earlier article puts otherwise.",
)
_UNNAMED = ("people close to the talks", "a person with knowledge of the plan")
_DIFFERENCES = {
    "conflict": "Both cannot be right of the same thing and time.",
    "measure": "One counts those who signed up, the other those who came back.",
    "wording": "The two choose other words for one thing.",
    "sequence": "Reports of the same month give the two in another order.",
}
_CAUTION = "The outlet has since changed the sentence."


@dataclass(slots=True)
class Newsroom:
    """What generating claims needs and remembers."""

    cast: Cast
    crowds: dict[str, Crowd[Made]]
    world: World
    pieces: list[Piece]
    outlets: list[Made]
    by_subject: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_measure: dict[tuple[str, str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    withdrawn: list[tuple[str, str]] = field(default_factory=list)
    """Claims that need a correction, each with its text."""
    citable: list[str] = field(default_factory=list)


def make_claims(seed: int, cast: Cast, pieces: list[Piece], count: int) -> Newsroom:
    """Fills the articles with `count` claims in total, and returns what was recorded along the way."""
    crowds = {
        "company": Crowd(cast.companies),
        "person": Crowd(cast.people),
        "product": Crowd(cast.products),
        "place": Crowd(cast.places),
        "term": Crowd(cast.terms),
    }
    room = Newsroom(cast, crowds, World(seed, cast, crowds), pieces, cast.of_type("outlet"))
    rng = stream(seed, "claims")
    for index, (piece, size) in enumerate(zip(pieces, _sizes(rng, len(pieces), count), strict=True)):
        _fill(room, rng, piece, index, size)
    claims = [claim for piece in pieces for claim in piece.claims if claim.get("status") != "draft"]
    superseded = {str(earlier) for claim in claims for earlier in _list_superseded(claim)}
    room.citable = [claim_id for claim_id in room.citable if claim_id not in superseded]
    return room


def _list_superseded(claim: dict[str, Yaml]) -> list[Yaml]:
    found = claim.get("supersedes")
    return found if isinstance(found, list) else []


def _sizes(rng: random.Random, pieces: int, count: int) -> list[int]:
    """The number of claims per article, a few with many; they add up to `count`, and none is zero."""
    weights = [rng.lognormvariate(0, 0.6) for _ in range(pieces)]
    spare = max(0, count - pieces)
    sizes = [1 + int(spare * weight / sum(weights)) for weight in weights]
    for index in range(count - sum(sizes)):
        sizes[index % pieces] += 1
    return sizes


def _fill(room: Newsroom, rng: random.Random, piece: Piece, index: int, size: int) -> None:
    sentence = 0
    used: dict[str, int] = defaultdict(int)
    for _ in range(size):
        sentence += rng.choice((0, 1, 1, 1, 2, 3)) or (sentence == 0)
        claim = _statement(room, rng, piece) if happens(rng, 0.58) else _saying(room, rng, piece)
        name = claim.get("property", claim["kind"])
        used[str(name)] += 1
        claim["id"] = f"{name}-{used[str(name)]}" if used[str(name)] > 1 else name
        claim["at"] = f"s{sentence}" if happens(rng, 0.92) else f"s{sentence}-{sentence + 1}"
        _voice(room, rng, claim, piece)
        _relations(room, rng, claim, piece, index)
        _state(room, rng, claim, piece)
        piece.claims.append({key: claim[key] for key in _ORDER if key in claim})


_ORDER = (
    "id",
    "text",
    "kind",
    "subject",
    "property",
    "value",
    "of",
    "when",
    "from",
    "until",
    "at",
    "said_by",
    "via",
    "said_on",
    "form",
    "translated",
    "about",
    "status",
    "why",
    "supersedes",
    "differs",
    "also_in",
    "topics",
    "note",
)


def _statement(room: Newsroom, rng: random.Random, piece: Piece) -> dict[str, Yaml]:
    sort = rng.choices(SORTS, weights=[sort.weight for sort in SORTS])[0]
    subject = _subject(room, rng, piece, sort.of)
    at = _past(rng, piece.when)
    said = room.world.value(rng, sort, subject, at.year)
    second = room.crowds["company"].other(rng, subject) if sort.second else None
    if said is None or (sort.second and second is None):
        return _saying(room, rng, piece)
    dated = sort.value != "date" and sort.single != "subject" and happens(rng, 0.85)
    when = point(rng, at) if dated else ""
    text = rng.choice(sort.sentences).format(
        s=subject.name, v=said.words, o=second.name if second else "", t=in_words(when) if when else ""
    )
    claim: dict[str, Yaml] = {"text": _sentence(room, rng, text, subject, said.entry, second)}
    claim["kind"] = "event" if when else "background"
    if sort.value in ("amount", "number"):
        claim["kind"] = "figure"
    claim |= {"subject": subject.id, "property": sort.id, "value": said.value}
    if second:
        claim["of"] = second.id
    if when:
        claim["when"] = when
    elif sort.id in _RELATIONS and happens(rng, 0.6):
        _term_of_office(rng, claim, at)
    if topics := _topics(room, rng, sort):
        claim["topics"] = topics
    _replaces(room, rng, claim, piece, (subject.id, sort.id, str(at.year)))
    return claim


def _subject(room: Newsroom, rng: random.Random, piece: Piece, kind: str) -> Made:
    """Half of what an article says is about its own company."""
    return piece.about if kind == "company" and happens(rng, 0.5) else room.crowds[kind].pick(rng)


def _past(rng: random.Random, day: dt.date) -> dt.date:
    """A day that an article from `day` may be about: usually within the few months before it."""
    back = int(rng.expovariate(1 / 70))
    return max(dt.date(FIRST_YEAR, 1, 1), day - dt.timedelta(days=back))


def _term_of_office(rng: random.Random, claim: dict[str, Yaml], at: dt.date) -> None:
    claim["from"] = f"{at:%Y-%m}"
    if happens(rng, 0.4):
        claim["until"] = f"{at + dt.timedelta(days=rng.randrange(60, 1500)):%Y-%m}"


def _topics(room: Newsroom, rng: random.Random, sort: Sort | None) -> list[str]:
    known = [topic.id for topic in room.cast.topics]
    found = [sort.topic] if sort and sort.topic in known else []
    if not found or happens(rng, 0.25):
        extra = rng.choice(known)
        found += [extra] if extra not in found else []
    return found if happens(rng, 0.85) else []


def _replaces(
    room: Newsroom, rng: random.Random, claim: dict[str, Yaml], piece: Piece, key: tuple[str, str, str]
) -> None:
    """A few claims are later reports of a measure that an earlier article gave."""
    earlier = [ref for ref in room.by_measure[key] if not ref.startswith(f"{piece.id}/")]
    if earlier and happens(rng, 0.12):
        claim["supersedes"] = [earlier[-1]]
    claim["_measure"] = "|".join(key)


def _saying(room: Newsroom, rng: random.Random, piece: Piece) -> dict[str, Yaml]:
    kind = rng.choices(_KINDS, weights=_KIND_WEIGHTS)[0]
    a = _subject(room, rng, piece, "company")
    at = _past(rng, piece.when)
    if kind in ("plan", "forecast"):
        at = piece.when + dt.timedelta(days=rng.randrange(30, 400))
    when = point(rng, at)
    if happens(rng, 0.12):
        when = span(rng, at)
    template = rng.choice(_SAYINGS[kind])
    has_time = "{t}" in template and "/" not in when and not when.endswith("X")
    b = room.crowds["company"].other(rng, a) if "{b}" in template else None
    speaker = room.crowds["person"].pick(rng) if "{p}" in template else None
    text = _filled(
        room,
        rng,
        template,
        a=a.name,
        b=b.name if b else "",
        p=speaker.name if speaker else "",
        t=in_words(when) if has_time else "",
    )
    claim: dict[str, Yaml] = {"text": _sentence(room, rng, text), "kind": kind}
    if speaker and kind in ("opinion", "forecast"):
        claim["said_by"] = speaker.id
    if kind != "opinion" and (has_time or happens(rng, 0.7)):
        claim["when"] = when
    if topics := _topics(room, rng, None):
        claim["topics"] = topics
    if happens(rng, 0.2):
        claim["about"] = [room.crowds[rng.choice(("company", "person", "place"))].pick(rng).id]
    return claim


_SLOTS = {"a": "company", "p": "person", "x": "product", "k": "term", "c": "place"}
"""What each letter of a sentence means; `i` is the id of a person."""


def _filled(room: Newsroom, rng: random.Random, template: str, **given: str) -> str:
    """The sentence with a name in each slot: the given one, else a random one."""
    slots = dict(given)
    for _, letter, _, _ in Formatter().parse(template):
        if letter == "i":
            slots["i"] = room.crowds["person"].pick(rng).id
        elif letter and letter not in slots:
            slots[letter] = room.crowds[_SLOTS[letter]].pick(rng).name
    return template.format(**slots)


def _sentence(room: Newsroom, rng: random.Random, text: str, *named: Made | None) -> str:
    """The sentence with one or two added clauses: 60 to 160 characters, rarely with more than three names."""
    text = " ".join(text.split())
    text = text[0].upper() + text[1:]
    wanted = sum(made is not None for made in named) < 3 and happens(rng, 0.45)
    for _ in range(12):
        if len(text) >= SHORTEST and not wanted:
            break
        longer = text + _filled(room, rng, rng.choice(_TAILS))
        if len(longer) < LONGEST:
            text, wanted = longer, False
    return f"{text}."


def _voice(room: Newsroom, rng: random.Random, claim: dict[str, Yaml], piece: Piece) -> None:
    """Who says it, and how the words got into the article."""
    speaker = claim.get("said_by") or _speaker(room, rng)
    if speaker:
        claim["said_by"] = speaker
        claim["form"] = rng.choice(("stated", "quoted", "paraphrased", "paraphrased", "unclear"))
        if happens(rng, 0.25):
            claim["said_on"] = _past(rng, piece.when).isoformat()
        if happens(rng, 0.15):
            claim["translated"] = "true"
    via = rng.choice(room.outlets)
    if via is not piece.publisher and happens(rng, 0.07):
        claim["via"] = via.id


def _speaker(room: Newsroom, rng: random.Random) -> Yaml:
    """A speaker, or None, which means that the outlet says it in its own voice."""
    chance = rng.random()
    if chance < 0.16:
        return room.crowds["person"].pick(rng).id
    if chance < 0.28:
        return room.crowds["company"].pick(rng).id
    return {"unnamed": rng.choice(_UNNAMED)} if chance < 0.32 else ""


def _relations(room: Newsroom, rng: random.Random, claim: dict[str, Yaml], piece: Piece, index: int) -> None:
    """Where else it was read, what it disagrees with, and our notes."""
    near = [other for other in room.pieces[max(0, index - 6) : index + 7] if other is not piece]
    if near and happens(rng, 0.07):
        found = rng.sample(near, min(len(near), rng.choice((1, 1, 1, 2))))
        claim["also_in"] = [{"article": other.id, "at": f"s{rng.randrange(1, 40)}"} for other in found]
    earlier = room.by_subject.get(str(claim.get("subject")), [])
    if earlier and "supersedes" not in claim and happens(rng, 0.02):
        how = rng.choices(("conflict", "measure", "wording", "sequence"), weights=(1, 4, 3, 2))[0]
        claim["differs"] = [{"claim": rng.choice(earlier), "how": how, "note": _DIFFERENCES[how]}]
    if happens(rng, 0.09):
        claim["note"] = rng.choice(_NOTES).format(id=room.crowds["person"].pick(rng).id)


def _state(room: Newsroom, rng: random.Random, claim: dict[str, Yaml], piece: Piece) -> None:
    """The status: nearly all claims are reported; the others cannot be cited or compared."""
    measure, global_id = claim.pop("_measure", ""), f"{piece.id}/{claim['id']}"
    chance = rng.random()
    if chance < 0.003:
        claim["status"] = "draft"
        claim.pop("supersedes", None)
        return
    if chance < 0.008:
        claim |= {"status": "retracted", "why": _CAUTION}
    elif chance < 0.012:
        claim |= {"status": "withdrawn", "why": "We had read the figure of another company."}
        room.withdrawn.append((global_id, str(claim["text"])))
    elif "withdrawn" not in piece.fields:
        room.citable.append(global_id)
    if "subject" in claim:
        room.by_subject[str(claim["subject"])].append(global_id)
    if measure:
        key = str(measure).split("|")
        room.by_measure[key[0], key[1], key[2]].append(global_id)
