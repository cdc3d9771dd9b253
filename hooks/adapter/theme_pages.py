"""Generated pages with the theme around them, rendered as MkDocs renders its own pages."""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File
from mkdocs.structure.nav import Link, Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from adapter.configuration import get_docs_folder, has_other_plugins
from adapter.site_files import GeneratedFile
from press.content.settings_file import locate_setting
from press.problem import Code, Problem, make_visible, suggest_nearest
from press.publish.dead_links import Document
from press.site.render import Slots
from press.site.urls import to_root


def make_theme_renderer(
    env: Environment, nav: Navigation, documents: Sequence[File], config: MkDocsConfig
) -> Callable[[Slots], str]:
    """Returns a function that renders one generated page with the configuration as it is now; `documents` are the
    hand-written pages."""
    config = _copy_config(config)

    def render(slots: Slots) -> str:
        page = Page(slots.title, GeneratedFile(slots.address, config), config)
        page.meta = {
            "generated": True,
            "section": slots.section,
            "description": slots.description,
            "head": slots.head,
        }
        page.title, page.content = slots.title, slots.content
        page.canonical_url, page.edit_url = slots.canonical or None, None
        context = TemplateContext(
            nav=nav,
            pages=documents,
            base_url=to_root(slots.address).rstrip("/"),
            extra_css=[],
            extra_javascript=[],
            mkdocs_version="",
            build_date_utc=None,  # type: ignore[typeddict-item]  # a date would differ on every build
            config=config,
            page=page,
        )
        return str(env.get_template("main.html").render(context))

    return render


def find_lost_pages(nav: Navigation, documents: Iterable[Document], config: MkDocsConfig) -> Iterator[Problem]:
    """Reports the pages that `nav` names and that do not exist; `documents` are those that do."""
    at = locate_setting(Path(config.config_file_path), ["nav"])
    known = [PurePosixPath(each.file).relative_to(get_docs_folder(config)).as_posix() for each in documents]
    for link in nav.items if config.nav else ():
        for item in (link, *_list_inside(link)):
            if isinstance(item, Link) and _PAGE.fullmatch(item.url):
                what = f"'{make_visible(item.url)}' in 'nav' is not a page of {get_docs_folder(config)}/"
                cure = suggest_nearest(item.url, known) or "correct the name of the file, or remove the line"
                yield Problem(at, Code.DEAD_LINK, what, cure)


def _list_inside(item: StructureItem) -> Iterator[StructureItem]:
    for child in getattr(item, "children", None) or ():
        yield child
        yield from _list_inside(child)


_PAGE = re.compile(r"[^:/?#][^:?#]*\.md")
"""A file of a page, as `nav` names it."""


def describe_shell(documents: Sequence[File], config: MkDocsConfig) -> str | None:
    """A digest of what the theme around the pages depends on besides the key: the hand-written pages in the menus.
    None if it cannot be known because other plugins may change it."""
    if has_other_plugins(config):
        return None
    pages = [file.page for file in documents if file.page]
    described = [(page.url, page.title, sorted((k, str(v)) for k, v in page.meta.items())) for page in pages]
    return hashlib.blake2b(repr(described).encode(), digest_size=12).hexdigest()


def _copy_config(config: MkDocsConfig) -> MkDocsConfig:
    """A copy that builds inside of this one, which may be in another language, do not change."""
    copied = copy.copy(config)
    copied.theme = copy.deepcopy(config.theme)
    return copied
