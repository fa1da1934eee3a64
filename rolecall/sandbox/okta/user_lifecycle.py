"""The life of a person in Okta: which verb leads from which status to which, and what goes with it."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.okta.assignments import leave_all
from rolecall.sandbox.okta.errors import OktaRefusal, invalid, wrong_status
from rolecall.sandbox.okta.model import (
    ACTIVE,
    DEPROVISIONED,
    LOCKED_OUT,
    PASSWORD_EXPIRED,
    PROVISIONED,
    RECOVERY,
    STAGED,
    SUSPENDED,
    User,
)
from rolecall.sandbox.okta.store import OktaStore

VERBS = (
    "activate",
    "reactivate",
    "deactivate",
    "suspend",
    "unsuspend",
    "unlock",
    "reset_password",
    "expire_password",
)


def apply(store: OktaStore, user: User, verb: str, send_email: bool) -> dict[str, Any]:
    """Do `verb` to a person and give what the answer says; refuses with 400 or 403 where the status forbids it."""
    answer: dict[str, Any] = {}
    if verb == "activate":
        if user.status == ACTIVE:
            raise OktaRefusal(403, "E0000016", "Activation failed because the user is already active")
        _require(user, STAGED, DEPROVISIONED)
        answer = _invite(store, user, "activation", send_email)
        if user.status == DEPROVISIONED:
            store.everyone.members[user.id] = ""
        user.activated = store.clock.now()
        _enter(store, user, PROVISIONED if user.password is None else ACTIVE)
    elif verb == "reactivate":
        _require(user, PROVISIONED, RECOVERY)
        answer = _invite(store, user, "activation", send_email)
    elif verb == "deactivate":
        if user.status == DEPROVISIONED:
            raise wrong_status()
        deactivate(store, user, send_email)
    elif verb == "suspend":
        if user.status != ACTIVE:
            raise invalid("user", "Cannot suspend a user that is not active")
        _enter(store, user, SUSPENDED)
    elif verb == "unsuspend":
        if user.status != SUSPENDED:
            raise invalid("user", "Cannot unsuspend a user that is not suspended")
        _enter(store, user, ACTIVE)
    elif verb == "unlock":
        if user.status != LOCKED_OUT:
            raise OktaRefusal(403, "E0000032", "Unlock is not allowed for this user")
        _enter(store, user, ACTIVE)
    elif verb == "reset_password":
        _require(user, ACTIVE, PROVISIONED, RECOVERY, PASSWORD_EXPIRED)
        answer = _invite(store, user, "password reset", send_email)
        _enter(store, user, RECOVERY)
    else:
        _require(user, ACTIVE)
        _enter(store, user, PASSWORD_EXPIRED)
    return answer


def deactivate(store: OktaStore, user: User, send_email: bool) -> None:
    """Take everything from a person: password, apps, and groups unless the options keep them."""
    user.password = None
    leave_all(store, user)
    store.everyone.members.pop(user.id, None)
    if send_email:
        store.mail(store.administrator, "deactivation")
    _enter(store, user, DEPROVISIONED)


def _require(user: User, *statuses: str) -> None:
    if user.status not in statuses:
        raise wrong_status()


def _enter(store: OktaStore, user: User, status: str) -> None:
    user.status = status
    user.status_changed = store.clock.now()
    store.changed(user)


def _invite(store: OktaStore, user: User, kind: str, send_email: bool) -> dict[str, Any]:
    """A mail to the person, or the secret that would have been in it."""
    if send_email:
        store.mail(user, kind)
        return {}
    secret = store.new_id("XE6")
    if kind == "activation":
        return {"activationUrl": f"https://example.okta.com/welcome/{secret}", "activationToken": secret}
    return {"resetPasswordUrl": f"https://example.okta.com/reset_password/{secret}"}
