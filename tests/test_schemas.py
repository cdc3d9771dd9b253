"""content/schemas/ and outputs/schemas.py: the JSON Schemas, the docs and examples behind them, and the command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefing_files import Files, Write
from press.cli import main
from press.content.kinds import CLAIMS_FOLDER, KINDS, LISTS
from press.content.kinds.base import Model
from press.content.nodes import Fields
from press.content.schemas import FILES, Ids, list_sections, make_schema, write_modeline
from press.content.schemas.docs import EXAMPLES, describe_model, read_examples, read_field_docs
from press.content.schemas.flow import write_value
from press.content.schemas.ids import walk
from press.content.schemas.models import find_models
from press.content.validation import validate
from press.content.values.dates import SHAPE, parse_date
from press.content.yaml_source import parse_yaml
from press.outputs.schemas import NAMES, write_schema
from press.site.settings import Settings
from site_factory import SiteMaker

MODELS: list[type[Model]] = sorted(
    {model for file in FILES.values() for model in (file.model, *find_models(file.model).values())},
    key=lambda model: model.__name__,
)
BRIEFING: Files = {
    "companies/lantern.yml": "{name: Lantern, type: outlet, summary: A newspaper.}",
    "companies/lamp.yml": "moved_to: lantern",
    "articles/lantern-launch.yml": "{title: A launch, publisher: lantern, url: 'https://l.example/', published: 2023}",
    "claims/lantern-launch.yml": "- {id: launch, text: Lantern begins., kind: event}\n- {id: old, moved_to: launch}\n",
    "properties.yml": "worth: {label: worth, value: amount}",
}


def properties(name: str, ids: Ids | None = None) -> dict[str, Any]:
    """The schemas of the fields of one kind."""
    entry = make_schema(name, ids)
    entry = entry.get("items", entry.get("additionalProperties", entry))
    while "else" in entry:
        entry = entry["else"]
    found: dict[str, Any] = entry["properties"]
    return found


def test_every_file_of_a_briefing_has_a_schema_but_the_locks() -> None:
    patterns = {file.files for file in FILES.values()}
    assert patterns == {*(f"{kind.folder}/*.yml" for kind in KINDS.values()), *LISTS, f"{CLAIMS_FOLDER}/!(*.lock).yml"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_documented_in_sentences(model: type[Model]) -> None:
    docs = read_field_docs(model)
    assert set(docs) >= set(model.model_fields)
    for text in (describe_model(model), *docs.values()):
        assert text.endswith(".") and "\n" not in text and text[0] in f"`{text[0].upper()}", text


@pytest.mark.parametrize("name", FILES)
def test_the_example_of_a_kind_has_every_field_and_can_be_read(name: str) -> None:
    node, problems = parse_yaml(EXAMPLES.read_text(encoding="utf-8"), "examples.yml")
    assert isinstance(node, Fields) and problems == []
    model = FILES[name].model
    assert validate(model, node.fields[name], "examples.yml", name)[1] == []
    example = read_examples()[name]
    assert isinstance(example, dict)
    assert set(example) == {info.alias or key for key, info in model.model_fields.items()}


def test_examples_are_yaml_that_means_the_same() -> None:
    for section in list_sections():
        for row in section.rows:
            if (section.name, row.key) in (("speaker", "id"), ("author", "id")):  # written as one text
                continue
            assert row.example, (section.name, row.key)
            node, problems = parse_yaml(row.example, "")
            assert isinstance(node, Fields) and problems == [], row.example
    assert write_value(["a, b", {"x": ["c"]}]) == '["a, b", {x: [c]}]'


def test_a_schema_is_the_same_every_time_and_names_its_address() -> None:
    for name in NAMES:
        assert write_schema(name) == write_schema(name)
    schema = json.loads(write_schema("article", address="https://e.example/schema/article.json"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == "https://e.example/schema/article.json"
    assert schema["title"] == "article"


def test_a_field_has_its_type_and_docs() -> None:
    fields = properties("article")
    assert fields["title"]["maxLength"] == 300
    assert fields["title"]["type"] == ["string", "number", "boolean"], "YAML reads 360 as a number"
    assert fields["title"]["description"] == (
        "The headline as printed.\n\nExample: `title: Lantern raises money for a bigger model`"
    )
    assert fields["source_type"]["enum"] == ["filing", "official", "statement", "report", "agency"]
    assert fields["source_type"]["default"] == "report"
    assert {"const": "unknown", "type": "string"} in fields["published"]["anyOf"]
    assert "default" not in fields["archive_url"] and "anyOf" not in fields["archive_url"]
    assert properties("company")["link"]["type"] == "boolean"


def test_a_text_stands_for_fields_where_the_check_takes_it() -> None:
    name = properties("company")["names"]["items"]
    assert {"$ref": "#/$defs/Name"} in name["anyOf"] and len(name["anyOf"]) == 2
    assert properties("claim")["said_by"]["anyOf"][-1] == {"$ref": "#/$defs/Speaker"}
    assert [each.get("type") for each in properties("property")["value"]["anyOf"]] == [None, "array"]


def test_a_retired_entry_has_one_field() -> None:
    schema = make_schema("company")
    assert schema["if"] == {"required": ["moved_to"]}
    assert list(schema["then"]["properties"]) == ["moved_to"]
    assert list(make_schema("claim")["items"]["then"]["properties"]) == ["id", "moved_to"]


def test_a_draft_may_have_no_text() -> None:
    draft = make_schema("claim")["items"]["else"]
    assert draft["if"]["properties"] == {"status": {"const": "draft"}}
    assert "text" not in draft["then"]["required"] and "text" in draft["else"]["required"]


@pytest.mark.parametrize("text", ["2023", "202X", "2023-04-18~", "2023-33", "2023-21/2024-36", "2023/..", "../2023-04"])
def test_the_shape_of_dates_for_editors(text: str) -> None:
    import re

    assert parse_date(text)
    assert re.search(SHAPE, text)
    assert not re.search(SHAPE, f"{text}!")


def test_ids_are_offered_and_others_allowed() -> None:
    ids = Ids({"company": ["lantern"], "person": ["ann"], "claim": ["a/b"], "property": ["worth"]})
    fields = properties("claim", ids)
    offered, form = fields["via"]["anyOf"]
    assert offered == {"$ref": "#/$defs/ids-company"} and "pattern" in form
    definitions = make_schema("claim", ids)["$defs"]
    assert definitions["ids-company"] == {"enum": ["lantern"]}
    assert definitions["ids-any"] == {"enum": ["ann", "lantern"]}
    assert definitions["ids-claim"] == {"enum": ["a/b"]}
    assert make_schema("correction", ids)["$defs"]["ids-any-claim"] == {"enum": ["a/b", "ann", "lantern"]}


@pytest.mark.parametrize("name", FILES)
def test_no_mark_of_our_own_is_left(name: str) -> None:
    for part in walk(make_schema(name)):
        assert not [key for key in part if key.startswith("x-")]


def test_the_command_writes_schemas_with_the_ids_of_a_briefing(
    briefing: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = briefing(BRIEFING)
    monkeypatch.chdir(root)
    assert main(["schema", "--dry-run"]) == 0
    assert not (root / ".schemas").exists()
    assert f"{Path('.schemas/article.json')}: would be written" in capsys.readouterr().out
    assert main(["schema"]) == 0
    plain = (root / ".schemas/claim.json").read_bytes()
    assert plain == write_schema("claim")
    assert main(["schema", "--ids"]) == 0
    assert json.loads((root / ".schemas/claim.json").read_bytes())["$defs"]["ids-claim"]["enum"] == [
        "lantern-launch/launch"
    ], "an id that was retired is not offered"
    assert json.loads((root / ".schemas/article.json").read_bytes())["$defs"]["ids-company"]["enum"] == ["lantern"]
    capsys.readouterr()
    assert main(["schema", "--ids"]) == 0
    assert capsys.readouterr().out == f"the {len(NAMES)} schemas in .schemas are up to date\n"


def test_a_folder_that_cannot_be_written_is_misuse(
    briefing: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = briefing(BRIEFING)
    monkeypatch.chdir(root)
    (root / "taken").write_text("")
    assert main(["schema", "--to", "taken"]) == 2
    assert "the schemas cannot be written" in capsys.readouterr().err


def test_the_site_has_the_schemas(built: Any) -> None:
    maker: SiteMaker = built(BRIEFING)
    found = json.loads(maker.make_files()["schema/claim.json"])
    assert found["$id"] == "https://example.org/b/schema/claim.json"
    assert "ids-company" not in found["$defs"], "they describe the files of any briefing"


def test_a_modeline_leads_to_the_schema(tmp_path: Path) -> None:
    assert write_modeline("claim", 2) == "# yaml-language-server: $schema=../../.schemas/claim.json\n"


def test_the_settings_of_the_editor_name_every_schema() -> None:
    settings = json.loads((Path(__file__).parents[1] / ".vscode/settings.json").read_bytes())
    files = {f".schemas/{name}.json": f"briefings/{file.files}" for name, file in FILES.items()}
    assert settings["yaml.schemas"] == {
        **files,
        ".schemas/words.json": "words.yml",
        ".schemas/settings.json": "mkdocs.yml",
    }


def test_the_settings_of_a_briefing_have_a_schema() -> None:
    briefing = json.loads(write_schema("settings"))["properties"]["extra"]["properties"]["briefing"]
    assert set(briefing["properties"]) == set(Settings.model_fields)
    assert briefing["properties"]["home_people"] == {"default": 3, "maximum": 100, "minimum": 0, "type": "integer"}
    assert (briefing["required"], briefing["additionalProperties"]) == (["schema_version"], False)
