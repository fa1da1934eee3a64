"""Out-of-band changes to a Splunk instance, by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rolecall.sandbox.core.vendor import Change
from rolecall.sandbox.splunk.store import SplunkStore


def changes(store: SplunkStore) -> Mapping[str, Change]:
    """The changes of `store`, for the control API and `Sandbox.change`. Users and roles by name, tokens by id."""

    def create_user(name: str, **fields: Any) -> dict[str, Any]:
        return {"name": store.add_user(name, **fields).name}

    def update_user(user: str, **fields: Any) -> dict[str, Any]:
        return {"name": store.update_user(user, **fields).name}

    def delete_user(user: str) -> dict[str, Any]:
        return {"name": store.delete_user(user).name}

    def login_user(user: str, **fields: Any) -> dict[str, Any]:
        return {"name": store.login_person(user, **fields).name}

    def grant(user: str, role: str) -> dict[str, Any]:
        return {"name": store.grant_role(user, role).name}

    def revoke(user: str, role: str) -> dict[str, Any]:
        return {"name": store.revoke_role(user, role).name}

    def create_role(name: str, **fields: Any) -> dict[str, Any]:
        return {"name": store.add_role(name, **fields).name}

    def update_role(role: str, **settings: Any) -> dict[str, Any]:
        return {"name": store.update_role(role, **settings).name}

    def delete_role(role: str) -> dict[str, Any]:
        return {"name": store.delete_role(role).name}

    def create_token(user: str, name: str, expires: int = 0) -> dict[str, Any]:
        token = store.add_token(store.user(user), name, expires=expires)
        return {"id": token.id, "token": token.value}

    def revoke_token(id: str) -> dict[str, Any]:
        return {"id": store.tokens.pop(store.token(id).id).id}

    def expire_token(id: str) -> dict[str, Any]:
        store.token(id).expires = int(store.clock.now()) - 1
        return {"id": id}

    def disable_token(id: str) -> dict[str, Any]:
        store.token(id).status = "disabled"
        return {"id": id}

    def enable_token(id: str) -> dict[str, Any]:
        store.token(id).status = "enabled"
        return {"id": id}

    def set_group(name: str, roles: Sequence[str]) -> dict[str, Any]:
        store.saml_groups[name] = [store.role(role).name for role in roles]
        return {"name": name}

    def delete_group(name: str) -> dict[str, Any]:
        if name not in store.saml_groups:
            raise KeyError(f"no SAML group {name!r}")
        del store.saml_groups[name]
        return {"name": name}

    def end_sessions() -> dict[str, Any]:
        ended = len(store.sessions)
        store.sessions.clear()
        return {"ended": ended}

    def advance(seconds: float) -> dict[str, Any]:
        store.clock.advance(seconds)
        return {}

    return {
        "user.create": create_user,
        "user.update": update_user,
        "user.delete": delete_user,
        "user.login": login_user,
        "role.grant": grant,
        "role.revoke": revoke,
        "role.create": create_role,
        "role.update": update_role,
        "role.delete": delete_role,
        "token.create": create_token,
        "token.revoke": revoke_token,
        "token.expire": expire_token,
        "token.disable": disable_token,
        "token.enable": enable_token,
        "saml_group.create": set_group,
        "saml_group.update": set_group,
        "saml_group.delete": delete_group,
        "session.end": end_sessions,
        "clock.advance": advance,
    }
