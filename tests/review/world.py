"""An explicit model of access on one side of an apply."""

from __future__ import annotations

from dataclasses import dataclass, field

ATOMS = ("organization", "c1", "c2", "g1")
"""The places in Tanzu that a right can hold in, on their own."""


@dataclass
class Account:
    """What has a set on one side: an account with its roles, or in SCIM a group with its members.

    `managed` is None where nobody manages the set, which then is `given`.
    """

    vendor: str
    name: str
    shut: bool = False
    managed: frozenset[str] | None = None
    given: frozenset[str] = frozenset()


@dataclass
class Role:
    """A Splunk role on one side."""

    name: str
    imports: frozenset[str]
    capabilities: frozenset[str]


@dataclass
class World:
    """One side: accounts by label, roles by name, bindings by label."""

    accounts: dict[str, Account] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    bindings: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Label to (vendor, account name, role)."""
    places: dict[str, tuple[str, str, str, str]] = field(default_factory=dict)
    """Label to (kind, name, role, place) in Tanzu."""
