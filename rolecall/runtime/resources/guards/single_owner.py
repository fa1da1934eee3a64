"""Single ownership: some of a document is managed by one resource, because two would undo each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rolecall.runtime.application import StateResult
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.http.requests import render_text
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.values.paths import PLACES
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import PartLifecycle, Resource, SettingsLifecycle


def check_sole(context: Context[SettingsLifecycle | PartLifecycle], change: Change) -> Iterator[Diagnostic]:
    """An error if another resource of the configuration is about the same."""
    resource = context.resource
    key = _key(resource, change.after)
    if key is None:
        return
    shown = {item.name: change.given.get(item.name) for item in resource.schema.attributes if not item.write_only}
    place = _places(resource)[-1]
    problem = context.connection.claims.claim_alone(resource.name, key, change.is_create, shown, (place,))
    if problem is not None:
        yield problem


def settle_sole(context: Context[SettingsLifecycle | PartLifecycle], change: Change, result: StateResult) -> None:
    """What was planned was carried out, well or not."""
    key = _key(context.resource, change.planned or change.before)
    if key is not None:
        context.connection.claims.settle_alone(context.resource.name, key, result.state is not None)


def _key(resource: Resource, values: Mapping[str, Any]) -> str | None:
    """What a resource is about, in whatever case it is written; None while it is not known."""
    known = all(is_set(values.get(name)) for name in _places(resource))
    return render_text(resource.id_template or "", values).casefold() if known else None


def _places(resource: Resource) -> list[str]:
    return [place.partition("|")[0] for place in PLACES.findall(resource.id_template or "")]
