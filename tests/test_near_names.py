"""library/checks/near_names.py: names in prose that are one letter away from a known one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_files import Files

Problems = Callable[[Files], list[str]]
FILES: Files = {
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "articles/piece.yml": "{title: A piece, publisher: herald, url: https://a.example, published: 2023}",
    "places/algeria.yml": "{name: Algeria, summary: A country.}",
    "claims/piece.yml": "- {id: one, text: The airport is near Almeria., kind: background}\n",
}


@pytest.mark.parametrize(
    ("entry", "is_reported"),
    [
        ("{name: Oran Airport, summary: An airport.}", True),
        ("{name: Almeria, summary: A town.}", False),
        ("{name: Almeria, summary: A town., link: false}", False),
        ("{name: Oran Airport, summary: An airport., names: [{text: Almeria, kind: short}]}", False),
        ("{name: Almería Airport, summary: An airport.}", False),
        ("{name: Oran Airport, summary: An airport., names: [The Almeria Field]}", False),
    ],
)
def test_a_word_of_a_known_name_is_no_slip(problems: Problems, entry: str, is_reported: bool) -> None:
    found = problems({**FILES, "places/field.yml": entry})
    assert ["W431 'Almeria' is one letter away from the name 'Algeria'" in problem for problem in found] == (
        [True] if is_reported else []
    )
