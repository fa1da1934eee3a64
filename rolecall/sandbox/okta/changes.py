"""Out-of-band changes to an Okta organization, by name.

People are named by login or id, groups by name or id, apps by label or id.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.core.vendor import Change, first, known, set_fields
from rolecall.sandbox.okta import assignments, rules, user_lifecycle
from rolecall.sandbox.okta.model import DEFAULT_TYPE, LOCKED_OUT, STATUSES, App, AppUser, Group, Rule, User
from rolecall.sandbox.okta.store import OktaStore


def changes(store: OktaStore) -> Mapping[str, Change]:
    """The changes of `store`, for the control API and `Sandbox.change`."""
    return {**_people(store), **_groups(store), **_rules(store), **_apps(store), "clock.advance": store.clock.advance}


def _people(store: OktaStore) -> Mapping[str, Change]:
    def create(login: str, status: str = "ACTIVE", **profile: Any) -> User:
        _check_status(status)
        return store.add_user(login, status, **profile)

    def update(user: str, **profile: Any) -> User:
        found = store.user(user)
        store.set_profile(found, {k: v for k, v in {**found.profile, **profile}.items() if v is not None})
        return found

    def deactivate(user: str) -> User:
        found = store.user(user)
        user_lifecycle.deactivate(store, found, send_email=False)
        return found

    def set_status(user: str, status: str) -> User:
        _check_status(status)
        if status == "DEPROVISIONED":
            return deactivate(user)
        found = store.user(user)
        found.status = status
        store.changed(found)
        return found

    def create_token(user: str, administrator: bool = True) -> dict[str, Any]:
        found = store.user(user)
        found.administrator = administrator
        return {"token": store.add_token(found).value}

    def login_pattern(pattern: str | None) -> None:
        """The form of logins from now on; None: e-mail addresses."""
        store.schema.login_pattern = pattern

    def define(name: str, type: str = "string", user_type: str = DEFAULT_TYPE, **more: Any) -> None:
        """Add a property to the schema of a user type."""
        store.types[user_type].define(name, type, **more)

    return {
        "schema.define": define,
        "user_type.create": store.add_type,
        "schema.login_pattern": login_pattern,
        "user.create": create,
        "user.update": update,
        "user.deactivate": deactivate,
        "user.status": set_status,
        "user.lock": lambda user: set_status(user, LOCKED_OUT),
        "user.delete": store.purge_user,
        "token.create": create_token,
    }


def _groups(store: OktaStore) -> Mapping[str, Change]:
    def rename(group: str, to: str) -> Group:
        found = store.group(group)
        found.profile["name"] = to
        store.group_index.touch(found.id)
        return found

    return {
        "group.create": store.add_group,
        "group.rename": rename,
        "group.delete": store.remove_group,
        "group.join": lambda group, user, rule="": store.join(store.group(group), store.user(user), rule),
        "group.leave": lambda group, user: store.leave(store.group(group), store.user(user)),
    }


def _rules(store: OktaStore) -> Mapping[str, Change]:
    def create(name: str, expression: str, groups: list[str], status: str = "ACTIVE") -> Rule:
        now = store.clock.now()
        ids = [store.group(each).id for each in groups]
        rule = Rule(store.new_id("0pr"), name, expression, ids, [], now, now, status)
        store.rules[rule.id] = rule
        for user in store.users.values():
            rules.fill(store, rule, user)
        return rule

    def update(rule: str, **fields: Any) -> Rule:
        found = known(first(store.rules, rule, "name"), f"rule {rule!r}")
        set_fields(found, fields)
        return found

    return {"rule.create": create, "rule.update": update, "rule.delete": lambda rule: store.rules.pop(rule)}


def _apps(store: OktaStore) -> Mapping[str, Change]:
    def set_status(app: str, status: str) -> None:
        if status not in ("ACTIVE", "INACTIVE"):
            raise ValueError("the status of an app is ACTIVE or INACTIVE")
        store.app(app).status = status

    def break_app(app: str, trouble: str = "") -> None:
        """From now on provisioning fails with this trouble; empty: no more."""
        store.app(app).broken = trouble

    def assign(app: str, user: str) -> None:
        assignments.assign(store, store.app(app), store.user(user), None, {})

    def assign_group(app: str, group: str, priority: int | None = None) -> None:
        assignments.assign_group(store, store.app(app), store.group(group), priority, {})

    def unassign_group(app: str, group: str) -> None:
        assignments.unassign_group(store, store.app(app), store.group(group).id)

    def provision(app: str, user: str, trouble: str = "", external_id: str | None = None) -> dict[str, Any]:
        """End provisioning now, in trouble if any is given, with this id at the vendor if one is given."""
        has = assignment(app, user)[1]
        has.external_id = external_id or has.external_id
        assignments.finish(store, has, trouble)
        return {"external_id": has.external_id, "sync_state": has.sync_state}

    def assignment(app: str, user: str) -> tuple[App, AppUser]:
        found, person = store.app(app), store.user(user)
        assignments.settle(store, found)
        if person.id not in found.users:
            raise KeyError(f"{user!r} does not have {app!r}")
        return found, found.users[person.id]

    return {
        "app.create": store.add_app,
        "app.status": set_status,
        "app.break": break_app,
        "app.assign": assign,
        "app.unassign": lambda app, user: assignments.unassign(store, *assignment(app, user)),
        "app.assign_group": assign_group,
        "app.unassign_group": unassign_group,
        "app.provision": provision,
    }


def _check_status(status: str) -> None:
    if status not in STATUSES:
        raise ValueError(f"no status {status!r}; there are {', '.join(STATUSES)}")
