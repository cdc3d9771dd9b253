"""The JSON Schema of `words.yml`, in which a project overrides words: each key with its default, in the shape it has.
https://json-schema.org/draft/2020-12"""

from __future__ import annotations

from typing import Any

from ...content.nodes import PlainData
from .plurals import FORMS
from .reader import read_defaults
from .shapes import LENGTHS
from .texts import has_forms

_TEXT = {"type": ["string", "number", "boolean"]}
_FORMS = {"type": "object", "properties": dict.fromkeys(FORMS, _TEXT), "required": ["other"]}


def make_words_schema() -> dict[str, Any]:
    """The schema of a project's words.yml."""
    words = {key: {**_make_shape(key, word), "default": word} for key, word in read_defaults().items()}
    return {"type": "object", "properties": words, "additionalProperties": False}


def _make_shape(key: str, word: PlainData) -> dict[str, Any]:
    if isinstance(word, str):
        return dict(_TEXT)
    if isinstance(word, list):
        return {"type": "array", "items": _TEXT, "minItems": LENGTHS[key], "maxItems": LENGTHS[key]}
    counted = {"anyOf": [_TEXT, {**_FORMS, "additionalProperties": False}]}
    return counted if has_forms(word) else {"type": "object", "additionalProperties": counted}
