"""YAML text -> fields with places. No other module reads YAML; all input is hostile until it is parsed.

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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ..problem import Code, Place, Problem, make_visible

MAX_FILE_BYTES = 1_000_000
MAX_TEXT = 5_000
MAX_DEPTH = 12
MAX_NODES = 150_000
MAX_PROBLEMS = 50
MAX_SHOWN_LINE = 400
"""Characters of the longest line that a cure shows."""

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069"
    "\ue000-\uf8ff\ufeff\ufff0-\uffff\U000e0000-\U000e007f]"
)
"""Characters that no text of a briefing may have: control characters, invisible ones, private and unassigned ones."""
_HASH_AFTER_TEXT = re.compile(r"[ \t]+#(?=\S)")
_OPENED = ("while scanning a quoted", "while scanning a simple key", "while parsing a flow")
"""The first words of errors that the parser notices long after their cause: an unclosed quote, bracket or key."""
_NEEDS_QUOTES = re.compile(r"""^\s*(?:- +)*(?:[\w-]+:\s+)?(?P<mark>[\[{*&!|>@%#"'`])""")


@dataclass(slots=True, eq=False)
class Text:
    """A scalar. `shift` is how many characters after `column` its first character is: 1 after a quotation mark, else 0;
    -1 where the text is not in one piece on one line, or was written in another form than NFC."""

    value: str
    line: int
    column: int
    shift: int = 0
    comment: str = ""
    """The comment that ends a text without quotes, with the spaces before it; empty for none."""


@dataclass(slots=True, eq=False)
class Items:
    """A list."""

    items: list[Node]
    line: int
    column: int


@dataclass(slots=True, eq=False)
class Fields:
    """A mapping; `keys` holds the (line, column) of each key."""

    fields: dict[str, Node]
    keys: dict[str, tuple[int, int]]
    line: int
    column: int


Node = Text | Items | Fields
FieldPath = tuple[str | int, ...]
PlainData = str | list["PlainData"] | dict[str, "PlainData"]


def to_plain(node: Node) -> PlainData:
    """The node's data without its places: texts, lists and dicts."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return [to_plain(item) for item in node.items]
    return {key: to_plain(value) for key, value in node.fields.items()}


def find_node(node: Node, path: FieldPath) -> Node:
    """The node at `path`, or the deepest existing one on the way."""
    for step in path:
        if isinstance(node, Fields) and step in node.fields:
            node = node.fields[str(step)]
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return node


def suggest_quotes(text: str, key: str = "") -> str:
    """The cure for a text that YAML cuts: the text in quotes, after its key. It is only shown if it can be copied."""
    quoted = f"'{text.replace(chr(39), chr(39) * 2)}'" if set('"\\') & set(text) else f'"{text}"'
    line = f"{key}: {quoted}" if key else quoted
    cure = "put the whole text in quotes"
    return f"{cure}: {line}" if make_visible(line, MAX_SHOWN_LINE) == line else cure


def locate_value(node: Node, file: str, path: FieldPath = (), offset: int = 0) -> Place:
    """The place of the value at `path`, or of a character `offset` characters into it if it is on one line."""
    target = find_node(node, path)
    shift = target.shift + offset if isinstance(target, Text) and offset and target.shift >= 0 else 0
    return Place(file, target.line, target.column + shift)


def locate_key(node: Node, file: str, path: FieldPath) -> Place:
    """The place of the key at the end of `path`, or of its value if there is no key."""
    holder = find_node(node, path[:-1])
    if isinstance(holder, Fields) and path[-1] in holder.keys:
        return Place(file, *holder.keys[str(path[-1])])
    return locate_value(node, file, path)


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
    return [Problem(at, Code.INVISIBLE_CHARACTER, _describe_invisible(seen), "remove it") for at, seen in places]


def _describe_invisible(character: str) -> str:
    return f"character U+{ord(character):04X} cannot be seen and is not allowed"


def parse_yaml(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """One YAML document -> its root node, None if it is empty or unusable, and all its problems."""
    parser = _Parser(file, text.split("\n") if "#" in text else [])
    try:
        parser.parse(text)
    except yaml.MarkedYAMLError as error:
        # A missing value reported before this point is usually a consequence of the same mistake.
        parser.problems = [problem for problem in parser.problems if problem.code is not Code.MISSING_VALUE]
        parser.problems.append(_report_syntax_error(error, file, text))
    except yaml.YAMLError as error:
        parser.problems.append(Problem(Place(file), Code.NOT_YAML, f"this is not YAML: {make_visible(str(error))}"))
    return (None if parser.problems else parser.root), parser.problems


def _report_syntax_error(error: yaml.MarkedYAMLError, file: str, text: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark
    if opened and mark and opened.line < mark.line and (error.context or "").startswith(_OPENED):
        mark = opened
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    if line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    shown = lines[line]
    what = f"this is not YAML: {error.problem or error.context or 'it cannot be read'}"
    return Problem(Place(file, line + 1, column + 1), Code.NOT_YAML, what, _suggest_syntax_cure(shown, lines, line))


def _suggest_syntax_cure(shown: str, lines: list[str], line: int) -> str:
    if "\t" in shown[: len(shown) - len(shown.lstrip())]:
        return "indent with spaces, not tabs"
    for candidate in [shown, *reversed(lines[max(0, line - 2) : line])]:
        if match := _NEEDS_QUOTES.match(candidate):
            return f"a text that starts with {match['mark']} needs quotes around all of it"
        if candidate.count(": ") > 1:
            return "a text that contains ': ' needs quotes around all of it"
    return "check the indentation and the quotes of this line and the one above"


@dataclass(slots=True)
class _Parser:
    """Builds the nodes of one document from its parse events."""

    file: str
    lines: list[str]
    """The lines of the text; empty if it has no # that could cut a value."""
    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    stack: list[Items | Fields] = field(default_factory=list)
    """The collections that are open, the innermost last."""
    pending: list[str | None] = field(default_factory=list)
    """For each open collection, the key that is waiting for its value."""

    def parse(self, text: str) -> None:
        """Reads the whole document, or as far as it can be read."""
        for count, event in enumerate(yaml.parse(text, Loader=yaml.CLoader)):
            if count == MAX_NODES:
                self.report(event, f"the file holds more than {MAX_NODES:,} values", "split it", Code.TOO_LARGE)
                return
            if isinstance(event, yaml.ScalarEvent):
                self.add_text(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self.open_collection(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
                self.pending.pop()
            elif isinstance(event, yaml.AliasEvent):
                self.report(event, "an alias (*) is used here", "write the value out, or put the text in quotes")
                self.add_node(Text("", 0, 0), event)
            elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
                self.report(event, "a second document begins here", "one file holds one document; remove '---'")
                return
            if len(self.problems) >= MAX_PROBLEMS or len(self.stack) > MAX_DEPTH:
                return

    def report(self, event: yaml.Event, what: str, cure: str, code: Code = Code.UNSUPPORTED_YAML) -> None:
        self.problems.append(Problem(Place(self.file, *_find_start(event)), code, what, cure))

    def reject_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Reports an anchor or a tag."""
        if event.anchor is not None:
            what = f"an anchor (&{make_visible(event.anchor)}) is used here"
            self.report(event, what, "write the value out where it is used, or put the text in quotes")
        if event.tag is not None:
            what = f"a tag ({make_visible(event.tag)}) is used here"
            self.report(event, what, "remove it, or put the text in quotes")

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
        if self.lines and 0 < len(event.value) <= MAX_TEXT:
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
        cure = "write a value, or remove the line"
        at = Place(self.file, *_find_start(event))
        if key is not None and isinstance(holder, Fields):
            at = Place(self.file, *holder.keys.get(key, (at.line, at.column)))
            rest = self.lines[at.line - 1][at.column - 1 + len(key) :] if self.lines else ""
            if re.match(r"\s*:\s+#", rest):
                cure = "a text that starts with # needs quotes around all of it"
        self.problems.append(Problem(at, Code.MISSING_VALUE, f"{name} has no value", cure))

    def report_cut_text(self, value: str, line: int, column: int) -> None:
        """Reports if YAML reads what follows a text as a comment; `line` and `column` are 0-based."""
        rest = self.lines[line][column:] if line < len(self.lines) else ""
        if match := _HASH_AFTER_TEXT.match(rest):
            at = Place(self.file, line + 1, column + match.end())
            lost = rest[match.end() - 1 :].rstrip()
            cure = f"{suggest_quotes(f'{value} {lost}')}; or write a comment as '# …'"
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
        elif name in holder.keys:
            first = holder.keys[name][0]
            what = f"field '{make_visible(name)}' is repeated; it is already on line {first}"
            self.report(event, what, "remove one of the two", Code.DUPLICATE_FIELD)
        else:
            holder.keys[name] = (node.line, node.column)
        return name


def _find_start(event: yaml.Event) -> tuple[int, int]:
    mark: Any = event.start_mark
    return mark.line + 1, mark.column + 1
