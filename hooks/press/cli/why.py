"""`why`: what made the last build make a page again."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..incremental import JOINT, Damaged, Store
from ..publish.cache import CACHE, open_store

NO_REASON = "the last build made it along with everything else, or left it as it was"
NOTHING = "there is no record of a build here: run 'mkdocs build' first"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", nargs="*", help="pages or files of the site, like companies/openai/ (default: all)")


def run(options: argparse.Namespace) -> int:
    stores = sorted((Path.cwd() / CACHE).glob("build-*.db"), key=lambda path: path.stat().st_mtime)
    store = open_store(stores[-1]) if stores else None
    if store is None:
        print(NOTHING)
        return 2
    try:
        return _explain(store, options.address)
    except Damaged:
        print(NOTHING)
        return 2
    finally:
        store.close()


def _explain(store: Store, addresses: list[str]) -> int:
    reasons = store.why()
    if not addresses:
        for made, why in sorted(reasons.items()):
            print(f"{_words(made)}: {why or 'it is new'}")
        if not reasons:
            print("the last build made everything, or nothing at all")
        return 0
    missing = 0
    for address in addresses:
        path = address.strip("/")
        target = store.find_target(path) or store.find_target(f"{path}/index.html".lstrip("/"))
        if target is None:
            print(f"{address}: the site has no such page")
            missing = 1
        else:
            print(f"{address}: {reasons.get(target, NO_REASON)}")
    return missing


def _words(target: str) -> str:
    return target.replace(JOINT, " ").strip()
