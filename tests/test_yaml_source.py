"""content/yaml_source.py: YAML text -> fields with places, and everything that is rejected before anything is built."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from press.content.nodes import locate_key, locate_value, to_plain
from press.content.yaml_source import (
    MAX_DEPTH,
    MAX_FILE_BYTES,
    MAX_NODES,
    MAX_PROBLEMS,
    MAX_TEXT,
    decode_utf8,
    parse_yaml,
    read_text,
)

F = "a.yml"


def said(text: str) -> list[str]:
    """The problems of a text, one line each, without cures."""
    return [str(problem).split("\n")[0] for problem in parse_yaml(text, F)[1]]


def data(text: str) -> object:
    node, problems = parse_yaml(text, F)
    assert problems == []
    return None if node is None else to_plain(node)


def test_scalars_stay_text() -> None:
    words = ["no", "yes", "on", "off", "true", "False", "010", "0x1F", "1:30", "1e400", "2023-04", "2024-02-30"]
    words += [".inf", ".nan", "1_000", "9" * 4000, "-", "=", "12:30:45", "2001-12-14t21:59:43.10-05:00"]
    words.remove("-")
    assert data("".join(f"- {word}\n" for word in words)) == words


def test_empty_document_is_none() -> None:
    assert [parse_yaml(text, F) for text in ("", "\n\n", "# only a comment\n")] == [(None, [])] * 3


def test_document_marks_of_one_document_are_allowed() -> None:
    assert data("---\na: b\n...\n") == {"a": "b"}


def test_quoted_emptiness_is_text() -> None:
    assert data("a: ''\nb: \"\"\nc: '~'\nd: \"null\"\n") == {"a": "", "b": "", "c": "~", "d": "null"}


def test_block_and_folded_texts() -> None:
    text = "a: |\n  one # no comment\n  two\nb: >-\n  one\n  two\nc: 'it''s'\nd: \"a\\tb\"\n"
    assert data(text) == {"a": "one # no comment\ntwo\n", "b": "one two", "c": "it's", "d": "a\tb"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x b\n", ["a.yml:1:4: B106 an anchor (&x) is used here"]),
        ("a: *x\n", ["a.yml:1:4: B106 an alias (*) is used here"]),
        ("a: {<<: {b: c}}\n", ["a.yml:1:5: B106 a merge key (<<) is used here"]),
        ("a: !!str b\n", ["a.yml:1:4: B106 a tag (tag:yaml.org,2002:str) is used here"]),
        ("a: !x b\n", ["a.yml:1:4: B106 a tag (!x) is used here"]),
        ("a: !!python/object/apply:os.system [ls]\n",
         ["a.yml:1:4: B106 a tag (tag:yaml.org,2002:python/object/apply:os.system) is used here"]),
        ("a: b\n---\nc: d\n", ["a.yml:2:1: B106 a second document begins here"]),
        ("? [a, b]\n: c\n", ["a.yml:1:3: B106 a list or mapping is used where a field name is expected"]),
        ("a: 1\nb: 2\na: 3\n", ["a.yml:3:1: B109 field 'a' is repeated; it is already on line 1"]),
        ("1: a\n1: b\n", ["a.yml:2:1: B109 field '1' is repeated; it is already on line 1"]),
        ("a:\n", ["a.yml:1:1: B107 'a' has no value"]),
        ("a: ~\nb: null\n", ["a.yml:1:1: B107 'a' has no value", "a.yml:2:1: B107 'b' has no value"]),
        ("- a\n-\n", ["a.yml:2:2: B107 this item has no value"]),
        ("a: C# rocks #1\n", ["a.yml:1:13: B108 the text is cut before '#1'"]),
        ("a: b #c d\n", ["a.yml:1:6: B108 the text is cut before '#c d'"]),
        ("- b\t#c\n", ["a.yml:1:5: B108 the text is cut before '#c'"]),
        ("a: \"\\u202e\"\n", ["a.yml:1:4: B104 character U+202E cannot be seen and is not allowed"]),
    ],
)  # fmt: skip
def test_rejected_yaml(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_problem_leaves_no_node() -> None:
    assert parse_yaml("a: &x b\n", F)[0] is None


def test_comments_and_hashes_inside_words_are_fine() -> None:
    assert data("a: b # c\nb: C#\nc: a#b\nd: 'x #1'\n# e: #f\n") == {"a": "b", "b": "C#", "c": "a#b", "d": "x #1"}


def test_cure_of_a_cut_text_is_the_whole_text() -> None:
    problem = parse_yaml("title: C# rocks #1 hit\n", F)[1][0]
    assert problem.cure == "put the whole text in quotes: \"C# rocks #1 hit\"; or write a comment as '# …'"


def test_empty_field_cut_by_a_hash() -> None:
    problem = parse_yaml("title: #1 hit\n", F)[1][0]
    assert str(problem) == (
        "a.yml:1:1: B107 'title' has no value\n    a text that starts with # needs quotes: "
        'write line 1 as `title: "#1 hit"`'
    )


@pytest.mark.parametrize("mark", list("[{*&!|>@%\"'`"))
def test_unquoted_mark_is_rejected_with_a_cure(mark: str) -> None:
    """Each mark with a meaning in YAML is rejected on its line, and the cure says to use quotes."""
    _, problems = parse_yaml(f"id: one\ntitle: {mark}half of it\nurl: two\n", F)
    assert {problem.at.line for problem in problems} == {2}
    assert all(re.search('quote|`title: "|apostrophe|quotation', problem.what + problem.cure) for problem in problems)


def test_unquoted_hash_starts_a_comment() -> None:
    assert said("title: # half\n") == ["a.yml:1:1: B107 'title' has no value"]


def test_depth_is_capped_on_events() -> None:
    deep = "[" * MAX_DEPTH + "x" + "]" * MAX_DEPTH
    assert parse_yaml(deep, F)[1] == []
    assert said(f"[{deep}]") == [f"a.yml:1:{MAX_DEPTH + 1}: B111 lists or fields are nested more than 12 levels deep"]
    assert said("[" * 25_000) == [f"a.yml:1:{MAX_DEPTH + 1}: B111 lists or fields are nested more than 12 levels deep"]


def test_text_length_is_capped() -> None:
    assert data(f"a: {'x' * MAX_TEXT}\n") == {"a": "x" * MAX_TEXT}
    assert said(f"a: {'x' * (MAX_TEXT + 1)}\n") == [
        "a.yml:1:4: B102 a text of 5,001 characters; at most 5,000 are allowed"
    ]


def test_value_count_is_capped() -> None:
    assert said("- x\n" * (MAX_NODES + 1)) == [f"a.yml:{MAX_NODES - 2}:3: B102 the file holds more than 150,000 values"]


def test_problems_are_capped() -> None:
    assert len(said("".join(f"a{i}: *x\n" for i in range(500)))) == MAX_PROBLEMS


def test_places_of_values_and_keys() -> None:
    text = "- id: one\n  text: 'a 图 b'\n  about: [x, y]\n- {id: two}\n"
    node, _ = parse_yaml(text, F)
    assert node is not None
    assert str(locate_value(node, F, (0, "text"))) == "a.yml:2:9"
    assert str(locate_value(node, F, (0, "text"), 4)) == "a.yml:2:14", "the quote counts"
    assert str(locate_value(node, F, (0, "about", 1))) == "a.yml:3:14"
    assert str(locate_value(node, F, (1, "missing"))) == "a.yml:4:3", "the deepest that exists"
    assert str(locate_key(node, F, (0, "about"))) == "a.yml:3:3"


def test_columns_count_code_points() -> None:
    node, _ = parse_yaml("{灯笼𠀀: a, b: c}\n", F)
    assert node is not None
    assert str(locate_value(node, F, ("b",))) == "a.yml:1:13"


def test_offset_into_a_text_of_several_lines_is_its_start() -> None:
    node, _ = parse_yaml("a: |\n  one\n  two\n", F)
    assert node is not None
    assert str(locate_value(node, F, ("a",), 5)) == "a.yml:1:4"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"a: \xff\n", "a.yml:1:4: B103 byte 0xff is not valid UTF-8"),
        ("x: ü\na: ".encode() + b"\xc3(\n", "a.yml:2:4: B103 byte 0xc3 is not valid UTF-8"),
        (b"a: \xed\xa0\x80\n", "a.yml:1:4: B103 byte 0xed is not valid UTF-8"),
        ("a: b\n".encode("utf-16"), "a.yml:1:1: B103 the file is in UTF-16"),
        ("a: b\n".encode("utf-16-le"), "a.yml:1:1: B103 the file is in UTF-16"),
        (b"a: \0b\n", "a.yml:1:4: B104 character U+0000 cannot be seen and is not allowed"),
        (b"a: \x1b[31m\n", "a.yml:1:4: B104 character U+001B cannot be seen and is not allowed"),
        ("a: \u202eb\n".encode(), "a.yml:1:4: B104 character U+202E cannot be seen and is not allowed"),
        ("a: b\u200bc\n".encode(), "a.yml:1:5: B104 character U+200B cannot be seen and is not allowed"),
        ("a: b\u0085c\n".encode(), "a.yml:1:5: B104 character U+0085 cannot be seen and is not allowed"),
        ("a: b\u2028c\n".encode(), "a.yml:1:5: B104 character U+2028 cannot be seen and is not allowed"),
        ("a: b\nc\ufeff: d\n".encode(), "a.yml:2:2: B104 character U+FEFF cannot be seen and is not allowed"),
        ("a: \U000e0041b\n".encode(), "a.yml:1:4: B104 character U+E0041 cannot be seen and is not allowed"),
        ("a: b\u00adc\n".encode(), "a.yml:1:5: B104 character U+00AD cannot be seen and is not allowed"),
        ("a: b\u061cc\n".encode(), "a.yml:1:5: B104 character U+061C cannot be seen and is not allowed"),
    ],
)
def test_rejected_bytes(raw: bytes, expected: str) -> None:
    text, problems = decode_utf8(raw, F)
    assert (text, str(problems[0]).split("\n")[0]) == ("", expected)


def test_line_ends_and_byte_order_mark() -> None:
    assert decode_utf8(b"\xef\xbb\xbfa: b\r\nc: d\re: f\n", F) == ("a: b\nc: d\ne: f\n", [])


def test_read_rejects_what_is_not_a_file(tmp_path: Path) -> None:
    (tmp_path / "real.yml").write_text("a: b\n")
    (tmp_path / "link.yml").symlink_to("real.yml")
    (tmp_path / "folder.yml").mkdir()
    os.mkfifo(tmp_path / "pipe.yml")
    (tmp_path / "large.yml").write_bytes(b"#" * (MAX_FILE_BYTES + 1))
    found = {
        name: read_text(tmp_path / name, name) for name in ("link.yml", "folder.yml", "pipe.yml", "large.yml", "no.yml")
    }
    assert {name: str(problems[0]).split("\n")[0] for name, (_, problems) in found.items()} == {
        "link.yml": "link.yml:1:1: B101 this is a symbolic link",
        "folder.yml": "folder.yml:1:1: B101 this is not a regular file",
        "pipe.yml": "pipe.yml:1:1: B101 this is not a regular file",
        "large.yml": "large.yml:1:1: B102 the file has 1,000,001 bytes; at most 1,000,000 are read",
        "no.yml": "no.yml:1:1: B101 the file cannot be read: No such file or directory",
    }
    assert read_text(tmp_path / "real.yml", "real.yml") == ("a: b\n", [])


def test_syntax_errors_have_a_place_and_a_cure() -> None:
    found = {text: str(parse_yaml(text, F)[1][0]) for text in ("a: b: c\n", "a:\n\tb: c\n", "a: 'b\n", "a: b\n c: d\n")}
    assert found == {
        "a: b: c\n": "a.yml:1:5: B105 this is not YAML: a text that contains ': ' needs quotes around all of it\n"
        '    write line 1 as `a: "b: c"`',
        "a:\n\tb: c\n": "a.yml:2:1: B105 this is not YAML: a tab (U+0009) is used where YAML needs spaces\n"
        "    write line 2 as `  b: c`",
        "a: 'b\n": 'a.yml:1:4: B105 this is not YAML: the apostrophe \' is never closed\n    write line 1 as `a: "b"`',
        "a: b\n c: d\n": "a.yml:2:2: B105 this is not YAML: this field is indented by 1, the ones around it by 0\n"
        "    write line 2 as `c: d`",
    }


def test_texts_and_keys_are_in_nfc() -> None:
    text = "Mu\u0308ller: 'Mu\u0308ller \u212b'\nescaped: \"Mu\\u0308ller\"\nlist: [e\u0301, \u6f22\u6c49]\n"
    node, problems = parse_yaml(text, "x.yml")
    assert problems == [] and node is not None
    assert to_plain(node) == {
        "M\u00fcller": "M\u00fcller \u00c5",
        "escaped": "M\u00fcller",
        "list": ["\u00e9", "\u6f22\u6c49"],
    }


def test_a_key_in_two_forms_is_the_same_key() -> None:
    _, problems = parse_yaml("M\u00fcller: a\nMu\u0308ller: b\n", "x.yml")
    assert [(problem.at.line, problem.code) for problem in problems] == [(2, "B109")]
