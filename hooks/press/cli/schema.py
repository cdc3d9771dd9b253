"""`schema`: writes the JSON Schemas of the files of a briefing, which editors of YAML read."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from ..content.kinds import CLAIM, KINDS, PROPERTIES
from ..content.schemas import FOLDER, Ids
from ..incremental.garbage import without_collection
from ..library.briefing import Briefing
from ..outputs.schemas import NAMES, write_schema
from .opened import use_store
from .project import UnreadableProject, add_arguments as add_project_arguments, read_project


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--ids", action="store_true", help="list the ids of this briefing, so that editors complete them"
    )
    line = f"the folder for the schemas (default: {FOLDER} beside mkdocs.yml, where editors look for them)"
    parser.add_argument("--to", type=Path, default=None, metavar="FOLDER", help=line)
    parser.add_argument("--dry-run", action="store_true", help="only say which files would be written")
    add_project_arguments(parser)


@without_collection()
def run(options: argparse.Namespace) -> int:
    try:
        project = read_project(options)
    except UnreadableProject as error:
        print(error, file=sys.stderr)
        return 2
    folder: Path = options.to or project.root / FOLDER
    ids = (
        use_store(project, lambda _, store: read_ids(Briefing(project.root, project.folder, store)))
        if options.ids
        else None
    )
    try:
        changed = [name for name in NAMES if _write(folder / f"{name}.json", write_schema(name, ids), options.dry_run)]
    except OSError as error:
        print(f"the schemas cannot be written: {error}", file=sys.stderr)
        return 2
    for name in changed:
        print(f"{os.path.relpath(folder / f'{name}.json')}: {'would be written' if options.dry_run else 'written'}")
    if not changed:
        print(f"the {len(NAMES)} schemas in {os.path.relpath(folder)} are up to date")
    return 0


def read_ids(briefing: Briefing) -> Ids:
    """The ids of a briefing that a reference may name, as far as its files can be read; retired ids are left out."""
    briefing.check()
    library = briefing.library
    entries = {kind: library.ids_of(kind) for kind in KINDS}
    claims = [claim for claim in library.claim_ids() if claim in library.claims]
    return Ids({**entries, CLAIM: claims, PROPERTIES.name: library.property_names})


def _write(path: Path, data: bytes, is_rehearsal: bool) -> bool:
    """Replaces a file in one step unless it has these bytes already; returns whether it had not. Raises OSError."""
    if path.is_file() and path.read_bytes() == data:
        return False
    if not is_rehearsal:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            temporary.write_bytes(data)
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    return True
