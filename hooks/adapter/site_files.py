"""The files of the site as MkDocs sees them: those of the project, those of the theme, and pages that press writes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from adapter.configuration import get_docs_folder
from press.content.documents import check_shape, find_links_out, leads_out, read_document
from press.problem import Problem
from press.publish.dead_links import Document
from press.publish.routes import Source
from press.publish.staging import Staging
from press.site.assets import SCRIPTS, STYLES, AssetError, join_scripts, join_styles
from press.site.drawn_cards import FOLDER, SAID, read_drawn
from press.site.urls import file_of
from press.site.views.site import Outline

_JOINED: dict[str, tuple[str, Callable[[Path], str]]] = {
    STYLES: ("assets/briefing.css", join_styles),
    SCRIPTS: ("assets/briefing.js", join_scripts),
}
"""Folder of the theme -> the file that its parts are published as, and the function that joins them."""


class GeneratedFile(File):
    """A page that press writes. Links to it resolve, and MkDocs does not render it."""

    def __init__(self, address: str, config: MkDocsConfig) -> None:
        source = f"{address.rstrip('/') or 'index'}.md"
        super().__init__(source, src_dir=None, dest_dir=config.site_dir, use_directory_urls=True)
        self.inclusion = InclusionLevel.INCLUDED
        self.dest_uri = file_of(address)
        self.url = address or "./"

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Does nothing: press writes the file."""


def address_of(url: str) -> str:
    """Converts MkDocs' address of a page to the form that press uses."""
    return "" if url in (".", "./") else url


def list_sources(files: Files, config: MkDocsConfig) -> Iterator[Source]:
    """The files of the site that come from the project: from `docs_dir` or from its own theme folder."""
    root = Path(config.config_file_path).parent
    for file in files:
        if _is_own(file, config):
            path = Path(file.abs_src_path or file.src_uri)
            place = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
            yield Source(file.dest_uri, place)


def _is_own(file: File, config: MkDocsConfig) -> bool:
    is_left_out = file.inclusion in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
    return not is_left_out and file.src_dir in (config.docs_dir, config.theme.custom_dir)


def drop_unused_files(files: Files, config: MkDocsConfig, cards: Collection[str]) -> None:
    """Drops files that MkDocs would copy for nothing: its own sitemap template, which is no longer rendered, and the
    share cards in `docs_dir` that are not in `cards`, with the file of what they say. They may be about another
    publication."""
    sitemap = files.get_file_from_path("sitemap.xml")
    if sitemap is not None and not _is_own(sitemap, config):
        files.remove(sitemap)
    for file in [file for file in files if file.src_dir == config.docs_dir and file.src_uri.startswith(FOLDER)]:
        name = file.src_uri.removeprefix(FOLDER)
        if name == SAID or (name.endswith(".png") and name.removesuffix(".png") not in cards):
            files.remove(file)


def read_drawn_cards(config: MkDocsConfig) -> dict[str, str]:
    """What each share card of the project and its theme says, by its name."""
    return read_drawn(Path(config.docs_dir), Path(config.theme.custom_dir or ""))


def name_document(file: File, config: MkDocsConfig) -> str:
    """The path of a hand-written page as messages name it."""
    return f"{get_docs_folder(config)}/{file.src_uri}"


def describe_documents(files: Iterable[File], config: MkDocsConfig) -> dict[str, Document]:
    """The hand-written pages, by their addresses."""
    return {address_of(file.url): Document(name_document(file, config), file.content_string) for file in files}


def outline_documents(files: Iterable[File], documents: Mapping[str, Document]) -> dict[str, Document]:
    """The hand-written pages with their outlines, once MkDocs has converted `files`."""
    outlines = {address_of(file.url): _outline(file.page) for file in files if file.page}
    return {address: each._replace(outline=outlines.get(address)) for address, each in documents.items()}


def _outline(page: Page) -> Outline:
    """The first heading is the title of the page if it is the only one of its level."""
    items = list(page.toc)
    if len(items) == 1 and items[0].level == 1:
        items = items[0].children
    headings = tuple((item.id, Markup(item.title).striptags()) for top in items for item in (top, *top.children))
    title = Markup(page.title or "").striptags()
    return Outline(title, str(page.meta.get("description") or ""), headings)


def drop_links_out(files: Files, config: MkDocsConfig) -> list[Problem]:
    """Drops the files that are reached through symbolic links out of the project. Returns the problems."""
    folder, root = Path(config.docs_dir), Path(config.config_file_path).parent
    problems = list(find_links_out(folder, root, get_docs_folder(config)))
    for file in list(files) if problems else ():
        if file.src_dir == config.docs_dir and leads_out(Path(str(file.abs_src_path)), folder, root):
            files.remove(file)
    return problems


def drop_unreadable_documents(files: Files, config: MkDocsConfig) -> list[Problem]:
    """Replaces each hand-written page that MkDocs could not convert with an empty one. Returns the problems."""
    found: list[Problem] = []
    for file in list(files.documentation_pages()):
        name = name_document(file, config)
        if file.abs_src_path is None:  # a plugin made it
            problems = list(check_shape(file.content_string, name))
        else:
            _, problems = read_document(Path(file.abs_src_path), name)
        if problems:
            files.remove(file)
            files.append(File.generated(config, file.src_uri, content="", inclusion=file.inclusion))
            found += problems
    return found


def join_assets(files: Files, config: MkDocsConfig, staging: Staging) -> None:
    """Replaces the parts of the style sheet and the script with the files joined from them. If they do not fit
    together, closes `staging` and raises BuildError.

    A file with the same address in `docs_dir` takes precedence over the theme's, as in MkDocs.
    """
    theme = Path(config.theme.custom_dir or "")
    for folder, (address, join) in _JOINED.items():
        parts = [file for file in files if Path(file.abs_src_path or "").parent == theme / folder]
        for part in parts:
            files.remove(part)
        if not parts or files.get_file_from_path(address) is not None:
            continue
        try:
            files.append(File.generated(config, address, content=join(theme)))
        except AssetError as error:
            staging.close()
            raise BuildError(str(error)) from None
