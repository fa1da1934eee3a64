"""Out-of-band changes to a Tanium instance, by name.

Users are named by name or id, roles and groups by name, tokens by id.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.core.vendor import Change
from rolecall.sandbox.tanium.store import Catalogue, TaniumStore


def changes(store: TaniumStore) -> Mapping[str, Change]:
    """The changes of `store`, for the control API and `Sandbox.change`."""

    def create_user(name: str, **fields: Any) -> dict[str, Any]:
        return {"id": store.add_user(name, **fields).id}

    def update_user(user: str | int, **fields: Any) -> dict[str, Any]:
        return {"id": store.update_user(user, **fields).id}

    def delete_user(user: str | int) -> dict[str, Any]:
        return {"id": store.delete_user(user).id}

    def purge_user(user: str | int) -> dict[str, Any]:
        store.purge_user(user)
        return {}

    def grant(user: str | int, role: str) -> dict[str, Any]:
        return {"id": store.grant_role(user, role).id}

    def revoke(user: str | int, role: str) -> dict[str, Any]:
        return {"id": store.revoke_role(user, role).id}

    def create_token(user: str | int, name: str = "", expire_in_days: float = 7) -> dict[str, Any]:
        token = store.add_token(store.user(user), name, expire_in_days)
        return {"id": token.id, "token_string": token.value}

    def revoke_token(id: int) -> dict[str, Any]:
        return {"id": store.revoke_token(id).id}

    def expire_token(id: int) -> dict[str, Any]:
        return {"id": store.expire_token(id).id}

    def advance(seconds: float) -> dict[str, Any]:
        store.clock.advance(seconds)
        return {}

    return {
        "user.create": create_user,
        "user.update": update_user,
        "user.delete": delete_user,
        "user.purge": purge_user,
        "role.grant": grant,
        "role.revoke": revoke,
        "token.create": create_token,
        "token.revoke": revoke_token,
        "token.expire": expire_token,
        "clock.advance": advance,
        **_catalogue("role", store.roles),
        **_catalogue("computer_group", store.computer_groups),
        **_catalogue("content_set", store.content_sets),
        **_catalogue("persona", store.personas),
    }


def _catalogue(kind: str, catalogue: Catalogue) -> Mapping[str, Change]:
    """Creating, renaming and deleting the objects users point at."""

    def create(name: str) -> dict[str, Any]:
        return {"id": catalogue.add(name).id}

    def rename(name: str, to: str) -> dict[str, Any]:
        item = catalogue.named(name)
        item.name = to
        return {"id": item.id}

    def delete(name: str) -> dict[str, Any]:
        item = catalogue.named(name)
        catalogue.remove(item)
        return {"id": item.id}

    return {f"{kind}.create": create, f"{kind}.rename": rename, f"{kind}.delete": delete}
