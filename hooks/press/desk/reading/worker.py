"""The process that `capped` starts: bytes on standard input, articles as JSON on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from .article import SourceArticle, Unreadable
from .capped import MAX_MEMORY, MAX_SECONDS, pack


def _read_page(data: bytes, options: dict[str, str]) -> list[SourceArticle]:
    from .pages import read_page

    return [read_page(data, options.get("address", ""), options.get("charset", ""))]


def _read_feed(data: bytes, options: dict[str, str]) -> list[SourceArticle]:
    from .feeds import read_feed

    return read_feed(data)


def _read_json_feed(data: bytes, options: dict[str, str]) -> list[SourceArticle]:
    from .feeds import read_json_feed

    return read_json_feed(data)


JOBS: dict[str, Callable[[bytes, dict[str, str]], list[SourceArticle]]] = {
    "page": _read_page,
    "feed": _read_feed,
    "json feed": _read_json_feed,
}


def limit() -> None:
    """Limits the time and the memory of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (MAX_MEMORY, MAX_MEMORY))


def main() -> None:
    limit()
    try:
        answer = pack(JOBS[sys.argv[1]](sys.stdin.buffer.read(), json.loads(sys.argv[2])))
    except Unreadable as error:
        answer = json.dumps({"what": error.what, "cure": error.cure})
    except RecursionError:
        answer = json.dumps({"what": "it is nested too deep to be read", "cure": "copy its text into a file"})
    sys.stdout.write(answer)


if __name__ == "__main__":
    main()
