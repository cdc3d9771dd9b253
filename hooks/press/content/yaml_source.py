"""YAML text -> fields with places. No other module reads the YAML of a briefing; all of it is hostile until parsed.

Scalars stay text: `no`, `010` and `2023-04` mean what an editor sees. They are put in Unicode's form NFC, in which a
letter with its accents is one character, so that names that look the same are the same. Whatever YAML can do beyond
nested fields, lists and text (anchors, aliases, tags, merge keys, several documents) is refused on the parse events,
before anything is built from it. https://yaml.org/spec/1.1/
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

from ..problem import Code, Fix, Place, Problem, make_visible
from .nodes import Fields, Items, Node, Text
from .values.languages import JOINED
from .yaml_repair import find_conflict, find_entry_bounds, find_repair, suggest_quoted_text, suggest_quotes

MAX_FILE_BYTES = 1_000_000
MAX_TEXT = 5_000
MAX_DEPTH = 12
MAX_NODES = 150_000
MAX_PROBLEMS = 50
REMOVABLE = "write a value, or remove the line"
"""The cure of a field without a value, as long as its model is not known."""
MAX_UNREADABLE = 8
"""How many entries of a list, or fields, that are not YAML are left out to read the rest."""

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\ue000-\uf8ff\ufeff\ufff0-\uffff\U000e0000-\U000e007f]"
    f"|(?<![{JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{JOINED}])"
)
"""Characters that no text of a briefing may have: control characters, invisible ones, private and unassigned ones. The
joiners U+200C and U+200D are allowed where Persian, Hindi and their like need them: between two letters."""
_HASH_AFTER_TEXT = re.compile(r"[ \t]+#(?=\S)")
_OPENED = ("while scanning a quoted", "while scanning a simple key", "while parsing a flow")
"""The first words of errors that the parser notices long after their cause: an unclosed quote, bracket or key."""


def read_text(path: Path, file: str, most: int = MAX_FILE_BYTES) -> tuple[str, list[Problem]]:
    """The text of a regular UTF-8 file of at most `most` bytes, or problems; `file` names it in messages."""
    data, problems = read_bytes(path, file, most)
    return ("", problems) if problems else decode_utf8(data, file)


def read_bytes(path: Path, file: str, most: int = MAX_FILE_BYTES) -> tuple[bytes, list[Problem]]:
    """The bytes of a regular file of at most `most` bytes, or problems; `file` names it in messages."""
    at = Place(file)
    try:
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            return b"", [Problem(at, Code.UNREADABLE_FILE, "this is a symbolic link", "put the file itself here")]
        if not stat.S_ISREG(status.st_mode):
            return b"", [Problem(at, Code.UNREADABLE_FILE, "this is not a regular file", "remove it")]
        if status.st_size > most:
            what = f"the file has {status.st_size:,} bytes; at most {most:,} are read"
            return b"", [Problem(at, Code.TOO_LARGE, what, "split it into several files")]
        return path.read_bytes(), []
    except OSError as error:
        return b"", [Problem(at, Code.UNREADABLE_FILE, f"the file cannot be read: {error.strerror or error}")]


def decode_utf8(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """UTF-8 bytes -> text with `\\n` line ends; rejects other encodings and invisible characters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0\0" in (data[0:3:2], data[1:4:2]):
        return "", [Problem(Place(file), Code.NOT_UTF8, "the file is in UTF-16", "save it as UTF-8")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        what = f"byte 0x{data[error.start]:02x} is not valid UTF-8"
        return "", [Problem(Place(file, line, column), Code.NOT_UTF8, what, "save the file as UTF-8")]
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    problems = _find_invisible(text, file) if FORBIDDEN.search(text) else []
    return ("" if problems else text), problems[:MAX_PROBLEMS]


def _find_invisible(text: str, file: str) -> list[Problem]:
    places = [
        (Place(file, number, match.start() + 1), match[0])
        for number, line in enumerate(text.split("\n"), 1)
        for match in FORBIDDEN.finditer(line)
    ]
    return [
        Problem(at, Code.INVISIBLE_CHARACTER, _describe_invisible(seen), "remove it", Fix(seen)) for at, seen in places
    ]


def _describe_invisible(character: str) -> str:
    return f"character U+{ord(character):04X} cannot be seen and is not allowed"


def parse_yaml(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """One YAML document -> its root node, None where it is empty or has problems, and all its problems."""
    found = parse_readable(text, file)
    return (None if found.problems else found.node), found.problems


class Readable(NamedTuple):
    """What can be read of a text: its root node and its problems. `lost` holds the lines, from 1, of the entries and
    fields that are not in the node because they are not YAML."""

    node: Node | None
    problems: list[Problem]
    lost: frozenset[int]


def parse_readable(text: str, file: str) -> Readable:
    """One YAML document, without the entries of its list, or the fields of its mapping, that are not YAML."""
    lines, problems, lost = text.split("\n"), list[Problem](), set[int]()
    if conflict := find_conflict(lines):
        return Readable(None, [_report_conflict(file, *conflict)], frozenset())
    for _ in range(MAX_UNREADABLE):
        parser = _Parser(file, lines)
        try:
            parser.parse(text)
            problems += parser.problems
            return Readable(None if parser.is_cut_off else parser.root, problems, frozenset(lost))
        except yaml.MarkedYAMLError as error:
            problem = _report_syntax_error(error, file, lines)
        except yaml.YAMLError as error:
            what = f"this is not YAML: {make_visible(str(error))}"
            return Readable(None, [*problems, Problem(Place(file), Code.NOT_YAML, what)], frozenset())
        start, end = find_entry_bounds(lines, problem.at.line - 1)
        # A missing value in the same entry is most often a consequence of the same mistake.
        others = [each for each in parser.problems if each.code is not Code.MISSING_VALUE]
        problems += [each for each in others if start < each.at.line <= end and each.at.line != problem.at.line]
        problems.append(problem)
        lines[start:end] = [""] * (end - start)
        lost.update(range(start + 1, end + 1))
        text = "\n".join(lines)
    return Readable(None, problems, frozenset())


def find_syntax_error(text: str) -> int | None:
    """The line, from 0, where a text stops being YAML; None where it is YAML to the end."""
    try:
        for event in yaml.parse(text, Loader=yaml.CLoader):
            del event
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark.line if mark else 0
    except yaml.YAMLError:
        return 0
    return None


class Mark(NamedTuple):
    """A node of a YAML text, or the end of a list or mapping: where it is, as (line, column) from 0, without `end`. The
    end of a block is after whatever follows it, so that of its last node counts."""

    kind: Literal["text", "list", "fields", "end"]
    start: tuple[int, int]
    end: tuple[int, int]
    style: str
    """The sign that a text or a collection begins with, such as `"`, `|` or `[`; empty for none."""


def list_marks(text: str) -> Iterator[Mark]:
    """The nodes of a text that `parse_yaml` accepts, in its order; a key comes before its value."""
    for event in yaml.parse(text, Loader=yaml.CLoader):
        start: Any = event.start_mark
        end: Any = event.end_mark
        places = (start.line, start.column), (end.line, end.column)
        if isinstance(event, yaml.ScalarEvent):
            yield Mark("text", *places, event.style or "")
        elif isinstance(event, yaml.SequenceStartEvent):
            yield Mark("list", *places, "[" if event.flow_style else "")
        elif isinstance(event, yaml.MappingStartEvent):
            yield Mark("fields", *places, "{" if event.flow_style else "")
        elif isinstance(event, yaml.CollectionEndEvent):
            yield Mark("end", *places, "")


def _report_conflict(file: str, first: int, last: int) -> Problem:
    what = f"two versions of lines {first + 1} to {last + 1} were never merged: git left both here"
    cure = "keep one version, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>"
    return Problem(Place(file, first + 1), Code.NOT_YAML, what, cure)


def _report_syntax_error(error: yaml.MarkedYAMLError, file: str, lines: list[str]) -> Problem:
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark
    if opened and mark and opened.line < mark.line and (error.context or "").startswith(_OPENED):
        mark = opened
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    if repair := find_repair(lines, line, find_syntax_error):
        place = Place(file, repair.line + 1, repair.column + 1)
        fix = Fix(lines[repair.line], repair.repaired, "line")
        return Problem(place, Code.NOT_YAML, f"this is not YAML: {repair.cause}", repair.cure, fix)
    what = f"this is not YAML: {error.problem or error.context or 'it cannot be read'}"
    cure = "check the indentation and the quotes of this line and the one above"
    return Problem(Place(file, line + 1, column + 1), Code.NOT_YAML, what, cure)


@dataclass(slots=True)
class _Parser:
    """Builds the nodes of one document from its parse events."""

    file: str
    lines: list[str]
    """The lines of the text."""
    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    stack: list[Items | Fields] = field(default_factory=list)
    """The collections that are open, the innermost last."""
    pending: list[str | None] = field(default_factory=list)
    """For each open collection the key that waits for its value."""
    is_cut_off: bool = False
    """Whether reading ended at a limit, before the end."""

    def parse(self, text: str) -> None:
        """Reads the whole document, or as far as it can be read."""
        for count, event in enumerate(yaml.parse(text, Loader=yaml.CLoader)):
            if count == MAX_NODES:
                self.report(event, f"the file holds more than {MAX_NODES:,} values", "split it", Code.TOO_LARGE)
                self.is_cut_off = True
                return
            if isinstance(event, yaml.ScalarEvent):
                self.add_text(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self.open_collection(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
                self.pending.pop()
            elif isinstance(event, yaml.AliasEvent):
                self.report(event, "an alias (*) is used here", self.suggest_quotes(event, "write the value out"))
                self.add_node(Text("", *_find_start(event)), event)
            elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
                self.report(event, "a second document begins here", "one file holds one document; remove '---'")
                self.is_cut_off = True
                return
            if len(self.problems) >= MAX_PROBLEMS or len(self.stack) > MAX_DEPTH:
                self.is_cut_off = True
                return

    def report(self, event: yaml.Event, what: str, cure: str, code: Code = Code.UNSUPPORTED_YAML) -> None:
        self.problems.append(Problem(Place(self.file, *_find_start(event)), code, what, cure))

    def reject_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Reports an anchor or a tag."""
        if event.anchor is not None:
            what = f"an anchor (&{make_visible(event.anchor)}) is used here"
            self.report(event, what, self.suggest_quotes(event, "write the value out where it is used"))
        if event.tag is not None:
            what = f"a tag ({make_visible(event.tag)}) is used here"
            self.report(event, what, self.suggest_quotes(event, "remove it"))

    def suggest_quotes(self, event: yaml.Event, otherwise: str) -> str:
        """A cure for a sign that YAML gives a meaning: quotes if it is part of a text, and what to do if it is not."""
        line, column = _find_start(event)
        if repaired := suggest_quotes(self.lines[line - 1], column - 1):
            return f"write line {line} as `{make_visible(repaired, 400)}` if it is a text; if not, {otherwise}"
        return f"{otherwise}, or put the text in quotes"

    def open_collection(self, event: yaml.CollectionStartEvent) -> None:
        """Begins a list or a mapping: nodes are added to it until it ends."""
        self.reject_extras(event)
        line, column = _find_start(event)
        is_list = isinstance(event, yaml.SequenceStartEvent)
        node = Items([], line, column) if is_list else Fields({}, {}, line, column)
        self.add_node(node, event)
        self.stack.append(node)
        self.pending.append(None)
        if len(self.stack) > MAX_DEPTH:
            what = f"lists or fields are nested more than {MAX_DEPTH} levels deep"
            self.report(event, what, "put the text in quotes", Code.NESTED_TOO_DEEP)

    def add_text(self, event: yaml.ScalarEvent) -> None:
        """Adds a scalar, which is a key or a value."""
        self.reject_extras(event)
        value: str = event.value
        comment = "" if event.style else self.check_plain_text(event)
        if len(value) > MAX_TEXT:
            what = f"a text of {len(value):,} characters; at most {MAX_TEXT:,} are allowed"
            self.report(event, what, "shorten it or split it", Code.TOO_LARGE)
            value = ""
        if event.style == '"' and (hidden := FORBIDDEN.search(value)):
            self.report(event, _describe_invisible(hidden.group()), "remove the escape", Code.INVISIBLE_CHARACTER)
        line, column = _find_start(event)
        end: Any = event.end_mark
        is_one_line = end.line + 1 == line and event.style not in ("|", ">")
        composed = value if value.isascii() else unicodedata.normalize("NFC", value)
        shift = (1 if event.style else 0) if is_one_line and composed == value else -1
        self.add_node(Text(composed, line, column, shift, comment), event)

    def check_plain_text(self, event: yaml.ScalarEvent) -> str:
        """Reports what can go wrong only without quotes: no value at all, or one that a comment cuts short. Returns the
        comment after it."""
        expects_key = bool(self.stack) and isinstance(self.stack[-1], Fields) and self.pending[-1] is None
        if not expects_key and event.value in ("", "~", "null"):
            self.report_missing_value(event)
        if 0 < len(event.value) <= MAX_TEXT:
            end: Any = event.end_mark
            self.report_cut_text(event.value, end.line, end.column)
            return self.find_comment(end.line, end.column)
        return ""

    def find_comment(self, line: int, column: int) -> str:
        """The comment after a text that ends at a place (0-based), on its line or on a line below that is indented
        like a continuation of it."""
        rest = self.lines[line][column:] if line < len(self.lines) else ""
        if rest.strip() or line + 1 >= len(self.lines):
            return rest if rest.lstrip().startswith("#") else ""
        below, holder = self.lines[line + 1], self.stack[-1] if self.stack else None
        is_inside = holder is not None and len(below) - len(below.lstrip()) >= holder.column
        return f" {below.lstrip()}" if is_inside and below.lstrip().startswith("#") else ""

    def report_missing_value(self, event: yaml.ScalarEvent) -> None:
        key = self.pending[-1] if self.pending else None
        name = f"'{make_visible(key)}'" if key else "this item"
        holder = self.stack[-1] if self.stack else None
        cure = REMOVABLE
        at = Place(self.file, *_find_start(event))
        if key is not None and isinstance(holder, Fields):
            at = Place(self.file, *holder.keys.get(key, (at.line, at.column)))
            line = self.lines[at.line - 1]
            if re.match(r"\s*:\s+#", line[at.column - 1 + len(key) :]):
                repaired = suggest_quotes(line, line.index("#", at.column - 1 + len(key)))
                cure = f"a text that starts with # needs quotes: write line {at.line} as `{repaired}`"
        self.problems.append(Problem(at, Code.MISSING_VALUE, f"{name} has no value", cure))

    def report_cut_text(self, value: str, line: int, column: int) -> None:
        """Reports if YAML reads what follows a text as a comment; `line` and `column` are 0-based."""
        rest = self.lines[line][column:] if line < len(self.lines) else ""
        if match := _HASH_AFTER_TEXT.match(rest):
            at = Place(self.file, line + 1, column + match.end())
            lost = rest[match.end() - 1 :].rstrip()
            cure = f"{suggest_quoted_text(f'{value} {lost}')}; or write a comment as '# …'"
            what = f"the text is cut before '{make_visible(lost)}'"
            self.problems.append(Problem(at, Code.TEXT_CUT_AT_HASH, what, cure))

    def add_node(self, node: Node, event: yaml.Event) -> None:
        """Adds a node to the innermost collection, as an item, a key or the value of the pending key."""
        if not self.stack:
            self.root = node
            return
        holder = self.stack[-1]
        if isinstance(holder, Items):
            holder.items.append(node)
            return
        key = self.pending[-1]
        if key is None:
            self.pending[-1] = self.add_key(holder, node, event)
        else:
            holder.fields[key] = node
            self.pending[-1] = None

    def add_key(self, holder: Fields, node: Node, event: yaml.Event) -> str:
        """The name of a field; an unusable one is reported and gets a generated name."""
        if not isinstance(node, Text):
            self.report(event, "a list or mapping is used where a field name is expected", "put the text in quotes")
            return f"?{len(holder.keys)}"
        name = node.value
        if name == "<<":
            self.report(event, "a merge key (<<) is used here", "write the fields out")
        elif name in holder.keys and self.begins_entry(holder, name):
            return self.begin_entry(node)
        elif name in holder.keys:
            first = holder.keys[name][0]
            what = f"field '{make_visible(name)}' is repeated; it is already on line {first}"
            self.report(event, what, "remove one of the two", Code.DUPLICATE_FIELD)
        else:
            holder.keys[name] = (node.line, node.column)
        return name

    def begins_entry(self, holder: Fields, name: str) -> bool:
        """Whether a repeated field is the first of another entry, whose dash was forgotten."""
        is_in_list = len(self.stack) == 2 and isinstance(self.stack[0], Items)
        return is_in_list and name == next(iter(holder.keys)) == "id"

    def begin_entry(self, first: Text) -> str:
        """Reports the forgotten dash, and reads on as if it were there."""
        what = f"a second '{first.value}' in one entry: the next entry begins here, and its dash is missing"
        cure = f"begin line {first.line} with '- '"
        self.problems.append(Problem(Place(self.file, first.line, first.column), Code.DUPLICATE_FIELD, what, cure))
        entry = Fields({}, {first.value: (first.line, first.column)}, first.line, first.column)
        top = self.stack[0]
        assert isinstance(top, Items)
        top.items.append(entry)
        self.stack[-1] = entry
        return first.value


def _find_start(event: yaml.Event) -> tuple[int, int]:
    mark: Any = event.start_mark
    return mark.line + 1, mark.column + 1
