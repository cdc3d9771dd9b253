"""What a reference to an unknown id or name was most likely meant to be, or how to add what it names."""

from __future__ import annotations

import re
import unicodedata

from ...content.kinds import ANY_ENTRY, ARTICLE, CLAIM, COMPANY, KINDS, PERSON, Kind
from ...content.kinds.base import ID, MAX_ID
from ...content.kinds.claim import Claim
from ...problem import find_nearest, make_visible
from ..library import Library
from ..names import Names

_SHOWN = 8
"""How many claims of an article a cure names."""
_LIKELY = 85
"""How alike, of 100, a name and an id must be for one to be suggested for the other: names of people often share
a part."""
_NOBODY = re.compile(
    r"\b(?:analysts?|authorities|colleagues?|commentators?|company|critics?|employees?|executives?|experts?|founders?|"
    r"insiders?|investors?|managers?|media|observers?|officials?|people|person|reports?|researchers?|sources?|"
    r"spokes(?:man|person|woman)|staff|someone|unnamed|anonymous|users?|workers?)\b",
    re.IGNORECASE,
)
"""Words for people whom a source does not name."""
_ADD = "check the spelling, or add the entry"
_REQUIRED = {
    "company": "name, summary and type",
    "term": "term and short",
    "topic": "name and question",
    "article": "title, publisher, url and published",
    "comparison": "title, lead, entries and rows",
    "edition": "title, date, covers, standfirst and bottom_line",
}
"""Kind -> the fields that an entry needs, where these are not name and summary."""


def suggest_property(library: Library, seen: str) -> str:
    """A cure for a property that is not in the vocabulary."""
    near = library.find_nearest_id(seen, "properties")
    if near:
        return f"did you mean '{near}' ({library.properties[near].file})?"
    return "name one that is in properties.yml, or add it there; or leave out subject, property and value"


def suggest_claim(library: Library, seen: str) -> str:
    """A cure for an unknown claim: the one of the same name in another article, else the one with the nearest id."""
    article, _, name = seen.rpartition("/")
    twin = library.find_claim_named(name) if article else None
    if twin and _is_without_article(library, twin) and library.kind.get(article) == ARTICLE.name:
        file = library.claims[twin].file
        return f"rename {file} to '{article}.yml', if its claims are of this article"
    known = library.claim_lists.get(article, ())
    if not twin and known:
        inside = find_nearest(name, [claim.rpartition("/")[2] for claim in known])
        if not inside:
            return _list_claims(library, article)
        twin = f"{article}/{inside}"
    near = twin or library.find_nearest_id(seen, "claims")
    if not near or near not in library.claims:
        return "check the spelling, or add the claim"
    place = library.place_of_claim(library.claims[near])
    return f"did you mean '{near}' ({place.file}:{place.line})?"


def _is_without_article(library: Library, claim_id: str) -> bool:
    return library.kind.get(claim_id.partition("/")[0]) != ARTICLE.name


def _list_claims(library: Library, article: str) -> str:
    names = [claim.rpartition("/")[2] for claim in library.claim_lists.get(article, ())]
    shown = ", ".join(names[:_SHOWN]) + (" and others" if len(names) > _SHOWN else "")
    return f"name a claim of this article: {shown}; or add the claim"


def suggest_claim_of(library: Library, article: str, claim: Claim | None) -> str:
    """A cure for an article where a claim is expected: its claim with the same statement, else all its claims."""
    for claim_id in library.claim_lists.get(article, ()):
        other = library.claims[claim_id].data if claim_id in library.claims else None
        if claim and other and claim.property and (other.subject, other.property) == (claim.subject, claim.property):
            return f"did you mean '{claim_id}'?"
    return _list_claims(library, article) if library.claim_lists.get(article) else "write it as article/claim"


def suggest_entry(library: Library, names: Names, seen: str, kinds: tuple[str, ...], field: str) -> str:
    """A cure for an unknown entry in a field that accepts some kinds: the id that was meant, or how to add it."""
    if parts := _split_list(library, seen):
        return f"write each as an item of its own: [{', '.join(parts)}]"
    if library.claim_lists.get(seen):
        return f"its claims are in claims/{seen}.yml: add articles/{seen}.yml, or name another article"
    near = _find_meant(library, names, seen, kinds)
    if not near and CLAIM in kinds and (twin := library.find_claim_named(seen)):
        return f"did you mean '{twin}'?"
    if near:
        return f"did you mean '{near}' ({library.entries[near].file})?"
    if field == "said_by":
        return _suggest_speaker(seen)
    return _suggest_new_entry(seen, kinds)


def _split_list(library: Library, seen: str) -> list[str]:
    """The ids in a text that holds several; empty where it does not."""
    parts = [part.strip() for part in re.split(r"[,，、;；]", seen)]
    return parts if len(parts) > 1 and all(library.resolve(part) for part in parts) else []


def _find_meant(library: Library, names: Names, seen: str, kinds: tuple[str, ...]) -> str | None:
    """The entry with this name, or with the nearest id; one of a kind that the field accepts where there is one."""
    owners = names.owners.get(unicodedata.normalize("NFKC", seen).strip(), ())
    fitting = [owner for owner in owners if ANY_ENTRY in kinds or library.kind.get(owner) in kinds]
    if fitting:
        return fitting[0]
    slug = make_slug(seen)
    near = library.find_nearest_id(slug, *(("entries",) if ANY_ENTRY in kinds else kinds))
    is_id = ID.fullmatch(seen) is not None
    return near if near and (is_id or find_nearest(slug, [near], cutoff=_LIKELY)) else None


def _suggest_speaker(seen: str) -> str:
    if seen.casefold() in ("anonymous", "unknown", "unnamed"):
        return "write 'said_by: {unnamed: …}' with what the source calls them, as in {unnamed: a person at the company}"
    words = make_visible(seen.replace("-", " ").title() if ID.fullmatch(seen) else seen, 200)
    unnamed = f"said_by: {{unnamed: {words}}}"
    if _NOBODY.search(words) or words[:1].islower():
        return f"write '{unnamed}' for someone the source does not name"
    file = f"{PERSON.folder}/{make_slug(seen) or '<id>'}.yml"
    return f"add {file} with name and summary, and write its id here; or write '{unnamed}'"


def _suggest_new_entry(seen: str, kinds: tuple[str, ...]) -> str:
    kind, slug = _pick_kind(kinds), make_slug(seen)
    if kind is None:
        cure = "check the spelling, or add an entry with this id in the folder of its kind"
        return f"{cure}, as companies/{slug}.yml or people/{slug}.yml" if slug else _ADD
    if not slug:
        return f"write the id of the entry, which is the name of its file in {kind.folder}/"
    fields = _REQUIRED.get(kind.name, "name and summary")
    return f"check the spelling, or add {kind.folder}/{slug}.yml with {fields}, and write '{slug}' here"


def _pick_kind(kinds: tuple[str, ...]) -> Kind | None:
    """The kind of an entry that is missing; None where it can be any."""
    if len(kinds) == 1 and kinds[0] in KINDS:
        return KINDS[kinds[0]]
    return COMPANY if set(kinds) == {COMPANY.name, PERSON.name} else None


def make_slug(text: str) -> str:
    """The id that a name most likely has: `Müller & Co` -> `muller-co`; empty where it has no Latin letters."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:MAX_ID].strip("-")
