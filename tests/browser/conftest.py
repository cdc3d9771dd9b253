"""The site of an invented briefing in a real browser: built for a sub-path, served, watched."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from readers import Data, Examples, choose_examples
from served_site import Site, build_site, serve_site

from project_factory import make_invented_project

PAGES = int(os.environ.get("BRIEFING_PAGES", "400"))
"""About how many pages the invented briefing has; with 33,400 pages it has 20,000 claims."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the invented briefing, built with --strict for the address at which it is served."""
    project = make_invented_project(tmp_path_factory.mktemp("invented") / "project", PAGES, seed=1)
    with serve_site(project / "site") as site:
        if wrong := build_site(project, site):
            pytest.fail(wrong, pytrace=False)
        yield site


@pytest.fixture(scope="session")
def data(site: Site) -> Data:
    """What the site publishes as JSON."""
    return Data(site)


@pytest.fixture(scope="session")
def examples(data: Data) -> Examples:
    """The examples that the tests use, chosen from the data."""
    return choose_examples(data)


@pytest.fixture(scope="session")
def company(data: Data, examples: Examples) -> str:
    """The address of a company with many claims."""
    return data.path_of(data.entries[examples.organisation])
