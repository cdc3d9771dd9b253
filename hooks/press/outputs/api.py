"""`/api/v1/`: the whole briefing as JSON, under the names of the contract.

Lists are `{"schema": "1.0", "license": {...}, "count": n, "items": [...]}`, without `license` if none is set. Each item
has `id`, `kind` and `url`. Dates and values are as written, defaults are filled in, and absent fields are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..content.kinds import CLAIM, FOLDERS, KINDS, LISTED
from ..content.kinds.article import Article
from ..content.kinds.base import Model
from ..content.kinds.claim import Claim
from ..content.records import Record
from ..content.values.amounts import Amount
from ..content.values.dates import Date
from ..library.assertions import said_on
from ..site.address_patterns import AddressPattern
from ..site.urls import API, DATA, DATA_LISTS, PAGES, PLURALS, claim_address, entry_data_address, list_data_address
from ..site.views.claim_lists import CLAIMS_OF_ARTICLE
from ..site.views.entries import claims_of
from ..site.views.evidence import evidence_of, name_state
from ..site.views.moved import MOVED_VIEWS
from ..site.views.site import Page, Site
from ..site.views.site_queries import entry_query
from ..site.views.taken import articles_of
from .fragments import as_json, as_list
from .output import Alone, BesideKeys, File, Output, after

SCHEMA = "1.0"
INDEX = f"{API}index.json"
"""The list of the lists."""
_CLAIM_NAMES = {"kind": "claim_kind"}
"""As in `Kind.api_names`."""


@entry_query(stored=True)
def claim_json(site: Site, claim_id: str) -> str:
    """A claim as one line of JSON."""
    return as_json(claim_item(site, claim_id))


@entry_query(stored=True)
def entry_json(site: Site, entry_id: str) -> str:
    """An entry, article or edition as one line of JSON."""
    return as_json(entry_item(site, site.library.entries[entry_id]))


class Api:
    """Writes the files of a site; each claim and each entry is converted to JSON once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        licence = site.settings.licence_data
        self._head: dict[str, Any] = {"schema": SCHEMA, "license": licence} if licence else {"schema": SCHEMA}
        """How every file begins."""

    def entry(self, entry_id: str, pages: Sequence[Page]) -> Iterator[File]:
        """An entry with everything that is on its page."""
        site, item = self._site, entry_json(self._site, entry_id)
        kind = site.kind(entry_id)
        whole = f"{as_json(self._head)[:-1]},{item[1:-1]}"
        if kind.claims != "none":
            claims = site.by_time(claims_of(site, entry_id))
            whole += f',"claims":[{",".join(claim_json.read_many(site, claims).values())}]'
            whole += f',"mentioned_in":{as_json(site.facts.mentioned_in[entry_id])}'
        yield entry_data_address(kind.name, entry_id), f"{whole}}}\n".encode()

    def moved(self, retired: str, pages: Sequence[Page]) -> Iterator[File]:
        """Where a retired id leads."""
        site, kind = self._site, self._site.library.moved[retired].kind
        item = {
            **self._head,
            "id": retired,
            "kind": kind,
            "url": site.url + PAGES[kind].address_of(retired),
            "moved_to": site.library.targets(retired),
        }
        yield entry_data_address(kind, retired), as_json(item).encode() + b"\n"

    def claims_of(self, article: str, pages: Sequence[Page]) -> Iterator[File]:
        """The claims of one article."""
        items = claim_json.read_many(self._site, self._site.facts.of_article[article])
        whole = as_list(items.values(), **self._head, count=len(items))
        yield entry_data_address(CLAIM, article), whole.encode() + b"\n"

    def lists(self, plural: str) -> Iterator[File]:
        """The list of one kind, or of all claims."""
        site = self._site
        if plural == PLURALS[CLAIM]:
            items = claim_json.read_all(site, site.facts.claims)
        else:  # read one by one: editing a person must not make the list of companies again
            items = entry_json.read_many(site, site.library.ids_of(FOLDERS[plural].name))
        whole = as_list(items.values(), **self._head, count=len(items))
        yield DATA_LISTS.address_of(plural), whole.encode() + b"\n"

    def index(self, _: str) -> Iterator[File]:
        """The index of the lists."""
        site = self._site
        counts = {kind: len(site.library.ids_of(kind)) for kind in LISTED} | {CLAIM: len(site.facts.claims)}
        index = {
            **self._head,
            "name": site.name,
            "url": site.url,
            "lists": [
                {"kind": PLURALS[kind], "count": count, "url": site.url + list_data_address(kind)}
                for kind, count in counts.items()
            ],
        }
        yield INDEX, as_json(index).encode() + b"\n"


