"""What happens to the forms of an article: a claim is saved, shown as a diff, or in conflict; a name gets an entry."""

from __future__ import annotations

from ...content.nodes import PlainData
from ...publish.publication import Publication
from ..editing.changes import ChangeSet, Refused
from ..editing.splices import SpliceError, YamlText
from ..editing.yaml_values import Unwritable
from .article_pages import find_next, list_sides, render_article
from .articles import OpenArticle, digest_fields, name_claims_file, open_article
from .claim_forms import ORDER, ClaimForm, find_id, name_references, read_form, show_value
from .desk import Desk
from .rendering import render
from .requests import Answer, Request, redirect
from .saving import Conflict, NotSaved, plan_claim


def save(desk: Desk, publication: Publication, request: Request, article: str) -> Answer:
    """Saves the claim of a form, or shows what would be written."""
    opened, form = open_article(desk, publication, article), read_form(request.form)
    number, has_read = int(request.form.get("s", "1").strip() or 1), bool(request.form.get("read"))
    number = max(0, min(number, len(opened.read.sentences)))
    action = request.form.get("action", "save")
    if action == "edit":
        return render_article(desk, publication, opened, number, form)
    if action == "draft":
        form.values["status"] = "draft"
    try:
        changes, _ = plan_claim(desk, publication, opened, form, has_read)
        if action == "diff":
            diff = changes.format_diff() or "Nothing would change."
            return render_article(desk, publication, opened, number, form, has_read=has_read, shown_diff=diff)
        if changes.changed:
            desk.apply(changes)
    except NotSaved as error:
        return render_article(desk, publication, opened, number, form, reasons=error.reasons, has_read=has_read)
    except Conflict as error:
        return _show_conflict(desk, publication, opened, form, number, error)
    except (Refused, SpliceError, Unwritable, OSError) as error:
        return render_article(desk, publication, opened, number, form, reasons=[str(error)], has_read=has_read)
    here = f"{desk.mount}desk/article/{article}/"
    if action == "next":
        return redirect(f"{here}?s={find_next(open_article(desk, publication, article), number)}&new=1&saved=1")
    return redirect(f"{here}?s={number}&saved=1")


def _show_conflict(
    desk: Desk, publication: Publication, article: OpenArticle, form: ClaimForm, number: int, conflict: Conflict
) -> Answer:
    fields = conflict.fields
    theirs = ClaimForm({key: show_value((fields or {}).get(key, "")) for key in ORDER})
    theirs = name_references(theirs, publication.briefing.library, article.read.lexicon)
    return render(
        desk,
        publication,
        "conflict.html",
        "409 Conflict",
        section="articles",
        a=article,
        form=form,
        number=number,
        file=name_claims_file(publication.briefing.folder, article.id),
        fields=fields,
        sides=list_sides(form, theirs),
        new_base=digest_fields(fields) if fields is not None else "",
    )


def decide_name(desk: Desk, publication: Publication, request: Request, article: str) -> Answer:
    """Makes an unknown name another name of an entry, or leaves it alone until the server ends."""
    name, number = " ".join(request.form.get("name", "").split()), request.form.get("s", "1")
    back = f"{desk.mount}desk/article/{article}/?s={int(number) if number.isdecimal() else 1}"
    if request.form.get("action") == "ignore":
        desk.ignored.add(name)
        return redirect(back)
    opened, library = open_article(desk, publication, article), publication.briefing.library
    written = request.form.get("entry", "").strip()
    entry = library.resolve(find_id(written, library, desk.find_lexicon(publication))) if written else None
    record = library.find_record("entries", entry or "")
    try:
        if record is None or not hasattr(record.data, "names"):
            raise Refused(f"there is no entry '{written[:80]}' that has names")
        desk.apply(_add_name(desk, record.file, name, request.form.get("kind", "alias"), article))
    except (Refused, SpliceError, Unwritable, OSError) as error:
        chosen = max(1, min(int(number) if number.isdecimal() else 1, len(opened.read.sentences)))
        return render_article(desk, publication, opened, chosen, None, said=f"Not saved: {error}.")
    return redirect(f"{back}&saved=1")


def _add_name(desk: Desk, file: str, name: str, kind: str, article: str) -> ChangeSet:
    changes = ChangeSet(desk.root, f"add the name {name[:60]} to {file}")
    text = YamlText(changes.read_text(file), file)
    item: dict[str, PlainData] = {"text": name, "kind": kind, "source": article}
    names = text.get(("names",))
    if names is None:
        text = text.insert_field((), "names", [item], "summary")
    else:
        text = text.insert_item(("names",), len(names), item)
    changes.replace(file, text.text)
    return changes
