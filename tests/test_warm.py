"""A build that uses the cache equals a build from scratch, byte for byte, whatever was edited in between."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from briefing_files import write_files
from corpus import write_corpus
from field_edits import MORE, Field, FieldEditor, list_models
from golden_site import PROJECT, read_files
from press.content.kinds.base import Model
from press.content.kinds.claim import Claim
from press.content.kinds.edition import Figure
from press.content.kinds.lists import Feed, Unit
from press.content.kinds.lock import Lock
from press.publish.staging import MARK
from project_factory import commit_briefings
from random_edits import Editor
from warm_builds import WarmProject

pytestmark = pytest.mark.slow

GOLDEN = PROJECT / "briefings"
MODELS = list_models()
ATTEMPTS = 60
"""How many values are tried for a field; at least one of them must be accepted."""
ENOUGH = 15
"""How many accepted values are tried before a field counts as not shown anywhere."""
ENOUGH_UNSEEN = 2
"""The same, for a field that no page and no file shows."""
UNSEEN: set[Field] = {
    *((Feed, name) for name in Feed.model_fields),
    *((Lock, name) for name in ("start", "length", "exact", "before", "after")),
    *((Unit, name) for name in ("zero", "one", "two", "few", "many")),
    (Claim, "drafted_by"),
}
"""The fields that no page and no file shows. English has two plural forms, and nothing here is one. Of claims that a
program drafted, only those that a person has read are shown, and there is none here."""


TIED = {(Figure, "kind")}
"""The fields that cannot change alone: what a figure is of depends on its kind."""


@pytest.fixture
def several_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes several processes share the work of a build, however small it is."""
    monkeypatch.setattr("press.incremental.workers.MIN_ITEMS", 2)
    monkeypatch.setattr("press.incremental.workers.count_workers", lambda: 3)


def edit_at_random(project: WarmProject, seed: int, rounds: int) -> None:
    """Edits and builds, comparing each time with a build from scratch. A rejected edit is undone."""
    commit_briefings(project.project, "2023-12-31")
    assert not project.build().refused
    editor = Editor(project.project, seed)
    refused = 0
    for number in range(rounds):
        project.save_briefing()
        edits = [editor.edit() for _ in range(editor.chance.choice([1, 1, 2, 5]))]
        warm = project.build()
        assert warm.warm, (number, edits)
        difference = project.compare_with_cold(warm)
        assert difference == "", f"round {number}, after {edits}:\n{difference}"
        if warm.refused:
            refused += 1
            project.restore_briefing()
    assert refused < 0.8 * rounds, "hardly any edit was built"


def test_random_edits(tmp_path: Path) -> None:
    edit_at_random(WarmProject(tmp_path, GOLDEN), seed=1, rounds=20)


@pytest.mark.usefixtures("several_processes")
def test_random_edits_built_by_several_processes(tmp_path: Path) -> None:
    edit_at_random(WarmProject(tmp_path, GOLDEN), seed=3, rounds=8)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(10, 30))
def test_many_random_edits(tmp_path: Path, record_property: Callable[[str, object], None], seed: int) -> None:
    """With the golden briefing or, for even seeds, with an invented one."""
    if seed % 2 == 0:
        write_corpus(tmp_path / "corpus", pages=100, seed=seed)
    briefings = GOLDEN if seed % 2 else tmp_path / "corpus" / "briefings"
    rounds = 60 if seed % 2 else 15
    edit_at_random(WarmProject(tmp_path / "warm", briefings), seed, rounds)
    record_property("builds after random edits", rounds)


def edit_each_field(project: WarmProject, model: type[Model], seed: int) -> set[Field]:
    """Edits each field of a model in turn, and compares each time. Returns the fields whose edits showed nowhere."""
    write_files(project.briefings, MORE)
    assert not project.build().refused
    editor, unseen = FieldEditor(project.briefings, seed), set()
    for name in model.model_fields:
        if (model, name) in TIED:
            continue
        enough = ENOUGH_UNSEEN if (model, name) in UNSEEN else ENOUGH
        before, edits = read_files(project.site), []
        warm = project.build()
        for _ in range(ATTEMPTS):
            project.save_briefing()
            edit = editor.edit_field((model, name))
            outcome = project.build()
            if outcome.refused:
                project.restore_briefing()
                continue
            warm = outcome
            edits.append(edit)
            if len(edits) == enough or read_files(project.site) != before:
                break
        assert edits, f"no edit of {model.__name__}.{name} is accepted"
        difference = project.compare_with_cold(warm)
        assert difference == "", f"{edits}:\n{difference}"
        if read_files(project.site) == before:
            unseen.add((model, name))
    return unseen


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_an_edit_of_each_field(tmp_path: Path, model: type[Model]) -> None:
    assert edit_each_field(WarmProject(tmp_path, GOLDEN), model, seed=1) - UNSEEN == set()


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(2, 12))
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_many_edits_of_each_field(
    tmp_path: Path, record_property: Callable[[str, object], None], model: type[Model], seed: int
) -> None:
    edit_each_field(WarmProject(tmp_path, GOLDEN), model, seed)
    record_property("edits of single fields", len(model.model_fields))


