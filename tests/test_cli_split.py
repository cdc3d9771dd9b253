"""`python hooks split`: everything that names the entry is assigned, and nothing goes to the first part by default."""

from __future__ import annotations

from pathlib import Path

import pytest

from edited_project import Run, find_dangling, list_problems, project, read_files, run
from press.library.briefing import Briefing

__all__ = ["project", "run"]

PARTS = """\
parts:
  lantern-chat: {name: Lantern & Co, summary: Start-up for chat., names: [灯笼, Lantern]}
  lantern-lamps: {name: Lamp Works, type: company, summary: Maker of lamps., names: [Lanturn Lamps]}
assign:
"""
SPOTS = {
    "gazette-price/founding": "lantern-chat",
    "gazette-price/valuation": "lantern-chat",
    "gazette-price/april-valuation": "lantern-lamps",
    "herald-launch/founding": "lantern-chat",
    "herald-launch/valuation": "lantern-chat",
    "herald-launch/wrong": "lantern-chat",
    "lamp-works": "[lantern-chat, lantern-lamps]",
    "money": "lantern-chat",
    "two-firms": "lantern-chat",
    "docs/about.md": "lantern-chat",
}


@pytest.fixture
def tidy(project: Path) -> Path:
    """The project, where the misprint is not listed and one claim names nobody."""
    lantern = project / "briefings/companies/lantern.yml"
    lines = lantern.read_text("utf-8").splitlines(keepends=True)
    lantern.write_text("".join(line for line in lines if "misprint" not in line and "Lamp Works" not in line), "utf-8")
    claims = project / "briefings/claims/gazette-price.yml"
    claims.write_bytes(claims.read_bytes().replace(b"Lantern was worth", b"Another firm was worth"))
    return project


def assign(project: Path, spots: dict[str, str], head: str = PARTS) -> str:
    (project / "assign.yml").write_text(head + "".join(f"  {name}: {ids}\n" for name, ids in spots.items()), "utf-8")
    return "assign.yml"


def read_about(project: Path) -> dict[str, tuple[str, ...]]:
    briefing = Briefing(project)
    briefing.check()
    return {part: briefing.facts.about[part] for part in ("lantern", "lantern-chat", "lantern-lamps")}


def test_a_form_lists_everything_to_assign(tidy: Path, run: Run) -> None:
    before = read_files(tidy)
    status, form, errors = run("split", "lantern", "lantern-chat", "lantern-lamps", "--to", "money=lantern-chat")
    assert status == 1
    assert (
        "9 of 10 places that name 'lantern' are not assigned; the part 'lantern-chat' needs name and summary" in errors
    )
    assert form.startswith("# Fill in what has no value, save this as a file, and run:\n")
    assert "\n  lantern-chat:\n    name:\n    summary:\n  lantern-lamps:\n    name:\n    summary:\nassign:\n" in form
    assert "\n  herald-launch/valuation:  # Lantern is valued at US$1 billion.\n" in form
    assert "\n  money: lantern-chat  # briefings/topics/money.yml\n" in form
    assert {line.split(":")[0].strip() for line in form.partition("assign:\n")[2].splitlines()} == SPOTS.keys()
    assert read_files(tidy) == before


def test_a_form_keeps_what_was_filled_in(tidy: Path, run: Run) -> None:
    file = assign(tidy, {**SPOTS, "money": "lantern-chat"}, PARTS.replace(" summary: Maker of lamps.,", ""))
    form = run("split", "lantern", "lantern-chat", "lantern-lamps", "--assign", file)[1]
    assert "    names: [灯笼, Lantern]\n  lantern-lamps:\n    name: Lamp Works\n" in form
    (tidy / "assign.yml").write_text(form.replace("    summary:\n", "    summary: Maker of lamps.\n"), "utf-8")
    assert run("split", "lantern", "lantern-chat", "lantern-lamps", "--assign", file)[0] == 0


def test_an_entry_becomes_two(tidy: Path, run: Run) -> None:
    before = list_problems(tidy)
    file = assign(tidy, SPOTS)
    claims = (tidy / "briefings/claims/gazette-price.yml").read_bytes()
    status, printed, notes = run("split", "lantern", "lantern-chat", "lantern-lamps", "--assign", file)
    assert status == 0, printed + notes
    assert notes == "no new part has these fields of 'lantern': same_as\n"
    assert list_problems(tidy) == before
    assert find_dangling(tidy, "lantern") == []
    assert read_about(tidy) == {
        "lantern": (),
        "lantern-chat": (
            "gazette-price/founding",
            "gazette-price/valuation",
            "herald-launch/founding",
            "herald-launch/valuation",
            "herald-launch/wrong",
        ),
        "lantern-lamps": ("gazette-price/april-valuation",),
    }
    after = read_files(tidy)
    assert after["briefings/companies/lantern.yml"] == b"moved_to: [lantern-chat, lantern-lamps]\n"
    assert after["briefings/companies/lamp-works.yml"] == b"moved_to: [lantern-chat, lantern-lamps]\n"
    assert after["briefings/companies/lantern-chat.yml"].decode() == (
        "name: Lantern & Co\nsummary: Start-up for chat.\nnames: [灯笼, Lantern]\ntype: start-up\ntopics: [money]\n"
    )
    head, tail = claims.split(b"april-valuation")
    expected = head.replace(b": lantern\r", b": lantern-chat\r").replace(b": lantern  #", b": lantern-chat  #")
    assert after["briefings/claims/gazette-price.yml"] == expected + b"april-valuation" + tail.replace(
        b"subject: lantern\r", b"subject: lantern-lamps\r"
    )


