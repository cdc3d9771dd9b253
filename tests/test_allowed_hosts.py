"""adapter/requests: which names `mkdocs serve` answers to."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from typing import Any

import pytest

from adapter.requests import allow_own_hosts


def answer(host: str, listens_at: str) -> str:
    """The status of the answer to a request for `host`."""
    statuses: list[str] = []

    def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return []

    allow_own_hosts(app, listens_at)({"HTTP_HOST": host}, lambda status, headers, *_: statuses.append(status[:3]))
    return statuses[0]


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST"])
@pytest.mark.parametrize("listens_at", ["127.0.0.1", "localhost", "0.0.0.0", "::"])
def test_its_own_names(host: str, listens_at: str) -> None:
    assert answer(host, listens_at) == "200"


@pytest.mark.parametrize("host", ["192.168.1.7:8000", "[fe80::1]:8000", socket.gethostname()])
def test_other_machines_only_if_it_listens_for_them(host: str) -> None:
    assert [answer(host, at) for at in ("0.0.0.0", "::", "127.0.0.1")] == ["200", "200", "403"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[", "0x7f.1"])
@pytest.mark.parametrize("listens_at", ["127.0.0.1", "0.0.0.0"])
def test_the_name_of_another_site(host: str, listens_at: str) -> None:
    assert answer(host, listens_at) == "403"
