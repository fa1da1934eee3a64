"""What a write of the whole object would wipe, because no answer of this run shows it of anybody.

A trait takes a missing member for empty (`absent: empty`). That is so where the vendor shows the member of others;
where it shows it of nobody, it may keep it back. So it may what it describes and no attribute speaks of. Filters are
asked before the write, and where they find it nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rolecall.runtime.collections.rows import Row
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.object.carried import carried_by
from rolecall.runtime.resources.unsaid import UNSAID, is_something, refused
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.specification.schema import Attribute, ObjectLifecycle


def check_never_shown(
    context: Context[ObjectLifecycle], key: str, row: Row, prior: Mapping[str, Any], changes: Mapping[str, Any]
) -> list[Diagnostic]:
    """Raise Refusal where a write of the whole of `row` wipes what filters find. Raises VendorError.

    Gives a warning, once in a run, where filters do not tell.
    """
    connection, collection = context.connection, context.collection
    if collection.filters is None:
        return []
    doubtful = {each.read_path or "": each.name for each in _doubtful(context, row, prior, changes)}
    described = {name: name for name in _described(context, row)}
    unsure: list[str] = []
    for names_by_path in filter(None, (doubtful, described)):
        found = connection.kept_back.found(collection, key, sorted(names_by_path))
        if found:
            raise _refused(context, key, [names_by_path[each] for each in found])
        unsure += names_by_path.values() if found is None else ()
    if not unsure or not connection.client.seen.is_news(f"never shown of {collection.name}"):
        return []
    names = sorted(unsure)
    return [
        Diagnostic(
            "warning",
            f"{UNSAID} whether there is more",
            f"No answer of {context.title} in this run shows {', '.join(names)} of any of its {collection.name}, and "
            f"it cannot be asked. Updates here write the whole object: where {key!r} has them all the same, they are "
            "gone now. Look at it at the vendor, or set what it must have in the configuration.",
        )
    ]


def _refused(context: Context[ObjectLifecycle], key: str, names: list[str]) -> Refusal:
    """The refusal to wipe `names`, at the attributes that there are of them."""
    attributes = {each.name for each in context.resource.schema.attributes}
    problem = refused(context.title, key, dict.fromkeys(names))
    return Refusal(*(each if set(each.path) <= attributes else replace(each, path=()) for each in problem.diagnostics))


def _described(context: Context[ObjectLifecycle], row: Row) -> list[str]:
    """The lists that the vendor describes of such objects, that no attribute speaks of and no answer has shown.

    They are of the schema that has the objects' name: what extensions have is under their own. Raises VendorError.
    """
    connection, natural, trait = context.connection, context.collection.natural_key, context.lifecycle.full_replace
    attributes = context.resource.schema.attributes
    further = next((each.further_members for each in attributes if each.further_members is not None), None)
    if natural is None or trait is None or trait.carry != ("*",) or further is None or further.form != "scim":
        return []
    described = connection.member_schemas.of(further, further.schemas) or {}
    paths = [path for each in attributes for path in (each.read_path, each.field) if path]
    known = {path.partition(".")[0] for path in paths} | connection.client.seen.shown(context.collection.name)
    known = {each.casefold() for each in (*known, *row, *trait.strip)}
    return [
        name
        for schema in described.values()
        if schema.inner is not None and natural.field in schema.inner
        for name, member in schema.inner.items()
        if member.several and member.writable and name.casefold() not in known
    ]


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
        and (each.read_path or "").partition(".")[0] not in shown
    ]
