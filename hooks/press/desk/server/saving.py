"""Writes one claim and its lock in one step; every other byte of the files stays. Two windows never lose a change."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from ...content.evidence import format_locks, make_lock, name_lock_file
from ...content.kinds import CLAIMS_FOLDER
from ...content.kinds.lock import Lock
from ...content.nodes import PlainData
from ...content.values.dates import parse_date
from ...problem import Problem, select_errors
from ...publish.publication import Publication
from ..comparison.answers import Match
from ..days import find_day
from ..editing.changes import ChangeSet
from ..editing.splices import YamlText
from .articles import OpenArticle, digest_fields, name_claims_file
from .checks import Checked, check_form
from .claim_forms import ORDER, ClaimForm, show_value
from .desk import Desk


class NotSaved(Exception):
    """The claim is not written; the form is shown again with `reasons`."""

    def __init__(self, reasons: list[str], checked: Checked) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons
        self.checked = checked


class Conflict(Exception):
    """The claim changed on the disk since the form was opened; `fields` is what the file says now, None if it is
    gone."""

    def __init__(self, fields: dict[str, PlainData] | None) -> None:
        super().__init__("the claim changed on the disk")
        self.fields = fields


def plan_claim(
    desk: Desk, publication: Publication, article: OpenArticle, form: ClaimForm, has_read: bool
) -> tuple[ChangeSet, str]:
    """The changes that write the claim, with a lock if its passage holds it, and its id. Raises NotSaved, Conflict,
    Refused, SpliceError and Unwritable."""
    checked = check_form(desk, publication, article, form)
    folder, claim_id = publication.briefing.folder, str(checked.fields["id"])
    changes = ChangeSet(desk.root, f"{'edit' if form.claim else 'add'} {article.id}/{claim_id}")
    file = name_claims_file(folder, article.id)
    before = YamlText(changes.read_text(file) if changes.exists(file) else "", file)
    index = _find_index(before, form)
    if reasons := _list_reasons(checked, has_read):
        raise NotSaved(reasons, checked)
    after = _add(before, checked, article) if index is None else _edit(before, index, checked, form)
    (changes.replace if changes.exists(file) else changes.create)(file, after.text)
    _write_lock(changes, folder, article, checked, has_read)
    if problems := try_changes(publication, changes, file):
        raise NotSaved([problem.what for problem in problems], checked)
    return changes, claim_id


def _find_index(before: YamlText, form: ClaimForm) -> int | None:
    """The place of the claim in the file as it is now, None for a new one; raises Conflict."""
    if not form.claim:
        return None
    items = before.data if isinstance(before.data, list) else []
    for index, item in enumerate(items):
        if isinstance(item, dict) and item.get("id") == form.claim:
            if digest_fields(item) != form.base:
                raise Conflict(item)
            return index
    raise Conflict(None)


def _list_reasons(checked: Checked, has_read: bool) -> list[str]:
    """Why a claim cannot be saved as it is."""
    reasons = [problem.what + (f" · {problem.cure}" if problem.cure else "") for problem in checked.errors]
    is_draft = checked.fields.get("status") == "draft"
    if checked.claim is None and not reasons:
        reasons = checked.faults or ["the claim cannot be read"]
    reasons += [fault for fault in checked.faults if "already taken" in fault and fault not in reasons]
    if checked.is_contradicted and not is_draft:
        where = f"; it is in {checked.moves_to}" if checked.moves_to else ""
        reasons.append(f"{checked.lines[0].what}{where}. Correct it, or keep it as a draft.")
    return reasons


def _add(before: YamlText, checked: Checked, article: OpenArticle) -> YamlText:
    """The file with a new claim: behind the last one from the same or an earlier sentence."""
    at = str(checked.fields.get("at", ""))
    number = int(at[1:].partition("-")[0]) if at[:1] == "s" and at[1:2].isdecimal() else 0
    earlier = [row.index for row in article.rows if row.first <= number] if number else [r.index for r in article.rows]
    return before.insert_item((), max(earlier, default=-1) + 1, checked.fields)


def _edit(before: YamlText, index: int, checked: Checked, form: ClaimForm) -> YamlText:
    """The file with the fields that differ in place of the old ones."""
    edited, last = before, "id"
    for key in ORDER:
        old, new = edited.get((index, key)), checked.fields.get(key)
        if key == "id" or (old is not None and show_value(old) == form.get(key) and new is not None):
            last = key if old is not None else last
            continue
        if new is None:
            edited = edited.remove((index, key)) if old is not None else edited
        elif old is None:
            edited, last = edited.insert_field((index,), key, new, last), key
        else:
            edited, last = (edited if old == new else edited.replace({(index, key): new})), key
    return edited


def _write_lock(changes: ChangeSet, folder: str, article: OpenArticle, checked: Checked, has_read: bool) -> None:
    """Adds the lock of a claim that its passage holds; takes away one that no longer says what was done."""
    claim_id = str(checked.fields["id"])
    kept = {row.id for row in article.rows} | {claim_id}
    locks = {claim: lock for claim, lock in article.locks.items() if claim in kept and claim != claim_id}
    if lock := _make_lock(article, checked, has_read):
        locks[claim_id] = lock
    file = name_lock_file(folder, article.id)
    if not changes.exists(file):
        if locks:
            changes.create(file, format_locks(locks))
    elif not locks:
        changes.delete(file)
    elif locks != article.locks:
        changes.replace(file, format_locks(locks))


def _make_lock(article: OpenArticle, checked: Checked, has_read: bool) -> Lock | None:
    claim, span, answer = checked.claim, checked.span, checked.answer
    if claim is None or span is None or claim.status != "reported" or checked.is_contradicted:
        return None
    day = find_day()
    lock = make_lock(claim, span, article.text, day)
    before = article.locks.get(claim.id)
    is_same = before is not None and (before.text, before.exact, before.at) == (lock.text, lock.exact, lock.at)
    read = parse_date(day) if has_read else before.read if before is not None and is_same else None
    compared = answer.compared if isinstance(answer, Match) else () if getattr(answer, "is_empty", False) else None
    if read is None and not isinstance(answer, Match):
        return before if is_same else None
    lock = lock.model_copy(update={"compared": compared, "read": read})
    unchanged = before is not None and before.model_copy(update={"checked": lock.checked}) == lock
    return before if unchanged else lock


def try_changes(publication: Publication, changes: ChangeSet, file: str) -> list[Problem]:
    """The errors that a change would add to one file, tried on the whole briefing, which stays as it is."""
    known = {(problem.code, problem.what) for problem in publication.briefing.problems}
    with TemporaryDirectory() as top:
        laid: dict[str, Path | None] = {}
        for number, (name, data) in enumerate(changes.changed.items()):
            parent = name.split("/")[-2] if "/" in name else CLAIMS_FOLDER
            if data is None or not name.startswith(f"{publication.briefing.folder}/"):
                continue
            path = Path(top, str(number), parent, name.rsplit("/", 1)[-1])
            path.parent.mkdir(parents=True)
            path.write_bytes(data)
            laid[name] = path
        problems = publication.briefing.try_files(laid)
    return [p for p in select_errors(problems) if p.at.file == file and (p.code, p.what) not in known]
