"""adapter/serving: `mkdocs serve` with the real hooks and theme follows every change, and says what is wrong."""

from __future__ import annotations

import json
import shutil
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from press.publish.cache import CACHE
from project_factory import replace_text, serve_project, wait_for_text

pytestmark = pytest.mark.slow

PROBLEM = "briefings/people/li-wen.yml:1:7"


def is_missing(address: str) -> bool:
    """Whether the server answers with 404."""
    try:
        with urllib.request.urlopen(address, timeout=10):
            return False
    except urllib.error.HTTPError as error:
        return error.code == 404


def test_names_files_and_hand_written_pages_are_followed(project: Path) -> None:
    briefings = project / "briefings"
    with serve_project(project) as address:
        wait_for_text(f"{address}companies/lantern/", "Lantern")
        replace_text(briefings / "companies/lantern.yml", "name: Lantern & Co", "name: Lanthorn & Co")
        assert "Lanthorn" in wait_for_text(f"{address}companies/lantern/", "Lanthorn")
        wait_for_text(f"{address}claims/herald-launch/founding/", "Lanthorn")
        wait_for_text(f"{address}about/", "Lanthorn")
        (briefings / "companies/newcomer.yml").write_text("name: Newcomer\ntype: company\nsummary: Came later.\n")
        wait_for_text(f"{address}companies/newcomer/", "Came later")
        wait_for_text(f"{address}companies/", "Newcomer")
        (briefings / "companies/newcomer.yml").unlink()
        wait_for_text(f"{address}companies/", "Newcomer", present=False)
        assert is_missing(f"{address}companies/newcomer/")
        replace_text(project / "docs/about.md", "We follow", "We watch")
        wait_for_text(f"{address}about/", "We watch")


def test_a_change_of_everything_at_once_is_followed(project: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(project / "briefings", tmp_path / "other"))
    replace_text(other / "companies/lantern.yml", "name: Lantern", "name: Lanthorn")
    (other / "places/riverland.yml").rename(other / "places/lowland.yml")
    for file in sorted(other.rglob("*.yml")):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("riverland", "lowland"), encoding="utf-8")
    with serve_project(project) as address:
        wait_for_text(f"{address}places/riverland/", "Riverland")
        for folder in sorted(path for path in (project / "briefings").iterdir() if path.is_dir()):
            shutil.rmtree(folder)
            shutil.copytree(other / folder.name, folder)
        wait_for_text(f"{address}companies/lantern/", "Lanthorn")
        wait_for_text(f"{address}places/lowland/", "Riverland")


def test_another_version_of_mkdocs_builds_the_whole_site(project: Path) -> None:
    replace_text(project / "hooks/adapter/serving.py", 'VERSION = "1.6.1"', 'VERSION = "0.0.0"')
    with serve_project(project) as address:
        wait_for_text(f"{address}companies/lantern/", "Lantern")
        replace_text(project / "briefings/companies/lantern.yml", "name: Lantern", "name: Lanthorn")
        wait_for_text(f"{address}companies/lantern/", "Lanthorn")
    assert "every change rebuilds the whole site" in (project.parent / "serve.log").read_text()


def test_it_starts_from_its_cache(project: Path) -> None:
    with serve_project(project) as address:
        first = wait_for_text(f"{address}companies/lantern/", "Lantern")
    assert len(list((project / CACHE).glob("serve-*.db"))) == 1
    replace_text(project / "briefings/companies/lantern.yml", "that builds a", "that sells a")
    with serve_project(project) as address:
        assert "that sells a" in wait_for_text(f"{address}companies/lantern/", "that sells a")
        assert "that builds a" in first


def test_problems_show_on_the_last_good_page_until_they_are_fixed(project: Path) -> None:
    person = project / "briefings/people/li-wen.yml"
    good = person.read_text()
    with serve_project(project) as address:
        page = f"{address}people/li-wen/"
        assert wait_for_text(page, "Founder of").count(PROBLEM) == 0
        person.write_text(good.replace("Li Wen", "[Li Wen"))
        shown = wait_for_text(page, PROBLEM)
        assert (shown.count("Founder of") > 0, shown.count("B105") > 0) == (True, True), "the last good page is gone"
        assert wait_for_text(address, PROBLEM).count("First light") > 0
        person.write_text(good.replace("Founder of Lantern", "Maker of Lantern"))
        assert wait_for_text(page, "Maker of").count(PROBLEM) == 0
    built = json.loads((project / "site/api/v1/index.json").read_text())
    assert built["schema"] == "1.0", "the built site was touched"


def test_it_starts_with_a_broken_briefing_and_recovers(project: Path) -> None:
    person = project / "briefings/people/li-wen.yml"
    good = person.read_text()
    person.write_text(good.replace("Li Wen", "[Li Wen"))
    with serve_project(project) as address:
        for page in ("", "people/li-wen/", "about/", "no/such/page/", "404.html"):
            wait_for_text(f"{address}{page}", PROBLEM)
        person.write_text(good.replace("Li Wen", "[[Li Wen"))
        wait_for_text(f"{address}people/li-wen/", PROBLEM)
        person.write_text(good)
        assert wait_for_text(f"{address}people/li-wen/", "Founder of").count(PROBLEM) == 0


