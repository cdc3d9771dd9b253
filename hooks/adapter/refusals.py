"""The settings of MkDocs and its theme that this project refuses."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from press.content.settings_file import locate_setting
from press.problem import Code, Problem, make_visible
from press.site.host_settings import check_host_settings
from press.site.wording import Words, check_theme_language

MOUNTS = Path("/proc/self/mountinfo")
"""The mount points of Linux: https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html"""


def check_settings(config: MkDocsConfig, words: Words, site: Path) -> list[Problem]:
    """The refused settings of a build, wherever they were set, and those that do not fit the words; `site` is the
    folder to publish to."""
    theme = {"custom_dir": config.theme.custom_dir, "features": config.theme.get("features")}
    values = {"site_url": config.site_url, "use_directory_urls": config.use_directory_urls, "theme": theme}
    locate = partial(locate_setting, Path(config.config_file_path))
    problems = check_theme_language(words, str(config.theme.get("language") or "en"), locate)
    problems += check_host_settings(values, locate)
    if _is_mount_point(site):
        shown = make_visible(site.name)
        what = f"site_dir: '{shown}' is a mount point, which cannot be replaced by the new site in one step"
        cure = f"use a folder in it, like '{shown}/www'"
        problems.append(Problem(locate(("site_dir",)), Code.INVALID_SETTING, what, cure))
    return problems


def _is_mount_point(folder: Path) -> bool:
    """Whether another file system, or a folder from elsewhere, is mounted at a folder."""
    if os.path.ismount(folder):
        return True
    try:
        lines = MOUNTS.read_bytes().splitlines()
    except OSError:
        return False
    name = os.fsencode(folder).replace(b"\\", b"\\134").replace(b" ", b"\\040")
    return any(line.split()[4:5] == [name] for line in lines)
