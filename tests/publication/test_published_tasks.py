"""The fifteen tasks of a reader, done on the published briefing."""

from __future__ import annotations

import pytest
from readers import Data, Examples
from served_site import Site
from test_tasks import *  # noqa: F403 (every task there is walked here too)

EXAMPLES = Examples(
    claim="scmp-tech-veterans/valuation",
    organisation="baidu",
    person="wang-xiaochuan",
    led="sogou",
    term=("scmp-tech-veterans/training-needs-data", "large-language-model"),
    article="scmp-tech-veterans",
    conflict=("yicai-kai-fu-lee-venture/announced", "technode-kai-fu-lee-startup/announced"),
    chinese=(("百川智能", "baichuan"), ("百川", "baichuan"), ("光年", "guangnian-zhiwai"), ("小川", "wang-xiaochuan")),
    other=(("Meituan-Dianping", "meituan"), ("Wang Xiaochun", "wang-xiaochuan"), ("bauchuan", "baichuan")),
)


@pytest.fixture(scope="session")
def data(site: Site) -> Data:
    """What the published site has as JSON."""
    return Data(site)


@pytest.fixture
def examples() -> Examples:
    """The examples for the tasks."""
    return EXAMPLES
