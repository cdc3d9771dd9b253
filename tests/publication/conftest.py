"""The tests of this publication: they check its briefing, its cards, its pages and its site, not the generator.

A fork keeps them and fills in its own names, or deletes the folder: nothing outside depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from served_site import Site, build_site, serve_site

ROOT = Path(__file__).resolve().parents[2]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps all tests in this folder out of `make quick`: they share a site that has to be built first."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of this publication, built with --strict for the address at which it is served; tests only read it."""
    with serve_site(tmp_path_factory.mktemp("published") / "site") as site:
        if wrong := build_site(ROOT, site):
            pytest.fail(wrong, pytrace=False)
        yield site
