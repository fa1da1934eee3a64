"""`/users`: changed by PATCH, deleted softly, their roles shown elsewhere.

`roles` of a user are reserved roles alone, which here is Administrator.
"""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.core.vendor import set_fields
from rolecall.sandbox.tanium.body import is_id, stored_text, user_name
from rolecall.sandbox.tanium.platform.call import Call, answer, listing, refusal
from rolecall.sandbox.tanium.records import User
from rolecall.sandbox.tanium.store import ADMINISTRATOR

_MEMBERS = ("name", "display_name", "content_set_roles", "local_admin_flag", "locked_out", "deleted_flag")
_DETAILS = ("locked_out", "local_admin_flag", "last_login")


def shown(call: Call, user: User, *, summary: bool = False) -> dict[str, Any]:
    """A user as answers show it: without direct roles."""
    row = {
        "id": user.id,
        "name": user.name,
        "display_name": user.display_name,
        "locked_out": 0 if user.active else call.options.locked_out,
        "local_admin_flag": int(user.local_admin_flag),
        "last_login": user.last_login,
        "deleted_flag": user.deleted_flag,
        "roles": [row for row in call.store.roles.references(user.roles) if row["name"] == ADMINISTRATOR],
    }
    dropped = call.options.summary_drops if summary else ()
    return {name: value for name, value in row.items() if name not in dropped}


def list_users(call: Call) -> Response:
    """GET: every user at once, deleted ones only where asked. Refused without a summary, as on Tanium Cloud."""
    if call.options.cloud and not call.asks("summary"):
        raise refusal(400, "UsersNonSummaryViewDisallowed")
    hidden = call.asks("include_hidden_flag")
    users = [user for user in call.store.users.values() if hidden or not user.deleted_flag]
    return answer(listing(call, [shown(call, user, summary=call.asks("summary")) for user in users]))


def get_user(call: Call) -> Response:
    """GET: one user."""
    return answer(shown(call, call.user()))


def _named(call: Call) -> User:
    name = call.request.arguments["name"]
    user = call.store.live_user(name) or call.store.deleted_user(name)
    if user is None or (user.deleted_flag and call.request.method == "GET" and not call.options.reads_deleted):
        raise refusal(call.options.missing_status, "UserNotFound")
    return user


def get_by_name(call: Call) -> Response:
    """GET by name: one user."""
    return answer(shown(call, _named(call)))


def update_by_name(call: Call) -> Response:
    """PATCH by name: also the way to bring back what was deleted."""
    user = _named(call)
    if "name" in call.body(_MEMBERS):
        raise refusal(400, "TooManyTagsWithSameName")
    return _change(call, user)


def create_user(call: Call) -> Response:
    """POST: a new user. The name of a deleted one stays taken, unless the options say otherwise."""
    given = call.body(_MEMBERS)
    name = user_name(given.get("name"))
    taken = call.store.deleted_user(name) is not None and call.options.deleted_names_taken
    if call.store.live_user(name) is not None or taken:
        raise refusal(409, "UserAlreadyExists")
    fields = _fields(call, given)
    user = call.store.add_user(name)
    set_fields(user, fields)
    return answer(shown(call, user))


def update_user(call: Call) -> Response:
    """PATCH: what is sent replaces what was, what is left out stays."""
    return _change(call, call.user())


def _change(call: Call, user: User) -> Response:
    fields = _fields(call, call.body(_MEMBERS))
    other = call.store.live_user(fields.get("name", user.name))
    if other is not None and other is not user:
        raise refusal(409, "UserAlreadyExists")
    own = user.id == call.access.caller.id
    if own and fields.get("name", user.name) != user.name:
        raise refusal(400, "InvalidUserName", "an account cannot rename itself")
    set_fields(user, fields)
    if own and not user.active:
        call.access.token.locked = True
    return answer(shown(call, user))


def delete_user(call: Call) -> Response:
    """DELETE: the record stays, without roles."""
    user = call.user()
    if user.deleted_flag:
        raise refusal(call.options.missing_status, "UserNotFound")
    user.deleted_flag, user.roles = True, []
    return answer({**shown(call, user), "content_set_roles": []})


def _fields(call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """What a body asks for; all of it is checked before any of it is set."""
    fields: dict[str, Any] = {}
    if "name" in given:
        fields["name"] = user_name(given["name"])
    if "display_name" in given:
        fields["display_name"] = stored_text("display_name", str(given["display_name"]), call.options)
    for name, field in (("locked_out", "active"), ("local_admin_flag", ""), ("deleted_flag", "")):
        if name in given:
            if not is_id(given[name]):
                raise refusal(400, "InvalidJSONBody", f"{name} is a number")
            fields[field or name] = given[name] == 0 if field else given[name] != 0
    if "content_set_roles" in given:
        known = [role.id for role in call.store.roles]
        fields["roles"] = call.ids(given["content_set_roles"], known, "ContentSetRoleNotFound")
        if fields["roles"] and call.request.fault("drop_roles"):
            fields["roles"] = fields["roles"][:-1]
    return fields
