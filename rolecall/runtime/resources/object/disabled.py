"""Objects that are disabled (trait `Deprovision`), at vendors that no longer show them, or delete by disabling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.diagnostics import Refusal, refusal
from rolecall.runtime.resources.context import Context
from rolecall.specification.schema import ObjectLifecycle


def hides_disabled(lifecycle: ObjectLifecycle, values: Mapping[str, Any]) -> bool:
    """Whether an object with `values` is disabled, and the vendor then answers that it does not exist."""
    trait = lifecycle.deprovision
    return trait is not None and trait.disabled_is_gone and is_disabled(lifecycle, values)


def is_disabled(lifecycle: ObjectLifecycle, values: Mapping[str, Any]) -> bool:
    """Whether `values` are those that disable an object."""
    trait = lifecycle.deprovision
    return trait is not None and bool(trait.disable) and all(values.get(name) == value for name, value in trait.disable)


def hidden(title: str, key: str) -> tuple[str, str]:
    """A warning about an object that is disabled and not shown: summary and detail."""
    return (
        f"{key!r} is deactivated and cannot be seen",
        f"{title} answers that it does not exist, as it does of everybody who is deactivated. State keeps what was "
        "last known. Whether it was deleted since cannot be told.",
    )


def left_disabled(title: str, key: str, name: str) -> tuple[str, str]:
    """A warning about an object that its delete has left behind, disabled: summary and detail."""
    return (
        f"{name} stays in {title}, deactivated",
        f"{title} deletes by deactivating: {key!r} can no longer sign in, keeps its name and can still be read. It "
        "leaves the state of Terraform. To have it back, import it and enable it.",
    )


def still_there(context: Context[ObjectLifecycle], key: str, *, accepted: bool) -> Refusal:
    """The error for what a read finds after its deletion, with the argument that says that deleting disables."""
    trait, names = context.lifecycle.deprovision, {each.name for each in context.connection.shim.schema.attributes}
    disables = trait is not None and bool(trait.disable) and "delete_disables" in names and accepted
    way_out = " Where the server disables in place of deleting, set `delete_disables = true` in the provider block."
    return refusal(
        f"{key!r} is still there",
        f"{context.title} {'accepted the deletion' if accepted else 'answered that there is no such object'}, "
        f"but a read still finds it. It stays in state; apply again.{way_out if disables else ''}",
    )
