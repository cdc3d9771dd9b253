"""Remembers what was worked out and what each answer asked for, so that an edit works out again only what it touches.

`Table` holds what is given from outside, `Answers` what a function says of a key, `Index` answers by what is in them.
Whoever reads a row while an answer is worked out is noted as its user; `Memory` finds the users of what changed.
The scheme is that of build systems "à la carte" with dirty bits and, for eager answers, early cutoff:
https://www.microsoft.com/en-us/research/publication/build-systems-a-la-carte-theory-practice/

In come rows and functions. Out go answers, the store for the next process, and what a change made stale. It may import
nothing of the project.
"""

from .answers import Answers, Index
from .nodes import JOINT, Memory
from .parts import Part
from .store import Damaged, Store, Writing
from .tables import Table

__all__ = ["JOINT", "Answers", "Damaged", "Index", "Memory", "Part", "Store", "Table", "Writing"]
