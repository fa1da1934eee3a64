"""Objects that Terraform manages already: in the states of other stacks, and by earlier runs of an adoption."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from rolecall.estate.runtime_facade import shims
from rolecall.estate.terraform.state import State
from rolecall.specification.schema import MembershipLifecycle, Resource

Key: TypeAlias = tuple[str, str, str | None]
"""An object: its type, its id, and the alias of the provider block that reaches it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Managed:
    """Objects that are in Terraform.

    `adopted` are those of this folder, `elsewhere` those of other states. `bound` are the (type, id, attribute) of sets
    of which other states have single elements: the whole set is not theirs, and may not be somebody else's either.
    """

    adopted: frozenset[Key] = frozenset()
    elsewhere: frozenset[Key] = frozenset()
    bound: frozenset[tuple[str, str, str]] = field(default=frozenset())

    def has(self, key: Key) -> bool:
        """True if the object is in Terraform."""
        return key in self.adopted or key in self.elsewhere

    def sets_of(self, resource: Resource, id_: str) -> frozenset[str]:
        """The sets of an object of which other states have elements."""
        return frozenset(name for type_, owner, name in self.bound if (type_, owner) == (resource.name, id_))


def managed_by(states: Iterable[State], aliases: Sequence[str | None], adopted: frozenset[Key]) -> Managed:
    """What `states` and earlier runs manage; with each of `aliases` where a state does not say the provider block."""
    elsewhere: set[Key] = set()
    bound: set[tuple[str, str, str]] = set()
    for state in states:
        for item in state.resources:
            for alias in [item.alias] if state.knows_aliases else aliases:
                elsewhere.add((item.type, str(item.values.get("id")), alias))
            shim = shims.load(item.vendor)
            resource = None if shim is None else next((one for one in shim.resources if one.name == item.type), None)
            lifecycle = None if resource is None else resource.lifecycle
            if isinstance(lifecycle, MembershipLifecycle):
                bound.add((lifecycle.parent, str(item.values.get(lifecycle.owner)), lifecycle.of))
    return Managed(adopted=adopted, elsewhere=frozenset(elsewhere), bound=frozenset(bound))
