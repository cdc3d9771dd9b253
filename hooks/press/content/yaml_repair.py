"""What is wrong with a line that is not YAML, and the line as it was most likely meant.

A repair is tried before it is suggested: the entry around it, with the line replaced, must parse, or at least be read
beyond that line. Nothing here changes a file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..problem import make_visible
from .field_names import list_all_names

MAX_SHOWN_LINE = 400
"""Characters of the longest line that a cure shows."""

MAX_ENTRY = 20_000
"""Characters of an entry in which repairs are tried."""
LINES_ABOVE = 4
"""How many lines above the place of an error may hold its cause."""

FindError = Callable[[str], "int | None"]
"""Gives the line, from 0, where a text stops being YAML; None where it is YAML to the end."""


class Repair(NamedTuple):
    """A line, from 0, with what is wrong with it at which column, from 0, and the line as it should be."""

    line: int
    column: int
    cause: str
    repaired: str

    @property
    def cure(self) -> str:
        return f"write line {self.line + 1} as `{make_visible(self.repaired, MAX_SHOWN_LINE)}`"


Proposal = tuple[str, str, int]
"""(cause, the line repaired, the column of the cause from 0)."""

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LOOKALIKES = {
    **dict.fromkeys(_SPACES, " "),
    "：": ": ", "﹕": ": ", "，": ", ", "、": ", ", "【": "[", "】": "]", "［": "[", "］": "]", "｛": "{", "｝": "}",
    "－": "-", "–": "-", "—": "-", "＃": "#", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "＂": '"', "＇": "'",
}  # fmt: skip
"""A character that looks like one that YAML knows -> that one."""
_KEY = re.compile(r"^(?P<indent> *(?:- +)*)(?P<key>[A-Za-z_][\w-]*)(?P<colon>: +)(?P<value>\S.*?)\s*$")
_HEAD = re.compile(rf"^[ {_SPACES}]*(?:[-–—－][ {_SPACES}]*)?(?:[A-Za-z_][\w-]*[ {_SPACES}]*[:：﹕]?[ {_SPACES}]*)?")
"""The indentation, the dash, the field and the colon of a line, in whatever characters."""
_FIELD = re.compile(r"^ *(?:- +)*[A-Za-z_][\w-]*:(?: |$)")
_TEXTS = ("text", "title", "name", "term", "summary", "short", "long", "question", "body", "note", "standfirst", "why")
"""Fields whose value is prose, where a bracket is more likely part of the text than the beginning of a list."""
_MARKS = "[{*&!|>@%#\"'`"


def find_conflict(lines: list[str]) -> tuple[int, int] | None:
    """The first and last line, from 0, of a merge conflict that was left in a text; None where there is none."""
    starts = [number for number, line in enumerate(lines) if line.startswith("<<<<<<< ")]
    ends = [number for number, line in enumerate(lines) if line.startswith(">>>>>>> ")]
    if starts and ends and starts[0] < ends[0] and any(line.startswith("=======") for line in lines):
        return starts[0], ends[0]
    return None


def find_entry_bounds(lines: list[str], line: int) -> tuple[int, int]:
    """The lines (first, end) of the entry of a list, or the field of a mapping, that a line belongs to, from 0."""
    first = next((text for text in lines if text.strip() and not text.startswith(("#", "---"))), "")
    begins = re.compile(r"-(?:\s|$)|-\w" if first.startswith("-") else r"[A-Za-z_][\w-]*\s*[:：]")
    start = next((number for number in range(min(line, len(lines) - 1), -1, -1) if begins.match(lines[number])), 0)
    end = next((number for number in range(start + 1, len(lines)) if begins.match(lines[number])), len(lines))
    return (start, end) if end > line else (start, line + 1)


def find_repair(lines: list[str], line: int, find_error: FindError) -> Repair | None:
    """The likeliest repair of a text that stops being YAML at `line`, from 0."""
    start, end = find_entry_bounds(lines, line)
    if find_error("\n".join(lines[start:end])) is None and start:
        # What is alone YAML goes wrong because of what is above it.
        start = find_entry_bounds(lines, start - 1)[0]
    entry = lines[start:end]
    if sum(map(len, entry)) > MAX_ENTRY:
        return None
    if (dash := _drop_first_dash(lines)) and find_error("\n".join([dash.repaired, *lines[dash.line + 1 :]])) is None:
        return dash
    before = find_error("\n".join(entry))
    partial: Repair | None = None
    for number in range(line - start, max(-1, line - start - LINES_ABOVE - 1), -1):
        if number >= len(entry):
            continue
        for cause, repaired, column in _propose(entry, number):
            after = find_error("\n".join([*entry[:number], repaired, *entry[number + 1 :]]))
            found = Repair(start + number, column, cause, repaired)
            if after is None:
                return found
            if partial is None and before is not None and after > max(before, number):
                partial = found
    return partial


def _drop_first_dash(lines: list[str]) -> Repair | None:
    """The first line of an entry without the dash that makes it an item of a list; None where there is none. Claims and
    corrections are lists: their first fields are `id` and `date`."""
    first = next((number for number, line in enumerate(lines) if line.strip() and not line.startswith(("#", "---"))), 0)
    if not re.match(r"- +(?:name|title|term): ", lines[first]) or any(
        line.startswith("- ") for line in lines[first + 1 :]
    ):
        return None
    return Repair(first, 0, "the fields of an entry have no dash", lines[first][2:].lstrip())


def _propose(lines: list[str], number: int) -> Iterator[Proposal]:
    """The repairs to try on a line, the likeliest first."""
    line = lines[number]
    if not line.strip():
        return
    for propose in (_replace_lookalikes, _replace_tabs):
        yield from propose(line)
    if _reads_on(line):
        yield from _indent_continuation(lines, number)
    for propose in (_add_spaces, _fix_separators, _drop_separator, _write_address, _fix_quotes, _close_what_is_open):
        yield from propose(line)
    yield from _add_dash(lines, number)
    for cause, plain, column in _replace_lookalikes(line):
        for _, indented, _ in _indent_like_others([*lines[:number], plain, *lines[number + 1 :]], number):
            yield cause, indented, column
    yield from _indent_continuation(lines, number)
    yield from _quote_value(line)
    yield from _indent_like_others(lines, number)


def describe_character(character: str) -> str:
    """A character by number and name, as a message names what may not be visible."""
    name = unicodedata.name(character, "").lower()
    shown = f"'{character}' " if character.isprintable() and not character.isspace() else ""
    kind = "an invisible kind of space" if character in _SPACES and character != "\u3000" else name
    return f"{shown}(U+{ord(character):04X}, {kind})"


def replace_lookalikes(line: str) -> tuple[str, str, int] | None:
    """(the line with plain characters where YAML needs them, the first that was not, its column); None if all are."""
    return next(((repaired, line[column], column) for _, repaired, column in _replace_lookalikes(line)), None)


def _replace_lookalikes(line: str) -> Iterator[Proposal]:
    """Plain characters for those that look like them: in the indentation and after the dash, in and after the key,
    then everywhere outside of what is in quotes."""
    head = re.match(
        rf"^[ {_SPACES}]*(?:[-–—－][ {_SPACES}]*)?(?:[A-Za-z_][\w-]*[ {_SPACES}]*[:：﹕]?[ {_SPACES}]*)?", line
    )
    length = head.end() if head else 0
    for end in sorted({length, len(line)}):
        column = next((i for i, c in enumerate(line[:end]) if c in _LOOKALIKES), None)
        if column is None:
            continue
        plain = "".join(_LOOKALIKES.get(c, c) for c in line[:end]) + line[end:]
        plain = re.sub(r"^( *-? *[A-Za-z_][\w-]*) *:[ ]+", r"\1: ", re.sub(r"^( *)- *(?=\w)", r"\1- ", plain)).rstrip()
        sign = _LOOKALIKES[line[column]].strip() or "a space"
        cause = f"the character {describe_character(line[column])} is used where YAML needs {sign!r}".replace(
            "'a space'", "a space"
        )
        yield cause, plain, column


def _replace_tabs(line: str) -> Iterator[Proposal]:
    if (column := line.find("\t")) >= 0:
        for width in (2, 4):
            yield "a tab (U+0009) is used where YAML needs spaces", line.replace("\t", " " * width), column


def _add_spaces(line: str) -> Iterator[Proposal]:
    """A space after the dash and after the colon, and a colon for a sign that is often typed for it."""
    if match := re.match(r"^( *)[*•·] +(?=\w)", line):
        yield "an entry of a list begins with '- '", f"{match[1]}- {line[match.end() :]}", len(match[1])
    if match := re.match(r"^( *)-(?=[A-Za-z_])", line):
        yield "there is no space after the dash", f"{match[0]} {line[match.end() :]}", match.end()
    if match := re.match(r"^( *(?:- +)?[A-Za-z_][\w-]*):(?=[^\s/])", line):
        yield "there is no space after the colon", f"{match[1]}: {line[match.end() :]}", match.end()
    if match := re.match(r"^( *(?:- +)?[A-Za-z_][\w-]*: +)- +(\S.*?)\s*$", line):
        yield "a list on the line of its field is written in brackets", f"{match[1]}[{match[2]}]", match.end(1)
    match = re.match(r"^(?P<head> *(?:- +)?(?P<key>[a-z_]+)) *(?P<sign>[=;]| ) *(?=[^\s:])", line)
    if match and match["key"] in list_all_names():
        cause = f"there is no colon after the field '{match['key']}'"
        yield cause, f"{match['head']}: {line[match.end() :]}", len(match["head"])


def _fix_quotes(line: str) -> Iterator[Proposal]:
    """Quotes that end too early, or that nothing closes."""
    match = _KEY.match(line)
    if not match or match["value"][0] not in "\"'":
        return
    mark, value, column = match["value"][0], match["value"], match.start("value")
    inner = value[1:].removesuffix(mark) if value[-1] not in "\"'" else value[1:-1]
    head = line[:column]
    name = "apostrophe" if mark == "'" else "quotation mark"
    closing = value.find(mark, 1)
    if 0 < closing < len(value) - 1 and not (value.endswith(mark) or value[closing + 1].isalnum()):
        yield f"text follows after the closing {mark}", head + quote(value), column
    if 0 < closing < len(value) - 1:
        yield f"the {name} that begins the text ends it too early, at the next {mark}", head + quote(inner), column
    if value.count(mark) == 1 or not value.endswith(mark):
        yield f"the {name} {mark} is never closed", head + quote(inner), column


def _close_what_is_open(line: str) -> Iterator[Proposal]:
    """A bracket that nothing closes, or that another kind closes."""
    match = _KEY.match(line)
    if (
        match
        and match["key"] not in _TEXTS
        and (opened := match["value"][0]) in "[{"
        and not match["value"].startswith("[[")
    ):
        closing = "]" if opened == "[" else "}"
        inner = match["value"].rstrip("]})").rstrip(" ,")
        cause = f"the bracket {opened} is not closed by {closing}"
        yield cause, f"{line[: match.start('value')]}{inner}{closing}", match.start("value")


def _indent_continuation(lines: list[str], number: int) -> Iterator[Proposal]:
    """The second line of a text, which must be indented more than its field."""
    line = lines[number]
    above = next((lines[n] for n in range(number - 1, -1, -1) if lines[n].strip()), "")
    if above and not _FIELD.match(line) and not line.lstrip().startswith("- "):
        indent = len(above) - len(above.lstrip(" -")) if _FIELD.match(above) else len(above) - len(above.lstrip()) - 2
        cause = "this line continues the text above and is not indented more than its field"
        yield cause, " " * (indent + 2) + line.strip(), 0


def _quote_value(line: str) -> Iterator[Proposal]:
    """Quotes around a text that YAML takes for something else."""
    match = _KEY.match(line) or re.match(r"^(?P<indent> *- +)(?P<value>\S.*?)\s*$", line)
    if not match:
        return
    value, column = match["value"], match.start("value")
    repaired = line[:column] + quote(value)
    if inside := re.fullmatch(r"(?:unnamed|id|website|wikidata|wikipedia): [^{}\[\],]+", value):
        cause = "a field on the line of another is written in braces"
        yield cause, f"{line[:column]}{{{inside[0]}}}", column + value.index(":")
    if value[0] == '"' and value.endswith('"') and "\\" in value:
        cause = "a backslash in double quotes begins an escape; in single quotes it is a character"
        yield cause, f"{line[:column]}'{value[1:-1]}'", column
    elif value[0] in _MARKS:
        yield f"a text that starts with {value[0]} needs quotes around all of it", repaired, column
    elif ": " in value or value.endswith(":"):
        yield "a text that contains ': ' needs quotes around all of it", repaired, column + value.index(":")


def suggest_quotes(line: str, column: int) -> str:
    """A line with its value in quotes; empty where none begins at `column`, from 0."""
    return next((repaired for _, repaired, begins in _quote_value(line) if begins == column), "")


def _indent_like_others(lines: list[str], number: int) -> Iterator[Proposal]:
    """The indentation of another line of the entry: of the fields above and below."""
    line = lines[number]
    own = len(line) - len(line.lstrip())
    if not _FIELD.match(line):
        return
    for other in [*reversed(lines[max(0, number - 3) : number]), *lines[number + 1 : number + 3]]:
        if _FIELD.match(other):
            indent = len(other) - len(other.lstrip(" -"))
            if indent != own:
                cause = f"this field is indented by {own}, the ones around it by {indent}"
                yield cause, " " * indent + line.lstrip(), own


def _reads_on(line: str) -> bool:
    """Whether a line without a colon, which begins with the name of a field, is rather the rest of a sentence."""
    return bool(re.match(r" *(?:about|at|from|how|link|long|now|of|same|see|short|until|via|was|when|why) [a-z]", line))


def _add_dash(lines: list[str], number: int) -> Iterator[Proposal]:
    """A dash before a line that stands under the items of a list as if it were one of them."""
    line = lines[number]
    indent = len(line) - len(line.lstrip())
    inside = " " * (indent + 1)
    above = next((text for text in reversed(lines[:number]) if text.strip() and not text.startswith(inside)), "")
    is_item = indent and above.startswith(" " * indent + "- ") and not _FIELD.match(above)
    if is_item and not line.lstrip()[0].islower() and not _FIELD.match(line):
        yield "an item of a list begins with '- '", f"{' ' * indent}- {line.strip()}", indent


def _fix_separators(line: str) -> Iterator[Proposal]:
    """Commas for the semicolons between the fields of a mapping in braces."""
    if match := re.search(r"\{[^{}\"']*?(?P<sign>;) *[a-z_]+: [^{}\"']*\}", line):
        fixed = re.sub(r" *; *(?=[a-z_]+: )", ", ", match[0])
        yield "a comma, not ';', stands between fields", line.replace(match[0], fixed, 1), match.start("sign")


def _write_address(line: str) -> Iterator[Proposal]:
    """The address of a link in Markdown, in a field that takes only an address."""
    if match := re.match(r"^( *(?:- +)?(?:url|archive_url|website): +)\[[^\]]*\]\((https?://[^\s()]+)\)\s*$", line):
        yield "an address is written without the words and brackets of a link", match[1] + match[2], match.end(1)


def _drop_separator(line: str) -> Iterator[Proposal]:
    """A comma or semicolon at the end of a value in quotes or brackets, as JSON has it."""
    if re.search(r"[\"'\]}]\s*[,;]$", line):
        plain = line.rstrip()
        yield f"'{plain[-1]}' follows after the end of the value", plain[:-1].rstrip(), len(plain) - 1


def suggest_quoted_text(text: str, key: str = "") -> str:
    """The cure for a text that YAML cuts: the text in quotes, after its key. It is only shown if it can be copied."""
    line = f"{key}: {quote(text)}" if key else quote(text)
    cure = "put the whole text in quotes"
    return f"{cure}: {line}" if make_visible(line, MAX_SHOWN_LINE) == line else cure


def quote(text: str) -> str:
    """A text in the quotes that need the fewest escapes. https://yaml.org/spec/1.2.2/#73-flow-scalar-styles"""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"
