"""Apps of Okta and the people who have them."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.okta import assignments
from rolecall.sandbox.okta.body import json_object, part, refuse_unknown
from rolecall.sandbox.okta.call import Call
from rolecall.sandbox.okta.errors import found, invalid
from rolecall.sandbox.okta.expressions import EQUAL, Grammar
from rolecall.sandbox.okta.model import ACTIVE, App, AppGroup, AppUser, Group
from rolecall.sandbox.okta.representation import app_group_row, app_row, app_user_row

_FILTER = Grammar(dict.fromkeys(("status", "name", "user.id", "group.id"), EQUAL), folded=False)
_BODY = {"id", "scope", "credentials", "profile"}


def list_apps(call: Call) -> Response:
    """Apps: all, or those whose name or label begins with `q`, or which `filter` finds."""
    call.parameters("q", "filter", "limit", "after")
    request, store = call.request, call.store
    apps = list(store.apps.values())
    if "filter" in request.query:
        test = _FILTER.parse(request.parameter("filter"))
        apps = [app for app in apps if any(test(fields) for fields in _fields(call, app))]
    if term := request.parameter("q").lower():
        apps = [app for app in apps if app.name.lower().startswith(term) or app.label.lower().startswith(term)]
    return call.page(apps, lambda app: app_row(app, call.base), default=20, most=200)


def _fields(call: Call, app: App) -> list[dict[str, Any]]:
    """The fields that filters see: as often as it has people or groups, since one comparison is with one of them."""
    assignments.settle(call.store, app)
    shown = {"status": app.status, "name": app.name}
    people = [{**shown, "user.id": id} for id in app.users]
    return [shown, *people, *({**shown, "group.id": id} for id in app.groups)]


def read(call: Call) -> Response:
    """One app."""
    return Response.json(app_row(call.app(), call.base))


def list_users(call: Call) -> Response:
    """The people who have an app, directly or through a group; `q` is the beginning of a user name or mail address."""
    call.parameters("q", "limit", "after")
    app = call.app()
    rows = list(app.users.values())
    if term := call.request.parameter("q").lower():
        rows = [
            has
            for has in rows
            if any(str(text or "").lower().startswith(term) for text in (has.user_name, *has.profile.values()))
        ]
    return call.page(rows, lambda has: app_user_row(has, app, call.base), default=50, most=500)


def assign_user(call: Call) -> Response:
    """Assign an app to a person directly."""
    app = call.app()
    if app.status != ACTIVE:
        raise invalid("app", "The application is not active.")
    body = json_object(call.request)
    refuse_unknown(body, _BODY, "app user")
    if body.get("scope", "USER") != "USER":
        raise invalid("scope", "scope: An assignment to a user has the scope USER.")
    if "id" not in body:
        raise invalid("id", "id: The field cannot be left blank")
    user = call.user_by_id(body["id"])
    has = assignments.assign(call.store, app, user, _user_name(body), part(body, "profile", "app user"))
    return Response.json(app_user_row(has, app, call.base))


def _app_user(call: Call, app: App) -> AppUser:
    return found(app.users, call.request.arguments["user"], "AppUser")


def read_user(call: Call) -> Response:
    """One person's assignment."""
    app = call.app()
    return Response.json(app_user_row(_app_user(call, app), app, call.base))


def update_user(call: Call) -> Response:
    """Change what a person's assignment says: what is sent, and no more."""
    app = call.app()
    has = _app_user(call, app)
    body = json_object(call.request)
    refuse_unknown(body, _BODY, "app user")
    _check_id(call, body, has.user_id)
    assignments.change(call.store, app, has, _user_name(body), part(body, "profile", "app user"))
    return Response.json(app_user_row(has, app, call.base))


def _user_name(body: dict[str, Any]) -> str | None:
    credentials = part(body, "credentials", "app user")
    refuse_unknown(credentials, {"userName", "password"}, "credentials")
    name = credentials.get("userName")
    if name is not None and not isinstance(name, str):
        raise invalid("userName", "userName: The field must be a string.")
    return name


def unassign_user(call: Call) -> Response:
    """Take a direct assignment away; what a group gives stays."""
    call.parameters("sendEmail")
    app = call.app()
    assignments.unassign(call.store, app, _app_user(call, app))
    return Response(204)


def list_groups(call: Call) -> Response:
    """The groups that have an app, first priority first."""
    call.parameters("q", "limit", "after")
    app = call.app()
    term = call.request.parameter("q").lower()
    rows = sorted(app.groups.values(), key=lambda assigned: assigned.priority)
    rows = [assigned for assigned in rows if call.store.groups[assigned.group_id].name.lower().startswith(term)]
    return call.page(rows, lambda row: app_group_row(row, app, call.base), default=20, most=200)


def assign_group(call: Call) -> Response:
    """Assign an app to a group, or replace that assignment: a profile that is not sent is empty."""
    app, group = call.app(), call.group()
    if app.status != ACTIVE:
        raise invalid("app", "The application is not active.")
    body = json_object(call.request, needed=False)
    refuse_unknown(body, {"priority", "profile", "id", "lastUpdated", "_links"}, "group assignment")
    _check_id(call, body, group.id)
    priority = body.get("priority")
    if priority is not None and (isinstance(priority, bool) or not isinstance(priority, int) or priority < 0):
        raise invalid("priority", "priority: The field must be a whole number from 0.")
    made = assignments.assign_group(call.store, app, group, priority, part(body, "profile", "group assignment"))
    return Response.json(app_group_row(made, app, call.base))


def _check_id(call: Call, body: dict[str, Any], id: str) -> None:
    """Refuse a body that names somebody else than the path does."""
    if call.options.foreign_ids == "refuse" and body.get("id", id) != id:
        raise invalid("id", "id: The id of the body is not that of the path.")


def read_group(call: Call) -> Response:
    """One group's assignment."""
    app, group = call.app(), call.group()
    return Response.json(app_group_row(_app_group(app, group), app, call.base))


def unassign_group(call: Call) -> Response:
    """Take an app away from a group."""
    app, group = call.app(), call.group()
    assignments.unassign_group(call.store, app, _app_group(app, group).group_id)
    return Response(204)


def _app_group(app: App, group: Group) -> AppGroup:
    return found(app.groups, group.id, "ApplicationGroupAssignment")
