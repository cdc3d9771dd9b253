"""The settings of MkDocs and its theme that this project refuses."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from press.problem import Problem
from press.site.host_settings import check_host_settings


def check_settings(config: MkDocsConfig) -> list[Problem]:
    """The refused settings of a build, wherever they were set."""
    theme = {"custom_dir": config.theme.custom_dir, "features": config.theme.get("features")}
    values = {"site_url": config.site_url, "use_directory_urls": config.use_directory_urls, "theme": theme}
    return check_host_settings(values, Path(config.config_file_path).name)
