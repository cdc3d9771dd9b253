"""Values as YAML on one line, for examples. https://yaml.org/spec/1.2.2/#74-flow-collection-styles"""

from __future__ import annotations

import json
from typing import Any


def write_field(key: str, value: Any) -> str:
    """A field with its value."""
    return f"{key}: {write_value(value)}"


def write_value(value: Any, is_inside: bool = False) -> str:
    """A value; `is_inside` says whether it is in a list or in fields, where brackets and commas end a text."""
    if isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, list):
        return f"[{', '.join(write_value(item, True) for item in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {write_value(item, True)}' for key, item in value.items())}}}"
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if is_inside and set(text) & set(",[]{}") else text
