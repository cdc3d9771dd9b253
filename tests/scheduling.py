"""How tests are spread over the processes of pytest-xdist.

Each unit of work goes to one process whole, the units of many tests first. A process makes what a session shares, such
as a built site, once for itself.
"""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadScopeScheduling

SPLIT = ("tests/browser/", *(f"tests/test_{room}.py" for room in ("building", "cache", "serving", "warm")))
"""Where each test takes long enough to be a unit of its own."""
TOGETHER = "tests/publication/"
"""One unit: its tests share the site of the publication."""


class SpreadByCost(LoadScopeScheduling):
    """Units are files, but for those of long tests, and for the folder that shares one site."""

    def _split_scope(self, nodeid: str) -> str:
        """The name of the unit that a test belongs to."""
        if nodeid.startswith(TOGETHER):
            return TOGETHER
        return nodeid if nodeid.startswith(SPLIT) else nodeid.split("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> SpreadByCost:
    return SpreadByCost(config, log)
