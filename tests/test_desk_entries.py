"""desk/server: forms of entries of every kind, new articles, and the inbox of feeds."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from briefing_files import write_files
from desk_project import ARTICLE, TITLE, ask, join_text, make_desk_project, open_desk
from golden_site import copy_golden_briefing
from press.content.kinds import KINDS
from press.content.kinds.models import model_of
from press.desk.server.app import DeskApp
from press.desk.server.entry_forms import list_fields


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_desk_project(tmp_path / "project", with_article=False)


@pytest.fixture
def app(project: Path) -> DeskApp:
    return open_desk(project)


def read_fields(page: str) -> dict[str, str]:
    """The values of the fields of the form of an entry."""
    form = page.partition('class="entry">')[2]
    found = dict(re.findall(r'<input(?! type="radio")[^>]* name="([^"]+)" value="([^"]*)"', form))
    found |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</textarea>', form))
    found |= dict(re.findall(r'type="radio" name="([^"]+)" value="([^"]*)" checked', form))
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.findall(r"<option(?: value=\"[^\"]*\")? selected>([^<]*)<", options)
        found[name] = chosen[0] if chosen and chosen[0] != "as usual" else ""
    return {key: unescape(value) for key, value in found.items() if key != "token"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_has_every_field_of_its_kind(app: DeskApp, kind: str) -> None:
    keys = {info.alias or name for name, info in model_of(KINDS[kind]).model_fields.items()}
    assert {spec.key for spec in list_fields(KINDS[kind])} == keys
    page = ask(app, f"entry/?kind={kind}").text
    missing = {key for key in keys if not re.search(rf'name="{key}["\.]|name="{key}\.0', page)}
    assert missing == set()


def test_an_entry_that_is_saved_as_it_was_keeps_its_bytes(tmp_path: Path) -> None:
    """For every entry of the golden briefing: the form says all that the file does."""
    folder = copy_golden_briefing(tmp_path / "golden")
    app, before = open_desk(folder), {path: path.read_bytes() for path in sorted(folder.rglob("*.yml"))}
    for path in before:
        if path.parent.name in {kind.folder for kind in KINDS.values()} and b"moved_to" not in before[path]:
            form = read_fields(ask(app, f"entry/?id={path.stem}").text)
            answer = ask(app, "entry/", form)
            assert (path.name, answer.status) == (path.name, 303), re.findall("<li>.*</li>", answer.text)
    assert {path: path.read_bytes() for path in sorted(folder.rglob("*.yml"))} == before


def test_a_new_entry_gets_an_id_from_its_name(app: DeskApp, project: Path) -> None:
    form = {
        "kind_name": "company",
        "name": "Müller & Co",
        "type": "company",
        "summary": "Maker of lamps.",
        "topics": "money",
    }
    assert ask(app, "entry/", {**form, "back": f"{ARTICLE}/2"}).headers["Location"].endswith(f"{ARTICLE}/?s=2&saved=1")
    assert (project / "briefings/companies/muller-co.yml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../../.schemas/company.json\n"
        "name: Müller & Co\ntype: company\nsummary: Maker of lamps.\ntopics: [money]\n"
    )
    assert ask(app, "entry/", form).status == 422


def test_an_entry_with_mistakes_is_not_written(app: DeskApp, project: Path) -> None:
    form = {
        "kind_name": "company",
        "name": "Copper Kettle",
        "type": "planet",
        "summary": "A firm.",
        "topics": "nothing",
    }
    answer = ask(app, "entry/", form)
    assert answer.status == 422
    assert "planet" in answer.text
    assert not (project / "briefings/companies/copper-kettle.yml").exists()


def test_an_entry_that_changed_on_the_disk_is_not_overwritten(app: DeskApp, project: Path) -> None:
    path = project / "briefings/companies/lantern.yml"
    form = read_fields(ask(app, "entry/?id=lantern").text)
    changed = path.read_text(encoding="utf-8").replace("a chat program", "lamps that talk")
    path.write_text(changed, encoding="utf-8")
    answer = ask(app, "entry/", {**form, "summary": "Seller of lamps."})
    assert answer.status == 422
    assert "lamps that talk" in answer.text
    assert "Seller of lamps." in answer.text
    assert path.read_text(encoding="utf-8") == changed
    again = read_fields(answer.text)
    assert ask(app, "entry/", again).status == 303
    assert (
        path.read_text(encoding="utf-8") == "# The maker.\nname: Lantern\ntype: start-up\nsummary: Seller of lamps.\n"
    )


DRAFT = {
    "text": join_text(),
    "url": "https://herald.example/shop?utm_source=x",
    "published": "2024-04-12",
    "action": "draft",
}


def test_an_article_is_drafted_from_words_that_are_pasted(app: DeskApp, project: Path) -> None:
    location = ask(app, "draft/", DRAFT).headers["Location"]
    article = location.split("/")[-2]
    entry = (project / f"briefings/articles/{article}.yml").read_text(encoding="utf-8")
    assert f"title: {TITLE}\npublisher: herald\nurl: https://herald.example/shop\npublished: 2024-04-12\n" in entry
    assert "Lantern opened a shop" in (project / f"evidence/{article}.txt").read_text(encoding="utf-8")
    assert not (project / f"briefings/claims/{article}.yml").exists()
    assert "12</b> sentences" in ask(app, f"article/{article}/").text


def test_what_a_draft_lacks_is_named_and_nothing_lost(app: DeskApp, project: Path) -> None:
    answer = ask(app, "draft/", {**DRAFT, "url": "https://unknown.example/shop"})
    assert answer.status == 422
    assert "unknown.example" in answer.text
    assert "Lantern opened a shop" in answer.text
    assert not (project / "evidence").exists()


def test_the_inbox_fetches_nothing_until_it_is_asked(project: Path) -> None:
    feeds = {
        "feeds.yml": '- {id: herald, title: "News & <more>", url: "https://127.0.0.1:9/feed.xml", publisher: herald}\n'
    }
    write_files(project / "briefings", feeds)
    app = open_desk(project)
    page = ask(app, "inbox/").text
    assert "News &amp; &lt;more&gt;" in page
    assert "not read yet" in page
    assert ask(app, "inbox/", {"feed": "herald"}).status == 303
    assert "Not read:" in ask(app, "inbox/").text
    assert ask(app, "inbox/", {"feed": "nothing"}).status == 303