def test_a_pattern_assigns_what_is_left(tidy: Path, run: Run) -> None:
    left = {"gazette-price/april-valuation": "lantern-lamps", "lamp-works": SPOTS["lamp-works"], '"*"': "lantern-chat"}
    file = assign(tidy, left)
    assert run("split", "lantern", "lantern-chat", "lantern-lamps", "--assign", file)[0] == 0
    assert read_about(tidy)["lantern-lamps"] == ("gazette-price/april-valuation",)


def test_an_entry_stays_beside_one_new_part(tidy: Path, run: Run) -> None:
    part = "parts:\n  lantern-lamps: {name: Lamps of Lantern, summary: Maker of lamps., names: [灯笼]}\nassign:\n"
    spots = {name: ids.replace("lantern-chat", "lantern") for name, ids in SPOTS.items() if name != "lamp-works"}
    file = assign(tidy, {**spots, "lamp-works": "lantern"}, part)
    assert run("split", "lantern", "lantern-lamps", "--assign", file)[0] == 0
    assert read_about(tidy)["lantern-lamps"] == ("gazette-price/april-valuation",)
    assert "灯笼" not in (tidy / "briefings/companies/lantern.yml").read_text("utf-8")


def test_a_claim_that_only_mentions_a_name_gets_about(tidy: Path, run: Run) -> None:
    claims = tidy / "briefings/claims/herald-launch.yml"
    claims.write_text(claims.read_text("utf-8") + "- {id: lit, text: Lamps of 灯笼 are lit., kind: event}\n", "utf-8")
    names = PARTS.replace("names: [灯笼, Lantern]", "names: [Lantern]").replace("[Lanturn Lamps]", "[Lamps 2]")
    file = assign(tidy, {**SPOTS, "herald-launch/lit": "lantern-lamps"}, names)
    refused = run("split", "lantern", "lantern-chat", "lantern-lamps", "--assign", file)
    assert refused[0] == 1
    assert "no part has these names of 'lantern': 灯笼\n" in refused[2]
    file = assign(tidy, {**SPOTS, "herald-launch/lit": "[lantern-chat, lantern-lamps]"})
    assert run("split", "lantern", "lantern-chat", "lantern-lamps", "--assign", file)[0] == 0
    assert "kind: event, about: [lantern-lamps]}" in claims.read_text("utf-8")


def test_a_name_of_another_part_becomes_a_reference(tidy: Path, run: Run) -> None:
    claims = tidy / "briefings/claims/herald-launch.yml"
    claims.write_text(
        claims.read_text("utf-8") + "- id: lit\n  text: 'Lamps of 灯笼, [[glow]] or Lantern.'  # lit\n  kind: event\n",
        "utf-8",
    )
    file = assign(tidy, {**SPOTS, "herald-launch/lit": "lantern-lamps"})
    assert run("split", "lantern", "lantern-chat", "lantern-lamps", "--assign", file)[0] == 0
    text = "Lamps of [[lantern-lamps|灯笼]], [[glow]] or [[lantern-lamps|Lantern]]."
    assert f"- id: lit\n  text: '{text}'  # lit\n  kind: event\n" in claims.read_text("utf-8")
    assert "herald-launch/lit" in read_about(tidy)["lantern-lamps"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("lantern", "lantern"), "each part needs an id of its own"),
        (("lantern", "a", "a"), "each part needs an id of its own"),
        (("lantern", "li-wen", "a"), "'li-wen' is a person, and 'lantern' a company"),
        (("lantern", "a", "index"), "the id 'index' is reserved"),
        (("herald-launch", "a", "b"), "entries of the kind article are not split"),
        (("lantern", "a", "b", "--to", "nothing=a"), "'nothing' does not name it"),
        (("lantern", "a", "b", "--to", "money=c"), "'money' is assigned to 'c'; the parts are a, b"),
        (("lantern", "a", "b", "--to", "x*=a"), "'x*' matches nothing that names it"),
        (("lantern", "a", "b", "--to", "money"), "'money' assigns nothing: write PLACE=ID"),
        (("lantern", "a", "b", "--assign", "no.yml"), "no.yml:1:1: B101 the file cannot be read"),
        (("lanterm", "a", "b"), "did you mean 'lantern'?"),
    ],
)
def test_what_cannot_be_split(tidy: Path, run: Run, arguments: tuple[str, ...], message: str) -> None:
    before = read_files(tidy)
    status, _, errors = run("split", *arguments)
    assert status == 1
    assert message in errors
    assert read_files(tidy) == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "needs the fields 'parts' and 'assign'"),
        ("parts: []", "'parts' and 'assign' are mappings"),
        ("parts: {a: b}", "the part 'a' needs fields"),
        ("assign:\n  money:\n", "B107 'money' has no value"),
        ("assign: {money: &x a}", "B106 an anchor"),
        ("assign: {herald-launch/valuation: [lantern-chat, lantern-lamps]}", "are not assigned"),
    ],
)
def test_a_form_with_mistakes(tidy: Path, run: Run, text: str, message: str) -> None:
    (tidy / "assign.yml").write_text(text)
    status, _, errors = run("split", "lantern", "lantern-chat", "lantern-lamps", "--assign", "assign.yml")
    assert status == 1
    assert message in errors


def test_a_field_with_one_value_takes_one_part(tidy: Path, run: Run) -> None:
    file = assign(tidy, {**SPOTS, "herald-launch/valuation": "[lantern-chat, lantern-lamps]"})
    errors = run("split", "lantern", "lantern-chat", "lantern-lamps", "--assign", file)[2]
    assert "'herald-launch/valuation' names 'lantern' in 'subject', which takes one of" in errors