def entry_item(site: Site, record: Record[Model]) -> dict[str, Any]:
    """An entry, article or edition with its envelope."""
    fields = _fields(record.data, KINDS[record.kind].api_names)
    if isinstance(record.data, Article):
        fields.setdefault("published", "unknown")
    if changed := site.history.last(record.id):
        fields["changed"] = changed.date.isoformat()
    if articles := articles_of(site, record.id):
        fields["articles"] = articles
    return {"id": record.id, "kind": record.kind, "url": site.url + site.address(record.id), **fields}


def claim_item(site: Site, claim_id: str) -> dict[str, Any]:
    """A claim with everything derived for it."""
    record, derived = site.record(claim_id), site.derived(claim_id)
    fields = {key: value for key, value in _fields(record.data, _CLAIM_NAMES).items() if key not in ("id", "about")}
    said = said_on(record, site.library)
    fields.setdefault("said_by", derived.publisher)
    if said:
        fields.setdefault("said_on", said.text)
    if changed := site.history.last(claim_id):
        fields["changed"] = changed.date.isoformat()
    return {
        "id": claim_id,
        "kind": CLAIM,
        "url": site.url + claim_address(claim_id),
        "article": record.article,
        **fields,
        "about": list(derived.about),
        "publisher": derived.publisher,
        "live": derived.live,
        "corroborated": derived.corroborated,
        "publishers": list(derived.publishers),
        "disputed": derived.disputed,
        **({"fact": fact} if (fact := site.same_facts.fact_of(claim_id)) else {}),
        "superseded_by": list(derived.superseded_by),
        "evidence": _evidence(site, claim_id),
    }


def _evidence(site: Site, claim_id: str) -> dict[str, Any]:
    """The result of the last check of a claim against its article; `at` is the place that was checked, `compared` what
    a program found in it, `read` the day on which a person read the two."""
    state, lock = evidence_of(site, claim_id)
    if lock is None:
        return {"state": name_state(state)}
    fields: dict[str, Any] = {"state": name_state(state), "checked": lock.checked.text}
    if lock.compared is not None:
        fields["compared"] = list(lock.compared)
    if lock.read is not None:
        fields["read"] = lock.read.text
    return {**fields, "at": lock.at} if lock.at else fields


def _fields(data: Model, renamed: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a model without absent ones; `renamed` maps a key in the YAML to the key here."""
    fields: dict[str, Any] = {}
    for name, info in type(data).model_fields.items():
        value = getattr(data, name)
        key = info.alias or name
        if value is not None and value != []:
            fields[renamed.get(key, key)] = _plain(value)
    return {key: value for key, value in fields.items() if value != {}}


def _plain(value: Any) -> Any:
    if isinstance(value, Date | Amount):
        return value.text
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, Model):
        return _short(_fields(value, {})) if not isinstance(value, Claim) else None
    return value


def _short(fields: dict[str, Any]) -> Any:
    """Collapses fields that the YAML writes as one text into one text: a speaker's id, an author."""
    if set(fields) in ({"id"}, {"text"}):
        return next(iter(fields.values()))
    return fields


OUTPUT = Output(
    Api,
    after('"url":"'),
    alone=(
        Alone("api", (AddressPattern(INDEX),), Api.index),
        Alone("lists", (DATA_LISTS,), Api.lists, keys=lambda site: list(PLURALS.values())),
    ),
    beside=(
        BesideKeys({kind: DATA[kind] for kind in KINDS}, Api.entry),
        BesideKeys({MOVED_VIEWS[kind].name: DATA[kind] for kind in KINDS}, Api.moved),
        BesideKeys({CLAIMS_OF_ARTICLE.name: DATA[CLAIM]}, Api.claims_of),
    ),
    pieces={CLAIM: claim_json},
)
