"""Which entries the comparisons set side by side, and which comparisons have an entry."""

from __future__ import annotations

from ..content.kinds import COMPARISON
from ..content.kinds.comparison import Comparison
from ..incremental import Index, query, register_queries
from .library import Library


class Compared:
    """The entries of the comparisons of a library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        register_queries(self, library.database)
        self.comparisons_of = Index(self.entries, "compared in", lambda compared: compared, str)
        """Entry id -> the comparisons that have it, alone or as one that belongs to another."""

    def is_comparison(self, entry_id: str) -> bool:
        """Whether an entry is a comparison."""
        return self._library.kind.get(entry_id) == COMPARISON.name

    @query(stored=True, eager=True, exists=is_comparison)
    def entries(self, comparison_id: str) -> tuple[str, ...]:
        """The entries of a comparison, with those that belong to them."""
        data: Comparison = self._library.entries[comparison_id].data  # type: ignore[assignment]
        written = (entry_id for column in data.entries for entry_id in (column.entry, *column.with_))
        return tuple(dict.fromkeys(self._library.id_of(entry_id) for entry_id in written))
