"""Validation of a write before it is kept: required attributes, uniqueness, members that exist."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.message import Refusal
from rolecall.sandbox.scim.multi_valued import Bag
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.store import Catalogue, Resource, ScimStore
from rolecall.sandbox.scim.values import Values


class Checks:
    """The checks of one server."""

    def __init__(self, store: ScimStore, options: ScimOptions) -> None:
        self._store = store
        self._options = options

    def check(self, catalogue: Catalogue, values: Values, resource: Resource | None) -> Values:
        """The values as they are kept; `resource` is what they are for, None for a new one.

        What was made behind the API's back without a required attribute can go on without it. Raises Refusal: 400
        invalidValue for what is missing and members that do not exist, 409 uniqueness.
        """
        for name in self._store.flavour.required(catalogue.type):
            lacked = resource is not None and name not in resource.values
            if values.get(name) in (None, "") and not lacked:
                raise Refusal(400, f"A {catalogue.type.name} needs {name}.", "invalidValue")
        self._unique(catalogue, values, resource)
        members = values.get("members")
        if catalogue is self._store.groups and isinstance(members, Bag):
            return {**values, "members": self._known(members, resource)}
        return values

    def typed(self, body: dict[str, Any]) -> dict[str, Any]:
        """A body without the groups among its members that are taken for users, where that is how it is read."""
        members = body.get("members")
        if self._options.untyped_members != "users" or not isinstance(members, list):
            return body
        return {**body, "members": [each for each in members if not self._is_untyped_group(each)]}

    def _is_untyped_group(self, member: Any) -> bool:
        is_untyped = isinstance(member, dict) and not member.get("type")
        return is_untyped and self._store.groups.get(str(member.get("value"))) is not None

    def _unique(self, catalogue: Catalogue, values: Values, resource: Resource | None) -> None:
        """A userName is unique whatever the case; names of groups as the vendor has it."""
        rule = "case" if catalogue is self._store.users else self._store.flavour.unique_groups
        if not rule:
            return
        name = values["userName" if catalogue is self._store.users else "displayName"]
        for other in catalogue.named(name):
            if other is not resource and (rule == "case" or other.name == name):
                raise Refusal(409, f"There is a {catalogue.type.name} {other.name!r} already.", "uniqueness")

    def _known(self, members: Bag, group: Resource | None) -> Bag:
        """The members without those that do not exist, if such are dropped; only new ones are looked at."""
        new = members.keys - group.members if group is not None else members.keys
        if group is not None and group.id in members:
            raise Refusal(400, "A group cannot be its own member.", "invalidValue")
        unknown = [id for id in new if self._store.resource(id) is None]
        if unknown and self._options.unknown_members != "drop":
            raise Refusal(400, f"There is no member {unknown[0]!r}.", "invalidValue")
        if not unknown:
            return members
        kept = members.copy()
        for id in unknown:
            kept.remove(id)
        return kept
