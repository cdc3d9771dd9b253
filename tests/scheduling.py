"""How tests are distributed among the processes of pytest-xdist.

Each unit of work goes to one process as a whole, units with many tests first. Each process creates what a session
shares, such as a built site, once.
"""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadScopeScheduling

SPLIT = ("tests/browser/", *(f"tests/test_{room}.py" for room in ("building", "cache", "serving", "warm")))
"""The files in which each test takes long enough to be a separate unit."""
TOGETHER = "tests/publication/"
"""A single unit: its tests share the site of the publication."""


class SpreadByCost(LoadScopeScheduling):
    """Units are files, except files of long tests, and the folder that shares one site."""

    def _split_scope(self, nodeid: str) -> str:
        """The name of the unit that a test belongs to."""
        if nodeid.startswith(TOGETHER):
            return TOGETHER
        return nodeid if nodeid.startswith(SPLIT) else nodeid.split("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> SpreadByCost:
    return SpreadByCost(config, log)
