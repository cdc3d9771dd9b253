"""An entry with more names than any has is refused at once, at its place."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from briefing_files import Files

MAX_SECONDS = 3.0
"""Of processor time. One second is the aim; slow machines get three."""
COMPANY = "name: Lamp\ntype: company\nsummary: A firm.\nnames: [{0}]\n"


@pytest.mark.parametrize("name", ["name{0}", "{{text: name{0}, kind: former}}", "{{kind: x}}"])
def test_ten_thousand_names(problems: Callable[[Files], list[str]], name: str) -> None:
    names = ", ".join(name.format(number) for number in range(10_000))
    begun = time.process_time()
    found = problems({"companies/lamp.yml": COMPANY.format(names)})
    assert time.process_time() - begun < MAX_SECONDS
    assert found == [
        "briefings/companies/lamp.yml:4:8: B102 names: 10,000 names; at most 300 are read\n"
        "    keep those that people write"
    ]


def test_three_hundred_names(problems: Callable[[Files], list[str]]) -> None:
    names = ", ".join(f"name{number}" for number in range(300))
    assert problems({"companies/lamp.yml": COMPANY.format(names)}) == []
