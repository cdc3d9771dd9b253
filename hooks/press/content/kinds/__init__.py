"""The table of all kinds: where their files lie, which model reads them, and where their pages stand.

A new kind is a model in this folder and a line here.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..folders import FOLDER_OF
from .article import Article
from .base import ENTRY_KINDS, Entry, Model, Retired
from .claim import Claim, RetiredClaim
from .edition import Edition
from .entries import Company, Person, Place, Product, Term, Topic
from .lists import Correction, Feed, Property

__all__ = [
    "ENTRY_KINDS",
    "FOLDERS",
    "KINDS",
    "LISTS",
    "Article",
    "Claim",
    "Company",
    "Correction",
    "Edition",
    "Entry",
    "Feed",
    "Kind",
    "Model",
    "Person",
    "Place",
    "Product",
    "Property",
    "Retired",
    "RetiredClaim",
    "Term",
    "Topic",
]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: `folder` below the briefing, `address` of its index page."""

    name: str
    model: type[Model]
    folder: str
    address: str


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("article", Article, FOLDER_OF["article"], "articles/"),
        Kind("company", Company, FOLDER_OF["company"], "companies/"),
        Kind("person", Person, FOLDER_OF["person"], "people/"),
        Kind("product", Product, FOLDER_OF["product"], "products/"),
        Kind("place", Place, FOLDER_OF["place"], "places/"),
        Kind("term", Term, FOLDER_OF["term"], "glossary/"),
        Kind("topic", Topic, FOLDER_OF["topic"], "topics/"),
        Kind("edition", Edition, FOLDER_OF["edition"], "editions/"),
    )
}
FOLDERS: dict[str, Kind] = {kind.folder: kind for kind in KINDS.values()}
"""The kinds by the folder that holds one file for each entry; `claims/` holds lists beside them."""

LISTS: dict[str, type[Model]] = {"properties.yml": Property, "corrections.yml": Correction, "feeds.yml": Feed}
"""The single files: properties is a mapping by id, the others are lists."""
