"""In `mkdocs serve`: the problems of a broken briefing, shown on the last good pages or on a page of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from ..problem import Problem
from ..site.jinja_env import environment
from ..site.settings import read_words

_BODY = re.compile(r"<body[^>]*>")


def _html(problems: Iterable[Problem]) -> str:
    words, _ = read_words()
    return environment(words, "").get_template("problems.html").render(problems=sorted(set(problems)))


def with_banner(page: bytes, problems: Iterable[Problem]) -> bytes:
    """A page with a banner that tells the problems."""
    text = page.decode()
    match = _BODY.search(text)
    end = match.end() if match else 0
    return f"{text[:end]}{_html(problems)}{text[end:]}".encode()


def write_page(folder: Path, problems: Iterable[Problem]) -> None:
    """A home page that tells only the problems, for a briefing that was never whole."""
    words, _ = read_words()
    page = environment(words, "").get_template("problems_page.html").render(banner=Markup(_html(problems)))
    (folder / "index.html").write_text(page, encoding="utf-8")
