"""Address patterns: one text that both produces the addresses of a kind of page or file and recognizes them."""

from __future__ import annotations

import re
from functools import cached_property

_SHAPE = re.compile(r"(?P<head>[^{}]*)(?P<fields>(?:\{\w+\}(?:/\{\w+\})*)?)(?P<tail>[^{}]*)")
_LIST_ENDING = "page/{number}/"
_LATER_PAGE = re.compile(r"((?:.*/)?)page/([2-9]|[1-9][0-9]+)/")


def page_of_list(address: str, number: int) -> str:
    """The address of one page of the list that begins at `address`; later pages are at `<address>page/2/`."""
    return address if number == 1 else f"{address}page/{number}/"


def split_page(address: str) -> tuple[str, str]:
    """(address of the list's first page, page number): the inverse of `page_of_list`."""
    match = _LATER_PAGE.fullmatch(address)
    return (match[1], match[2]) if match else (address, "1")


class AddressPattern:
    """The addresses of one kind of page or file, relative to the site's root: `claims/{article}/{claim}/`.

    A key is the values of the fields in order, joined by slashes: `herald/launch`. It is empty for a pattern without
    fields. A pattern that ends in `page/{number}/` is for a list: `figures/page/{number}/` gives `figures/` for the key
    `1`, and `figures/page/2/` for the key `2`.
    """

    def __init__(self, text: str) -> None:
        """Raises ValueError if the fields, apart from the number, are not next to each other."""
        self.text = text
        self.is_list = text.endswith(_LIST_ENDING)
        match = _SHAPE.fullmatch(text.removesuffix(_LIST_ENDING))
        if match is None:
            raise ValueError(f"'{text}' is not a pattern: its fields must be next to each other")
        self.head, self._tail = match["head"], match["tail"]
        """The part of every address before the first field."""
        self._fields = match["fields"]

    def __repr__(self) -> str:
        return f"AddressPattern({self.text!r})"

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        """Compiled when it is first needed: a build after one edit recognizes few addresses."""
        values = re.sub(r"\{\w+\}", "[^/]+", self._fields)
        return re.compile(f"{re.escape(self.head)}({values}){re.escape(self._tail)}")

    def address_of(self, key: str) -> str:
        """The address for a key."""
        if not self.is_list:
            return f"{self.head}{key}{self._tail}"
        base, _, number = key.rpartition("/")
        return page_of_list(f"{self.head}{base}{self._tail}", int(number))

    def key_of(self, address: str) -> str | None:
        """The key of an address; None if the pattern does not match."""
        if not address.startswith(self.head):
            return None
        base, number = split_page(address) if self.is_list else (address, "")
        match = self._expression.fullmatch(base)
        return None if match is None else "/".join(filter(None, (match[1], number)))
