"""What a write of the whole object would wipe, because no answer of this run shows it of anybody.

A trait takes a missing member for empty (`absent: empty`). That is so where the vendor shows the member of others;
where it shows it of nobody, it may keep it back. So it may what it describes, or may have, and no attribute speaks of.
Filters are asked before the write; nothing is written where they find it, and where they do not tell either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from rolecall.runtime.collections.rows import Row
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.object.carried_attributes import carried_by
from rolecall.runtime.resources.unread_members import UNSAID, is_something, refused
from rolecall.runtime.values.paths import MISSING, dig, steps
from rolecall.runtime.writes import unsent
from rolecall.specification.schema import Attribute, ObjectLifecycle

SHOWS_ALL: Final = "shows_all_attributes"


def check_never_shown(
    context: Context[ObjectLifecycle], key: str, row: Row, prior: Mapping[str, Any], changes: Mapping[str, Any]
) -> None:
    """Raise Refusal where a write of the whole of `row` wipes what filters find, or what they do not tell of.

    Raises VendorError. Vendors that are no servers of a standard, and take no filters, show what they have.
    """
    connection, collection, trait = context.connection, context.collection, context.lifecycle.full_replace
    if (collection.filters is None and not connection.shim.presets) or (trait is not None and trait.shows_all):
        return
    doubtful = {each.read_path or "": each.name for each in _doubtful(context, row, prior, changes)}
    described = {name: name for name in _described(context, row)}
    unsure: list[str] = []
    for names_by_path in filter(None, (doubtful, described)):
        found = connection.kept_back.found(collection, key, sorted(names_by_path))
        if found:
            raise _refused(context, key, [names_by_path[each] for each in found])
        unsure += names_by_path.values() if found is None else ()
    if unsure:
        raise Refusal(_unsure(context, key, sorted(unsure)))


def _unsure(context: Context[ObjectLifecycle], key: str, names: list[str]) -> Diagnostic:
    return Diagnostic(
        "error",
        f"{UNSAID} whether there is more",
        f"No answer of {context.title} in this run shows {', '.join(names)} of any of its {context.collection.name}, "
        f"and it cannot be asked. The change writes the whole object: where {key!r} has them all the same, it would "
        f"wipe them. {unsent()} Look at it at the vendor, and set what it must have in the configuration; "
        f"where the vendor says that it shows all that it has, set `{SHOWS_ALL} = true` in the provider block.",
    )


def _refused(context: Context[ObjectLifecycle], key: str, names: list[str]) -> Refusal:
    """The refusal to wipe `names`, at the attributes that there are of them."""
    attributes = {each.name for each in context.resource.schema.attributes}
    problem = refused(context.title, key, dict.fromkeys(names))
    return Refusal(*(each if set(each.path) <= attributes else replace(each, path=()) for each in problem.diagnostics))


def _described(context: Context[ObjectLifecycle], row: Row) -> list[str]:
    """The lists that the vendor describes of such objects, that no attribute speaks of and no answer has shown.

    They are of the schema that has the objects' name: what extensions have is under their own. Where the vendor does
    not describe that, they are those that objects may have. Raises VendorError.
    """
    connection, natural, trait = context.connection, context.collection.natural_key, context.lifecycle.full_replace
    attributes = context.resource.schema.attributes
    further = next((each.further_members for each in attributes if each.further_members is not None), None)
    if natural is None or trait is None or trait.carry != ("*",):
        return []
    scim = further is not None and further.form == "scim"
    schemas = connection.member_schemas.of(further, further.schemas) if scim and further is not None else None
    own = [each.inner for each in (schemas or {}).values() if each.inner is not None and natural.field in each.inner]
    lists = [name for inner in own for name, member in inner.items() if member.several and member.writable]
    paths = [path for each in attributes for path in (each.read_path, each.field) if path]
    known = {steps(path)[0] for path in paths} | connection.client.seen.shown(context.collection.name)
    known = {each.casefold() for each in (*known, *row, *trait.strip)}
    return [name for name in (lists if own else trait.may_have) if name.casefold() not in known]


def _doubtful(
    context: Context[ObjectLifecycle], row: Row, prior: Mapping[str, Any], changes: Mapping[str, Any]
) -> list[Attribute]:
    """What is carried along, left out of `row`, known of nobody, and not said by the write."""
    shown, apart = context.connection.client.seen.shown(context.collection.name), context.collection.apart
    return [
        each
        for each in carried_by(context)
        if each.absent == "empty"
        and each.name not in changes
        and each.read_path not in (None, apart)
        and each.further_members is None
        and ":" not in (each.read_path or "")  # `schemas` of the row names extensions
        and dig(row, each.read_path or "") is MISSING
        and not is_something(prior.get(each.name))
        and steps(each.read_path or "")[0] not in shown
    ]
