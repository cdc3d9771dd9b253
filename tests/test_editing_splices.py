"""Edits of YAML that keep every other byte, tried by hand and at random on YAML that is written in many ways."""

from __future__ import annotations

import copy
import os
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from press.content.nodes import FieldPath
from press.desk.editing.splices import SpliceError, YamlText
from press.desk.editing.yaml_values import Unwritable, format_text

GOLDEN = Path(__file__).parent / "golden"
ENTRY = """\
# About the file.
name:   "Lantern"   # the name

summary: >-
  A firm in [[riverland]], which
  trains a chat model.   
names:
- {text: 灯笼, kind: native} # Chinese
- text: Lantern Labs
  # until when?
  until: 2020
same_as: {wikidata: Q42, website: 'https://l.example'}
topics: [ models,   money, ]
see:
  # near
  - herald

  - "courier"
body: |
  First.

  Second: it's # here.

link: false"""
CLAIMS = """\
# Claims.

-   id: a # first
    text: 'It''s one.'
    about: []
    differs:
      - {claim: b,
         how: wording} # why
# Between.
- # odd
  id: b
  text: Two [[lantern|the
    firm]] and [@x/y].

-
  text: "Three: \\u4e2d"
  id: c
- {id: d, text: Four}
"""
OTHERS = [
    "name: A",
    "- a",
    "[]\n",
    "{name: A, summary: B.}",
    "a:\n  b:\n    c: d\n",
    "- - a\n  - b\n- [c, [d]]\n",
    "# x\n",
]


def vary(text: str) -> list[str]:
    """A text with other line ends, without the last one, and with a byte order mark."""
    return [
        text,
        text.replace("\n", "\r\n"),
        text.rstrip("\n"),
        "\ufeff" + text,
        text.replace("\n", "\r\n") + "\r\n\r\n",
    ]


CORPUS = [
    text
    for source in (ENTRY, CLAIMS, *OTHERS, *(path.read_text("utf-8") for path in sorted(GOLDEN.rglob("*.yml"))))
    for text in vary(source)
]
WORDS = (
    "lantern", "A firm.", "no", "null", "~", "", "2023-04", "C# rocks #1", "a: b", "- x", "[x]", "{x}", "it's",
    'say "so"', "中文，好", "two\nlines", "three\n\nlines\n", " led", "trailing ", "a\tb", "#1", "@x", "%y", "!z",
    "&a", "*b", "|", ">", "x" * 200, "? q", "key:", "back\\slash", "line\n  deeper\nend", "e\u0301", "'", '"',
    "true", "\nfirst", "`code`", ", c",
)  # fmt: skip


