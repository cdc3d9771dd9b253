"""An evidence lock: where in its article the passage behind a claim was, as positions and hashes, never as words."""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from ...problem import Code
from .article import Locator
from .base import DateField, Model, invalid_value, name_yaml_type

VERSION = "2"
FOUND_ONLY = "1"
"""The version before: its locks say that a passage was found, and were compared with nothing."""
Compared = Literal["amounts", "dates", "names", "numbers", "speaker"]
"""What a program can compare in a passage."""
COMPARED: tuple[Compared, ...] = get_args(Compared)
ALGORITHM = "sha256-nfkc1"
MIN_PASSAGE = 24
"""Normalized code points in the shortest passage that can be locked: the hash of a shorter one could be guessed."""
CONTEXT = 32
"""Normalized code points before and after the passage that are hashed too."""
MADE_BY = "python hooks check --evidence DIR --fix"
BY_HAND = f"locks are not written by hand: remove these lines, and run '{MADE_BY}'"


def _accept_only(*known: str) -> BeforeValidator:
    """A validator that accepts some values, the newest first."""

    def check(value: object) -> object:
        if not isinstance(value, str):
            raise _report_unexpected(value, f"'{known[0]}'")
        if value not in known:
            what, cure = f"'{value[:40]}' is not supported; '{known[0]}' is", "update the generator, or remove the file"
            raise invalid_value(what, cure, Code.UNKNOWN_LOCK_FORMAT)
        return value

    return BeforeValidator(check)


def _accept_pattern(pattern: str, expected: str) -> BeforeValidator:
    def check(value: object) -> object:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise _report_unexpected(value, expected)
        return value

    return BeforeValidator(check)


def _report_unexpected(value: object, expected: str) -> PydanticCustomError:
    if not isinstance(value, str):
        return invalid_value(f"expected {expected}, saw {name_yaml_type(value)}", code=Code.WRONG_SHAPE)
    return invalid_value(f"expected {expected}, saw '{value[:20]}{'…' if len(value) > 20 else ''}'")


def _parse_number(value: object) -> object:
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"0|[1-9]\d{0,6}", value):
        raise _report_unexpected(value, "a number of characters")
    return int(value)


def _parse_length(value: object) -> object:
    number = _parse_number(value)
    if isinstance(number, int) and number < MIN_PASSAGE:
        raise _report_unexpected(str(value), f"{MIN_PASSAGE} characters or more")
    return number


def _check_locks(value: object) -> object:
    if not isinstance(value, dict):
        raise invalid_value(f"expected a lock for each claim, saw {name_yaml_type(value)}", BY_HAND, Code.WRONG_SHAPE)
    return value


def _check_compared(value: object) -> object:
    if not isinstance(value, list | tuple):
        raise invalid_value(f"expected a list, saw {name_yaml_type(value)}", BY_HAND, Code.WRONG_SHAPE)
    if unknown := [item for item in value if item not in COMPARED]:
        raise _report_unexpected(unknown[0], f"one of {', '.join(COMPARED)}")
    return tuple(value)


Hash = Annotated[str, _accept_pattern(r"[0-9a-f]{64}", "64 hexadecimal digits")]


_Day = Annotated[DateField, _accept_pattern(r"\d{4}-\d\d-\d\d", "a day like 2023-04-18")]


class Lock(Model):
    """The lock of one claim. Positions and lengths count normalized code points; hashes are SHA-256 of normalized text.

    `before` and `after` are None if the article has fewer than CONTEXT code points there.
    """

    at: Locator | None = None
    start: Annotated[int, BeforeValidator(_parse_number)]
    length: Annotated[int, BeforeValidator(_parse_length)]
    exact: Hash
    before: Hash | None = None
    after: Hash | None = None
    text: Hash
    """The hash of the claim's own words when it was checked."""
    checked: _Day
    compared: Annotated[tuple[Compared, ...] | None, BeforeValidator(_check_compared)] = None
    """What a program found in the passage, empty if there was nothing to compare; None if it was only found, or if no
    rule could tell."""
    read: _Day | None = None
    """The day on which a person read the claim against the passage. No program sets it by itself."""


class LockFile(Model):
    """`briefings/claims/<article>.lock.yml`; each of `claims` is read as a Lock by itself."""

    version: Annotated[str, _accept_only(VERSION, FOUND_ONLY)]
    algorithm: Annotated[str, _accept_only(ALGORITHM)]
    claims: Annotated[dict[str, object], BeforeValidator(_check_locks)]
