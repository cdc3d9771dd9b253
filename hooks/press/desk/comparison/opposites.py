"""Words of which one says the opposite of the other: a claim that says `lost` is not found where `raised` is said."""

from __future__ import annotations

from .words import list_words

_PAIRS = (
    ("raise raised raises raising", "lose lost loses losing loss losses"),
    ("rise rose rises rising risen grow grew grows growing growth increase increased up higher climb climbed",
     "fall fell falls falling fallen drop dropped drops decline declined decrease decreased shrink shrank down lower"),
    ("gain gained gains gaining win won wins winning", "lose lost loses losing"),
    ("buy bought buys buying buyer acquire acquired acquires acquisition purchase purchased",
     "sell sold sells selling seller sale divest divested"),
    ("join joined joins joining enter entered", "leave left leaves leaving quit resign resigned depart departed"),
    ("open opened opens opening launch launched launches start started starts begin began begins found founded",
     "close closed closes closing shut end ended ends stop stopped stops dissolve dissolved"),
    ("hire hired hires hiring appoint appointed recruit recruited", "fire fired dismiss dismissed lay laid"),
    ("approve approved approves allow allowed allows permit permitted", "reject rejected block blocked ban banned"),
    ("profit profits profitable", "loss losses lossmaking"),
    ("support supported supports back backed", "oppose opposed opposes criticize criticized"),
    ("before earlier", "after later"),
    ("first", "last"),
    ("more over above exceeds exceeded", "less under below fewer"),
    ("accept accepted accepts", "refuse refused refuses decline declined"),
    ("confirm confirmed confirms", "deny denied denies"),
    ("lend lent lends lender", "borrow borrowed borrows borrower"),
    ("oldest largest biggest highest most", "youngest smallest lowest least"),
)  # fmt: skip
"""Pairs of word groups; any word of one is opposite to any word of the other."""


def find_opposite(claim: str, passage: str) -> tuple[str, str] | None:
    """A word of the claim, and a word of its passage that says the opposite, where neither text has a word of the same
    side as the other's."""
    said, read = list_words(claim), list_words(passage)
    for pair in _PAIRS:
        one, other = (frozenset(group.split()) for group in pair)
        for left, right in ((one, other), (other, one)):
            if not left & set(said) or right & set(said) or left & set(read) or not right & set(read):
                continue
            return next(word for word in said if word in left), next(word for word in read if word in right)
    return None
