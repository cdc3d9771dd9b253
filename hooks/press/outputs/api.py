"""`/api/v1/`: the whole briefing as JSON, under the names of the contract.

Lists are `{"schema": "1.0", "count": n, "items": [...]}`; each item has `id`, `kind` and `url`. Dates and values stand
as written, defaults are filled in, absent fields left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ..derive import said_on
from ..kinds import Claim, Model
from ..reading import Record
from ..values.amounts import Amount
from ..values.dates import Date
from ..views.common import PLURALS
from ..views.site import Page, Site

SCHEMA = "1.0"
_RENAMED = {("claim", "kind"): "claim_kind", ("article", "url"): "source_url"}


def emit(site: Site, pages: Sequence[Page], hand_written: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    lists: dict[str, int] = {}
    claims = {claim_id: claim_item(site, claim_id) for claim_id in site.facts.claims}
    for kind in ("company", "person", "product", "place", "term", "topic", "article", "edition"):
        records = site.library.of_kind(kind)
        name = PLURALS[kind]
        items = [entry_item(site, record) for record in records]
        lists[name] = len(items)
        yield f"api/v1/{name}.json", _list(items)
        for item in items:
            yield f"api/v1/{name}/{item['id']}.json", _json(_whole(site, item, claims))
    lists["claims"] = len(claims)
    yield "api/v1/claims.json", _list(list(claims.values()))
    for article, claim_ids in site.facts.of_article.items():
        yield f"api/v1/claims/{article}.json", _list([claims[claim_id] for claim_id in claim_ids])
    index = {
        "schema": SCHEMA,
        "name": site.name,
        "url": site.url,
        "lists": [{"kind": n, "count": c, "url": f"{site.url}api/v1/{n}.json"} for n, c in lists.items()],
    }
    yield "api/v1/index.json", _json(index)


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def _list(items: list[dict[str, Any]]) -> bytes:
    return _json({"schema": SCHEMA, "count": len(items), "items": items})


def entry_item(site: Site, record: Record[Model]) -> dict[str, Any]:
    """An entry, article or edition under its envelope."""
    fields = _fields(record.data, record.kind)
    if changed := site.history.last.get(record.id):
        fields["changed"] = changed.date.isoformat()
    return {"id": record.id, "kind": record.kind, "url": site.url + site.address(record.id), **fields}


def claim_item(site: Site, claim_id: str) -> dict[str, Any]:
    """A claim with what is derived of it."""
    record, derived = site.record(claim_id), site.derived(claim_id)
    fields = {key: value for key, value in _fields(record.data, "claim").items() if key not in ("id", "about")}
    said = said_on(record, site.library)
    fields.setdefault("said_by", derived.publisher)
    if said:
        fields.setdefault("said_on", said.text)
    if changed := site.history.last.get(claim_id):
        fields["changed"] = changed.date.isoformat()
    return {
        "id": claim_id,
        "kind": "claim",
        "url": site.url + site.claim(claim_id).address,
        "article": record.article,
        **fields,
        "about": list(derived.about),
        "publisher": derived.publisher,
        "live": derived.live,
        "corroborated": derived.corroborated,
        "publishers": list(derived.publishers),
        "disputed": derived.disputed,
        "superseded_by": list(derived.superseded_by),
    }


def _whole(site: Site, item: dict[str, Any], claims: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """An entry with everything that stands on its page."""
    entry_id, kind = item["id"], item["kind"]
    claim_ids = (
        site.facts.of_article if kind == "article" else site.facts.of_topic if kind == "topic" else site.facts.about
    )
    found = {"schema": SCHEMA, **item}
    if kind != "edition":
        said = site.facts.said_by.get(entry_id, [])
        found["claims"] = [claims[i] for i in site.by_time({*claim_ids.get(entry_id, ()), *said})]
        found["mentioned_in"] = list(site.facts.mentioned_in.get(entry_id, []))
    return found


def _fields(data: Model, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, info in type(data).model_fields.items():
        value = getattr(data, name)
        key = info.alias or name
        if value is not None and value != []:
            found[_RENAMED.get((kind, key), key)] = _plain(value)
    if kind == "article":
        found.setdefault("published", "unknown")
    return {key: value for key, value in found.items() if value != {}}


def _plain(value: Any) -> Any:
    if isinstance(value, Date | Amount):
        return value.text
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, Model):
        return _short(_fields(value, "")) if not isinstance(value, Claim) else None
    return value


def _short(fields: dict[str, Any]) -> Any:
    """What the YAML writes as one text is one text here: a speaker's id, an author."""
    if set(fields) in ({"id"}, {"text"}):
        return next(iter(fields.values()))
    return fields
