"""Parts of outputs that are made once for each claim or entry, and put together for every file that contains them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any


def as_json(data: Any) -> str:
    """One line of JSON, without spaces."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def as_list(items: Iterable[str], **fields: Any) -> str:
    """A JSON object with some fields and `items`, which are already JSON."""
    head = as_json(fields)[1:-1]
    return f'{{{head}{"," if head else ""}"items":[{",".join(items)}]}}'
