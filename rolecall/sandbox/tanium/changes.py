"""Out-of-band changes to a Tanium instance, by name.

Users are named by name or id, roles and groups by name, tokens by id.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.core.vendor import Change
from rolecall.sandbox.tanium.records import Catalogue, Named
from rolecall.sandbox.tanium.store import TaniumStore


def changes(store: TaniumStore) -> Mapping[str, Change]:
    """The changes of `store`, for the control API and `Sandbox.change`."""

    def create_token(user: str | int, name: str = "", expire_in_days: float = 7) -> dict[str, Any]:
        token = store.add_token(store.user(user), name, expire_in_days)
        return {"id": token.id, "token_string": token.value}

    return {
        "user.create": store.add_user,
        "user.update": store.update_user,
        "user.delete": store.delete_user,
        "user.purge": store.purge_user,
        "role.grant": store.grant_role,
        "role.revoke": store.revoke_role,
        "token.create": create_token,
        "token.revoke": store.revoke_token,
        "token.expire": store.expire_token,
        "clock.advance": store.clock.advance,
        **_catalogue("role", store.roles),
        **_catalogue("computer_group", store.computer_groups),
        **_catalogue("content_set", store.content_sets),
        **_catalogue("persona", store.personas),
    }


def _catalogue(kind: str, catalogue: Catalogue) -> Mapping[str, Change]:
    """Creating, renaming and deleting the objects users point at."""

    def rename(name: str, to: str) -> Named:
        item = catalogue.named(name)
        item.name = to
        return item

    def delete(name: str) -> Named:
        item = catalogue.named(name)
        catalogue.remove(item)
        return item

    return {f"{kind}.create": catalogue.add, f"{kind}.rename": rename, f"{kind}.delete": delete}
