"""Parts of outputs that are made once for each claim or entry, and put together for every file that holds them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any


def as_json(data: Any) -> str:
    """One line of JSON, without spaces."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def as_list(items: Iterable[str], **fields: Any) -> str:
    """An object with some fields and `items`, which are JSON already."""
    head = as_json(fields)[1:-1]
    return f'{{{head}{"," if head else ""}"items":[{",".join(items)}]}}'
