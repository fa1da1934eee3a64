"""`/user_groups`: users who all have the roles of the group."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.core.vendor import set_fields
from rolecall.sandbox.tanium.platform.call import Call, answer, refusal, with_deleted
from rolecall.sandbox.tanium.records import UserGroup

_MEMBERS = ("name", "user_list", "content_set_roles", "group")


def _row(call: Call, group: UserGroup) -> dict[str, Any]:
    live = [id for id in group.members if not call.store.users[id].deleted_flag]
    return {
        "id": group.id,
        "name": group.name,
        "user_list": [{"id": id} for id in live],
        "content_set_roles": call.store.roles.references(group.roles),
        "group": {"id": group.computers},
        "deleted_flag": 0,
    }


def list_groups(call: Call) -> Response:
    """GET: every group at once."""
    rows = [_row(call, group) for group in call.store.user_groups.values()]
    return answer(with_deleted(call, rows, call.store.former_rows["user_groups"]))


def _known(call: Call) -> UserGroup:
    return call.found(call.store.user_groups, "UserGroupNotFound")


def get_group(call: Call) -> Response:
    """GET: one group; a deleted one where the options say so."""
    key = call.key("UserGroupNotFound")
    for row in call.store.former_rows["user_groups"] if call.options.reads_deleted else ():
        if row["id"] == key:
            return answer({**row, "deleted_flag": 1})
    return answer(_row(call, _known(call)))


def get_by_name(call: Call) -> Response:
    """GET by name: one group."""
    name = call.request.arguments["name"]
    group = next((each for each in call.store.user_groups.values() if each.name == name), None)
    if group is None:
        raise refusal(call.options.missing_status, "UserGroupNotFound")
    return answer(_row(call, group))


def create_group(call: Call) -> Response:
    """POST: a new group."""
    given = call.body(_MEMBERS)
    if not given.get("name"):
        raise refusal(400, "UserGroupNameRequired")
    if any(each.name == given["name"] for each in call.store.user_groups.values()):
        raise refusal(409, "UserGroupAlreadyExists")
    fields = _fields(call, given)
    group = call.store.add_user_group(str(given["name"]))
    set_fields(group, fields)
    return answer(_row(call, group))


def update_group(call: Call) -> Response:
    """PATCH: a list replaces the whole list, what is left out stays."""
    group = _known(call)
    fields = _fields(call, call.body(_MEMBERS))
    taken = [each for each in call.store.user_groups.values() if each is not group]
    if any(each.name == fields.get("name") for each in taken):
        raise refusal(409, "UserGroupAlreadyExists")
    set_fields(group, fields)
    return answer(_row(call, group))


def delete_group(call: Call) -> Response:
    """DELETE: the group is gone, and its members keep only what they have themselves."""
    group = _known(call)
    row = _row(call, group)
    del call.store.user_groups[group.id]
    call.store.former_rows["user_groups"].append(row)
    return answer({**row, "deleted_flag": 1})


def _fields(call: Call, given: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if "name" in given:
        fields["name"] = str(given["name"])
    if "group" in given:
        known = [item.id for item in call.store.computer_groups]
        (fields["computers"],) = call.ids([given["group"]], known, "InvalidJSONBody")
    if "user_list" in given:
        users = [user.id for user in call.store.users.values() if not user.deleted_flag]
        fields["members"] = call.ids(given["user_list"], users, "UserNotFound")
    if "content_set_roles" in given:
        known = [role.id for role in call.store.roles]
        fields["roles"] = call.ids(given["content_set_roles"], known, "ContentSetRoleNotFound")
    return fields
