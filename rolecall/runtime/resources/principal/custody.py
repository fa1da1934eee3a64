"""Custody: a resource that nothing at the vendor is, and whose destroying ends what somebody owns there.

Some systems keep no users, only names in role bindings. What names a leaver has no object to be deleted with; a
resource of custody stands for them, so that it ends in Terraform's order and what is left over is reported.
"""

from __future__ import annotations

from rolecall.runtime.application import Object
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import ObjectLifecycle, Resource


def is_custody(resource: Resource) -> bool:
    """Whether nothing at the vendor is this resource."""
    return isinstance(resource.lifecycle, ObjectLifecycle) and resource.lifecycle.create is None


def take_custody(resource: Resource, planned: Object) -> Object:
    """The state of what is planned. The vendor is not asked."""
    return _identified(resource, {name: None if value is UNKNOWN else value for name, value in planned.items()})


def keep_custody(resource: Resource, state: Object, *, imported: bool) -> Object:
    """The state as it was; after an import, arguments take their defaults. The vendor is not asked."""
    defaults = {item.name: item.default for item in resource.schema.attributes} if imported else {}
    return _identified(
        resource, {name: defaults.get(name) if value is None else value for name, value in state.items()}
    )


def _identified(resource: Resource, state: Object) -> Object:
    return {**state, "id": (resource.id_template or "").format_map(state)}
