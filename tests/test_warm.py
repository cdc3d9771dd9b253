"""A build that remembers gives what a build from nothing gives, byte for byte, whatever was edited in between."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from markupsafe import escape

from press.content.evidence import hash_text, normalize, write_locks
from press.content.kinds.lock import Lock
from press.problem import errors
from press.publish.cache import CACHE
from press.publish.publication import Publication
from press.publish.staging import MARK, Staging
from press.site.render import Shell, Slots
from press.site.settings import Settings
from press.site.wording import Words, read_words

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = Path(__file__).parent / "golden" / "project"
ROUNDS = int(os.environ.get("WARM_ROUNDS", "60"))
"""How many builds each follow some edits."""


def frame(slots: Slots) -> str:
    title, description = escape(slots.title), escape(slots.description)
    return (
        f"<html><head><title>{title}</title><meta name=description content='{description}'>"
        f"<link href='{slots.canonical}'>{slots.head}</head><body class='{slots.section}'>{slots.content}</body></html>"
    )


def build(
    project: Path, site: Path, words: Words, version: str = "1", document: str = "By hand."
) -> tuple[list[str], Publication]:
    """One build as a process of its own makes it, with one hand-written page; (its problems as lines, the
    publication)."""
    settings = Settings(schema_version=1, repository="https://forge.example/golden")
    made_with = Publication(project, settings, words, "A Briefing", "https://example.org/b/", {}, version)
    problems = made_with.read()
    if errors(problems):
        return [str(problem) for problem in problems], made_with
    staging = Staging(site)
    staging.open()
    (staging.folder / "about.html").write_text(made_with.link("docs/about.md", document), encoding="utf-8")
    report, _ = made_with.write(Shell(frame, policy=False), version, ["about/"], staging)
    made_with.publish(report, staging, project / "docs", 0)
    return [str(problem) for problem in problems], made_with


def read_files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


class Editor:
    """Makes random edits, of the kinds that editors make and of some that they should not."""

    def __init__(self, project: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.top = project / "briefings"
        self.project = project
        self.count = 0

    def files(self, folder: str) -> list[Path]:
        return sorted(set((self.top / folder).glob("*.yml")) - set((self.top / folder).glob("*.lock.yml")))

    def any_file(self, *folders: str) -> Path | None:
        files = [file for folder in folders for file in self.files(folder)]
        return self.chance.choice(files) if files else None

    def change(self, file: Path | None, edit: Callable[[Any], Any]) -> None:
        if file is None or not file.exists():
            return
        try:
            data = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
        except yaml.YAMLError:
            return
        changed = edit(data)
        text = yaml.safe_dump(changed, allow_unicode=True, sort_keys=False, width=1000)
        written = file.with_suffix(".tmp")
        written.write_text(text, encoding="utf-8")
        os.replace(written, file)

    def name(self) -> str:
        """Some name that stands in the briefing."""
        file = self.any_file("companies", "people")
        lines = file.read_text(encoding="utf-8").splitlines() if file else []
        return next((line.removeprefix("name: ") for line in lines if line.startswith("name: ")), "Nobody")

    def edit(self) -> str:
        """One edit; says which."""
        self.count += 1
        chosen = self.chance.choice([name for name in dir(self) if name.startswith("do_")])
        getattr(self, chosen)()
        return chosen

    def claim(self, edit: Callable[[dict[str, Any]], None]) -> None:
        def change(data: Any) -> Any:
            if data:
                edit(self.chance.choice(data))
            return data

        self.change(self.any_file("claims"), change)

    def do_text(self) -> None:
        other = self.name()
        self.claim(lambda claim: claim.update(text=f"{other} said so {self.count} times."))

    def do_summary(self) -> None:
        other = self.name()
        summary = {"summary": f"Something else, near {other}, number {self.count}."}
        self.change(self.any_file("companies", "people", "products"), lambda data: {**data, **summary})

    def do_rename(self) -> None:
        self.change(self.any_file("companies", "people"), lambda data: {**data, "name": f"{data.get('name')} Neu"})

    def do_alias(self) -> None:
        names = [{"text": self.chance.choice(["said", "Model", "House", "so", f"Alias {self.count}"])}]
        self.change(self.any_file("companies"), lambda data: {**data, "names": [*data.get("names", []), *names]})

    def do_misprint(self) -> None:
        names = [{"text": self.name()[:-1] + "x", "kind": "misprint"}]
        self.change(self.any_file("companies"), lambda data: {**data, "names": [*data.get("names", []), *names]})

    def do_term(self) -> None:
        self.change(self.any_file("terms"), lambda data: {**data, "short": f"A word explained {self.count} times."})

    def do_status(self) -> None:
        status = self.chance.choice(["draft", "retracted", "reported"])
        self.claim(lambda claim: claim.update(status=status, why="It was wrong."))

    def do_when(self) -> None:
        when = self.chance.choice(["2022", "2023-03", "2023-03-14", "~2021", "2024-01-02/2024-02-03"])
        self.claim(lambda claim: claim.update(when=when))

    def do_value(self) -> None:
        value = self.chance.choice(["US$5 million", "US$7 million", "12", "~20", "50%"])
        self.claim(lambda claim: claim.update(value=value) if "value" in claim else None)

    def do_remove_claim(self) -> None:
        self.change(self.any_file("claims"), lambda data: data[1:] or data)

    def do_add_claim(self) -> None:
        self.change(
            self.any_file("claims"), lambda data: [*data, {**data[0], "id": f"more-{self.count}", "text": "It grew."}]
        )

    def do_shuffle(self) -> None:
        self.change(self.any_file("claims"), lambda data: data[::-1])

    def do_topics(self) -> None:
        topic = self.any_file("topics")
        assert topic is not None
        self.claim(lambda claim: claim.update(topics=[topic.stem]))

    def do_supersede(self) -> None:
        def change(data: Any) -> Any:
            if len(data) > 1:
                data[0]["supersedes"] = [data[1]["id"]]
            return data

        self.change(self.any_file("claims"), change)

    def do_differ(self) -> None:
        def change(data: Any) -> Any:
            if len(data) > 1:
                how = self.chance.choice(["conflict", "measure", "wording", "sequence"])
                data[-1]["differs"] = [{"claim": data[0]["id"], "how": how, "note": "Two ways to say it."}]
            return data

        self.change(self.any_file("claims"), change)

    def do_article(self) -> None:
        changes = self.chance.choice([
            {"published": "2023-05"}, {"title": f"Another title {self.count}"},
            {"withdrawn": {"date": "2024-02-03", "why": "It was invented."}}, {"url": f"https://news.example/{self.count}"},
        ])  # fmt: skip
        self.change(self.any_file("articles"), lambda data: {**data, **changes})

    def do_edition(self) -> None:
        self.change(self.any_file("editions"), lambda data: {**data, "standfirst": f"Of {self.name()}, {self.count}."})

    def do_property(self) -> None:
        def change(data: Any) -> Any:
            name = self.chance.choice(sorted(data))
            data[name]["label"] = f"label {self.count}"
            return data

        self.change(self.top / "properties.yml", change)

    def do_reorder_properties(self) -> None:
        self.change(self.top / "properties.yml", lambda data: dict(reversed(data.items())))

    def do_add_company(self) -> None:
        path = self.top / "companies" / f"new-{self.count}.yml"
        path.write_text(
            f"name: New {self.count}\ntype: company\nsummary: A company that came later.\n", encoding="utf-8"
        )

    def do_new_company_named_in_prose(self) -> None:
        path = self.top / "companies" / f"named-{self.count}.yml"
        word = self.chance.choice(["Grew", "Something", "times", "Word"])
        path.write_text(f"name: {word}\ntype: company\nsummary: A company with a common name.\n", encoding="utf-8")

    def do_remove_file(self) -> None:
        file = self.any_file("companies", "people", "products", "terms", "claims", "articles")
        assert file is not None
        file.unlink()

    def do_retire(self) -> None:
        file, other = self.any_file("companies"), self.any_file("companies")
        if file and other and file != other:
            file.write_text(f"moved_to: [{other.stem}]\n", encoding="utf-8")

    def do_move_to_another_kind(self) -> None:
        file = self.any_file("companies")
        if file and not (self.top / "products" / file.name).exists() and (self.top / "products").is_dir():
            try:
                data = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
            except yaml.YAMLError:
                return
            kept = {key: data[key] for key in ("name", "summary", "moved_to") if key in data}
            (self.top / "products" / file.name).write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")
            file.unlink()

    def do_lock(self) -> None:
        file = self.any_file("claims")
        if file is None:
            return
        try:
            claims = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader) or []
        except yaml.YAMLError:
            return
        locks = {claim["id"]: self.lock(claim) for claim in claims if self.chance.random() < 0.5}
        write_locks(file.with_suffix(".lock.yml"), locks)

    def lock(self, claim: dict[str, Any]) -> Lock:
        """Of a passage made up, before or after the claim was reworded."""
        words, start = self.chance.choice([claim.get("text", ""), "Other words."]), self.chance.randrange(9)
        found = {"start": start, "length": 24, "exact": hash_text(str(start)), "text": hash_text(normalize(words))}
        return Lock(**found, at=claim.get("at"), checked=self.chance.choice(["2024-01-02", "2024-02-03"]))

    def do_unlock(self) -> None:
        for file in self.top.glob("claims/*.lock.yml"):
            file.unlink()

    def do_commit(self) -> None:
        day = dt.datetime(2024, 1, 1, 12, tzinfo=dt.UTC) + dt.timedelta(days=self.count)
        commit(self.project, day.isoformat())

    def do_correction(self) -> None:
        file = self.top / "corrections.yml"
        file.touch()
        entry = self.any_file("companies", "people")
        assert entry is not None
        item = {"date": "2024-05-06", "entry": entry.stem, "kind": "correction", "now": f"Put right, {self.count}."}
        self.change(file, lambda data: [*(data or []), item])

    def do_break(self) -> None:
        file = self.any_file("companies", "claims")
        assert file is not None
        file.write_text(file.read_text(encoding="utf-8") + "\nnonsense: [\n", encoding="utf-8")

    def do_touch(self) -> None:
        file = self.any_file("companies", "claims")
        assert file is not None
        file.write_text(f"# note {self.count}\n" + file.read_text(encoding="utf-8"), encoding="utf-8")


def commit(project: Path, day: str) -> None:
    env = {**os.environ, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    settings = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    for arguments in (("add", "-A", "briefings"), ("commit", "-q", "--no-verify", "--allow-empty", "-m", "edit")):
        subprocess.run(["git", *settings, *arguments], cwd=project, env=env, check=True, capture_output=True)


@pytest.fixture
def shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work of a build is done by several processes, however little it is."""
    monkeypatch.setattr("press.incremental.workers.MIN_ITEMS", 2)
    monkeypatch.setattr("press.incremental.workers.count_workers", lambda: 3)


