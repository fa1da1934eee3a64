"""The attributes that an update carries along because it replaces the object."""

from __future__ import annotations

from rolecall.runtime.resources.context import Context
from rolecall.runtime.values.paths import steps
from rolecall.specification.schema import Attribute, ObjectLifecycle
from rolecall.specification.traits import FullReplace


def carried_by(context: Context[ObjectLifecycle]) -> list[Attribute]:
    """The attributes that a full replacement carries along, as far as answers say them.

    That is an update with the trait `FullReplace`, or one that deletes and creates (trait `Recreate`).
    """
    trait = context.lifecycle.full_replace
    if trait is None and context.lifecycle.recreate is not None:
        trait = FullReplace()
    if trait is None:
        return []
    found: list[Attribute] = []
    for attribute in context.resource.schema.attributes:
        path = attribute.read_path
        if path is None or attribute.field is None or not (attribute.required or attribute.optional):
            continue
        if trait.carry == ("*",):
            carried = steps(path)[0] not in trait.strip
        else:
            carried = any(path == member or path.startswith(f"{member}.") for member in trait.carry)
        if carried and attribute.transitions is None:
            found.append(attribute)
    return found
