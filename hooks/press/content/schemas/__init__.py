"""What the models say about the files of a briefing, for editors of YAML and for people.

Input: the models of the kinds, the docs of their fields, and an example of each. Output: JSON Schemas, and rows for a
table of fields. It may import `kinds`, `values` and `yaml_source`.
"""

from __future__ import annotations

from .docs import read_examples, read_field_docs
from .fields import FieldRow, Section, list_sections
from .files import DIALECT, FILES, FOLDER, SchemaFile, make_schema, write_modeline
from .flow import write_field
from .ids import Ids

__all__ = [
    "DIALECT",
    "FILES",
    "FOLDER",
    "FieldRow",
    "Ids",
    "SchemaFile",
    "Section",
    "list_sections",
    "make_schema",
    "read_examples",
    "read_field_docs",
    "write_field",
    "write_modeline",
]
