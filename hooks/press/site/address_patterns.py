"""Address patterns: one text that both writes the addresses of a kind of page or file and recognizes them."""

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
    """(where the list begins, number of the page): the reverse of `page_of_list`."""
    match = _LATER_PAGE.fullmatch(address)
    return (match[1], match[2]) if match else (address, "1")


class AddressPattern:
    """The addresses of one kind of page or file, relative to the site's root: `claims/{article}/{claim}/`.

    A key is the values of the fields in their order, joined by slashes: `herald/launch`. It is empty for a pattern
    without fields. A pattern that ends in `page/{number}/` is that of a list: `figures/page/{number}/` stands for
    `figures/` by key `1`, and for `figures/page/2/` by key `2`.
    """

    def __init__(self, text: str) -> None:
        """Raises ValueError where the fields, apart from the number, do not stand next to each other."""
        self.text = text
        self.is_list = text.endswith(_LIST_ENDING)
        match = _SHAPE.fullmatch(text.removesuffix(_LIST_ENDING))
        if match is None:
            raise ValueError(f"'{text}' is no pattern: its fields must stand next to each other")
        self.head, self._tail = match["head"], match["tail"]
        """What stands before the first field, in every address."""
        self._fields = match["fields"]

    def __repr__(self) -> str:
        return f"AddressPattern({self.text!r})"

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        """Compiled when it is first needed: a build after one edit recognizes few addresses."""
        values = re.sub(r"\{\w+\}", "[^/]+", self._fields)
        return re.compile(f"{re.escape(self.head)}({values}){re.escape(self._tail)}")

    def address_of(self, key: str) -> str:
        """The address by a key."""
        if not self.is_list:
            return f"{self.head}{key}{self._tail}"
        base, _, number = key.rpartition("/")
        return page_of_list(f"{self.head}{base}{self._tail}", int(number))

    def key_of(self, address: str) -> str | None:
        """The key of an address; None where the pattern has no such address."""
        if not address.startswith(self.head):
            return None
        base, number = split_page(address) if self.is_list else (address, "")
        match = self._expression.fullmatch(base)
        return None if match is None else "/".join(filter(None, (match[1], number)))
