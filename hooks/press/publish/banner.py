"""In `mkdocs serve`: the problems of a broken briefing, shown on the last good pages or on a page of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from ..problem import Problem
from ..site.jinja_env import environment
from ..site.wording import Words

_BODY = re.compile(r"<body[^>]*>")


def _html(problems: Iterable[Problem], words: Words) -> str:
    return environment(words, "").get_template("problems.html").render(problems=sorted(set(problems)))


def with_banner(page: bytes, problems: Iterable[Problem], words: Words) -> bytes:
    """A page with a banner that tells the problems."""
    text = page.decode()
    match = _BODY.search(text)
    end = match.end() if match else 0
    return f"{text[:end]}{_html(problems, words)}{text[end:]}".encode()


def write_page(folder: Path, problems: Iterable[Problem], words: Words) -> None:
    """A home page that tells only the problems, for a briefing that was never whole."""
    page = environment(words, "").get_template("problems_page.html").render(banner=Markup(_html(problems, words)))
    (folder / "index.html").write_text(page, encoding="utf-8")
