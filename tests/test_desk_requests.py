"""desk/server: what the desk refuses, and that nothing of it is escaped from or left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_project import ARTICLE, Asked, ask, make_desk_project, open_desk
from press.desk.server.app import DeskApp
from press.desk.server.requests import MAX_BODY, MAX_FIELDS

SAVE = f"article/{ARTICLE}/save"
FORM = {"text": "Lantern had a value of US$90 million in April 2023.", "kind": "figure", "at": "s9", "s": "9"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_desk_project(tmp_path / "project")


@pytest.fixture
def app(project: Path) -> DeskApp:
    return open_desk(project)


HOSTILE = {
    "another site": {"HTTP_ORIGIN": "http://evil.example", "HTTP_SEC_FETCH_SITE": "cross-site"},
    "another site in an old browser": {"HTTP_ORIGIN": "http://evil.example", "HTTP_SEC_FETCH_SITE": None},
    "another port": {"HTTP_ORIGIN": "http://127.0.0.1:9999", "HTTP_SEC_FETCH_SITE": "same-site"},
    "a sandboxed frame": {"HTTP_ORIGIN": "null"},
    "no origin": {"HTTP_ORIGIN": None},
    "typed into the address bar": {"HTTP_SEC_FETCH_SITE": "none"},
    "another machine": {"REMOTE_ADDR": "192.168.1.7"},
    "no address": {"REMOTE_ADDR": ""},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_form_from_elsewhere_is_refused(app: DeskApp, project: Path, name: str) -> None:
    assert ask(app, SAVE, FORM, **HOSTILE[name]).status == 403
    assert not (project / f"briefings/claims/{ARTICLE}.yml").exists()


@pytest.mark.parametrize("token", ["", "x", "ü"])
def test_a_form_without_the_token_is_refused(app: DeskApp, project: Path, token: str) -> None:
    assert ask(app, SAVE, {**FORM, "token": token}).status == 403
    assert not (project / f"briefings/claims/{ARTICLE}.yml").exists()


def test_a_page_asked_for_by_another_site_is_refused(app: DeskApp) -> None:
    for site in ("cross-site", "same-site"):
        assert ask(app, "", HTTP_SEC_FETCH_SITE=site).status == 403
    assert ask(app, "", HTTP_ORIGIN="http://evil.example").status == 403
    assert ask(app, "", HTTP_SEC_FETCH_SITE="none").status == 200
    assert ask(app, "", HTTP_SEC_FETCH_SITE=None).status == 200


MALFORMED = {
    "another type": ({"CONTENT_TYPE": "application/json"}, 415),
    "plain text": ({"CONTENT_TYPE": "text/plain"}, 415),
    "no type": ({"CONTENT_TYPE": None}, 415),
    "too long": ({"CONTENT_LENGTH": str(MAX_BODY + 1)}, 413),
    "much too long": ({"CONTENT_LENGTH": "9" * 12}, 413),
    "no length": ({"CONTENT_LENGTH": None}, 411),
    "a negative length": ({"CONTENT_LENGTH": "-1"}, 411),
    "a length that is no number": ({"CONTENT_LENGTH": "9" * 5_000}, 411),
    "another method": ({"REQUEST_METHOD": "DELETE"}, 405),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_request_is_refused(app: DeskApp, name: str) -> None:
    changes, status = MALFORMED[name]
    assert ask(app, SAVE, FORM, **changes).status == status


def test_too_many_fields_are_refused(app: DeskApp) -> None:
    assert ask(app, SAVE, {f"f{n}": "" for n in range(MAX_FIELDS + 1)}).status == 400


@pytest.mark.parametrize(
    "path",
    [
        "../mkdocs.yml",
        "article/../../x/",
        "article/..%2f..%2fmkdocs/",
        f"article/{ARTICLE}/other",
        "article/" + "a" * 81 + "/",
        "fonts/../desk.py",
        "fonts/../../../styles/tokens.css",
        "desk.py",
        "templates/base.html",
    ],
)
def test_no_other_path_has_an_answer(app: DeskApp, path: str) -> None:
    assert ask(app, path).status == 404
    assert ask(app, path, {}).status == 404


@pytest.mark.parametrize("entry", ["../../outside", "/etc/passwd", "a/b", "..", "a.yml", "A", "a\0b", ""])
def test_an_entry_is_written_only_into_the_folder_of_its_kind(app: DeskApp, project: Path, entry: str) -> None:
    before = sorted(project.rglob("*.yml"))
    form = {"kind_name": "company", "name": "", "type": "company", "summary": "A firm.", "entry_id": entry}
    assert ask(app, "entry/", form).status == 422
    assert sorted(project.rglob("*.yml")) == before


@pytest.mark.parametrize(
    "url", ["/etc/passwd", "file:///etc/passwd", "mkdocs.yml", "-", "http://127.0.0.1:1/", "http://[::1]/"]
)
def test_no_file_and_no_address_of_this_computer_is_read(app: DeskApp, url: str) -> None:
    answer = ask(app, "draft/", {"action": "read", "url": url})
    assert answer.status == 422
    assert "root:" not in answer.text
    assert "site_name" not in answer.text


def list_pages(app: DeskApp, words: str) -> list[Asked]:
    """Every page that repeats what was sent."""
    article = f"article/{ARTICLE}/"
    form = dict.fromkeys(
        ("id", "text", "kind", "at", "said_by", "via", "when", "subject", "value", "note", "form"), words
    )
    return [
        ask(app, f"{article}save", {**form, "property": words, "action": "save", "claim": words, "base": words}),
        ask(app, f"{article}save", {**form, "action": "edit"}),
        ask(app, f"{article}check", form),
        ask(app, f"{article}name", {"name": words, "entry": words, "action": "alias"}),
        ask(app, "draft/", dict.fromkeys(("text", "url", "title", "publisher", "published", "authors"), words)),
        ask(
            app,
            "entry/",
            {"kind_name": "company", "name": words, "summary": words, "names.0.text": words, "back": words},
        ),
        ask(app, "entry/?kind=company&name=%3Cscript%3Ebad%28%29%3C/script%3E&back=%22%3E%3Cscript%3Ebad"),
        ask(app, "entries/?q=%3Cscript%3Ebad%28%29"),
    ]


def test_what_is_sent_is_never_markup(app: DeskApp) -> None:
    for answer in list_pages(app, "<script>bad()</script>\"'><img src=x onerror=bad()>"):
        assert "<script>bad" not in answer.text
        assert "<img" not in answer.text
        assert answer.status < 500


def test_the_text_of_an_article_is_never_markup(app: DeskApp, project: Path) -> None:
    text = 'Lantern <script>bad()</script> opened "a shop" <img src=x> in Riverland in March 2024.'
    (project / f"evidence/{ARTICLE}.txt").write_text(text, encoding="utf-8")
    for path in ("", "?s=1", "?s=1&new=1"):
        answer = ask(app, f"article/{ARTICLE}/{path}")
        assert answer.status == 200
        assert "<script>bad" not in answer.text
        assert "<img" not in answer.text


def test_every_answer_forbids_inline_scripts_frames_and_copies(app: DeskApp) -> None:
    for path in ("", "desk.css", "nowhere", f"article/{ARTICLE}/?s=1&new=1"):
        headers = ask(app, path).headers
        policy = headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
    page = ask(app, f"article/{ARTICLE}/?s=1&new=1").text
    assert " style=" not in page
    assert "onclick" not in page


def test_a_token_lasts_as_long_as_the_server(project: Path) -> None:
    assert open_desk(project)._desk.token != open_desk(project)._desk.token
