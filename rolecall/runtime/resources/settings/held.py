"""The settings that a vendor holds, as far as it shows them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.errors import Incomplete
from rolecall.runtime.http.client import Answer
from rolecall.runtime.http.requests import places, render_path
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.unread_members import read_again
from rolecall.runtime.values.documents import unsaid_of
from rolecall.runtime.values.paths import dig
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import Attribute, Resource, SettingsLifecycle


def alone(context: Context[SettingsLifecycle], values: Object) -> AbstractContextManager[None]:
    """Hold the settings: one writer at a time."""
    known = {**values, "provider": context.connection.settings.arguments}
    return context.connection.locks.hold("document", render_path(context.lifecycle.read.path, known))


def held_by(context: Context[SettingsLifecycle], values: Object) -> dict[str, Any]:
    """The settings by key, as far as they are shown; empty when what they belong to is gone. Raises VendorError."""
    connection, lifecycle, read = context.connection, context.lifecycle, context.lifecycle.read

    def unsaid(answer: Answer) -> str | None:
        rows = dig(answer.data, lifecycle.items)
        return unsaid_of(rows, lifecycle.items, (lifecycle.key, lifecycle.value))

    answer = read_again(
        context,
        lambda: connection.known(read, lambda: connection.client.call(read, values)),
        lambda found: unsaid(found) is None,
    )
    if answer is None:
        return {}
    lacking = unsaid(answer)
    if lacking is not None:
        raise Incomplete(
            f"The settings in {context.title} were read without {lacking}.",
            place=(places(read)[0],),
            request_id=answer.request_id,
        ).at(read.method, connection.client.path_of(read, values), answer.status)
    found = {str(row[lifecycle.key]): row[lifecycle.value] for row in dig(answer.data, lifecycle.items)}
    return {key: value for key, value in found.items() if value not in ("", None)}


def held_to_write(context: Context[SettingsLifecycle], values: Object) -> dict[str, Any]:
    """As `held_by`, for a write that may drop what it does not carry: what two reads show, of three where they differ.

    A key that one read leaves out and that nobody manages here would be missed by nothing else.
    """
    looks = [held_by(context, values), held_by(context, values)]
    if looks[0].keys() != looks[1].keys():
        looks.append(held_by(context, values))
    found = {key: value for look in looks for key, value in look.items()}
    return {key: value for key, value in found.items() if sum(key in look for look in looks) > 1}


def own_of(
    resource: Resource, held: Mapping[str, Any], values: Mapping[str, Any], managed: Collection[str] | None
) -> set[str]:
    """The keys of this resource that are there.

    A key that may be left out is one only where `values` have it, or `managed` (the attributes that were configured,
    None after an import) names it: what others keep under it is theirs.
    """
    return held.keys() & {
        item.field.partition(".")[0]
        for item in resource.schema.attributes
        if item.field is not None and (managed is None or _is_own(item, values, managed))
    }


def _is_own(item: Attribute, values: Mapping[str, Any], managed: Collection[str]) -> bool:
    always = item.required or item.default is not None or "." in (item.field or "")
    return always or item.name in managed or is_set(values.get(item.name))


def shown_of(lifecycle: SettingsLifecycle, held: Mapping[str, Any], own: set[str]) -> dict[str, Any]:
    """Others' settings whose values are not hidden: a write carries them along."""
    return {key: value for key, value in held.items() if key not in own and value not in lifecycle.masks}
