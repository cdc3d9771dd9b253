"""The style sheet and the script of the theme among the files that MkDocs publishes: joined, and not in parts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files

from press.publish.staging import Staging
from press.site.assets import SCRIPTS, STYLES, AssetError, join_scripts, join_styles

_JOINED: dict[str, tuple[str, Callable[[Path], str]]] = {
    STYLES: ("assets/briefing.css", join_styles),
    SCRIPTS: ("assets/briefing.js", join_scripts),
}
"""Folder of the theme -> the file that its parts are published as, and what joins them."""


def join_assets(files: Files, config: MkDocsConfig, staging: Staging) -> None:
    """Replaces the parts of the theme by the files joined from them. Where they do not fit, closes `staging` and raises
    BuildError.

    A file of the same address in the folder of the hand-written pages comes before the theme's, as MkDocs has it.
    """
    try:
        _replace_parts(files, config)
    except AssetError as error:
        staging.close()
        raise BuildError(str(error)) from None


def _replace_parts(files: Files, config: MkDocsConfig) -> None:
    theme = Path(config.theme.custom_dir or "")
    for folder, (address, join) in _JOINED.items():
        parts = [file for file in files if Path(file.abs_src_path or "").parent == theme / folder]
        for part in parts:
            files.remove(part)
        if parts and files.get_file_from_path(address) is None:
            files.append(File.generated(config, address, content=join(theme)))
