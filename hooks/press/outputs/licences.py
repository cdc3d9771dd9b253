"""`/data/LICENSE.txt`, and a description of each CSV table beside it: its licence and its columns.

A table cannot name its license itself without a row that is not data. https://www.w3.org/TR/tabular-metadata/
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..site.address_patterns import AddressPattern
from ..site.urls import DATA_LICENCE
from ..site.views.site import Site
from .output import Alone, File, Output, after
from .tables import TABLES

_DESCRIPTION = AddressPattern("data/{table}.csv-metadata.json")
"""Where the standard looks for the description of a table."""


class Licences:
    """Writes the licence of a site's tables and their descriptions."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def text(self, _: str) -> Iterator[File]:
        """The licence as text, for people who download a table."""
        site, words = self._site, self._site.words
        heading = words.join([part for part in (site.name, site.url) if part])
        licence = words.fill("data_licence", name=site.settings.licence_line)
        yield DATA_LICENCE, f"{heading}\n{licence}\n{words['licence_credit']}\n".encode()

    def describe(self, table: str) -> Iterator[File]:
        """The description of a table."""
        columns = [{"name": name, "titles": name} for name in TABLES[table]]
        licence = self._site.settings.licence_url
        described: dict[str, Any] = {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": self._site.words["language"]}],
            "url": f"{table}.csv",
            **({"dc:license": {"@id": licence}} if licence else {}),
            "tableSchema": {"columns": columns, "primaryKey": columns[0]["name"]},
        }
        yield _DESCRIPTION.address_of(table), json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"


def find_tables(description: str) -> set[str]:
    """The address of the table that a file describes, from this file."""
    return {f"./{name}" for name in after('"url": "')(description)}


def _list_licences(site: Site) -> list[str]:
    return [""] if site.settings.licence_data else []


OUTPUT = Output(
    Licences,
    find_tables,
    alone=(
        Alone("licence", (AddressPattern(DATA_LICENCE),), Licences.text, keys=_list_licences),
        Alone(
            "descriptions of tables",
            (_DESCRIPTION,),
            Licences.describe,
            keys=lambda site: list(TABLES),
        ),
    ),
)
