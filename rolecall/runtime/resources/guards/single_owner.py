"""What is some of a document is managed by one resource: two of them would undo each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.http.requests import render_text
from rolecall.runtime.values.paths import PLACES
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import PartLifecycle, Resource, SettingsLifecycle


def check_sole(
    connection: Connection, resource: Resource, prior: Object | None, planned: Object, config: Object
) -> Diagnostics:
    """An error if another resource of the configuration is about the same."""
    found = Diagnostics()
    key = _key(resource, planned)
    if key is None:
        return found
    shown = {item.name: config.get(item.name) for item in resource.schema.attributes if not item.write_only}
    place = _places(resource)[-1]
    problem = connection.claims.claim_alone(resource.name, key, prior is None, shown, (place,))
    found.extend([problem] if problem else [])
    return found


def settle_sole(connection: Connection, resource: Resource, values: Object, there: bool) -> None:
    """What was planned was carried out, well or not."""
    key = _key(resource, values)
    if key is not None:
        connection.claims.settle_alone(resource.name, key, there)


def _key(resource: Resource, values: Mapping[str, Any]) -> str | None:
    """What a resource is about, in whatever case it is written; None for other resources, and while it is not known."""
    if not isinstance(resource.lifecycle, SettingsLifecycle | PartLifecycle):
        return None
    known = all(is_set(values.get(name)) for name in _places(resource))
    return render_text(resource.id_template or "", values).casefold() if known else None


def _places(resource: Resource) -> list[str]:
    return [place.partition("|")[0] for place in PLACES.findall(resource.id_template or "")]