def test_it_answers_only_its_own_host(project: Path) -> None:
    with serve_project(project) as address:
        wait_for_text(address, "First light")
        request = urllib.request.Request(address, headers={"Host": "evil.example"})
        with pytest.raises(OSError, match="HTTP Error 4"):
            urllib.request.urlopen(request, timeout=10)


MALFORMED = {
    "GET /golden/%00 HTTP/1.1": 400,
    "GET /golden/people/%00/ HTTP/1.1": 400,
    "GET /golden/\x01 HTTP/1.1": 400,
    "GET /golden/%0d%0aX:%20y HTTP/1.1": 400,
    f"GET /golden/{'a' * 5_000} HTTP/1.1": 400,
    f"GET /golden/{'a/' * 900} HTTP/1.1": 404,
    f"GET /livereload/{'9' * 5_000}/1 HTTP/1.1": 400,
    f"GET /livereload/{'9' * 19}/1 HTTP/1.1": 400,
    "GET /golden/%ff%fe/ HTTP/1.1": 400,
    "GET /golden/../../../etc/passwd HTTP/1.1": 404,
    "GET /golden/%2e%2e/%2e%2e/mkdocs.yml HTTP/1.1": 404,
    "GET golden HTTP/1.1": 404,
    "GET //[ HTTP/1.1": 404,
    "GET": 400,
    "GET / HTTP/9": 400,
    "\x16\x03\x01\x02": 400,
}
"""The first line of a request -> the status of the answer."""


def test_malformed_requests_are_refused_in_one_line(project: Path) -> None:
    with serve_project(project) as address:
        wait_for_text(address, "First light")
        host, port = address.split("/")[2].split(":")
        answers = {}
        for line in MALFORMED:
            with socket.create_connection((host, int(port)), timeout=10) as connection:
                connection.sendall(f"{line}\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode("latin-1"))
                answer = b"".join(iter(lambda: connection.recv(65_536), b"")).decode("latin-1")
            answers[line] = next((number for number in (400, 404, 500) if f"{number}" in answer[:250]), answer[:200])
        assert answers == MALFORMED
        wait_for_text(address, "First light")
    log = (project.parent / "serve.log").read_text(encoding="utf-8")
    assert "Traceback" not in log


def test_serve_shows_the_words_of_the_project_as_they_are_written(project: Path) -> None:
    """Their file is added, broken, fixed and removed."""
    words = project / "words.yml"
    with serve_project(project) as address:
        page = f"{address}people/li-wen/"
        wait_for_text(page, ">People<")
        words.write_text("facts_happened: Ereignisse\n")
        wait_for_text(page, "<h2>Ereignisse ")
        words.write_text("claims: []\n")
        shown = wait_for_text(page, "words.yml:1:9: B609 claims: expected a text, saw a list")
        assert "<h2>Ereignisse " in shown
        words.write_text("facts_happened: Geschehenes\n")
        assert "B609" not in wait_for_text(page, "<h2>Geschehenes ")
        words.unlink()
        wait_for_text(page, "<h2>What happened ")


def test_serve_started_with_a_wrong_setting_recovers(project: Path) -> None:
    """Nothing can be made on request in that case, so every build writes all pages."""
    settings = project / "mkdocs.yml"
    replace_text(settings, "contact:", "conract:")
    with serve_project(project) as address:
        wait_for_text(address, "extra.briefing.conract")
        replace_text(settings, "conract:", "contact:")
        assert "conract" not in wait_for_text(f"{address}people/li-wen/", "Founder of")


def test_serve_started_with_broken_words_recovers(project: Path) -> None:
    words = project / "words.yml"
    words.write_text("claims: []\n")
    with serve_project(project) as address:
        wait_for_text(address, "words.yml:1:9: B609")
        words.write_text("facts_happened: Ereignisse\n")
        assert "B609" not in wait_for_text(f"{address}people/li-wen/", "<h2>Ereignisse ")


def test_serve_without_live_reload_has_every_page(project: Path) -> None:
    with serve_project(project, "--no-livereload") as address:
        assert "Founder of" in wait_for_text(f"{address}people/li-wen/", "Li Wen")
        assert "<feed" in wait_for_text(f"{address}feed.xml", "feed")


def test_settings_apply_and_warnings_show_while_it_serves(project: Path) -> None:
    """Also with an option of each kind that changes no page."""
    page = "people/li-wen/"
    with serve_project(project, "--dirty", "--watch", "hooks") as address:
        wait_for_text(f"{address}{page}", "Golden &amp; Co</a>")
        replace_text(project / "mkdocs.yml", "Golden & Co", "Silver & Co")
        for path in ("", page, "about/"):
            wait_for_text(f"{address}{path}", "Silver &amp; Co")
        replace_text(project / "mkdocs.yml", "desk@example.org", "other@example.org")
        wait_for_text(f"{address}about/", "other@example.org")
        twin = project / "briefings/companies/double.yml"
        twin.write_text("{name: Glow, summary: A firm., type: company}")
        assert 'role="alert"' not in wait_for_text(f"{address}{page}", "W402")
        twin.unlink()
        wait_for_text(f"{address}{page}", "W402", present=False)
    assert (project.parent / "serve.log").read_text().count("W402") == 2, "one line for each entry"
