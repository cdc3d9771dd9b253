"""The settings of MkDocs and its theme that this project refuses."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from press.problem import Code, Place, Problem, make_visible
from press.site.host_settings import check_host_settings

MOUNTS = Path("/proc/self/mountinfo")
"""The mount points of Linux: https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html"""


def check_settings(config: MkDocsConfig, site: Path) -> list[Problem]:
    """The refused settings of a build, wherever they were set; `site` is the folder to publish to."""
    theme = {"custom_dir": config.theme.custom_dir, "features": config.theme.get("features")}
    values = {"site_url": config.site_url, "use_directory_urls": config.use_directory_urls, "theme": theme}
    file = Path(config.config_file_path).name
    problems = check_host_settings(values, file)
    if _is_mount_point(site):
        shown = make_visible(site.name)
        what = f"site_dir: '{shown}' is a mount point, which cannot be replaced by the new site in one step"
        problems.append(Problem(Place(file), Code.INVALID_SETTING, what, f"use a folder in it, like '{shown}/www'"))
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