@pytest.mark.usefixtures("shared_out")
def test_a_warm_build_equals_a_cold_one_of_several_processes(tmp_path: Path) -> None:
    edit_at_random(tmp_path, 3, ROUNDS // 4)


@pytest.mark.parametrize(("seed", "rounds"), [(1, ROUNDS), (2, ROUNDS // 4)])
def test_a_warm_build_equals_a_cold_one(tmp_path: Path, seed: int, rounds: int) -> None:
    edit_at_random(tmp_path, seed, rounds)


def shuffle_and_date(top: Path) -> None:
    """The claims of an article in another order, and the article of another day, at once."""
    claims, article = top / "claims" / "gazette-price.yml", top / "articles" / "gazette-price.yml"
    data = yaml.load(claims.read_text(encoding="utf-8"), yaml.BaseLoader)
    claims.write_text(yaml.safe_dump(data[::-1], sort_keys=False, allow_unicode=True), encoding="utf-8")
    article.write_text(article.read_text(encoding="utf-8").replace("2023-06-30", "2023-05"), encoding="utf-8")


def date_a_difference(top: Path) -> None:
    """A claim that another one differs from is about an earlier day."""
    claims = top / "claims" / "gazette-price.yml"
    claims.write_text(claims.read_text(encoding="utf-8").replace("2023-02-13", "2023-01-01"), encoding="utf-8")


@pytest.mark.parametrize("edit", [shuffle_and_date, date_a_difference])
def test_an_edit_that_moves_claims_in_their_order(tmp_path: Path, edit: Callable[[Path], None]) -> None:
    project, words = tmp_path / "project", read_words()[0]
    shutil.copytree(GOLDEN / "briefings", project / "briefings")
    (project / "docs").mkdir()
    before = read_files(project / "briefings")
    assert build(project, tmp_path / "site", words)[0] == []
    edit(project / "briefings")
    assert read_files(project / "briefings") != before
    build(project, tmp_path / "site", words)
    shutil.rmtree(project / CACHE)
    build(project, tmp_path / "cold", words)
    assert read_files(tmp_path / "site") == read_files(tmp_path / "cold")


def edit_at_random(tmp_path: Path, seed: int, rounds: int) -> None:
    """Odd seeds edit the golden briefing, even ones the briefing itself."""
    project, saved, site = tmp_path / "project", tmp_path / "saved", tmp_path / "site"
    source = GOLDEN if seed % 2 else ROOT
    shutil.copytree(source / "briefings", project / "briefings")
    (project / "docs").mkdir()
    subprocess.run(["git", "init", "-q", "."], cwd=project, check=True)
    commit(project, "2023-12-31T12:00:00Z")
    words, _ = read_words()
    assert build(project, site, words)[0] == [] or seed
    editor = Editor(project, seed)
    built = refused = 0
    for number in range(rounds):
        shutil.rmtree(saved, ignore_errors=True)
        shutil.copytree(project / "briefings", saved, copy_function=shutil.copy2)
        edits = [editor.edit() for _ in range(editor.chance.choice([1, 1, 2, 5]))]
        warm, made_with = build(project, site, words)
        assert made_with.store is not None, (number, edits)
        cold_cache = project / CACHE
        cold_cache.rename(tmp_path / "cache")
        cold, _ = build(project, tmp_path / "cold", words)
        shutil.rmtree(cold_cache, ignore_errors=True)
        (tmp_path / "cache").rename(cold_cache)
        assert warm == cold, (number, edits)
        if errors(made_with.briefing.problems):
            refused += 1
            shutil.rmtree(project / "briefings")
            shutil.copytree(saved, project / "briefings", copy_function=shutil.copy2)
            continue
        built += 1
        found, expected = read_files(site), read_files(tmp_path / "cold")
        assert sorted(found) == sorted(expected), (number, edits)
        assert [name for name in found if found[name] != expected[name] and name != MARK] == [], (number, edits)
        assert found[MARK] == expected[MARK], (number, edits)
    assert built > refused / 4


def test_a_lock_touches_what_shows_it_and_no_more(tmp_path: Path) -> None:
    project, site = tmp_path / "project", tmp_path / "site"
    shutil.copytree(GOLDEN, project)
    (project / "docs").mkdir()
    words, _ = read_words()
    assert build(project, site, words)[0] == []
    lock = project / "briefings/claims/herald-launch.lock.yml"
    shown = {"api/v1/articles/herald-launch.json", "api/v1/claims.json", "api/v1/claims/herald-launch.json",
             "api/v1/companies/big-river.json", "api/v1/companies/herald.json",
             "claims/herald-launch/owner/index.html", "data/claims.csv"}  # fmt: skip
    for before, after, more in (("2023-05-13", "2023-05-14", set()), (lock.read_text("utf-8"), "", {"freshness/"})):
        was = read_files(site)
        text = lock.read_text(encoding="utf-8").replace(before, after) if after else ""
        lock.write_text(text, encoding="utf-8") if text else lock.unlink()
        problems, made_with = build(project, site, words)
        assert (problems, made_with.store is not None) == ([], True)
        now = read_files(site)
        changed = {name for name in now if now[name] != was.get(name) and name != MARK}
        assert shown <= changed
        pages = {name.removesuffix("index.html") for name in changed if name.endswith(".html")}
        claims = ["owner"] if after else ["founding", "owner", "patience", "valuation"]
        assert pages == {f"claims/herald-launch/{claim}/" for claim in claims} | more
        assert after == "" or changed == shown
