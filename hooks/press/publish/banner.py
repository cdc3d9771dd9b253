"""The problems of a briefing as `mkdocs serve` shows them: at the top of the last good pages, or on their own page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from ..problem import Problem, select_errors
from ..site.jinja_env import environment
from ..site.wording import Words

_BODY = re.compile(r"<body[^>]*>")


def _render_banner(problems: Iterable[Problem], words: Words, is_alone: bool = False) -> str:
    listed = sorted(set(problems))
    has_errors = bool(select_errors(listed))
    template = environment(words, "").get_template("problems.html")
    return template.render(problems=listed, has_errors=has_errors, is_alone=is_alone)


def add_banner(page: bytes, problems: Iterable[Problem], words: Words) -> bytes:
    """An HTML page with the problems at the start of its body."""
    text = page.decode()
    match = _BODY.search(text)
    end = match.end() if match else 0
    return f"{text[:end]}{_render_banner(problems, words)}{text[end:]}".encode()


def render_problems_page(problems: Iterable[Problem], words: Words) -> bytes:
    """A page that shows only the problems, for a briefing that has never been built."""
    banner = Markup(_render_banner(problems, words, is_alone=True))
    return environment(words, "").get_template("problems_page.html").render(banner=banner).encode()
