"""Sentences for what is not the generator's fault: a full disk, a broken template, an edit that was interrupted."""

from __future__ import annotations

import logging
from pathlib import Path

from press.desk.editing.journal import has_left
from press.publish.disk_errors import DISK_ERRORS, describe_disk_error
from press.publish.staging import Staging
from press.site.jinja_env import describe_template_error

log = logging.getLogger("mkdocs.hooks.briefing")


def explain_error(error: Exception, staging: Staging | None) -> tuple[str, str] | None:
    """A sentence for an error of the disk or in a template of the project, and why the build ends; else None."""
    if isinstance(error, OSError) and error.errno in DISK_ERRORS:
        return describe_disk_error(error, staging), "Aborted because of a disk error!"
    broken = describe_template_error(error)
    return (broken, "Aborted because of a template!") if broken else None


def warn_of_interrupted_edit(root: Path) -> None:
    """Warns if a command that edits the briefing was interrupted, and a part of its change is not written."""
    if has_left(root):
        log.warning("A change of several files was interrupted. Run 'python hooks check', which completes it.")
