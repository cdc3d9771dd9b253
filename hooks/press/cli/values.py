"""Values of options that several commands take; argparse shows what is wrong with one."""

from __future__ import annotations

import argparse

from ..problem import make_visible

MOST = 9_999


def read_count(text: str) -> int:
    """A number from 1 to MOST."""
    if not text.isdecimal() or not 0 < int(text) <= MOST:
        raise argparse.ArgumentTypeError(f"'{make_visible(text)}' is not a number from 1 to {MOST}")
    return int(text)


def read_web_address(text: str) -> str:
    """An address that begins with https://."""
    if not text.startswith("https://"):
        raise argparse.ArgumentTypeError(f"'{make_visible(text)}' is not an address that begins with https://")
    return text
