"""Out-of-band changes to a SCIM server, by name.

Users are named by userName or id, groups by displayName or id, members by any of these. Other fields are
attributes as a client would send them; null unsets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rolecall.sandbox.core.message import Refusal
from rolecall.sandbox.core.vendor import Change
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.schema import ResourceType
from rolecall.sandbox.scim.store import Resource, ScimStore
from rolecall.sandbox.scim.values import Reader, Values


def changes(store: ScimStore) -> Mapping[str, Change]:
    """The changes of `store`, for the control API and `Sandbox.change`."""
    reader = Reader(ScimOptions())

    def read(type: ResourceType, fields: Mapping[str, Any]) -> Values:
        try:
            return reader.resource({"schemas": [type.core.id], **fields}, type)
        except Refusal as refusal:
            raise ValueError(refusal.text) from refusal

    def update(resource: Resource, fields: Mapping[str, Any]) -> dict[str, Any]:
        kept = {name: item for name, item in resource.values.items() if name not in fields}
        store.update(resource, {**kept, **read(resource.type, fields)})
        return {"id": resource.id}

    def create_user(user_name: str, **fields: Any) -> dict[str, Any]:
        return {"id": store.add_user(user_name, **read(store.users.type, fields)).id}

    def update_user(user: str, **fields: Any) -> dict[str, Any]:
        return update(store.users.find(user), fields)

    def activate(user: str) -> dict[str, Any]:
        return update(store.users.find(user), {"active": True})

    def deactivate(user: str) -> dict[str, Any]:
        return update(store.users.find(user), {"active": False})

    def delete_user(user: str) -> dict[str, Any]:
        found = store.users.find(user)
        store.delete(found)
        return {"id": found.id}

    def create_group(display_name: str, members: Sequence[str] = (), **fields: Any) -> dict[str, Any]:
        return {"id": store.add_group(display_name, members, **read(store.groups.type, fields)).id}

    def rename_group(group: str, to: str) -> dict[str, Any]:
        return update(store.groups.find(group), {"displayName": to})

    def delete_group(group: str) -> dict[str, Any]:
        found = store.groups.find(group)
        store.delete(found)
        return {"id": found.id}

    def add_member(group: str, member: str) -> dict[str, Any]:
        return {"id": store.change_members(group, add=[member]).id}

    def remove_member(group: str, member: str) -> dict[str, Any]:
        return {"id": store.change_members(group, remove=[member]).id}

    def create_token() -> dict[str, Any]:
        return {"token": store.new_token()}

    def revoke_token(token: str) -> dict[str, Any]:
        store.tokens.remove(token)
        return {}

    def start_session(user: str, seconds: float = 28800.0) -> dict[str, Any]:
        return {"user": store.start_session(user, seconds).user_name}

    def seed(users: int = 0, groups: int = 0, members: int = 0) -> dict[str, Any]:
        store.seed(users, groups, members)
        return {}

    def advance(seconds: float) -> dict[str, Any]:
        store.clock.advance(seconds)
        return {}

    return {
        "user.create": create_user,
        "user.update": update_user,
        "user.activate": activate,
        "user.deactivate": deactivate,
        "user.delete": delete_user,
        "group.create": create_group,
        "group.rename": rename_group,
        "group.delete": delete_group,
        "member.add": add_member,
        "member.remove": remove_member,
        "token.create": create_token,
        "token.revoke": revoke_token,
        "session.start": start_session,
        "seed": seed,
        "clock.advance": advance,
    }
