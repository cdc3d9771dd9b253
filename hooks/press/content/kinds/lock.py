"""An evidence lock: where in its article the passage behind a claim stood, as positions and hashes, never as words."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from ...problem import Code
from .article import Locator
from .base import DateField, Model, invalid_value, kind_of

VERSION = "1"
ALGORITHM = "sha256-nfkc1"
FEWEST = 24
"""Normalised code points of the shortest passage that is locked: the hash of a shorter one could be guessed."""
AROUND = 32
"""Normalised code points before and after the passage that are hashed with it."""
MADE_BY = "python hooks check --evidence DIR --fix"
BY_HAND = f"no lock is written by hand: remove its lines, and run '{MADE_BY}'"


def _only(known: str) -> BeforeValidator:
    def check(value: object) -> object:
        if not isinstance(value, str):
            raise _unlike(value, f"'{known}'")
        if value != known:
            what, cure = f"'{value[:40]}' is not known here; '{known}' is", "update the generator, or remove the file"
            raise invalid_value(what, cure, Code.UNKNOWN_LOCK_FORMAT)
        return value

    return BeforeValidator(check)


def _shaped(pattern: str, expected: str) -> BeforeValidator:
    def check(value: object) -> object:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise _unlike(value, expected)
        return value

    return BeforeValidator(check)


def _unlike(value: object, expected: str) -> PydanticCustomError:
    if not isinstance(value, str):
        return invalid_value(f"expected {expected}, saw {kind_of(value)}", code=Code.WRONG_SHAPE)
    return invalid_value(f"expected {expected}, saw '{value[:20]}{'…' if len(value) > 20 else ''}'")


def _number(value: object) -> object:
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"0|[1-9]\d{0,6}", value):
        raise _unlike(value, "a number of characters")
    return int(value)


def _length(value: object) -> object:
    number = _number(value)
    if isinstance(number, int) and number < FEWEST:
        raise _unlike(str(value), f"{FEWEST} characters or more")
    return number


def _locks(value: object) -> object:
    if not isinstance(value, dict):
        raise invalid_value(f"expected a lock for each claim, saw {kind_of(value)}", BY_HAND, Code.WRONG_SHAPE)
    return value


Hash = Annotated[str, _shaped(r"[0-9a-f]{64}", "64 hexadecimal digits")]


class Lock(Model):
    """The lock of one claim. Positions and lengths count normalised code points; hashes are SHA-256 of normalised text.

    `before` and `after` are left out where the article has fewer than AROUND code points there.
    """

    at: Locator | None = None
    start: Annotated[int, BeforeValidator(_number)]
    length: Annotated[int, BeforeValidator(_length)]
    exact: Hash
    before: Hash | None = None
    after: Hash | None = None
    text: Hash
    """Of the claim's own words when it was checked."""
    checked: Annotated[DateField, _shaped(r"\d{4}-\d\d-\d\d", "a day like 2023-04-18")]


class LockFile(Model):
    """`briefings/claims/<article>.lock.yml`; each of `claims` is read as a Lock by itself."""

    version: Annotated[str, _only(VERSION)]
    algorithm: Annotated[str, _only(ALGORITHM)]
    claims: Annotated[dict[str, object], BeforeValidator(_locks)]
