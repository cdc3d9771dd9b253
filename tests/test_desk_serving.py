"""adapter/serving: the desk is in `mkdocs serve` on this computer, and nowhere else."""

from __future__ import annotations

import re
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from adapter.requests import is_loopback
from desk_project import ARTICLE, make_desk_project
from press.desk.server.requests import FORM_TYPE
from project_factory import (
    build_project,
    compose_command,
    compose_environment,
    find_free_port,
    serve_project,
    wait_for_text,
)

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_desk_project(tmp_path / "project")


def post(address: str, form: dict[str, str], **headers: str) -> int:
    """The status of the answer to a form, redirections followed."""
    sent = {"Content-Type": FORM_TYPE, "Origin": address[: address.index("/", 8)], **headers}
    request = urllib.request.Request(address, urllib.parse.urlencode(form).encode(), sent)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_a_save_shows_on_the_site_at_once(project: Path) -> None:
    with serve_project(project) as home:
        page = wait_for_text(f"{home}desk/article/{ARTICLE}/?s=9&new=1", "claim-form")
        with urllib.request.urlopen(f"{home}desk", timeout=30) as answered:
            without_slash = answered.url
        token = re.findall(r'name="token" value="([^"]+)"', page)[0]
        form = {
            "token": token,
            "s": "9",
            "at": "s9",
            "kind": "figure",
            "text": "Lantern had a value of US$90 million in 2023.",
        }
        save = f"{home}desk/article/{ARTICLE}/save"
        assert post(save, form, Origin="http://evil.example") == 403
        assert post(save, form, Host="evil.example") == 403
        assert post(save, {**form, "token": ""}) == 403
        assert post(save, form) == 200
        claim = re.findall(r"id: ([\w-]+)", (project / f"briefings/claims/{ARTICLE}.yml").read_text(encoding="utf-8"))[
            0
        ]
        assert "US$90 million" in wait_for_text(f"{home}claims/{ARTICLE}/{claim}/", "US$90 million")
    log = (project.parent / "serve.log").read_text(encoding="utf-8")
    assert "Traceback" not in log
    assert f"The desk is at {home}desk/" in log
    assert without_slash == f"{home}desk/"


def test_the_desk_is_absent_where_other_machines_can_ask(project: Path) -> None:
    port = find_free_port()
    with (project.parent / "serve.log").open("w") as log:
        command = compose_command("serve", "--dev-addr", f"0.0.0.0:{port}")
        process = subprocess.Popen(command, cwd=project, env=compose_environment(), stdout=log, stderr=log)
        try:
            wait_for_text(f"http://127.0.0.1:{port}/golden/companies/lantern/", "Lantern")
            for path in ("", f"article/{ARTICLE}/", "desk.css"):
                with pytest.raises(urllib.error.HTTPError, match="404"):
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/golden/desk/{path}", timeout=10)
        finally:
            process.terminate()
            process.wait(10)
    assert "The desk is left out" in (project.parent / "serve.log").read_text(encoding="utf-8")


def test_a_build_has_no_trace_of_the_desk(project: Path) -> None:
    done = build_project(project)
    assert done.returncode == 0, done.stdout
    assert "desk" not in done.stdout.lower().replace("desk@", "").replace(str(project).lower(), "")
    for path in sorted((project / "site").rglob("*")):
        if path.is_file() and path.suffix in (".html", ".js", ".css", ".json", ".xml", ".txt", ".md"):
            text = path.read_text(encoding="utf-8")
            assert "desk/" not in text, path
            assert "claim-form" not in text, path
        assert "desk" not in path.name


@pytest.mark.parametrize(
    ("host", "is_near"),
    [
        ("127.0.0.1", True), ("127.8.8.8", True), ("localhost", True), ("LOCALHOST", True), ("::1", True),
        ("0.0.0.0", False), ("::", False), ("", False), ("192.168.1.7", False), ("example.org", False),
        ("localhost.example.org", False),
    ],
)  # fmt: skip
def test_only_a_loopback_address_is_this_computer(host: str, is_near: bool) -> None:
    assert is_loopback(host) == is_near
