"""The table of kinds: everything that differs between one kind of entry and another. Each kind is written here once.

A new kind is a model in this folder, a `Kind` in KINDS, and its words in `words.yml` (`Kind.words` lists their keys).
This module imports no models, because a build with nothing to do reads the table but needs no models. `models.model_of`
returns the model of a kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

CLAIM = "claim"
"""The kind of a record of a claim; claims are in lists, one for each article."""
CLAIMS_FOLDER = "claims"
"""The folder of those lists."""
LOCK = "lock"
"""The kind of a record of an evidence lock."""
LOCK_ENDING = ".lock.yml"
"""The ending of the file name of an article's evidence locks, which are next to its claims."""
ANY_ENTRY = "any"
"""Means every kind of entry, for references that may lead to any of them."""


class MenuItem(NamedTuple):
    """An item of the main menu: its rank among the others (the lowest comes first) and the key of its word."""

    rank: int
    word: str


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of entry; each entry has its own file. The defaults suit entries that have names. There is one object
    for each kind, so kinds are compared by identity."""

    name: str
    """What the YAML, the API and the code call it: `company`."""
    folder: str
    """The folder of its files below the briefing, and the name of its list below `/api/v1/`."""
    address: str
    """The address of its index, which also begins the addresses of its pages."""
    model: str
    """The class of its fields: `module.Class` in this folder."""
    is_named: bool = True
    """Whether its entries have names, an A–Z index and a row in `entries.csv`. Their model is an `Entry`."""
    links: bool = True
    """Whether its names become links where prose mentions them."""
    has_versions: bool = False
    """Whether a number after a name makes another name of it: `Llama 3` is not `Llama`."""
    is_subject: bool = True
    """Whether claims can be about its entries and have them as values."""
    is_speaker: bool = False
    """Whether its entries can be speakers."""
    is_tied: bool = False
    """Whether its pages show how an entry is tied to others, and the review list includes its entries."""
    is_glossary: bool = False
    """Whether its entries are words: their first letter may be upper or lower case, and pages say where they are
    used."""
    searched_as: Literal["name", "page", "headline"] = "name"
    """What the search lists its entries as: names of things, pages of this site, or headlines of sources."""
    has_feed: bool = True
    """Whether there is a feed next to the page of each entry."""
    claims: Literal["about", "filed", "read", "none"] = "about"
    """The claims on an entry's page: those about it or said by it, those filed under it, or those read in it."""
    facts_word: str = "facts"
    """The key of the title of the fact box."""
    template: str = "entry"
    """The templates of its pages, `<template>.html` and `<template>.md`."""
    section: str = ""
    """The item of the main menu that its pages belong to, by its address without the slash; empty for none."""
    menu: MenuItem | None = None
    """Its own item in the main menu."""
    footer_word: str = ""
    """The key of the word that links to its index from the footer; empty for no link."""
    filter_word: str = ""
    """The key of the label of its filter on the timeline; empty for no filter."""
    schema_type: str = ""
    """The https://schema.org type of its entries; empty if none fits."""
    api_names: Mapping[str, str] = field(default_factory=dict)
    """Key in the YAML -> key in the API, if they differ."""
    llms_rank: int = 2
    """The rank of its section in `/llms.txt`: the lowest comes first; ties follow the order of this table."""

    @property
    def menu_rank(self) -> int:
        """Its rank in the main menu; kinds that are not in the menu come last."""
        return self.menu.rank if self.menu else 1_000

    @property
    def word(self) -> str:
        """The key of the word for one entry."""
        return f"kind_of_{self.name}" if self.is_named else self.name

    @property
    def plural_word(self) -> str:
        """The key of the title of its index."""
        return f"index_{self.name}" if self.is_named else self.folder

    @property
    def lead_word(self) -> str:
        """The key of the line under the title of its index."""
        return f"{self.plural_word}_lead"

    @property
    def card_word(self) -> str:
        """The key of the line on its share card."""
        return f"card_{self.name}"

    @property
    def words(self) -> tuple[str, ...]:
        """The keys in `words.yml` that its pages need."""
        optional = (self.menu.word if self.menu else "", self.footer_word, self.filter_word)
        return (self.word, self.plural_word, self.lead_word, self.card_word, self.facts_word, *filter(None, optional))


