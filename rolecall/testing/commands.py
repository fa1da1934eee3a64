"""The commands that the life of a resource needs: those of Terraform."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

Resources = Mapping[str, Mapping[str, Mapping[str, Any]]]


class Commands(Protocol):
    """What both Terraform and `rolecall.testing.client.Client` do. A failure is an AssertionError that says why."""

    def configure(self, resources: Resources, variables: Mapping[str, str]) -> None:
        """Make `resources` (type, label, arguments) the configuration; `variables` are ephemeral."""

    def plan(self) -> dict[str, str]:
        """What an apply would do, by address."""

    def planned_changes(self, address: str) -> set[str]:
        """The attributes of `address` that an apply would change."""

    def apply(self) -> dict[str, str]:
        """Plan and apply; gives what was done, by address."""

    def destroy(self, *, refresh: bool = True) -> dict[str, str]:
        """Destroy everything in the state; gives what was there to destroy."""

    def forget(self, address: str) -> None:
        """Take `address` out of the state."""

    def import_(self, address: str, given: str) -> None:
        """Import by id or `name=<value>`."""

    def state(self) -> dict[str, dict[str, Any]]:
        """The attributes of each resource, by address."""
