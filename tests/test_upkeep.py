"""`python hooks due` and `python hooks links`: what is due for review, and dead links, on a server of the test."""

from __future__ import annotations

import datetime as dt
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing_files import Files, Write
from press.cli import main
from press.desk.reading.fetching import Rules
from press.desk.upkeep.due import find_due
from press.desk.upkeep.links import Link, find_dead_links, list_links
from press.library.briefing import Briefing
from press.problem import Place

BRIEFING: Files = {
    "companies/herald.yml": "{name: The Herald, type: outlet, summary: A paper., same_as: {website: 'https://h.example/'}}",
    "companies/lantern.yml": "{name: Lantern, type: company, summary: A firm.}",
    "companies/lamp-works.yml": "{name: Lamp Works, type: company, summary: A firm.}",
    "articles/herald-money.yml": "{title: Money, publisher: herald, url: 'https://h.example/a', published: 2023-04-18}",
    "articles/herald-later.yml": """
        {title: Later, publisher: herald, url: 'https://h.example/b', published: unknown,
         archive_url: 'https://web.archive.org/web/2023/https://h.example/b'}
        """,
    "claims/herald-money.yml": """
        - {id: plan, text: Lantern plans a shop., kind: plan, when: 2025-11}
        - {id: hope, text: Lantern hopes for a fair., kind: forecast, when: 2027}
        - {id: old, text: Lamp Works has a shop., kind: background, when: 2023-04}
        - {id: idea, text: Lantern has an idea., kind: plan, status: draft}
        """,
}
DAY = dt.date(2025, 12, 3)


def test_what_is_due(briefing: Write) -> None:
    found = Briefing(briefing(BRIEFING))
    found.check()
    assert [(due.why, due.id, due.at.line, due.what) for due in find_due(found, DAY)] == [
        ("passed", "herald-money/plan", 2, "2025-11: Lantern plans a shop."),
        ("old", "lamp-works", 1, "newest claim 2023-04-30"),
        ("draft", "herald-money/idea", 5, ""),
        ("undated", "herald-later", 2, ""),
    ]
    assert [due.why for due in find_due(found, DAY, within=8)] == ["passed", "draft", "undated"]
    assert [due.why for due in find_due(found, DAY + dt.timedelta(days=30), within=8)] == ["draft", "undated"]
    assert "old" not in {due.why for due in find_due(found, DAY, months=48)}


def test_the_command(briefing: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(briefing(BRIEFING))
    assert main(["due", "--date", "2025-12-03", "--within", "8", "--format", "markdown"]) == 0
    assert capsys.readouterr().out == (
        "## Due for review\n\n### Plans and forecasts whose time has come: did it happen?\n\n"
        "- [ ] `herald-money/plan` `2025-11: Lantern plans a shop.`\n\n### Drafts that wait for an editor\n\n"
        "- [ ] `herald-money/idea`\n\n### Articles without a date\n\n- [ ] `herald-later`\n"
    )
    briefing({"companies/lantern.yml": "{name: Lantern, type: compny, summary: A firm.}"})
    assert main(["due"]) == 1
    assert "'python hooks check' lists them" in capsys.readouterr().err


def test_the_links_of_a_briefing(briefing: Write) -> None:
    found = Briefing(briefing(BRIEFING))
    found.check()
    assert [(link.field, link.address, link.day, link.has_copy) for link in list_links(found.library)] == [
        ("url", "https://h.example/b", "", True),
        ("archive_url", "https://web.archive.org/web/2023/https://h.example/b", "", False),
        ("url", "https://h.example/a", "20230418", False),
        ("website", "https://h.example/", "", False),
    ]


class _Answers(http.server.BaseHTTPRequestHandler):
    """Answers `/<status>` with that status, and `/archive?…` as the archive does."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path.startswith("/archive"):
            closest = {"available": True, "url": "http://web.archive.org/web/20230419/https://h.example/a"}
            known = {} if "none" in self.path else {"closest": closest}
            self._send(200, json.dumps({"archived_snapshots": known}).encode())
        else:
            self._send(int(self.path[1:4]), b"words")

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    _Answers.asked.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_dead_links_and_their_copies(server: str) -> None:
    rules = Rules(lambda address: address == "127.0.0.1", (int(server.rpartition(":")[2]),), 5)
    paths = {
        "/200": [], "/403": [], "/404": [("it answers 404 Not Found", True, True)],
        "/410/none": [("it answers 410 Gone", True, False)],
        "/500": [("it answers 500 Internal Server Error", False, True)],
    }  # fmt: skip
    for path, expected in paths.items():
        link = Link(Place("a.yml"), "url", server + path, "20230418")
        dead = list(find_dead_links([link, link], rules, f"{server}/archive"))
        assert [(each.why, each.is_certain, bool(each.copy)) for each in dead[:1]] == expected
        assert {each.copy for each in dead} <= {"", "https://web.archive.org/web/20230419/https://h.example/a"}
        assert _Answers.asked.count(path) == 1, "each address is requested once"
    assert any("timestamp=20230418" in path for path in _Answers.asked)


def test_a_copy_is_proposed_only_for_an_article_without_one(server: str) -> None:
    rules = Rules(lambda address: address == "127.0.0.1", (int(server.rpartition(":")[2]),), 5)
    links = [Link(Place("a.yml"), "website", f"{server}/404"), Link(Place("b.yml"), "url", f"{server}/404", "", True)]
    assert [dead.copy for dead in find_dead_links(links, rules, f"{server}/archive")] == ["", ""]


def test_an_address_in_a_private_network_is_not_requested(
    briefing: Write, server: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(briefing({**BRIEFING, "articles/herald-money.yml": (
        f"{{title: Money, publisher: herald, url: '{server}/404', published: 2023-04-18}}"
    )}))  # fmt: skip
    root = Path("briefings/articles/herald-later.yml")
    root.unlink()
    Path("briefings/companies/herald.yml").write_text("{name: The Herald, type: outlet, summary: A paper.}")
    for _ in range(2):  # the second time with what the first check stored
        assert main(["links"]) == 0
        assert capsys.readouterr().out.endswith("\n1 links, 0 dead, 1 that could not be reached\n")
        main(["check"])
        capsys.readouterr()
    assert _Answers.asked == []


@pytest.mark.parametrize("arguments", [("--limit", "0"), ("--limit", "-1"), ("--archive", "file:///etc/passwd")])
def test_other_arguments_are_refused(capsys: pytest.CaptureFixture[str], arguments: tuple[str, str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["links", *arguments])
    assert f"argument {arguments[0]}: '{arguments[1]}' is not" in capsys.readouterr().err
