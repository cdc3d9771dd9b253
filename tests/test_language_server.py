"""The schemas in the real YAML language server: fields and ids are completed, mistakes seen, right files left alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from golden_site import copy_golden_briefing
from language_server import LanguageServer, install, run_language_server
from press.cli import main
from press.content.schemas import FILES, write_modeline

pytestmark = pytest.mark.prove


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with schemas that list its ids."""
    root = tmp_path_factory.mktemp("schemas") / "project"
    copy_golden_briefing(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert main(["schema", "--ids"]) == 0
    return root


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[LanguageServer]:
    if not shutil.which("node"):
        pytest.skip("no Node: the schemas are not tried in the YAML language server")
    try:
        install()
    except LookupError as error:
        pytest.skip(str(error))
    with run_language_server(root) as server:
        yield server


def test_fields_and_ids_are_completed(server: LanguageServer) -> None:
    text = f"{write_modeline('claim', 2)}- id: new\n  text: A lamp.\n  kind: \n  subject: \n  \n"
    server.open("briefings/claims/new.yml", text)
    assert server.complete("briefings/claims/new.yml", 3, 8)[0] == "event"
    subjects = server.complete("briefings/claims/new.yml", 4, 11)
    assert {"lantern", "glow"} <= set(subjects)
    assert "herald-launch" not in subjects, "an article is not a subject"
    fields = server.complete("briefings/claims/new.yml", 5, 2)
    assert {"when", "said_by", "value"} <= set(fields)
    assert "kind" not in fields, "it is there already"


def test_fields_are_explained(server: LanguageServer) -> None:
    server.open("briefings/claims/hover.yml", f"{write_modeline('claim', 2)}- id: new\n  when: 2023-04\n")
    shown = server.hover("briefings/claims/hover.yml", 2, 3)
    assert "as exact as the source" in shown and "when: 2023-04" in shown


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("claim", "- {id: new, text: A lamp., kind: figur}", '1: Value is not accepted. Valid values: "event"'),
        ("claim", "- {id: new, text: A lamp.}", '1: Missing property "kind".'),
        ("claim", "- {id: new, text: A lamp., kind: plan, colour: red}", "1: Property colour is not allowed."),
        ("article", "published: 2023-13", "1: expected a date like 2023,"),
        ("company", "{moved_to: glow, name: Lantern}", "1: Property name is not allowed."),
        ("words", "serach_hint: Look for a name", "1: Property serach_hint is not allowed."),
        ("words", "months: [January]", "1: Array has too few items. Expected 12 or more."),
    ],
)
def test_a_mistake_is_seen(server: LanguageServer, kind: str, text: str, expected: str) -> None:
    file = f"briefings/mistake-{abs(hash(text))}.yml"
    server.open(file, f"{write_modeline(kind, 1)}{text}\n")
    assert [problem for problem in server.find_problems(file) if problem.startswith(expected)]


def test_what_the_check_accepts_is_no_mistake(
    server: LanguageServer, root: Path, record_property: Callable[[str, object], None]
) -> None:
    seen = 0
    for name, schema in FILES.items():
        for path in sorted((root / "briefings").glob(schema.files.replace("!(*.lock)", "*"))):
            if not path.name.endswith(".lock.yml"):
                file = path.relative_to(root).with_stem(f"{path.stem}-again").as_posix()
                modeline = write_modeline(name, len(Path(file).parts) - 1)
                server.open(file, modeline + path.read_text(encoding="utf-8"))
                assert server.find_problems(file) == [], file
                seen += 1
    assert seen > 20
    record_property("files of a briefing in the YAML language server", seen)
