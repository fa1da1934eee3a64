"""What can hurt you about what lets somebody administer an instance (trait Administrators)."""

from __future__ import annotations

from collections.abc import Iterator

from generators.text import code, listed
from rolecall.specification.schema import Lifecycle, MembershipLifecycle, ObjectLifecycle, Provider, Resource


def of_administrators(resource: Resource, provider: Provider) -> Iterator[str]:
    """The hazard of an object that administers the instance, and of a binding that gives it what that takes."""
    lifecycle: Lifecycle = resource.lifecycle
    binding = lifecycle if isinstance(lifecycle, MembershipLifecycle) else None
    keeper = resource if binding is None else next(item for item in provider.resources if item.name == binding.parent)
    trait = keeper.lifecycle.administrators if isinstance(keeper.lifecycle, ObjectLifecycle) else None
    if trait is None or (binding is not None and binding.of != trait.attribute):
        return
    values = listed((code(each) for each in trait.values), "or")
    ours = ", and from the account that the provider runs as"
    yield (
        f"**Somebody must administer it**: the plan refuses to take {values} "
        f"({code(trait.attribute if binding is None else binding.member)}) from the last who has it directly"
        f"{ours if keeper.access is not None and keeper.access.account is not None else ''}, whether by a change or by "
        "destroying it. Two who would leave each other alone in one plan are refused too."
    )
