"""Out-of-band changes to an Okta organization, by name.

People are named by login or id, groups by name or id, apps by label or id.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.core.vendor import Change
from rolecall.sandbox.okta import assignments, user_lifecycle
from rolecall.sandbox.okta.model import LOCKED_OUT, STATUSES, App, AppUser
from rolecall.sandbox.okta.store import OktaStore


def changes(store: OktaStore) -> Mapping[str, Change]:
    """The changes of `store`, for the control API and `Sandbox.change`."""

    def create_user(login: str, status: str = "ACTIVE", **profile: Any) -> dict[str, Any]:
        _check_status(status)
        return {"id": store.add_user(login, status, **profile).id}

    def update_user(user: str, **profile: Any) -> dict[str, Any]:
        found = store.user(user)
        store.set_profile(found, {k: v for k, v in {**found.profile, **profile}.items() if v is not None})
        return {"id": found.id}

    def deactivate_user(user: str) -> dict[str, Any]:
        found = store.user(user)
        user_lifecycle.deactivate(store, found, send_email=False)
        return {"id": found.id}

    def set_status(user: str, status: str) -> dict[str, Any]:
        _check_status(status)
        found = store.user(user)
        if status == "DEPROVISIONED":
            return deactivate_user(user)
        found.status = status
        store.changed(found)
        return {"id": found.id}

    def lock_user(user: str) -> dict[str, Any]:
        return set_status(user, LOCKED_OUT)

    def delete_user(user: str) -> dict[str, Any]:
        store.purge_user(user)
        return {}

    def create_token(user: str, administrator: bool = True) -> dict[str, Any]:
        found = store.user(user)
        found.administrator = administrator
        return {"token": store.add_token(found).value}

    def create_group(name: str, description: str = "", type: str = "OKTA_GROUP") -> dict[str, Any]:
        return {"id": store.add_group(name, description, type).id}

    def rename_group(group: str, to: str) -> dict[str, Any]:
        found = store.group(group)
        found.profile["name"] = to
        store.group_index.touch(found.id)
        return {"id": found.id}

    def delete_group(group: str) -> dict[str, Any]:
        return {"id": store.remove_group(group).id}

    def join(group: str, user: str, rule: str = "") -> dict[str, Any]:
        store.join(store.group(group), store.user(user), rule)
        return {}

    def leave(group: str, user: str) -> dict[str, Any]:
        store.leave(store.group(group), store.user(user))
        return {}

    def create_app(name: str, label: str, provisioning: bool = False) -> dict[str, Any]:
        return {"id": store.add_app(name, label, provisioning=provisioning).id}

    def set_app(app: str, status: str) -> dict[str, Any]:
        if status not in ("ACTIVE", "INACTIVE"):
            raise ValueError("the status of an app is ACTIVE or INACTIVE")
        store.app(app).status = status
        return {}

    def break_app(app: str, trouble: str = "") -> dict[str, Any]:
        """From now on provisioning fails with this trouble; empty: no more."""
        store.app(app).broken = trouble
        return {}

    def assign(app: str, user: str) -> dict[str, Any]:
        assignments.assign(store, store.app(app), store.user(user), None, {})
        return {}

    def unassign(app: str, user: str) -> dict[str, Any]:
        found, has = _assignment(app, user)
        assignments.unassign(store, found, has)
        return {}

    def assign_group(app: str, group: str, priority: int | None = None) -> dict[str, Any]:
        assignments.assign_group(store, store.app(app), store.group(group), priority, {})
        return {}

    def unassign_group(app: str, group: str) -> dict[str, Any]:
        assignments.unassign_group(store, store.app(app), store.group(group).id)
        return {}

    def provision(app: str, user: str, trouble: str = "", external_id: str | None = None) -> dict[str, Any]:
        """End provisioning now, in trouble if any is given, with this id at the vendor if one is given."""
        found, has = _assignment(app, user)
        has.external_id = external_id or has.external_id
        assignments.finish(store, found, has, trouble)
        return {"external_id": has.external_id, "sync_state": has.sync_state}

    def _assignment(app: str, user: str) -> tuple[App, AppUser]:
        found, person = store.app(app), store.user(user)
        assignments.settle(store, found)
        if person.id not in found.users:
            raise KeyError(f"{user!r} does not have {app!r}")
        return found, found.users[person.id]

    def advance(seconds: float) -> dict[str, Any]:
        store.clock.advance(seconds)
        return {}

    return {
        "user.create": create_user,
        "user.update": update_user,
        "user.deactivate": deactivate_user,
        "user.status": set_status,
        "user.lock": lock_user,
        "user.delete": delete_user,
        "token.create": create_token,
        "group.create": create_group,
        "group.rename": rename_group,
        "group.delete": delete_group,
        "group.join": join,
        "group.leave": leave,
        "app.create": create_app,
        "app.status": set_app,
        "app.break": break_app,
        "app.assign": assign,
        "app.unassign": unassign,
        "app.assign_group": assign_group,
        "app.unassign_group": unassign_group,
        "app.provision": provision,
        "clock.advance": advance,
    }


def _check_status(status: str) -> None:
    if status not in STATUSES:
        raise ValueError(f"no status {status!r}; there are {', '.join(STATUSES)}")
