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

    def update(resource: Resource, fields: Mapping[str, Any]) -> Resource:
        kept = {name: item for name, item in resource.values.items() if name not in fields}
        store.update(resource, {**kept, **read(resource.type, fields)})
        return resource

    def delete(resource: Resource) -> Resource:
        store.delete(resource)
        return resource

    def create_user(user_name: str, **fields: Any) -> Resource:
        return store.add_user(user_name, **read(store.users.type, fields))

    def create_group(display_name: str, members: Sequence[str] = (), **fields: Any) -> Resource:
        return store.add_group(display_name, members, **read(store.groups.type, fields))

    def start_session(user: str, seconds: float = 28800.0) -> dict[str, Any]:
        return {"user": store.start_session(user, seconds).user_name}

    return {
        "user.create": create_user,
        "user.update": lambda user, **fields: update(store.users.find(user), fields),
        "user.activate": lambda user: update(store.users.find(user), {"active": True}),
        "user.deactivate": lambda user: update(store.users.find(user), {"active": False}),
        "user.delete": lambda user: delete(store.users.find(user)),
        "group.create": create_group,
        "group.rename": lambda group, to: update(store.groups.find(group), {"displayName": to}),
        "group.delete": lambda group: delete(store.groups.find(group)),
        "member.add": lambda group, member: store.change_members(group, add=[member]),
        "member.remove": lambda group, member: store.change_members(group, remove=[member]),
        "token.create": lambda: {"token": store.new_token()},
        "token.revoke": lambda token: store.tokens.remove(token),
        "session.start": start_session,
        "seed": store.seed,
        "clock.advance": store.clock.advance,
    }
