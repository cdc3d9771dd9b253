"""Generated pages with the theme around them, rendered as MkDocs renders its own pages."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Sequence

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from adapter.configuration import has_other_plugins
from adapter.site_files import GeneratedFile
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
