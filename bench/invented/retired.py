"""Ids that were retired and lead to what replaced them."""

from __future__ import annotations

from .chance import stream
from .claims import Newsroom
from .writing import Yaml


def retired_companies(seed: int, room: Newsroom, count: int) -> dict[str, Yaml]:
    """Retired id -> its file; a few were split in two."""
    rng = stream(seed, "retired companies")
    found: dict[str, Yaml] = {}
    for number in range(count):
        company, other = rng.sample(room.cast.companies, 2)
        retired = room.cast.registry.new_id(f"former {company.id}")
        found[retired] = {"moved_to": [company.id, other.id] if number % 5 == 4 else company.id}
    return found


def retire_claims(seed: int, room: Newsroom, count: int) -> None:
    """Adds retired claims to some articles."""
    rng = stream(seed, "retired claims")
    for piece in rng.sample(room.pieces, min(count, len(room.pieces))):
        piece.claims.append({"id": "retired", "moved_to": rng.choice(room.citable)})
