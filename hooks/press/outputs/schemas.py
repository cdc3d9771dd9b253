"""`/schema/<kind>.json`: the JSON Schemas of the files of a briefing, for editors and for other programs.
https://json-schema.org/draft/2020-12

They describe the files of any briefing, so they list no ids. The command `schema` writes the same schemas for the
editors of this briefing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from ..content.schemas import DIALECT, FILES, Ids, make_schema
from ..site.settings import make_settings_schema
from ..site.urls import SCHEMAS
from ..site.views.site import Site
from ..site.wording.schema import make_words_schema
from .output import Alone, File, Output, after

BESIDE: dict[str, Callable[[], dict[str, Any]]] = {"words": make_words_schema, "settings": make_settings_schema}
"""Name of a schema -> what makes it, for the files that are not in the folder of the briefing."""
NAMES = (*FILES, *BESIDE)
"""The names of all schemas."""


def write_schema(name: str, ids: Ids | None = None, address: str = "") -> bytes:
    """A schema as the bytes of its file; see `make_schema`."""
    if make := BESIDE.get(name):
        schema = {"$schema": DIALECT, **({"$id": address} if address else {}), "title": name, **make()}
    else:
        schema = make_schema(name, ids, address)
    return json.dumps(schema, ensure_ascii=False, indent=1).encode() + b"\n"


class Schemas:
    """Writes the schemas of a site."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def files(self, name: str) -> Iterator[File]:
        path = SCHEMAS.address_of(name)
        yield path, write_schema(name, address=self._site.url and self._site.url + path)


OUTPUT = Output(
    Schemas, after('"$id": "'), alone=(Alone("schemas", (SCHEMAS,), Schemas.files, keys=lambda site: list(NAMES)),)
)
