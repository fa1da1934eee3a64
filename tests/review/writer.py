"""The plans that Terraform would write for an apply that makes one world of another."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.review.world import Account, World

SHAPES = {
    "splunk": ("splunk_user", "roles", "splunk_role_binding", "user", "role"),
    "tanium": ("tanium_user", "roles", "tanium_role_binding", "user_id", "role"),
    "scim": ("scim_group", "members", "scim_group_member", "group_id", "user_id"),
}
"""By vendor: what has a set, the set, and the binding with whom it gives what."""


@dataclass
class Writer:
    """Writes the plans that lead from one world to another; `dice` chooses among the forms that mean the same."""

    before: World
    after: World
    dice: random.Random
    touched: set[str] = field(default_factory=set)
    """Labels of what is replaced although it stays the same."""
    wished: World = field(default_factory=World)
    """What the configuration says, of which the plans do not do all."""
    left: set[str] = field(default_factory=set)
    """Labels of what the plans leave out."""
    unsure: set[str] = field(default_factory=set)
    """Labels of new bindings whose role another provider will say, after the apply."""
    rows: list[tuple[dict[str, Any], dict[str, Any] | None]] = field(default_factory=list)
    """Every change with its block of the configuration, if it is still there."""

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
        parts: list[list[tuple[dict[str, Any], dict[str, Any] | None]]] = [[], []]
        tied = {"tanium_user", "tanium_role_binding", "scim_group", "scim_group_member", "splunk_user"}
        for change, block in self.rows:
            is_named = any(change["address"] in json.dumps(other) for _, other in self.rows if other is not block)
            together = change["type"] in tied or "references" in json.dumps(block) or is_named
            parts[0 if together else self.dice.randrange(2)].append((change, block))
        paths = []
        for number, rows in enumerate(parts):
            self.dice.shuffle(rows)
            path = folder / f"plan{number}.json"
            if number == 0 or rows:
                path.write_text(json.dumps(self._document(rows)), encoding="utf-8")
                paths.append(path)
        return paths

    def _document(self, rows: Sequence[tuple[dict[str, Any], dict[str, Any] | None]]) -> dict[str, Any]:
        """One plan. What it leaves out is in the prior state alone, as what does not change may be."""
        out = [
            change["change"]["actions"] == ["no-op"]
            and (change["name"][2:] in self.left or (bool(self.left) and self.dice.random() < 0.5))
            for change, _ in rows
        ]
        prior = [
            {
                **{key: value for key, value in change.items() if key not in ("change", "previous_address")},
                "values": change["change"]["before"],
            }
            for (change, _), is_out in zip(rows, out, strict=True)
            if change["change"]["before"] is not None and (is_out or self.dice.random() < 0.5)
        ]
        return {
            "format_version": "1.2",
            "terraform_version": "1.11.4",
            "timestamp": "2026-01-02T03:04:05Z",
            "complete": not self.left,
            "resource_changes": [change for (change, _), is_out in zip(rows, out, strict=True) if not is_out],
            "prior_state": {"values": {"root_module": {"resources": prior}}},
            "configuration": {"root_module": {"resources": [block for _, block in rows if block is not None]}},
        }

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
        row = {"address": f"{kind}.{label}", "mode": "managed", "type": kind, "name": label}
        moved = before is not None and after is not None and self.dice.random() < 0.2
        old = {"previous_address": f"{kind}.old_{label}"} if moved else {}
        vendor = kind.split("_")[0]
        change = {"actions": actions, "before": before, "after": after, "after_unknown": unknown}
        block = {**row, "provider_config_key": vendor, "expressions": expressions}
        orphan = label[2:] in self.left and not self._is_wished(label[2:])
        self.rows.append(
            (
                {**row, **old, "provider_name": f"example.com/rolecall/{vendor}", "change": change},
                None if orphan else block,
            )
        )

    def _is_wished(self, label: str) -> bool:
        wished = self.wished
        return any(label in each for each in (wished.accounts, wished.roles, wished.bindings, wished.places))

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

    def shown(self, account: Account) -> frozenset[str]:
        """What a refreshed state shows of a set before the apply."""
        bound = {
            given
            for vendor, name, given in self.before.bindings.values()
            if (vendor, name) == (account.vendor, account.name)
        }
        return (account.managed or account.given) | bound

    def number(self, label: str) -> str:
        """The id of a Tanium user that is there before."""
        return str(100 + sorted({*self.before.accounts, *self.after.accounts}).index(label))

    def _account(self, label: str) -> None:
        old, new = self.before.accounts.get(label), self.after.accounts.get(label)
        kind, attribute = SHAPES[(old or new).vendor][:2]  # type: ignore[union-attr]  # one of them is there
        fresh = self._fresh(label)
        before = None if old is None else self._values(label, old, self.shown(old))
        after = None if new is None else self._values(label, new, new.managed or frozenset())
        unknown: dict[str, Any] = {"id": True} if fresh else {}
        expressions: dict[str, Any] = {"name": {"constant_value": "x"}}
        if new is not None and new.managed is None:
            if fresh:
                unknown[attribute] = True
            elif after is not None and before is not None:
                after[attribute] = before[attribute]
        wished = self.wished.accounts.get(label) if label in self.left else new
        if wished is None or wished.managed is not None:
            expressions[attribute] = {"constant_value": ["x"]}
        elif not fresh and self.dice.random() < 0.3:  # a reference to what is null
            expressions[attribute] = {"references": ["each.value.given", "each.value"]}
        if before is not None and after is not None and set(before[attribute]) == set(after[attribute]):
            after[attribute] = before[attribute]
        elif kind == "splunk_user" and new is not None and new.managed and after is not None:
            made = sorted(role for role in new.managed if self._is_made(role))
            if len(made) == 1 and self.dice.random() < 0.5:  # unknown elements stand last
                after[attribute] = [*(role for role in after[attribute] if role not in made), None]
                unknown[attribute] = [*([False] * (len(after[attribute]) - 1)), True]
                expressions[attribute] = self._role_made(made[0])
        self._add(kind, f"u_{label}", before, after, unknown, expressions, replaced=fresh and old is not None)

    def _fresh(self, label: str) -> bool:
        """Whether the account after the apply is a new object."""
        old, new = self.before.accounts.get(label), self.after.accounts.get(label)
        return new is not None and (old is None or old.name != new.name or label in self.touched)

    def _values(self, label: str, account: Account, held: frozenset[str]) -> dict[str, Any]:
        given = self._shuffled(held)
        if account.vendor == "scim":
            return {"display_name": account.name, "members": given, "id": self.number(label)}
        mail = f"{account.name}@{account.vendor}.example"
        values: dict[str, Any] = {"name": account.name, "email": mail, "roles": given}
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
        owner_kind, _, kind, attribute, gives = SHAPES[vendor]
        unknown: dict[str, Any] = {}
        expressions: dict[str, Any] = {gives: {"constant_value": "x"}, attribute: {"constant_value": "x"}}

        def values(world: World, bound: tuple[str, str, str] | None) -> dict[str, Any] | None:
            if bound is None:
                return None
            owner = self._user_of(world, vendor, bound[1]) or self._user_of(self.before, vendor, bound[1])
            who = bound[1] if vendor == "splunk" else (self.number(owner) if owner else f"9{bound[1]}")
            return {"id": f"{who}/{bound[2]}", attribute: who, gives: bound[2]}

        before, after = values(self.before, old), values(self.after, new)
        replaced = old is not None and new is not None and (old != new or label in self.touched)
        if new is not None:
            owner = self._user_of(self.after, vendor, new[1])
            made = old is None or replaced
            if owner is not None and made and self._fresh(owner) and (vendor != "splunk" or self.dice.random() < 0.5):
                unknown[attribute] = True
                reference = f"{owner_kind}.u_{owner}.id"
                expressions[attribute] = self.dice.choice(
                    [
                        {"constant_value": f"${{{reference}}}", "references": [reference]},
                        {"references": [reference, reference.removesuffix(".id")]},
                    ]
                )
            if vendor == "splunk" and made and label in self.unsure:
                unknown[gives] = True
                expressions[gives] = {"references": ["terraform_data.pick.output", "terraform_data.pick"]}
            elif vendor == "splunk" and made and self._is_made(new[2]) and self.dice.random() < 0.5:
                unknown[gives] = True
                expressions[gives] = self._role_made(new[2])
            if old is None or replaced:
                unknown["id"] = True
        self._add(kind, f"b_{label}", before, after, unknown, expressions, replaced=replaced)

    def _is_made(self, role: str) -> bool:
        """Whether the plan makes a role, so that its id is known after the apply."""
        old, new = self.before.roles, self.after.roles
        return role in new and (role not in old or role in self.touched) and role not in self.left

    def _role_made(self, role: str) -> dict[str, Any]:
        """The expression of the id of a role that the plan makes, as the different writers of plans have it."""
        reference = f"splunk_role.r_{role}.id"
        return self.dice.choice(
            [
                {"references": [reference, reference.removesuffix(".id")]},
                {"constant_value": f"${{{reference}}}", "references": [reference]},
            ]
        )

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
