"""What an editor writes in addition to the claims: editions, corrections, feeds and longer texts."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict

from .chance import happens, stream
from .claims import Newsroom
from .entries import Made
from .writing import Yaml

_HEADINGS = (
    "Who joined",
    "Prices",
    "What was shown",
    "Access and users",
    "Rules",
    "Doubts",
    "Abroad",
    "Posts",
)
_LINES = (
    "[[{e}]] did what it had said it would do [@{c}].",
    "The figures for [[{e}]] rest on one outlet [@{c}].",
    "Two reports on {n} agree in substance [@{c}] [@{d}].",
    "{n} said little, and its partners said more [@{c}].",
    "Of [[{e}|the plans]] printed then, one was carried out [@{c}].",
)


def make_editions(seed: int, room: Newsroom, count: int) -> dict[str, Yaml]:
    """Edition id -> its file; each is about one range of the articles."""
    rng = stream(seed, "editions")
    found: dict[str, Yaml] = {}
    width = max(1, len(room.pieces) // count)
    for number in range(count):
        pieces = room.pieces[number * width : (number + 1) * width] or room.pieces
        inside = {piece.id for piece in pieces}
        claims = [ref for ref in room.citable if ref.partition("/")[0] in inside] or room.citable
        covers = f"{pieces[0].when:%Y-%m}/{pieces[-1].when:%Y-%m}"
        edition_id = room.cast.registry.new_id(f"edition {number + 1}")
        date = min(dt.date(2026, 11, 20), pieces[-1].when + dt.timedelta(days=20))
        found[edition_id] = {
            "title": f"The briefing, number {number + 1}: what was said and by whom",
            "date": date.isoformat(),
            "covers": covers,
            "editor": "The editors",
            "standfirst": "What companies announced, what others reported, and where the record is thin.",
            "bottom_line": [_line(rng, room, claims) for _ in range(rng.choice((3, 4, 5)))],
            "sections": [_section(rng, room, claims, heading) for heading in _HEADINGS],
            "unknowns": ["Who paid, and when.", "What became of the second office."],
            "watch": ["The next count of users.", "The final rules."],
        }
    return found


def _section(rng: random.Random, room: Newsroom, claims: list[str], heading: str) -> Yaml:
    used = rng.sample(claims, min(len(claims), rng.randrange(6, 14)))
    body = "\n\n".join(_paragraph(rng, room, used) for _ in range(2))
    return {"heading": heading, "body": body, "claims": sorted(used)}


def _paragraph(rng: random.Random, room: Newsroom, claims: list[str]) -> str:
    return " ".join(_line(rng, room, claims) for _ in range(rng.randrange(2, 5)))


def _line(rng: random.Random, room: Newsroom, claims: list[str]) -> str:
    made = room.crowds[rng.choice(("company", "person", "product"))].pick(rng)
    return rng.choice(_LINES).format(e=made.id, n=made.name, c=rng.choice(claims), d=rng.choice(claims))


def make_corrections(seed: int, room: Newsroom, count: int) -> list[Yaml]:
    """The corrections, newest first: of each withdrawn claim, and of some other claims and entries."""
    rng = stream(seed, "corrections")
    made: list[tuple[str, Yaml]] = []
    for entry, text in room.withdrawn:
        made.append(_correction(rng, entry, "correction", "The claim is taken out.", text))
    for _ in range(max(0, count - len(made))):
        kind = rng.choice(("correction", "clarification", "update", "retraction"))
        entry = rng.choice(room.citable) if happens(rng, 0.7) else room.crowds["company"].pick(rng).id
        made.append(_correction(rng, entry, kind, "The sentence says who counted.", "Nobody had counted."))
    return [fields for _, fields in sorted(made, key=lambda item: item[0], reverse=True)]


def _correction(rng: random.Random, entry: str, kind: str, now: str, was: str) -> tuple[str, Yaml]:
    date = (dt.date(2026, 1, 1) + dt.timedelta(days=rng.randrange(320))).isoformat()
    fields: dict[str, Yaml] = {"date": date, "entry": entry, "kind": kind, "was": was, "now": now}
    if happens(rng, 0.4):
        fields["reported_by"] = "a reader"
    return date, fields


def make_feeds(room: Newsroom) -> list[Yaml]:
    """An article feed for each of the better-known outlets."""
    return [
        {"title": outlet.name, "url": f"https://{outlet.id}.example/feed.xml", "publisher": outlet.id}
        for outlet in room.cast.of_type("outlet")[:8]
    ]


def write_bodies(seed: int, room: Newsroom) -> None:
    """Longer texts on a quarter of the entries, with links and citations; misprints name who printed them."""
    rng = stream(seed, "bodies")
    about = _claims_by_subject(room)
    for made in room.cast.all():
        if made.misprint:
            source = rng.choice(room.pieces).id
            made.names.append({"text": made.misprint, "kind": "misprint", "source": source})
        if happens(rng, 0.25):
            made.fields["body"] = _body(rng, room, made, about.get(made.id) or room.citable)


def _claims_by_subject(room: Newsroom) -> dict[str, list[str]]:
    citable = set(room.citable)
    found: dict[str, list[str]] = defaultdict(list)
    for subject, claims in room.by_subject.items():
        found[subject] = [claim for claim in claims if claim in citable]
    return found


def _body(rng: random.Random, room: Newsroom, made: Made, claims: list[str]) -> str:
    parts = [_paragraph(rng, room, claims) for _ in range(rng.choice((1, 1, 2, 3)))]
    if made.misprint:
        parts.append(f"The name is printed as {made.misprint} in one article.")
    if happens(rng, 0.2):
        parts.append("\n".join(f"- {_line(rng, room, claims)}" for _ in range(3)))
    return "\n\n".join(parts)
