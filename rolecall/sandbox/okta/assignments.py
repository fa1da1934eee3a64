"""Assignments of apps, directly or through a group, and how far the app is with making the accounts."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from rolecall.sandbox.okta.errors import OktaRefusal, invalid
from rolecall.sandbox.okta.model import (
    BUILT_IN,
    DEPROVISIONED,
    ERROR,
    SYNCHRONIZED,
    SYNCING,
    App,
    AppGroup,
    AppUser,
    Group,
    User,
)
from rolecall.sandbox.okta.store import OktaStore


def given_by_group(store: OktaStore, app: App, user_id: str) -> bool:
    """True if a group gives this app to the person."""
    return any(user_id in store.groups[id].members for id in app.groups)


def settle(store: OktaStore, app: App) -> None:
    """Make an app's people follow its groups' members, and end provisioning that is due."""
    now = store.clock.now()
    members = {id: None for group in app.groups for id in store.groups[group].members}
    for id in [id for id, has in app.users.items() if not has.direct and id not in members]:
        del app.users[id]
    for id in members:
        if id not in app.users and store.users[id].status != DEPROVISIONED:
            _give(store, app, store.users[id], direct=False)
    for has in app.users.values():
        if has.due is not None and has.due <= now:
            finish(store, has, app.broken)


def finish(store: OktaStore, has: AppUser, trouble: str = "") -> None:
    """End the provisioning of a person: with an account at the vendor, or in trouble."""
    has.due = None
    has.last_sync = has.last_updated = store.clock.now()
    has.sync_state = ERROR if trouble else SYNCHRONIZED
    if not trouble and has.external_id is None:
        has.external_id = str(uuid.uuid4())


def assign(store: OktaStore, app: App, user: User, user_name: str | None, profile: dict[str, Any]) -> AppUser:
    """Assign an app to a person directly. What a repetition does, the options say."""
    with store.lock:
        settle(store, app)
        if user.status == DEPROVISIONED:
            raise invalid("id", "Cannot assign an application to a deactivated user")
        has = app.users.get(user.id)
        if has is None:
            return _give(store, app, user, direct=True, user_name=user_name, profile=profile)
        if store.options.repeated_assignment == "refuse":
            raise invalid("id", "The user is assigned to the application already")
        has.direct = True
        change(store, app, has, user_name, profile)
        return has


def change(store: OktaStore, app: App, has: AppUser, user_name: str | None, profile: dict[str, Any]) -> None:
    """Change what a person's assignment says; the app is told anew."""
    has.user_name = user_name or has.user_name
    has.profile |= profile
    has.last_updated = store.clock.now()
    if app.provisioning:
        _begin(store, has)


def unassign(store: OktaStore, app: App, has: AppUser) -> None:
    """Take a direct assignment away. Through a group, the person may have the app still; refuses with 403."""
    with store.lock:
        shared = given_by_group(store, app, has.user_id)
        if shared and (not has.direct or store.options.shared_removal == "refuse"):
            cause = "The application cannot be unassigned from the user while their group memberships grant them access"
            raise OktaRefusal(403, "E0000046", "Deactivate application for user forbidden.", cause)
        if shared:
            has.direct = False
            has.last_updated = store.clock.now()
        else:
            del app.users[has.user_id]


def assign_group(store: OktaStore, app: App, group: Group, priority: int | None, profile: dict[str, Any]) -> AppGroup:
    """Assign an app to a group, or replace that assignment. Others from the same priority on move down by one."""
    with store.lock:
        others = sorted((a for a in app.groups.values() if a.group_id != group.id), key=lambda a: a.priority)
        place = len(others) if priority is None else min(priority, len(others))
        made = AppGroup(group.id, place, profile, store.clock.now())
        others.insert(place, made)
        app.groups[group.id] = made
        _number(others)
        settle(store, app)
        return made


def unassign_group(store: OktaStore, app: App, group_id: str) -> None:
    """Take an app away from a group, and with it from its members who have it no other way."""
    with store.lock:
        del app.groups[group_id]
        _number(sorted(app.groups.values(), key=lambda other: other.priority))
        settle(store, app)


def leave_all(store: OktaStore, user: User) -> None:
    """Take every app from a person, and every group unless the options keep them."""
    for app in store.apps.values():
        app.users.pop(user.id, None)
    if not store.options.keep_groups:
        for group in list(store.groups_of(user)):
            if group.type != BUILT_IN:
                store.leave(group, user)


def _number(groups: Iterable[AppGroup]) -> None:
    for place, other in enumerate(groups):
        other.priority = place


def _give(
    store: OktaStore,
    app: App,
    user: User,
    *,
    direct: bool,
    user_name: str | None = None,
    profile: dict[str, Any] | None = None,
) -> AppUser:
    now = store.clock.now()
    names = {name: user.profile.get(name) for name in ("email", "firstName", "lastName")}
    has = AppUser(user.id, direct, user_name or user.login, {**names, **(profile or {})}, now, now)
    app.users[user.id] = has
    if app.provisioning:
        _begin(store, has)
    return has


def _begin(store: OktaStore, has: AppUser) -> None:
    has.sync_state = SYNCING
    wait = store.options.provisioning_seconds
    has.due = None if wait is None else store.clock.now() + wait
