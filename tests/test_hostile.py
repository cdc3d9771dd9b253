"""Garbage from strangers: no exception, no long wait, and every rejection names its file and line.

Each case goes through all the steps of an entry, from bytes to HTML. Random cases are seeded: the same on every run.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import Write
from press.content.prose_fields import list_prose
from press.content.yaml_source import MAX_FILE_BYTES
from press.library.briefing import Briefing
from press.problem import Problem, select_errors
from press.site.markdown import Prose
from press.site.wording import read_words

SEED = 20261123
MAX_SECONDS = 10.0
"""The most seconds of processor time for one file. One second is the aim; slow machines get three."""

HERALD = "{name: The Herald, summary: A paper., type: outlet}"
ARTICLE = "{title: A piece, publisher: herald, url: 'https://a.example', published: 2023}"
PLACES = (
    "companies/hostile.yml",
    "articles/hostile.yml",
    "claims/piece.yml",
    "claims/piece.lock.yml",
    "editions/hostile.yml",
    "properties.yml",
    "corrections.yml",
    "terms/hostile.yml",
)


def survive(project: Path) -> list[Problem]:
    """Reads, checks, derives and converts; returns the problems. Fails if it takes too long."""
    begun = time.process_time()
    briefing = Briefing(project)
    problems = briefing.check()
    if not select_errors(problems):
        briefing.facts.follow()
    library = briefing.library
    prose = Prose(library, briefing.names, read_words()[0])
    refused = {problem.at.file for problem in problems if problem.code == "B405"}
    for file, rows in library.records_in.items():
        for record in [library.records[table].get(key) for table, key in rows] if file not in refused else ():
            assert record is not None
            for _, text in list_prose(record):
                prose.block(text)
                prose.line(text)
                prose.plain(text)
    assert time.process_time() - begun < MAX_SECONDS
    return problems


def assert_placed(problems: list[Problem], project: Path) -> None:
    """Each problem names a file of the briefing with a line and a column, in words without hidden characters."""
    lines: dict[str, int] = {}
    for problem in problems:
        if problem.at.file not in lines:
            path = project / problem.at.file
            assert path.exists(), problem
            data = path.read_bytes() if path.is_file() else b""
            lines[problem.at.file] = len(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"))
        assert 1 <= problem.at.line <= lines[problem.at.file], problem
        assert problem.at.column >= 1
        assert (problem.what + problem.cure).replace("\n", "").isprintable(), problem


@pytest.fixture
def attack(briefing: Write) -> Callable[[str, bytes], list[Problem]]:
    def run(place: str, data: bytes) -> list[Problem]:
        project = briefing({"companies/herald.yml": HERALD, "articles/piece.yml": ARTICLE, place: data})
        problems = survive(project)
        assert_placed(problems, project)
        return problems

    return run


Attack = Callable[[str, bytes], list[Problem]]


def random_bytes(chance: random.Random) -> bytes:
    return chance.randbytes(chance.randint(1, 400))


def random_text(chance: random.Random) -> bytes:
    """Text with many characters that have a meaning in YAML and Markdown."""
    marks = "[]{}:,#&*!|>'\"%@`-?~\n\t \\<>()=+_灯é\u202e\x00\U0001f600"
    return "".join(chance.choice(marks + "ab1") for _ in range(chance.randint(1, 300))).encode()


def random_structure(chance: random.Random) -> bytes:
    """Valid YAML of the known field names, with values of any shape."""
    fields = [
        "id",
        "text",
        "kind",
        "name",
        "names",
        "summary",
        "type",
        "title",
        "date",
        "when",
        "subject",
        "value",
        "of",
        "property",
        "about",
        "moved_to",
        "differs",
        "said_by",
        "published",
        "sections",
        "same_as",
        "withdrawn",
        "label",
        "unit",
        "sort",
        "see",
    ]

    def value(depth: int) -> str:
        match chance.randint(0, 9 if depth < 4 else 6):
            case 0:
                return "''"
            case 1:
                return chance.choice(["no", "010", "1e400", "2024-02-30", "9" * 5000, "-", "1:30", "0x1F"])
            case 2:
                return chance.choice(["herald", "piece", "piece/one", "a/b/c", "hostile", "../x", "CON"])
            case 3:
                return "'" + "".join(chance.choice("[]*_`<>#&;@|x ") for _ in range(20)) + "'"
            case 4:
                return chance.choice(["event", "figure", "company", "2023-04", "1 billion USD", "true", "null", "~"])
            case 5:
                return '"\\u202e \\x1b \\ud800 \\U0001F600"'
            case 6:
                return "<script>alert(1)</script>"
            case 7:
                return "[" + ", ".join(value(depth + 1) for _ in range(chance.randint(0, 4))) + "]"
        return (
            "{" + ", ".join(f"{chance.choice(fields)}: {value(depth + 1)}" for _ in range(chance.randint(0, 4))) + "}"
        )

    lines = [f"{name}: {value(0)}" for name in chance.sample(fields, chance.randint(1, 8))]
    if chance.random() < 0.5:
        return "".join(f"- {'  '.join(line + chr(10) for line in lines)}" for _ in range(3)).encode()
    return "\n".join(lines).encode()


MAKERS = (random_bytes, random_text, random_structure)
ROUNDS = 80
"""How many files or texts one random test tries."""


def attack_with_garbage(attack: Attack, make: Callable[[random.Random], bytes], seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(ROUNDS):
        attack(chance.choice(PLACES), make(chance))


def attack_with_damage(attack: Attack, seed: int) -> None:
    """A good file with one byte changed, or cut off somewhere."""
    chance = random.Random(seed)
    good = b"- id: one\n  text: The Herald opens [[herald]].\n  kind: event\n  about: [herald]\n  when: 2023-04\n"
    for _ in range(ROUNDS):
        data = bytearray(good[: chance.randint(1, len(good))])
        data[chance.randrange(len(data))] = chance.randrange(256)
        attack("claims/piece.yml", bytes(data))


def attack_with_markdown(attack: Attack, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(ROUNDS):
        text = "".join(chance.choice([*MARKS, "a", " ", "\n"]) for _ in range(chance.randint(1, 900)))[:5_000]
        attack("companies/hostile.yml", f"{COMPANY}summary: x\nbody: {quoted(text)}\n".encode())


@pytest.mark.parametrize("make", MAKERS)
def test_random_garbage(attack: Attack, make: Callable[[random.Random], bytes]) -> None:
    attack_with_garbage(attack, make, SEED)


def test_cut_and_flipped_files(attack: Attack) -> None:
    attack_with_damage(attack, SEED + 1)


def test_random_markdown(attack: Attack) -> None:
    attack_with_markdown(attack, SEED + 2)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(20))
def test_much_random_garbage(attack: Attack, record_property: Callable[[str, object], None], seed: int) -> None:
    for make in MAKERS:
        attack_with_garbage(attack, make, seed)
    attack_with_damage(attack, seed)
    attack_with_markdown(attack, seed)
    record_property("hostile files", ROUNDS * (len(MAKERS) + 2))


COMPANY = "name: Lamp\ntype: company\n"
STRUCTURED: dict[str, str] = {
    "25,000 brackets": "[" * 25_000,
    "25,000 closed brackets": "[" * 25_000 + "]" * 25_000,
    "25,000 braces": "{a: " * 25_000,
    "deep block": "".join(" " * i + "a:\n" for i in range(1, 900)),
    "deep dashes": "- " * 20_000 + "x",
    "deep question marks": "? " * 20_000 + "x",
    "merge bomb": "a: &a {x: y}\n" + "".join(f"k{i}: &k{i} {{<<: [{'*a, ' * 9}*a]}}\n" for i in range(200)),
    "laughs": "a: &a [lol]\n" + "".join(f"b{i}: &b{i} [*a, *a, *a]\n" for i in range(300)),
    "large scalar": f"name: {'x' * 900_000}",
    "large quoted scalar": f'name: "{"x " * 400_000}"',
    "large block scalar": "name: |\n" + "  word\n" * 100_000,
    "300,000 keys": "".join(f"{i}:\n" for i in range(100_000)),
    "300,000 short keys": "{" + ",".join(f"{i:x}" for i in range(170_000)) + "}",
    "100,000 items": "names: [" + "a," * 100_000 + "a]",
    "100,000 equal keys": "a: b\n" * 100_000,
    "100,000 hashes": "a: b " + "#x " * 100_000,
    "100,000 comments": "# x\n" * 100_000,
    "many hashes": "".join(f"k{i}: v #x\n" for i in range(60_000)),
    "many documents": "---\na: b\n" * 50_000,
    "tabs": "\t" * 100_000,
    "spaces": " " * 900_000 + "a: b",
    "long line of colons": "a: " * 100_000,
    "long digits": f"{COMPANY}summary: A firm.\nsort: {'9' * 5_000}\n",
    "unknown fields": COMPANY + "".join(f"field{i}: x\n" for i in range(20_000)),
    "many bad items": COMPANY + "names: [" + ", ".join("{kind: x}" for _ in range(20_000)) + "]",
    "escapes": 'name: "' + "\\x41" * 200_000 + '"',
    "quotes": "name: " + "''" * 300_000,
}
assert all(len(text) <= MAX_FILE_BYTES for text in STRUCTURED.values())


@pytest.mark.parametrize("case", STRUCTURED)
def test_structured_garbage(attack: Attack, case: str) -> None:
    assert attack("companies/hostile.yml", STRUCTURED[case].encode()) != []


def test_many_claims(attack: Attack) -> None:
    """The most claims that fit into a file, all with the same id and the same misspelled subject."""
    text = "".join(f"- {{id: c{i}, text: x, kind: event, subject: herold}}\n" for i in range(10_000))
    found = attack("claims/piece.yml", text[:MAX_FILE_BYTES].rpartition("\n")[0].encode())
    assert len(found) >= 1


MARKS = [
    "[",
    "![",
    "(",
    "*",
    "**a ",
    "_",
    "__a ",
    "`",
    "``",
    "<",
    "<a ",
    "</",
    "&",
    "&#",
    "#",
    "> ",
    "- ",
    "* ",
    "1. ",
    "1) ",
    "|",
    "|-|-\n",
    "a|b\n-|-\n",
    "\\",
    "~",
    "=",
    "\n\n",
    "    ",
    "\t",
    "[[",
    "[[a|",
    "[@",
    "[a](",
    "[a][",
    "[a]: ",
    "<!--",
    "<![CDATA[",
    "<?",
    "<b>",
    "<div>\n",
    "&lt;",
    "http://",
    "https://a.example/",
    "a@b.",
    "灯",
    "[x](y) ",
    "*_",
    "`*",
    "<a href='javascript:alert(1)'>",
    "<img src=x onerror=alert(1)>",
    "{: #__config }",
    "--8<-- ",
    "\u0301",
    "- \n  ",
]
"""What has a meaning in Markdown, HTML and our own references."""


@pytest.mark.parametrize("mark", MARKS)
def test_markdown_blow_ups(attack: Attack, mark: str) -> None:
    """Each mark as often as fits into a text: alone, closed, and growing line by line."""
    close = {"[": "]", "(": ")", "<": ">", "[[": "]]", "`": "`"}.get(mark, mark[::-1])
    growing = "\n".join(mark * i for i in range(1, 40))
    texts = [
        mark * (5_000 // len(mark)),
        mark * (2_000 // len(mark)) + "x" + close * (2_000 // len(mark)),
        growing[:5_000],
    ]
    for text in texts:
        attack("companies/hostile.yml", f"{COMPANY}summary: x\nbody: {quoted(text)}\n".encode())


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def test_indented_lists(attack: Attack) -> None:
    deep = "\n".join("    " * i + "- x" for i in range(45))[:5_000]
    steps = "\n".join("  " * i + "- x" for i in range(65))[:5_000]
    for text in (deep, steps, "\n".join(f"{i}. x" for i in range(900))[:5_000], "> " * 2_400 + "x"):
        attack("companies/hostile.yml", f"{COMPANY}summary: x\nbody: {quoted(text)}\n".encode())


def test_names_made_of_anything(attack: Attack) -> None:
    """Names are searched for, not read as patterns."""
    for name in (".*", "(a+)+$", "[", "\\", "灯", "<b>", "&amp;", "{{ x }}", "a" * 300, "%s", "A", "[[herald]]"):
        attack("companies/hostile.yml", f"name: {quoted(name)}\nsummary: {quoted(name)}\ntype: company\n".encode())
