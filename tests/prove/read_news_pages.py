"""Reads saved news pages and compares title, date and publisher: `python tests/prove/read_news_pages.py FOLDER`.

FOLDER holds the files of news_pages.yml, which says where they are from. Exits with 1 if one is missing or differs, or
if anything is read that its page does not state, or not read that it does.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from urllib.parse import urlsplit

import yaml

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "hooks"))

from press.desk.reading import SourceArticle, Unreadable, read_source  # noqa: E402
from press.problem import fold_text  # noqa: E402


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    pages: list[dict[str, str]] = yaml.load((HERE / "news_pages.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    wrong = [reason for page in pages for reason in list_differences(Path(sys.argv[1]), page)]
    print("\n".join([*wrong, f"{len(pages)} pages, {len(wrong)} values that are not as stated"]))
    return 1 if wrong else 0


def list_differences(folder: Path, page: dict[str, str]) -> list[str]:
    """What is wrong with the reading of one page, as sentences."""
    path = folder / page["file"]
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != page["sha256"]:
        return [f"{page['file']}: is missing, or is another version"]
    try:
        (article,) = read_source(str(path), {})
    except Unreadable as error:
        return [f"{page['file']}: {error}"]
    return [
        f"{page['file']}: {key} is '{page[key]}', read as '{seen}'"
        for key, seen in find_values(article).items()
        if fold_text(seen) != fold_text(page[key])
    ]


def find_values(article: SourceArticle) -> dict[str, str]:
    host = (urlsplit(article.url).hostname or "").removeprefix("www.")
    return {"title": article.title, "published": article.published, "host": host}


if __name__ == "__main__":
    sys.exit(main())
