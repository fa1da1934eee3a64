"""The life of a person in Okta: which verb leads from which status to which, and what goes with it."""

from __future__ import annotations

from collections.abc import Mapping
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
    STATUSES,
    SUSPENDED,
    User,
)
from rolecall.sandbox.okta.store import OktaStore

_FROM: Mapping[str, tuple[str, ...]] = {
    "activate": (STAGED, DEPROVISIONED),
    "reactivate": (PROVISIONED, RECOVERY),
    "deactivate": tuple(status for status in STATUSES if status != DEPROVISIONED),
    "suspend": (ACTIVE,),
    "unsuspend": (SUSPENDED,),
    "unlock": (LOCKED_OUT,),
    "reset_password": (ACTIVE, PROVISIONED, RECOVERY, PASSWORD_EXPIRED),
    "expire_password": (ACTIVE,),
}
_INTO: Mapping[str, str] = {
    "suspend": SUSPENDED,
    "unsuspend": ACTIVE,
    "unlock": ACTIVE,
    "reset_password": RECOVERY,
    "expire_password": PASSWORD_EXPIRED,
}
_MAILS = {"activate": "activation", "reactivate": "activation", "reset_password": "password reset"}

VERBS = tuple(_FROM)


def apply(store: OktaStore, user: User, verb: str, send_email: bool) -> dict[str, Any]:
    """Do `verb` to a person and give what the answer says; refuses with 400 or 403 where the status forbids it."""
    if user.status not in _FROM[verb]:
        raise _forbidden(user, verb)
    answer = _invite(store, user, _MAILS[verb], send_email) if verb in _MAILS else {}
    if verb == "deactivate":
        deactivate(store, user, send_email)
    elif verb == "activate":
        if user.status == DEPROVISIONED:
            store.everyone.members[user.id] = ""
        user.activated = store.clock.now()
        _enter(store, user, PROVISIONED if user.password is None else ACTIVE)
    elif verb in _INTO:
        _enter(store, user, _INTO[verb])
    return answer


def _forbidden(user: User, verb: str) -> OktaRefusal:
    if verb == "activate" and user.status == ACTIVE:
        return OktaRefusal(403, "E0000016", "Activation failed because the user is already active")
    if verb in ("suspend", "unsuspend"):
        needed = "active" if verb == "suspend" else "suspended"
        return invalid("user", f"Cannot {verb} a user that is not {needed}")
    if verb == "unlock":
        return OktaRefusal(403, "E0000032", "Unlock is not allowed for this user")
    return wrong_status()


def deactivate(store: OktaStore, user: User, send_email: bool) -> None:
    """Take everything from a person: password, apps, and groups unless the options keep them."""
    user.password = None
    leave_all(store, user)
    store.everyone.members.pop(user.id, None)
    if send_email:
        store.mail(store.administrator, "deactivation")
    _enter(store, user, DEPROVISIONED)


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
