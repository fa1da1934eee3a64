"""The context of a step: one resource type at one configured vendor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from rolecall.runtime.connection import Connection
from rolecall.runtime.resources.private_state import Private, Stored
from rolecall.specification.schema import Collection, Lifecycle, ObjectLifecycle, Resource

L = TypeVar("L", bound=Lifecycle, covariant=True)


@dataclass(frozen=True, slots=True)
class Context(Generic[L]):
    """A resource type and the connection to its vendor. `lifecycle` is the resource's, of the class that is at hand.

    `stored`, `left_out`, `beside` and `incarnation` are of the resource that a verb is about: what the vendor keeps in
    a form of its own, what its answers leave out of late, what it has beside, and which object it is (see `Private`).
    """

    connection: Connection
    resource: Resource
    lifecycle: L
    stored: Mapping[str, Stored] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    incarnation: str | None = None

    @property
    def title(self) -> str:
        """The vendor's name."""
        return self.connection.shim.title

    @property
    def collection(self: Context[ObjectLifecycle]) -> Collection:
        """The collection that the objects live in."""
        return self.connection.shim.collection(self.lifecycle.collection)


def context_of(connection: Connection, resource: Resource, private: Private | None = None) -> Context[Any]:
    """The context of `resource`, whatever its kind; with `private`, of what that remembers."""
    return Context(connection, resource, resource.lifecycle, private.stored if private is not None else {})
