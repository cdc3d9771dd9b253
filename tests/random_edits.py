"""Random edits of a briefing: those that editors make, and some that they should not make."""

from __future__ import annotations

import datetime as dt
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from press.content.evidence import hash_text, normalize, write_locks
from press.content.kinds.lock import Lock
from press.content.values.dates import parse_date
from project_factory import commit_briefings


class Editor:
    """Makes one random edit after another; the same seed makes the same edits of the same briefing."""

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
        """A random name from the briefing."""
        file = self.any_file("companies", "people")
        lines = file.read_text(encoding="utf-8").splitlines() if file else []
        return next((line.removeprefix("name: ") for line in lines if line.startswith("name: ")), "Nobody")

    def edit(self) -> str:
        """Makes one edit; returns a description."""
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
        """A lock of a made-up passage, from before or after the claim was reworded."""
        words, start = self.chance.choice([claim.get("text", ""), "Other words."]), self.chance.randrange(9)
        found = {"start": start, "length": 24, "exact": hash_text(str(start)), "text": hash_text(normalize(words))}
        days = ["2024-01-02", "2024-02-03"]
        lock = Lock(**found, at=claim.get("at"), checked=self.chance.choice(days))
        compared = self.chance.choice([None, (), ("names",), ("dates", "speaker")])
        read = self.chance.choice([None, *map(parse_date, days)])
        return lock.model_copy(update={"compared": compared, "read": read})

    def do_unlock(self) -> None:
        for file in self.top.glob("claims/*.lock.yml"):
            file.unlink()

    def do_commit(self) -> None:
        day = dt.datetime(2024, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=self.count)
        commit_briefings(self.project, day.date().isoformat())

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
