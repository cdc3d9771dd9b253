"""The problems of a briefing as `mkdocs serve` shows them: at the top of the last good pages, or on their own page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from ..problem import Problem
from ..site.jinja_env import environment
from ..site.wording import Words

_BODY = re.compile(r"<body[^>]*>")


def _render_banner(problems: Iterable[Problem], words: Words) -> str:
    return environment(words, "").get_template("problems.html").render(problems=sorted(set(problems)))


def add_banner(page: bytes, problems: Iterable[Problem], words: Words) -> bytes:
    """An HTML page with the problems at the start of its body."""
    text = page.decode()
    match = _BODY.search(text)
    end = match.end() if match else 0
    return f"{text[:end]}{_render_banner(problems, words)}{text[end:]}".encode()


def write_problems_page(folder: Path, problems: Iterable[Problem], words: Words) -> None:
    """Writes a home page that shows only the problems, for a briefing that has never been built."""
    banner = Markup(_render_banner(problems, words))
    page = environment(words, "").get_template("problems_page.html").render(banner=banner)
    (folder / "index.html").write_text(page, encoding="utf-8")