def reverse_and_date(briefings: Path) -> None:
    """Reorders the claims of an article and changes its day, both at once."""
    claims, article = briefings / "claims" / "gazette-price.yml", briefings / "articles" / "gazette-price.yml"
    data = yaml.load(claims.read_text(encoding="utf-8"), yaml.BaseLoader)
    claims.write_text(yaml.safe_dump(data[::-1], sort_keys=False, allow_unicode=True), encoding="utf-8")
    article.write_text(article.read_text(encoding="utf-8").replace("2023-06-30", "2023-05"), encoding="utf-8")


def date_a_difference(briefings: Path) -> None:
    """Moves a claim that another one differs from to an earlier day."""
    claims = briefings / "claims" / "gazette-price.yml"
    claims.write_text(claims.read_text(encoding="utf-8").replace("2023-02-13", "2023-01-01"), encoding="utf-8")


@pytest.mark.parametrize("edit", [reverse_and_date, date_a_difference])
def test_an_edit_that_moves_claims_in_their_order(tmp_path: Path, edit: Callable[[Path], None]) -> None:
    project = WarmProject(tmp_path, GOLDEN)
    before = read_files(project.briefings)
    assert project.build().problems == []
    edit(project.briefings)
    assert read_files(project.briefings) != before
    assert project.compare_with_cold(project.build()) == ""


def test_a_lock_changes_only_what_shows_it(tmp_path: Path) -> None:
    project = WarmProject(tmp_path, GOLDEN)
    assert project.build().problems == []
    lock = project.briefings / "claims/herald-launch.lock.yml"
    shown = {"api/v1/articles/herald-launch.json", "api/v1/claims.json", "api/v1/claims/herald-launch.json",
             "api/v1/companies/big-river.json", "api/v1/companies/herald.json",
             "claims/herald-launch/owner/index.html", "data/claims.csv"}  # fmt: skip
    counted = {"", "data/", "freshness/", "articles/herald-launch/", "companies/big-river/", "companies/herald/",
               "companies/lantern/", "editions/first/", "glossary/chat-model/", "glossary/start-up/", "people/li-wen/",
               "places/riverland/", "products/glow/", "topics/money/"}  # fmt: skip
    for before, after, more in (
        ("2023-05-13", "2023-05-14", set()),
        (lock.read_text("utf-8"), "", counted),
    ):
        was = read_files(project.site)
        text = lock.read_text(encoding="utf-8").replace(before, after) if after else ""
        lock.write_text(text, encoding="utf-8") if text else lock.unlink()
        warm = project.build()
        assert (warm.problems, warm.warm) == ([], True)
        now = read_files(project.site)
        changed = {name for name in now if now[name] != was.get(name) and name != MARK}
        assert shown <= changed
        pages = {name.removesuffix("index.html") for name in changed if name.endswith(".html")}
        claims = ["owner"] if after else ["founding", "owner", "patience", "river-plan", "users", "valuation"]
        print(sorted(pages - {f"claims/herald-launch/{claim}/" for claim in claims}))
        assert pages == {f"claims/herald-launch/{claim}/" for claim in claims} | more
        assert after == "" or changed == shown


def test_a_rejected_edit_that_is_reverted_leaves_no_trace(tmp_path: Path) -> None:
    project = WarmProject(tmp_path, GOLDEN)
    project.build()
    before = read_files(project.site)
    project.save_briefing()
    (project.briefings / "companies/lantern.yml").write_text("name: [\n", encoding="utf-8")
    assert project.build().refused
    assert read_files(project.site) == before
    project.restore_briefing()
    warm = project.build()
    assert (warm.problems, warm.warm, project.compare_with_cold(warm)) == ([], True, "")
    shutil.rmtree(project.site)
    assert (project.build().warm, read_files(project.site)) == (True, before)
