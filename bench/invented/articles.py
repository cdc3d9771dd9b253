"""The invented source articles: who published them, when, and which reprint which."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from .chance import Crowd, happens, stream
from .entries import Cast, Made
from .values import day
from .writing import Yaml

LAST_ACCESS = dt.date(2026, 11, 20)
_HEADLINES = (
    "{a} and {b}: who pays for {t}?",
    '"We are not late", says {p}',
    "{p} leaves {a} for {b}",
    "What {a} wants from {t}",
    "{a} shows {x} in {c}",
    "Inside {a}'s year of {t}",
    "{b} is said to look at {a}",
    "The long wait for {x}",
)
_CHINESE_HEADLINES = ("{a}发布新模型：谁来买单？", "{a}的下一步", "独家：{a}完成新一轮融资")


@dataclass(slots=True, eq=False)
class Piece:
    """One article. `about` is the company it is mostly about; `when` is the day it appeared, whether printed or not."""

    id: str
    publisher: Made
    when: dt.date
    about: Made
    fields: dict[str, Yaml]
    claims: list[dict[str, Yaml]] = field(default_factory=list)


def make_articles(seed: int, cast: Cast, count: int) -> list[Piece]:
    """The articles, sorted by day."""
    rng = stream(seed, "articles")
    outlets, companies = Crowd(cast.of_type("outlet")), Crowd(cast.companies)
    reporters = [person for person in cast.people[: len(cast.people) // 2] if person.form == "a reporter"]
    days = sorted(day(rng) for _ in range(count))
    made: list[Piece] = []
    for when in days:
        made.append(_article(cast, rng, outlets.pick(rng), companies.pick(rng), when))
        if authors := _authors(rng, reporters):
            made[-1].fields["authors"] = authors
        if len(made) > 3:
            _origin(rng, made)
    return made


def _article(cast: Cast, rng: random.Random, publisher: Made, about: Made, when: dt.date) -> Piece:
    article_id = cast.registry.new_id(f"{publisher.id} {about.id.split('-')[0]} {rng.choice(_SUBJECTS)}")
    chinese = bool(about.native) and happens(rng, 0.35)
    fields: dict[str, Yaml] = {
        "title": _title(cast, rng, about, chinese),
        "publisher": publisher.id,
        "url": f"https://{publisher.id}.example/{when:%Y/%m}/{article_id}",
        "published": _printed(rng, when),
    }
    if chinese:
        fields["lang"] = "zh"
    accessed = min(LAST_ACCESS, when + dt.timedelta(days=rng.randrange(5, 400)))
    if happens(rng, 0.8):
        fields["accessed"] = accessed.isoformat()
    if happens(rng, 0.3):
        fields["archive_url"] = f"https://archive.example/{accessed:%Y%m%d}/{article_id}"
    if happens(rng, 0.04):
        fields["updated"] = (when + dt.timedelta(days=1)).isoformat()
    if happens(rng, 0.01):
        fields["withdrawn"] = {
            "date": accessed.isoformat(),
            "why": "The publisher took the article off its pages.",
        }
    if happens(rng, 0.2):
        fields["note"] = "The page gives the day of its last change, not the day it first appeared."
    return Piece(article_id, publisher, when, about, fields)


_SUBJECTS = (
    "launch",
    "funding",
    "sale",
    "hires",
    "users",
    "plans",
    "rules",
    "interview",
    "results",
    "doubts",
)


def _title(cast: Cast, rng: random.Random, about: Made, chinese: bool) -> str:
    if chinese:
        return rng.choice(_CHINESE_HEADLINES).format(a=about.native)
    return rng.choice(_HEADLINES).format(
        a=about.name,
        b=rng.choice(cast.companies).name,
        p=rng.choice(cast.people).name,
        t=rng.choice(cast.terms).name,
        x=rng.choice(cast.products).name,
        c=rng.choice(cast.places).name,
    )


def _printed(rng: random.Random, when: dt.date) -> str:
    if happens(rng, 0.02):
        return "unknown"
    return f"{when:%Y-%m}" if happens(rng, 0.06) else when.isoformat()


def _authors(rng: random.Random, reporters: list[Made]) -> list[str]:
    if reporters and happens(rng, 0.5):
        return [rng.choice(reporters).id]
    return ["Staff reporters"] if happens(rng, 0.3) else []


def _origin(rng: random.Random, made: list[Piece]) -> None:
    """Some articles reprint or reword one that appeared shortly before, in another outlet."""
    latest = made[-1]
    earlier = rng.choice(made[-4:-1])
    if earlier.publisher is latest.publisher or not happens(rng, 0.06):
        return
    latest.about = earlier.about
    latest.fields["syndicated_from" if happens(rng, 0.6) else "derived_from"] = earlier.id