ARTICLE = Kind(
    "article",
    folder="articles",
    address="articles/",
    model="article.Article",
    is_named=False,
    links=False,
    is_subject=False,
    searched_as="headline",
    has_feed=False,
    claims="read",
    template="article",
    footer_word="footer_articles",
    api_names={"url": "source_url"},
    llms_rank=3,
)
COMPANY = Kind(
    "company",
    folder="companies",
    address="companies/",
    model="entries.Company",
    is_speaker=True,
    is_tied=True,
    section="companies",
    menu=MenuItem(4, "nav_organisations"),
    filter_word="organisation",
    schema_type="Organization",
)
PERSON = Kind(
    "person",
    folder="people",
    address="people/",
    model="entries.Person",
    is_speaker=True,
    is_tied=True,
    facts_word="roles",
    section="people",
    menu=MenuItem(3, "nav_people"),
    filter_word="person",
    schema_type="Person",
)
TERM = Kind(
    "term",
    folder="terms",
    address="glossary/",
    model="entries.Term",
    has_versions=True,
    is_glossary=True,
    section="glossary",
    menu=MenuItem(6, "nav_glossary"),
    schema_type="DefinedTerm",
)
TOPIC = Kind(
    "topic",
    folder="topics",
    address="topics/",
    model="entries.Topic",
    links=False,
    is_subject=False,
    searched_as="page",
    claims="filed",
    section="topics",
    menu=MenuItem(2, "nav_topics"),
    llms_rank=1,
)
EDITION = Kind(
    "edition",
    folder="editions",
    address="editions/",
    model="edition.Edition",
    is_named=False,
    links=False,
    is_subject=False,
    searched_as="page",
    has_feed=False,
    claims="none",
    template="edition",
    section="editions",
    menu=MenuItem(1, "nav_editions"),
    llms_rank=0,
)
COMPARISON = Kind(
    "comparison",
    folder="comparisons",
    address="comparisons/",
    model="comparison.Comparison",
    is_named=False,
    links=False,
    is_subject=False,
    searched_as="page",
    has_feed=False,
    claims="none",
    template="comparison",
    footer_word="footer_comparisons",
    llms_rank=1,
)
"""The kinds that code refers to."""

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        ARTICLE,
        COMPANY,
        PERSON,
        Kind(
            "product",
            folder="products",
            address="products/",
            model="entries.Product",
            has_versions=True,
            is_tied=True,
            footer_word="footer_products",
            schema_type="Product",
        ),
        Kind(
            "place",
            folder="places",
            address="places/",
            model="entries.Place",
            has_feed=False,
            footer_word="footer_places",
            schema_type="Place",
        ),
        TERM,
        TOPIC,
        EDITION,
        COMPARISON,
    )
}


class ListKind(NamedTuple):
    """A kind whose entries are together in one file next to the folders, such as `properties.yml`."""

    name: str
    file: str
    model: str
    """As in `Kind`."""

    @property
    def plural(self) -> str:
        """The name of the file, without its ending, and of the table of its records."""
        return self.file.partition(".")[0]


PROPERTIES = ListKind("property", "properties.yml", "lists.Property")
"""The one file that is a mapping by id; the others are lists."""
LISTS: dict[str, ListKind] = {
    kind.file: kind
    for kind in (
        PROPERTIES,
        ListKind("correction", "corrections.yml", "lists.Correction"),
        ListKind("feed", "feeds.yml", "lists.Feed"),
    )
}
"""File -> the kind of its entries."""


def names_where(is_so: Callable[[Kind], bool]) -> tuple[str, ...]:
    """The names of the kinds for which `is_so` is true, in the order of the table."""
    return tuple(kind.name for kind in KINDS.values() if is_so(kind))


FOLDERS: dict[str, Kind] = {kind.folder: kind for kind in KINDS.values()}
"""Folder -> the kind whose files are in it."""
ALL_FOLDERS = (*FOLDERS, CLAIMS_FOLDER)
"""Every folder of a briefing."""
NAMED = names_where(lambda kind: kind.is_named)
SUBJECTS = names_where(lambda kind: kind.is_subject)
SPEAKERS = names_where(lambda kind: kind.is_speaker)
FOLLOWED = names_where(lambda kind: kind.has_feed)
TIED = names_where(lambda kind: kind.is_tied)
FILTERED = tuple(sorted((kind for kind in KINDS.values() if kind.filter_word), key=lambda kind: kind.menu_rank))
"""The kinds that the timeline can be filtered by, in the order of the main menu."""
LISTED = (*NAMED, *names_where(lambda kind: not kind.is_named))
"""Every kind, in the order in which the lists of data name them."""
