"""Out-of-band changes to a Splunk instance, by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rolecall.sandbox.core.vendor import Change, known
from rolecall.sandbox.splunk.model import Token
from rolecall.sandbox.splunk.store import SplunkStore


def changes(store: SplunkStore) -> Mapping[str, Change]:
    """The changes of `store`, for the control API and `Sandbox.change`. Users and roles by name, tokens by id."""

    def create_token(user: str, name: str, expires: int = 0) -> dict[str, Any]:
        token = store.add_token(store.user(user), name, expires=expires)
        return {"id": token.id, "token": token.value}

    def expire_token(id: str) -> Token:
        token = store.token(id)
        token.expires = int(store.clock.now()) - 1
        return token

    def set_status(status: str) -> Change:
        def change(id: str) -> Token:
            token = store.token(id)
            token.status = status
            return token

        return change

    def mapping(kind: str, rows: dict[str, list[str]], what: str) -> Mapping[str, Change]:
        def put(name: str, roles: Sequence[str]) -> dict[str, Any]:
            rows[name] = [store.role(role).name for role in roles]
            return {"name": name}

        def delete(name: str) -> dict[str, Any]:
            known(rows.pop(name, None), f"{what} {name!r}")
            return {"name": name}

        return {f"{kind}.create": put, f"{kind}.update": put, f"{kind}.delete": delete}

    def end_sessions() -> dict[str, Any]:
        ended = len(store.sessions)
        store.sessions.clear()
        return {"ended": ended}

    return {
        "user.create": store.add_user,
        "user.update": store.update_user,
        "user.delete": store.delete_user,
        "user.login": store.login_person,
        "role.grant": store.grant_role,
        "role.revoke": store.revoke_role,
        "role.create": store.add_role,
        "role.update": store.update_role,
        "role.delete": store.delete_role,
        "token.create": create_token,
        "token.revoke": lambda id: store.tokens.pop(store.token(id).id),
        "token.expire": expire_token,
        "token.disable": set_status("disabled"),
        "token.enable": set_status("enabled"),
        **mapping("saml_group", store.saml_groups, "SAML group"),
        **mapping("saml_user", store.saml_users, "roles of SAML user"),
        "session.end": end_sessions,
        "clock.advance": store.clock.advance,
    }
