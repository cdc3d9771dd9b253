"""Checks of the hand-written pages while MkDocs renders them, and what is added to them."""

from __future__ import annotations

from mkdocs.structure.pages import Page

from press.content.documents import restore_lines
from press.library.checks.documents import check_document, check_rendered
from press.problem import Problem
from press.publish.publication import Publication
from press.site.document_tables import frame_tables
from press.site.former_anchors import FIELD, add_former_anchors


def check_source(publication: Publication, markdown: str, source: str, file: str) -> list[Problem]:
    """The problems of a page's references and names; `source` is the page with its front matter, and `file` its path as
    messages name it."""
    markdown = restore_lines(markdown, source)
    library, names = publication.site.library, publication.site.names
    return publication.retry_without_cache(lambda: list(check_document(markdown, file, library, names)))


def finish_content(content: str, page: Page, file: str, publication: Publication | None) -> tuple[str, list[Problem]]:
    """The HTML of a page with the former anchors of its headings, tables in boxes and typographic marks, and its
    problems."""
    markdown, former, problems = page.file.content_string, page.meta.get(FIELD), list[Problem]()
    if publication is not None and not publication.settings.trust_docs:
        problems += check_rendered(content, markdown, file)
    if former is not None:
        content, more = add_former_anchors(content, former, file, markdown)
        problems += more
    if publication is not None:
        content = publication.words.set_type(frame_tables(content, publication.words))
    return content, problems
