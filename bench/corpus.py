"""Writes an invented briefing for measuring: `python bench/corpus.py --pages 10000 --seed 1 DIR`.

The same arguments give the same bytes. The published site has about as many HTML pages as requested: entries, claims,
articles with their lists of claims, and the tables.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from invented.articles import make_articles
from invented.claims import Newsroom, make_claims
from invented.editions import make_corrections, make_editions, make_feeds, write_bodies
from invented.entries import FOLDERS, Made, Sizes, make_cast
from invented.properties import SORTS
from invented.retired import retire_claims, retired_companies
from invented.writing import Yaml, write

SMALLEST = 100
_FIELD_ORDER = (
    "name",
    "term",
    "name_order",
    "type",
    "summary",
    "question",
    "short",
    "long",
    "abbreviation",
    "names",
    "sort",
    "same_as",
    "parent",
    "topics",
    "see",
    "body",
)


def choose_sizes(pages: int) -> Sizes:
    """The proportions of a mature briefing: of 10,000 pages, 6,000 are claims, from 300 articles."""
    return Sizes(
        claims=pages * 60 // 100,
        articles=max(2, pages * 3 // 100),
        companies=max(8, pages * 12 // 100),
        people=max(4, pages * 12 // 100),
        products=max(2, pages * 5 // 100),
        terms=max(2, pages * 3 // 100),
        places=min(30, max(2, pages // 300)),
        topics=min(12, max(2, pages // 100)),
        editions=min(6, max(1, pages // 1000)),
    )


def write_corpus(folder: Path, pages: int, seed: int) -> Sizes:
    """Writes `folder/briefings/`, which must not exist yet. Raises FileExistsError."""
    top = folder / "briefings"
    top.mkdir(parents=True)
    sizes = choose_sizes(pages)
    cast = make_cast(seed, sizes)
    pieces = make_articles(seed, cast, sizes.articles)
    room = make_claims(seed, cast, pieces, sizes.claims)
    editions = make_editions(seed, room, sizes.editions)
    write_bodies(seed, room)
    retire_claims(seed, room, pages // 500)
    _write_entries(top, room)
    for retired, fields in retired_companies(seed, room, pages // 500).items():
        write(top / "companies" / f"{retired}.yml", fields)
    for edition_id, fields in editions.items():
        write(top / "editions" / f"{edition_id}.yml", fields)
    write(top / "properties.yml", {sort.id: sort.fields for sort in SORTS})
    write(top / "corrections.yml", make_corrections(seed, room, pages // 250))
    write(top / "feeds.yml", make_feeds(room))
    return sizes


def _write_entries(top: Path, room: Newsroom) -> None:
    for made in room.cast.all():
        write(top / FOLDERS[made.kind] / f"{made.id}.yml", _fields(made))
    for piece in room.pieces:
        write(top / "articles" / f"{piece.id}.yml", piece.fields)
        write(top / "claims" / f"{piece.id}.yml", piece.claims)


def _fields(made: Made) -> Mapping[str, Yaml]:
    fields: dict[str, Yaml] = {**made.fields, **({"names": made.names} if made.names else {})}
    return {key: fields[key] for key in _FIELD_ORDER if key in fields}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns 2 if the arguments cannot be used."""
    parser = argparse.ArgumentParser(description="Write an invented briefing for measuring.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to make the folder briefings/")
    parser.add_argument("--pages", type=int, default=10_000, help="HTML pages, about (default 10000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another corpus (default 1)")
    chosen = parser.parse_args(arguments)
    if chosen.pages < SMALLEST:
        parser.error(f"a briefing has at least {SMALLEST} pages")
    try:
        sizes = write_corpus(chosen.folder, chosen.pages, chosen.seed)
    except FileExistsError as error:
        parser.error(f"{error.filename} exists already")
    print(f"{chosen.folder}/briefings: {sizes.claims:,} claims from {sizes.articles:,} articles")
    return 0


if __name__ == "__main__":
    sys.exit(main())
