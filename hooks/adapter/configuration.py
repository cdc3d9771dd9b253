"""MkDocs' configuration as the cache sees it: the key of a build, and whether a build may be skipped at all."""

from __future__ import annotations

import json
import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.theme import Theme

from adapter.plain_values import PlainValues
from press.content.words_file import templates_override_path, words_override_path
from press.publish.cache_key import Plain, compute_key, is_installed
from press.site.drawn_cards import said_path

HOOKS = Path(__file__).resolve().parents[1]
APART = frozenset({"hooks", "plugins", "theme"})
"""The settings whose values hold more than was configured."""
NO_EFFECT = frozenset({"config_file_path", "dev_addr", "remote_branch", "remote_name", "site_dir", "strict", "watch"})
"""The settings that change no page: where the site goes, where it is served, and whether warnings are errors."""
PURE_EXTENSIONS = frozenset({
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes", "legacy_attrs",
    "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks",
    "pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.caret", "pymdownx.critic", "pymdownx.details",
    "pymdownx.escapeall", "pymdownx.extra", "pymdownx.fancylists", "pymdownx.highlight", "pymdownx.inlinehilite",
    "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark", "pymdownx.progressbar", "pymdownx.quotes",
    "pymdownx.saneheaders", "pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist",
    "pymdownx.tilde",
})  # fmt: skip
"""The Markdown extensions that depend only on the text and their options. `pymdownx.snippets`, `.b64` and `.emoji` read
files, `.pathconverter` looks up the current folder, and nothing is known about any others."""


def compute_build_key(config: MkDocsConfig, command: str) -> str:
    """The key of the store for a build with this configuration, as set by the files, the environment and the command
    line. The store of `serve` holds no pages, so the address of the site does not matter."""
    root = Path(os.path.abspath(config.config_file_path or "mkdocs.yml")).parent
    plain = PlainValues(root)
    left_out = NO_EFFECT | APART | ({"site_url"} if command == "serve" else set())
    settings = plain.describe({name: value for name, value in config.items() if name not in left_out})
    described = [settings, _describe_theme(config.theme, plain), _describe_plugins(config, plain)]
    read = [HOOKS, *find_overrides(config), said_path(Path(config.docs_dir))]
    return compute_key(described, [*read, *_list_theme_folders(config.theme)])


def _list_theme_folders(theme: Theme) -> list[Path]:
    """The folders of the theme that nothing else in the key covers: neither the code nor the version of a package."""
    folders = [Path(folder) for folder in theme.dirs]
    own = [folder for folder in folders if str(folder) == theme.custom_dir or not is_installed(folder)]
    return [folder for folder in own if not folder.is_relative_to(HOOKS)]


def _describe_theme(theme: Theme, plain: PlainValues) -> Plain:
    settings = {name: value for name, value in theme.items() if name != "locale"}
    return plain.describe([str(theme.locale), settings, theme.static_templates])


def _describe_plugins(config: MkDocsConfig, plain: PlainValues) -> Plain:
    """The plugins and hooks in order; a plugin by its type and configuration, not by its current state."""
    return [
        plain.describe([name, type(plugin), plugin.config] if isinstance(plugin, BasePlugin) else [name, plugin])
        for name, plugin in config.plugins.items()
    ]


def find_site(config: MkDocsConfig) -> Path:
    """The folder to publish to. If `site_dir` is a symbolic link, it is the folder that the link leads to, because the
    folder is replaced as a whole."""
    return Path(os.path.realpath(config.site_dir))


def get_docs_folder(config: MkDocsConfig) -> str:
    """The folder of the hand-written pages, relative to that of mkdocs.yml."""
    return os.path.relpath(config.docs_dir, Path(config.config_file_path).parent).replace(os.sep, "/")


def find_overrides(config: MkDocsConfig) -> tuple[Path, Path]:
    """Where a project overrides words, and where templates."""
    root = Path(os.path.abspath(config.config_file_path or "mkdocs.yml")).parent
    return words_override_path(root), templates_override_path(root)


def guess_briefing_folder(config: MkDocsConfig) -> Path:
    """The folder of the briefing; the default one if the settings are wrong."""
    settings = config.extra.get("briefing")
    folder = settings.get("folder") if isinstance(settings, dict) else None
    return Path(config.config_file_path).parent / str(folder or "briefings")


def list_watched(config: MkDocsConfig) -> list[str]:
    """The files and folders, besides the hand-written pages, that are read for a build; those that exist."""
    paths = (*find_overrides(config), guess_briefing_folder(config))
    return [str(path) for path in paths if path.exists()]


def has_other_plugins(config: MkDocsConfig) -> bool:
    """Whether there are other plugins or hooks. They may change any page, based on anything."""
    return len(config.plugins) > 1


def may_skip_builds(config: MkDocsConfig) -> bool:
    """Whether the hand-written pages are made only from docs/, the briefing and what the key covers, so that a build
    may be skipped. Options that are not plain data, such as functions, may read anything."""
    names = {name.removeprefix("markdown.extensions.") for name in config.markdown_extensions}
    try:
        json.dumps(config.mdx_configs)
    except (TypeError, ValueError):
        return False
    return not has_other_plugins(config) and names <= PURE_EXTENSIONS