def list_paths(data: Any, path: FieldPath = ()) -> list[FieldPath]:
    """The path of every value in some data, the top first."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(found for step, value in items for found in list_paths(value, (*path, step)))]


def make_value(chance: random.Random, depth: int = 0) -> Any:
    kind = chance.random()
    if depth > 1 or kind < 0.6:
        return chance.choice(WORDS)
    if kind < 0.8:
        return [make_value(chance, depth + 1) for _ in range(chance.randrange(4))]
    return {f"k{number}": make_value(chance, depth + 1) for number in range(chance.randrange(4))}


def list_comments(text: str) -> list[str]:
    return re.findall(r"# (?:About|the name|Chinese|until|near|Claims|first|why|Between|odd).*", text)


def check_rest(before: str, after: str, edit: str) -> None:
    """Checks that one piece of the text was replaced, added or removed, that no comment was lost by another edit than a
    removal, and that the line ends are the same."""
    prefix = len(os.path.commonprefix([before, after]))
    suffix = len(os.path.commonprefix([before[prefix:][::-1], after[prefix:][::-1]]))
    if edit == "insert":
        assert prefix + suffix == len(before)
    if edit == "remove":
        assert prefix + suffix == len(after) or after.rstrip()[-1:] in "]}" or "[]" in after or "{}" in after
    if edit in ("insert", "reword"):
        assert list_comments(before) == list_comments(after)
    assert set(list_comments(after)) <= set(list_comments(before))
    if "\r\n" in before:
        assert not re.search(r"(?<!\r)\n", after)


def edit_at_random(text: str, chance: random.Random) -> str:
    """Makes one random edit and checks it; returns what was done, or `refused`."""
    source = YamlText(text, "x.yml")
    paths = list_paths(source.data)
    path, expected, value = chance.choice(paths), copy.deepcopy(source.data), make_value(chance)
    holder: Any = expected
    for step in path:
        holder = holder[step]
    edit = chance.choice(("replace", "insert", "remove"))
    outer: Any = expected
    for step in path[:-1]:
        outer = outer[step]
    try:
        if edit == "replace" and path:
            edit = "reword" if isinstance(holder, str) else edit
            outer[path[-1]] = value
            edited = source.replace({path: value})
        elif edit == "remove" and path:
            del outer[path[-1]]
            edited = source.remove(path)
        elif isinstance(holder, list):
            index = chance.randrange(len(holder) + 1)
            edit = "insert" if holder else "replace"
            holder.insert(index, value)
            edited = source.insert_item(path, index, value)
        elif isinstance(holder, dict):
            edit = "insert"
            after = chance.choice(["", *holder])
            holder["added"] = value
            edited = source.insert_field(path, "added", value, after)
        else:
            return "none"
    except SpliceError as error:
        assert "by a program" in str(error), error
        return "refused"
    normal = YamlText(edited.text)
    assert repr_nfc(normal.data) == repr_nfc(expected)
    check_rest(text, edited.text, edit)
    return edit


def repr_nfc(data: Any) -> str:
    import unicodedata

    def order(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: order(value[key]) for key in sorted(value)}
        return [order(item) for item in value] if isinstance(value, list) else value

    return unicodedata.normalize("NFC", repr(order(data)))


def edit_many(seed: int, count: int) -> dict[str, int]:
    chance, done = random.Random(seed), dict.fromkeys(("replace", "reword", "insert", "remove", "refused", "none"), 0)
    for _ in range(count):
        text = chance.choice(CORPUS)
        done[edit_at_random(text, chance)] += 1
    return done


def test_random_edits_change_nothing_else() -> None:
    done = edit_many(seed=1, count=2_000)
    assert min(done["reword"], done["insert"], done["remove"]) > 200, done
    assert done["refused"] <= 40, done


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(2, 12))
def test_many_random_edits_change_nothing_else(seed: int, record_property: Callable[[str, object], None]) -> None:
    done = edit_many(seed, count=3_000)
    record_property("edits of YAML files", sum(done.values()) - done["refused"] - done["none"])
    assert done["refused"] <= 60, done


def test_a_value_keeps_its_quotation_marks_and_its_comment() -> None:
    edited = YamlText(ENTRY).replace({("name",): "Beacon", ("names", 1, "until"): "2021", ("see", 1): "post"}).text
    assert edited == ENTRY.replace('"Lantern"', '"Beacon"').replace("2020", "2021").replace('"courier"', '"post"')


def test_words_in_folded_and_split_texts_are_replaced_where_they_are() -> None:
    edited = YamlText(ENTRY).reword(("summary",), [("[[riverland]]", "[[river-land]]")]).text
    assert edited == ENTRY.replace("[[riverland]]", "[[river-land]]")
    claims = YamlText(CLAIMS).reword((1, "text"), [("[[lantern|", "[[beacon|")]).text
    assert claims == CLAIMS.replace("[[lantern|the", "[[beacon|the")


def test_words_behind_escapes_are_replaced_too() -> None:
    edited = YamlText('- text: "\\u5b57 [[a\\x62]]"\n').reword((0, "text"), [("[[ab]]", "[[c]]")])
    assert edited.data == [{"text": "字 [[c]]"}]


def test_a_claim_is_added_and_removed_with_its_lines() -> None:
    claims = YamlText(CLAIMS)
    added = claims.insert_item((), 1, {"id": "e", "text": "Five: it is.", "about": ["x", "y"]})
    assert added.text == CLAIMS.replace("- # odd\n", '- id: e\n  text: "Five: it is."\n  about: [x, y]\n- # odd\n')
    assert added.remove((1,)).text == CLAIMS
    assert claims.remove((1,)).text == CLAIMS.replace(CLAIMS[CLAIMS.index("- # odd") : CLAIMS.index("\n-\n")], "")


def test_fields_are_added_where_they_are_wanted() -> None:
    edited = YamlText(CLAIMS).insert_field((0,), "said_by", "ann", after="text").insert_field((3,), "when", "2023")
    assert edited.text == CLAIMS.replace("one.'\n", "one.'\n    said_by: ann\n").replace("Four}", "Four, when: 2023}")


def test_the_first_field_of_a_claim_leaves_its_dash() -> None:
    assert YamlText(CLAIMS).remove((0, "id")).text == CLAIMS.replace("id: a # first\n    text", "text")


def test_an_empty_file_becomes_a_list() -> None:
    assert YamlText("# Nothing yet.\n").insert_item((), 0, {"id": "a"}).text == "# Nothing yet.\n- id: a\n"
    assert YamlText("# Feeds.\n[]\n").insert_item((), 0, {"title": "a"}).text == "# Feeds.\n- title: a\n"


def test_a_text_of_several_lines_is_written_as_a_block() -> None:
    edited = YamlText("name: A\r\nlink: false\r\n").insert_field((), "body", "One.\n\nTwo.\n", after="name")
    assert edited.text == "name: A\r\nbody: |\r\n  One.\r\n\r\n  Two.\r\nlink: false\r\n"


@pytest.mark.parametrize("value", WORDS)
@pytest.mark.parametrize("is_flow", [True, False])
def test_every_text_is_read_back(value: str, is_flow: bool) -> None:
    raw = format_text(value, is_flow, indent=2)
    text = f"a: [{raw}]\n" if is_flow else f"a: {raw}\n"
    found: Any = YamlText(text).data
    assert repr_nfc(found["a"][0] if is_flow else found["a"]) == repr_nfc(value)


@pytest.mark.parametrize("value", ["a\u202eb", "zero\u200bwidth", "\x00", "x" * 6_000])
def test_what_no_briefing_can_hold_is_refused(value: str) -> None:
    with pytest.raises(Unwritable):
        format_text(value)


def test_a_file_with_mistakes_is_refused() -> None:
    with pytest.raises(SpliceError, match="a.yml has mistakes"):
        YamlText("name: a: b\n", "a.yml")
    with pytest.raises(SpliceError, match="nothing at names"):
        YamlText("name: a\n", "a.yml").remove(("names",))
