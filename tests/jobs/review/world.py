"""An explicit model of access on both sides of an apply, and the plans that Terraform would write for it."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ATOMS = ("organization", "c1", "c2", "g1")
"""The places in Tanzu that a right can hold in, on their own."""


@dataclass
class Account:
    """One account on one side. `managed` is None where nobody manages the roles, which then are `given`."""

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


@dataclass
class Writer:
    """Writes the plans that lead from one world to another; `dice` chooses among the forms that mean the same."""

    before: World
    after: World
    dice: random.Random
    touched: set[str] = field(default_factory=set)
    """Labels of what is replaced although it stays the same."""
    changes: list[dict[str, Any]] = field(default_factory=list)
    config: list[dict[str, Any]] = field(default_factory=list)

    def write(self, folder: Path) -> list[Path]:
        """The plans, one or two."""
        for label in sorted({*self.before.roles, *self.after.roles}):
            self._role(label)
        for label in sorted({*self.before.accounts, *self.after.accounts}):
            self._account(label)
        for label in sorted({*self.before.bindings, *self.after.bindings}):
            self._binding(label)
        for label in sorted({*self.before.places, *self.after.places}):
            self._place(label)
        parts: list[tuple[list[Any], list[Any]]] = [([], []), ([], [])]
        tied = {"tanium_user", "tanium_role_binding"}
        for change, block in zip(self.changes, self.config, strict=True):
            part = 0 if change["type"] in tied or "references" in json.dumps(block) else self.dice.randrange(2)
            if change["type"] == "splunk_user":
                part = 0
            parts[part][0].append(change)
            parts[part][1].append(block)
        paths = []
        for number, (changes, config) in enumerate(parts):
            self.dice.shuffle(changes)
            document = {
                "format_version": "1.2",
                "terraform_version": "1.11.4",
                "timestamp": "2026-01-02T03:04:05Z",
                "resource_changes": changes,
                "configuration": {"root_module": {"resources": config}},
            }
            if number == 0 or changes:
                path = folder / f"plan{number}.json"
                path.write_text(json.dumps(document), encoding="utf-8")
                paths.append(path)
        return paths

    def _add(
        self,
        kind: str,
        label: str,
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
        unknown: dict[str, Any],
        expressions: dict[str, Any],
        *,
        replaced: bool = False,
    ) -> None:
        if before is None:
            actions = ["create"]
        elif after is None:
            actions = ["delete"]
        elif replaced:
            actions = self.dice.choice([["delete", "create"], ["create", "delete"]])
        else:
            actions = ["no-op"] if before == after else ["update"]
        if after is not None:
            after = {name: value for name, value in after.items() if unknown.get(name) is not True}
        self.changes.append(
            {
                "address": f"{kind}.{label}",
                "mode": "managed",
                "type": kind,
                "name": label,
                "provider_name": f"example.com/rolecall/{kind.split('_')[0]}",
                "change": {"actions": actions, "before": before, "after": after, "after_unknown": unknown},
            }
        )
        self.config.append(
            {
                "address": f"{kind}.{label}",
                "mode": "managed",
                "type": kind,
                "name": label,
                "provider_config_key": kind.split("_")[0],
                "expressions": expressions,
            }
        )

    def _shuffled(self, values: frozenset[str]) -> list[str]:
        found = sorted(values)
        self.dice.shuffle(found)
        return found

    def _role(self, label: str) -> None:
        sides = []
        for world in (self.before, self.after):
            role = world.roles.get(label)
            sides.append(
                None
                if role is None
                else {
                    "id": role.name,
                    "name": role.name,
                    "imported_roles": self._shuffled(role.imports),
                    "capabilities": self._shuffled(role.capabilities),
                }
            )
        replaced = None not in sides and label in self.touched
        unknown = {"id": True} if sides[0] is None or replaced else {}
        set_ = {"imported_roles": {"constant_value": ["x"]}, "capabilities": {"constant_value": ["x"]}}
        self._add("splunk_role", f"r_{label}", sides[0], sides[1], unknown, set_, replaced=replaced)

    def shown(self, world: World, account: Account) -> frozenset[str]:
        """What `roles` shows of an account in a refreshed state."""
        if account.managed is not None:
            return account.managed
        bound = {
            role for vendor, name, role in world.bindings.values() if (vendor, name) == (account.vendor, account.name)
        }
        return account.given | bound

    def number(self, label: str) -> str:
        """The id of a Tanium user that is there before."""
        return str(100 + sorted({*self.before.accounts, *self.after.accounts}).index(label))

    def _account(self, label: str) -> None:
        old, new = self.before.accounts.get(label), self.after.accounts.get(label)
        vendor = (old or new).vendor  # type: ignore[union-attr]  # one of them is there
        fresh = self._fresh(label)
        before = None if old is None else self._values(label, self.before, old)
        after = None if new is None else self._values(label, self.after, new)
        unknown: dict[str, Any] = {"id": True} if fresh else {}
        expressions: dict[str, Any] = {"name": {"constant_value": "x"}}
        if new is not None and new.managed is None:
            if fresh:
                unknown["roles"] = True
            elif after is not None and before is not None:
                after["roles"] = before["roles"]
        else:
            expressions["roles"] = {"constant_value": ["x"]}
        replaced = fresh and old is not None
        self._add(f"{vendor}_user", f"u_{label}", before, after, unknown, expressions, replaced=replaced)

    def _fresh(self, label: str) -> bool:
        """Whether the account after the apply is a new object."""
        old, new = self.before.accounts.get(label), self.after.accounts.get(label)
        return new is not None and (old is None or old.name != new.name or label in self.touched)

    def _values(self, label: str, world: World, account: Account) -> dict[str, Any]:
        values: dict[str, Any] = {
            "name": account.name,
            "email": f"{account.name}@{account.vendor}.example",
            "roles": self._shuffled(self.shown(world, account)),
        }
        if account.vendor == "tanium":
            return {**values, "id": self.number(label), "active": not account.shut}
        return {**values, "id": account.name, "locked_out": account.shut}

    def _user_of(self, world: World, vendor: str, name: str) -> str | None:
        return next(
            (label for label, each in world.accounts.items() if (each.vendor, each.name) == (vendor, name)), None
        )

    def _binding(self, label: str) -> None:
        old, new = self.before.bindings.get(label), self.after.bindings.get(label)
        vendor = (old or new)[0]  # type: ignore[index]  # one of them is there
        attribute = "user" if vendor == "splunk" else "user_id"
        unknown: dict[str, Any] = {}
        expressions: dict[str, Any] = {"role": {"constant_value": "x"}, attribute: {"constant_value": "x"}}

        def values(world: World, bound: tuple[str, str, str] | None) -> dict[str, Any] | None:
            if bound is None:
                return None
            owner = self._user_of(world, vendor, bound[1]) or self._user_of(self.before, vendor, bound[1])
            who = bound[1] if vendor == "splunk" else (self.number(owner) if owner else f"9{bound[1]}")
            return {"id": f"{who}/{bound[2]}", attribute: who, "role": bound[2]}

        before, after = values(self.before, old), values(self.after, new)
        replaced = old is not None and new is not None and (old != new or label in self.touched)
        if new is not None:
            owner = self._user_of(self.after, vendor, new[1])
            renewed = owner is not None and self._fresh(owner)
            if renewed and (vendor == "tanium" or self.dice.random() < 0.5):
                unknown[attribute] = True
                reference = f"{vendor}_user.u_{owner}.id"
                expressions[attribute] = self.dice.choice(
                    [
                        {"constant_value": f"${{{reference}}}", "references": [reference]},
                        {"references": [reference, reference.removesuffix(".id")]},
                    ]
                )
                replaced = old is not None
            if old is None or replaced:
                unknown["id"] = True
        self._add(f"{vendor}_role_binding", f"b_{label}", before, after, unknown, expressions, replaced=replaced)

    def _place(self, label: str) -> None:
        sides: list[dict[str, Any] | None] = []
        for world in (self.before, self.after):
            found = world.places.get(label)
            if found is None:
                sides.append(None)
                continue
            kind, name, role, place = found
            level = {"organization": "organization", "g1": "cluster_group"}.get(place, "cluster")
            scope = dict.fromkeys(("organization", "cluster_group", "cluster")) | {level: {"name": place}}
            sides.append({"id": f"rb-{label}", "role": role, "subject": {"name": name, "kind": kind}, "scope": scope})
        both = sides[0] is not None and sides[1] is not None
        replaced = both and (sides[0] != sides[1] or label in self.touched)
        unknown = {"id": True} if sides[0] is None or replaced else {}
        self._add("tanzu_role_binding", f"p_{label}", sides[0], sides[1], unknown, {}, replaced=replaced)
