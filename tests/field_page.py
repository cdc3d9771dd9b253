"""The page of fields, generated from the models, their docs and their examples."""

from __future__ import annotations

from pathlib import Path

from press.content.schemas import FieldRow, Section, list_sections
from press.content.values.amounts import SCALES

PAGE = Path(__file__).parent.parent / "docs" / "fields.md"
_HEAD = """\
---
description: Every file of a briefing and every field in it, with its type, whether it is required, and an example.
---

# Fields

<!-- Written by `pytest --update tests/publication` from the models in hooks/press/content/kinds/. -->

A briefing is a folder of small YAML files. Each kind of file has the fields below; the fields marked * are required,
and the others can be left out. The mistakes that the check finds in them are on the page of
[problem codes](problem-codes.md#fields-and-values). `python hooks schema --ids` writes the same for editors, which then
complete fields and ids and mark mistakes while you type.

## Ids and references

The id of an entry is the name of its file, without `.yml`: lowercase letters, digits and single hyphens, at most 80
characters. Ids are shared by all kinds of entries and never change. A claim is referred to as `article/claim`, in the
same file as `claim`. The message of [B201](problem-codes.md#b201) suggests the nearest id if there is no such entry.

## Markdown

`[[id]]` links to an entry with its name, `[[id|words]]` with other words, and `[@article/claim]` cites a claim. Names
of entries link by themselves. A text that begins with a special character, or has a colon and a space in it, needs
quotes.

## Dates

A date is as exact as its source, and no more.

| write | for |
| --- | --- |
| `2023-04-18`, `2023-04`, `2023` | a day, a month, a year |
| `2023-21` to `2023-24` | spring, summer, autumn, winter |
| `2023-33` to `2023-36` | the first to the fourth quarter |
| `202X` | a decade |
| `2023-04~`, `2023-04?`, `2023-04%` | about then, uncertain, both |
| `2023-02/2023-04` | from February to April |
| `2023-02/..`, `../2023-04` | since February, until April |

A wrong date is [B317](problem-codes.md#b317).

## Amounts

An amount is `[~ | at least | more than | at most | less than] number [SCALES] unit`. The unit is a code of ISO 4217
such as `USD`, or `percent`, or the unit of the property; a number has none. Write the currency of the source, and what
it says: `~ 200 million USD`, `at least 5 billion CNY`, `27 percent`. A wrong amount is [B311](problem-codes.md#b311).

## Properties

The properties that `property` may name are those of `briefings/properties.yml`; each says in `value` what its value may
be: an entry of a kind, an `amount` (with a currency), a `number` (without), a `date` or a `text`.

"""


def write_page() -> str:
    """The whole page."""
    head = _HEAD.replace("SCALES", " | ".join(filter(None, SCALES)))
    return head + "\n\n".join(_write_section(section) for section in list_sections()) + "\n"


def _write_section(section: Section) -> str:
    where = f"Files: `briefings/{section.files.replace('!(*.lock)', '*')}`. " if section.files else ""
    rows = [_write_row(row) for row in section.rows]
    table = ["| field | what it is | type | example |", "| --- | --- | --- | --- |", *rows]
    return "\n".join([f"## {section.name}", "", f"{where}{section.about}", "", *table])


def _write_row(row: FieldRow) -> str:
    default = f" Default: `{row.default}`." if row.default else ""
    example = f"`{row.example}`" if row.example else ""
    cells = (f"`{row.key}`{'*' if row.is_required else ''}", row.about + default, row.types, example)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
