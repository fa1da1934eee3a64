"""People of Okta."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.okta import user_lifecycle, user_types
from rolecall.sandbox.okta.body import json_object, part, password_of, refuse_unknown
from rolecall.sandbox.okta.call import Call
from rolecall.sandbox.okta.errors import ALREADY, found, invalid, not_found, wrong_status
from rolecall.sandbox.okta.expressions import CONTAINED, EQUAL, ORDERED, SEARCHED, Grammar
from rolecall.sandbox.okta.model import ACTIVE, DEFAULT_TYPE, DEPROVISIONED, PROVISIONED, STAGED, Group, User
from rolecall.sandbox.okta.representation import group_row, user_fields, user_row

_NAMES = ("login", "email", "firstName", "lastName")
_FILTER = Grammar(
    {"id": EQUAL, "status": EQUAL, "lastUpdated": ORDERED, **{f"profile.{name}": EQUAL for name in _NAMES}},
    folded=False,
)
_SEARCH = Grammar(
    {
        **dict.fromkeys(("id", "status", "created", "activated", "statusChanged", "lastUpdated"), SEARCHED),
        **{f"profile.{name}": CONTAINED for name in _NAMES},
        "profile.*": SEARCHED,
    },
    folded=True,
)
_BODY = {"profile", "credentials", "groupIds", "type", "realmId"}


def list_users(call: Call) -> Response:
    """People: all but those deactivated, or whoever `q`, `filter` or `search` finds."""
    call.parameters("q", "filter", "search", "limit", "after", "sortBy", "sortOrder")
    request, store = call.request, call.store
    if "search" in request.query and {"q", "filter"} & set(request.query):
        raise invalid("search", "search goes with neither q nor filter.")
    if request.query.keys() & {"sortBy", "sortOrder"} and "search" not in request.query:
        raise invalid("sortBy", "Only what search finds is sorted.")
    if "search" in request.query:
        test = _SEARCH.parse(request.parameter("search"))
        users = _sorted(call, [user for user in store.user_index.items() if test(user_fields(user))])
    elif "filter" in request.query:
        test = _FILTER.parse(request.parameter("filter"))
        users = [user for user in store.users.values() if test(user_fields(user))]
    else:
        users = [user for user in store.users.values() if user.status != DEPROVISIONED]
    if "q" in request.query:
        term = request.parameter("q").lower()
        users = [user for user in users if any(_text(user, name).startswith(term) for name in _NAMES[1:])]
    plain = "q" not in request.query
    return call.page(users, lambda user: user_row(user, call.base), default=200 if plain else 10, most=200, paged=plain)


def _text(user: User, name: str) -> str:
    return str(user.profile.get(name, "")).lower()


def _sorted(call: Call, users: list[User]) -> list[User]:
    """What a search found, in the order that is asked for; refuses a field that is none."""
    by, order = call.request.parameter("sortBy"), call.request.parameter("sortOrder", "asc")
    if not by:
        return users
    if order not in ("asc", "desc") or (not by.startswith("profile.") and by not in ("id", "status", "lastUpdated")):
        raise invalid("sortBy", f"Nothing can be sorted by {by} {order}.")
    return sorted(users, key=lambda user: str(user_fields(user).get(by) or "").lower(), reverse=order == "desc")


def create(call: Call) -> Response:
    """A new person, staged with `activate=false`; else with a mail, or at once active with a password."""
    call.parameters("activate", "provider", "nextLogin")
    activate = call.flag("activate", True)
    body = json_object(call.request)
    refuse_unknown(body, _BODY, "user")
    type = user_types.named(call, body.get("type"), DEFAULT_TYPE)
    profile = _profile(call, call.store.types[type].profile(part(body, "profile", "user"), {}), None)
    password = password_of(body)
    groups = [_joinable(call, id) for id in body.get("groupIds") or []]
    login = profile.pop("login")
    user = call.store.add_user(login, STAGED, password, **profile)
    user.type = type
    for group in groups:
        call.store.join(group, user)
    if activate:
        user_lifecycle.apply(call.store, user, "activate", send_email=password is None)
    return Response.json(user_row(user, call.base))


def _joinable(call: Call, id: Any) -> Group:
    group = found(call.store.groups, id, "UserGroup")
    if group.type != "OKTA_GROUP":
        raise invalid("groupIds", f"{id}: People cannot be put into a group of type {group.type}.")
    return group


def read(call: Call) -> Response:
    """One person, by id, login or `me`."""
    user = call.user()
    if user.id != call.caller.id:
        call.require_administrator()
    return Response.json(user_row(user, call.base))


def update(call: Call) -> Response:
    """Change what is sent; what is not stays."""
    return _write(call, keep=True)


def replace(call: Call) -> Response:
    """Set the profile to what is sent; what is not is cleared."""
    return _write(call, keep=False)


def _write(call: Call, *, keep: bool) -> Response:
    call.parameters("strict")
    user = call.user()
    body = json_object(call.request)
    refuse_unknown(body, _BODY - {"groupIds"}, "user")
    if user.status == DEPROVISIONED:
        raise wrong_status()
    type = user_types.named(call, body.get("type"), user.type)
    if keep and type != user.type:
        raise invalid("type", "type: The type of a user is changed by a full replacement alone.")
    if "profile" in body or not (keep or "credentials" in body):
        profile = call.store.types[type].profile(part(body, "profile", "user"), user.profile if keep else {})
        user.type = type
        call.store.set_profile(user, _profile(call, profile, user))
    if password := password_of(body):
        user.password = password
        if user.status in (PROVISIONED,):
            user.status = ACTIVE
        call.store.changed(user)
    return Response.json(user_row(user, call.base))


def _profile(call: Call, profile: dict[str, Any], user: User | None) -> dict[str, Any]:
    """The profile as it is stored; refuses a login that is taken, in whatever case."""
    if call.options.lower_logins:
        profile["login"] = profile["login"].lower()
    other = call.store.by_login(profile["login"])
    if other is not None and other is not user:
        raise invalid("login", f"login: {ALREADY}")
    return profile


def lifecycle(call: Call) -> Response:
    """One of the verbs of a person's life."""
    verb = call.request.arguments["verb"]
    if verb not in user_lifecycle.VERBS:
        raise not_found(verb, "lifecycle operation")
    call.parameters("sendEmail")
    user = call.user()
    mailing = verb in ("activate", "reset_password")
    answer = user_lifecycle.apply(call.store, user, verb, call.flag("sendEmail", mailing))
    return Response.json(user_row(user, call.base) if verb == "expire_password" else answer)


def delete(call: Call) -> Response:
    """Deactivate a person, or remove for good one who is deactivated."""
    call.parameters("sendEmail")
    user = call.user()
    if user.status == DEPROVISIONED:
        call.store.purge_user(user.id)
    else:
        user_lifecycle.deactivate(call.store, user, call.flag("sendEmail", False))
    return Response(204)


def list_groups(call: Call) -> Response:
    """The groups a person is in."""
    call.parameters("limit", "after")
    groups = list(call.store.groups_of(call.user()))
    return call.page(groups, lambda group: group_row(group, call.base), default=200, most=200)
