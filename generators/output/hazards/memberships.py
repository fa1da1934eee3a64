"""What can hurt you about a set that is managed as a whole, or one element at a time."""

from __future__ import annotations

from collections.abc import Iterator

from generators.output.hazards.attributes import of_attribute, of_changes
from generators.text import code
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle, Provider, Resource


def of_membership(resource: Resource, lifecycle: MembershipLifecycle, provider: Provider) -> Iterator[str]:
    """The hazards of a resource that is one element of a set of its parent."""
    parent = next(item for item in provider.resources if item.name == lifecycle.parent)
    yield (
        f"**Additive**: other elements of {code(lifecycle.of)} are left alone. Do not also set "
        f"{code(lifecycle.of)} of {code(lifecycle.parent)} for the same object: that is the whole list, the two would "
        "undo each other, and the plan refuses it."
    )
    yield (
        f"If the object already has this {code(lifecycle.member)}, create is refused, because a later destroy would "
        "take away access that this resource never gave. Import it."
    )
    if lifecycle.pairs:
        yield (
            f"Each is an object of its own at the vendor ({code(lifecycle.pairs.create.path)}): it is added and "
            f"deleted alone, and {code(lifecycle.of)} of its owner is never written."
        )
    if isinstance(parent.lifecycle, ObjectLifecycle) and parent.lifecycle.full_replace and not parent.lifecycle.patch:
        yield (
            f"The vendor has no call for one element: each change rewrites {code(lifecycle.of)} of its owner. The "
            "provider does that one at a time, so several bindings of one object in one run do not overwrite each "
            "other."
        )
    yield from (text for item in parent.schema.attributes if item.name == lifecycle.of for text in of_attribute(item))
    yield from of_changes(resource.schema)


def of_parent(resource: Resource, provider: Provider) -> Iterator[str]:
    """The hazards of a resource with a set whose elements can be resources of their own."""
    for other in provider.resources:
        if isinstance(other.lifecycle, MembershipLifecycle) and other.lifecycle.parent == resource.name:
            yield (
                f"**{code(other.lifecycle.of)} here is the whole list; {code(other.name)} adds one element.** Both on "
                "one object would undo each other with every apply, and are refused."
            )
