"""Where the files of a briefing lie. Stands by itself, so that a build with nothing to do need not know more."""

from __future__ import annotations

from pathlib import Path

FOLDER_OF = {
    "article": "articles",
    "company": "companies",
    "person": "people",
    "product": "products",
    "place": "places",
    "term": "terms",
    "topic": "topics",
    "edition": "editions",
}
"""Kind -> the folder that holds one file for each entry."""
CLAIMS_FOLDER = "claims"
"""The folder that holds one list of claims for each article."""
FOLDERS = (*FOLDER_OF.values(), CLAIMS_FOLDER)
LOCK_ENDING = ".lock.yml"
"""How the file of the evidence locks of an article ends, beside its claims."""
LISTS = ("properties.yml", "corrections.yml", "feeds.yml")
"""The single files beside the folders."""
WORDS_FILE = "words.yml"
"""The words of the interface: all of them beside the code, those that a fork overrides beside its mkdocs.yml."""


def words_override_path(root: Path) -> Path:
    """Where the project in `root` overrides words of the interface; most projects have no such file."""
    return root / WORDS_FILE
