"""The lists of entries, and the form of one: new, or as its file is."""

from __future__ import annotations

import re

from ...content.kinds import COMPANY, KINDS, Kind
from ...content.kinds.base import ID, Name
from ...content.values.invalid_value import InvalidValue
from ...library.library import Library
from ...problem import fold_text
from ...publish.publication import Publication
from ..editing.changes import ChangeSet, Refused
from ..editing.ids import make_id
from ..editing.journal import digest
from ..editing.splices import SpliceError, YamlText
from ..editing.yaml_values import Unwritable
from .article_pages import NAME_KINDS
from .desk import Desk
from .entry_forms import BadField, EntryForm, edit_file, list_fields, read_entry, show_entry, write_new
from .rendering import render
from .requests import Answer, Refusal, Request, redirect
from .saving import try_changes

MAX_LISTED = 300
_BACK = re.compile(r"([a-z0-9-]{1,80})/(\d{1,5})")


def show_entries(desk: Desk, publication: Publication, request: Request) -> Answer:
    """The entries whose name or id has the words of `q`, by kind; at most MAX_LISTED of each."""
    library, asked = publication.briefing.library, request.query.get("q", "")[:100]
    wanted = fold_text(asked)
    groups = []
    for kind in KINDS.values():
        found = [(known, _name(library, known)) for known in library.ids_of(kind.name)]
        found = [pair for pair in found if wanted in fold_text(pair[1]) or wanted in pair[0]]
        groups.append((kind, found[:MAX_LISTED], len(found)))
    return render(desk, publication, "entries.html", section="entries", groups=groups, q=asked)


def _name(library: Library, entry_id: str) -> str:
    data = library.entries[entry_id].data
    return str(getattr(data, "name", None) or getattr(data, "title", entry_id))


def show_form(desk: Desk, publication: Publication, request: Request) -> Answer:
    """The form of the entry `id`, or of a new one of a `kind`."""
    query = request.query
    if query.get("id"):
        form = _open(desk, publication, query["id"])
    else:
        kind = _find_kind(query.get("kind", COMPANY.name))
        named = next(spec.key for spec in list_fields(kind) if spec.key in ("name", "term", "title"))
        form = EntryForm(kind, "", {named: query.get("name", "")[:300]})
        form.values.update({s.key: s.choices[0] for s in list_fields(kind) if s.is_required and s.choices})
    return _render(desk, publication, form, query.get("back", ""))


def _find_kind(name: str) -> Kind:
    if name not in KINDS:
        raise Refusal("404 Not Found", "There is no such kind of entry.")
    return KINDS[name]


def _open(desk: Desk, publication: Publication, entry_id: str) -> EntryForm:
    record = publication.briefing.library.find_record("entries", entry_id)
    if record is None:
        raise Refusal("404 Not Found", "There is no such entry.")
    changes, kind = ChangeSet(desk.root, ""), KINDS[record.kind]
    data = YamlText(changes.read_text(record.file), record.file).data
    values = show_entry(kind, data) if isinstance(data, dict) else {}
    return EntryForm(kind, entry_id, values, digest(changes.read(record.file)), is_new=False)


def _render(desk: Desk, publication: Publication, form: EntryForm, back: str, reasons: tuple[str, ...] = ()) -> Answer:
    library = publication.briefing.library
    return render(
        desk,
        publication,
        "entry.html",
        "422 Unprocessable Content" if reasons else "200 OK",
        section="entries",
        form=form,
        fields=list_fields(form.kind),
        name_kinds=NAME_KINDS,
        default_kind=Name.model_fields["kind"].default,
        kinds=list(KINDS.values()),
        reasons=reasons,
        back=back if _BACK.fullmatch(back) else "",
        folder=f"{publication.briefing.folder}/{form.kind.folder}",
        topics=[(known, _name(library, known)) for known in library.ids_of("topic")],
    )


def save_entry(desk: Desk, publication: Publication, request: Request) -> Answer:
    """Writes the entry of a form."""
    sent, back = request.form, request.form.get("back", "")
    kind = _find_kind(sent.get("kind_name", ""))
    form = EntryForm(kind, " ".join(sent.get("entry_id", "").split()), dict(sent), sent.get("base", ""))
    form.is_new = not form.base
    try:
        changes, file = _plan(desk, publication, form)
        if problems := try_changes(publication, changes, file):
            return _render(desk, publication, form, back, tuple(f"{p.what} · {p.cure}" for p in problems))
        if changes.changed:
            desk.apply(changes)
    except (BadField, InvalidValue, Refused, SpliceError, Unwritable, OSError) as error:
        return _render(desk, publication, form, back, (str(error),))
    if match := _BACK.fullmatch(back):
        return redirect(f"{desk.mount}desk/article/{match[1]}/?s={match[2]}&saved=1")
    return redirect(f"{desk.mount}desk/entries/?q={form.id}")


def _plan(desk: Desk, publication: Publication, form: EntryForm) -> tuple[ChangeSet, str]:
    """The changes that a form asks for, and the file; raises Refused if the file changed since it was read."""
    data = read_entry(form.kind, form.values)
    name = next((value for key in ("name", "term", "title") if isinstance(value := data.get(key), str)), "")
    form.id = form.id or make_id(name, form.kind.name)
    if not ID.fullmatch(form.id):
        raise Refused("give it an id: lowercase letters, digits and single hyphens")
    library, folder = publication.briefing.library, publication.briefing.folder
    file = f"{folder}/{form.kind.folder}/{form.id}.yml"
    changes = ChangeSet(desk.root, f"{'add' if form.is_new else 'edit'} {form.kind.name} {form.id}")
    if form.is_new:
        if library.holds(form.id) or form.id in library.moved:
            raise Refused(f"the id '{form.id}' is already taken: choose another")
        changes.create(file, write_new(form.kind, data))
        return changes, file
    text = YamlText(changes.read_text(file), file)
    if (now := digest(changes.read(file))) != form.base:
        form.base = now
        theirs = show_entry(form.kind, text.data) if isinstance(text.data, dict) else {}
        differ = [f"{k}: “{v[:80]}”" for k, v in sorted(theirs.items()) if form.get(k).strip() != v.strip()]
        raise Refused(
            "the file changed on disk since you opened it; nothing was written, and nothing of yours is lost. "
            f"It now has {'; '.join(differ) or 'what you have'}. Save again to write yours"
        )
    changes.replace(file, edit_file(text, form.kind, data).text)
    return changes, file
