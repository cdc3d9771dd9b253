"""Where the files of a briefing lie. Stands by itself, so that a build with nothing to do need not know more."""

from __future__ import annotations

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
