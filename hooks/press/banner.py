"""In `mkdocs serve`: the problems of a broken briefing, shown on the last good pages or on a page of their own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from .problem import Problem
from .render import environment
from .settings import read_words

_OLD = re.compile(r"<!--problems-->.*?<!--/problems-->", re.DOTALL)
_BODY = re.compile(r"<body[^>]*>")


def _html(problems: Iterable[Problem]) -> str:
    words, _ = read_words()
    return environment(words, "").get_template("problems.html").render(problems=sorted(set(problems)))


def show(site: Path, problems: Iterable[Problem]) -> None:
    """Puts a banner on every page of a published folder, in place of an earlier one."""
    banner = f"<!--problems-->{_html(problems)}<!--/problems-->"
    for page in sorted(site.rglob("*.html")):
        text = _OLD.sub("", page.read_text(encoding="utf-8"))
        if match := _BODY.search(text):
            text = f"{text[: match.end()]}{banner}{text[match.end() :]}"
        written = page.with_suffix(".new")
        written.write_text(text, encoding="utf-8")
        os.replace(written, page)


def write_page(folder: Path, problems: Iterable[Problem]) -> None:
    """A home page that tells only the problems, for a briefing that was never whole."""
    words, _ = read_words()
    page = environment(words, "").get_template("problems_page.html").render(banner=Markup(_html(problems)))
    (folder / "index.html").write_text(page, encoding="utf-8")
