"""Log messages without characters that cannot be seen: MkDocs prints names of files as they are, and a name can hold a
character that turns the text of a terminal around."""

from __future__ import annotations

import logging

from press.problem import escape


class _Escape(logging.Filter):
    """Changes no message that has only visible characters, line ends and tabs."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        if not text.replace("\n", "").replace("\t", "").isprintable():
            record.msg, record.args = "\n".join(map(escape, text.split("\n"))), None
        return True


def escape_log_messages() -> None:
    """Lets the handlers of MkDocs' log write no invisible characters."""
    for handler in logging.getLogger("mkdocs").handlers:
        if not any(isinstance(each, _Escape) for each in handler.filters):
            handler.addFilter(_Escape())
