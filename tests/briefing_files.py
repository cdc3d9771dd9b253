"""The types of a briefing written by a test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

Files = Mapping[str, str | bytes]
"""Path below `briefings/` -> contents."""

Write = Callable[[Files], Path]
"""Writes files and returns the project's root: the fixture `briefing`."""
