"""Groups of the organization: only custom ones can be changed; people come in by name and go out by id."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.tanzu.cloud_services.call import Call
from rolecall.sandbox.tanzu.cloud_services.model import ACTIVE, Group
from rolecall.sandbox.tanzu.cloud_services.published.rows import page, person

_SHOWN_KINDS = {"custom": "USER_GROUP", "enterprise": "AD_GROUP", "shared": "USER_GROUP"}


def _row(group: Group) -> dict[str, Any]:
    return {
        "id": group.id,
        "displayName": group.name,
        "description": group.description,
        "groupType": _SHOWN_KINDS[group.kind],
        "usersCount": len(group.members),
    }


def list_groups(call: Call) -> Response:
    """The groups, page by page."""
    return page(call, call.cloud.groups.values(), _row)


def create_group(call: Call) -> Response:
    """Make a custom group."""
    body = call.body({"displayName", "description", "groupId"}, "group")
    name = body.get("displayName")
    if not isinstance(name, str) or not name:
        raise Refusal(400, "displayName is missing.", "invalid_field")
    if any(group.name == name for group in call.cloud.groups.values()):
        raise Refusal(409, f"There is a group '{name}' already.", "group_exists")
    return Response.json(_row(call.cloud.add_group(name, str(body.get("description") or ""))))


def read_group(call: Call) -> Response:
    """One group."""
    return Response.json(_row(_group(call)))


def change_group(call: Call) -> Response:
    """Give a custom group another name or description."""
    body = call.body({"displayName", "description"}, "group")
    group = _own(call)
    group.name = str(body.get("displayName", group.name))
    group.description = str(body.get("description", group.description))
    return Response.json(_row(group))


def delete_groups(call: Call) -> Response:
    """Delete groups by id; those that cannot be deleted are in `failed`, and why in `failures`."""
    body = call.body({"ids"}, "removal")
    done: list[str] = []
    failures: list[dict[str, str]] = []
    for each in body.get("ids") or []:
        group = call.cloud.groups.get(each)
        if group is None or group.kind != "custom":
            why = "There is no such group." if group is None else "Only custom groups can be deleted."
            failures.append({"id": each, "errorCode": "group_not_deleted", "message": why})
        else:
            del call.cloud.groups[each]
            done.append(each)
    failed = [each["id"] for each in failures]
    return Response.json({"succeeded": done, "failed": failed, "failures": failures})


def list_members(call: Call) -> Response:
    """Who is in a group, page by page."""
    group = _group(call)
    found = [call.cloud.members[each] for each in group.members if each in call.cloud.members]
    return page(call, found, lambda member: person(member, call))


def add_members(call: Call) -> Response:
    """Put members in by name; who is none of the organization is in `failed`."""
    body = call.body({"usernamesToAdd", "notifyUsers", "invitedBy"}, "group members")
    group = _own(call)
    done: list[str] = []
    failed: list[str] = []
    for each in body.get("usernamesToAdd") or []:
        member = call.cloud.find(str(each))
        if member is None or member.status != ACTIVE:
            failed.append(each)
            continue
        if member.user_id not in group.members:
            group.members.append(member.user_id)
        done.append(each)
    return Response.json({"succeeded": done, "failed": failed})


def remove_members(call: Call) -> Response:
    """Take members out by id; who is not in the group is in `failed`."""
    body = call.body({"ids", "notifyUsers"}, "group members")
    group = _own(call)
    ids = [(each, str(each).rpartition(":")[2]) for each in body.get("ids") or []]
    done = [each for each, bare in ids if bare in group.members]
    failed = [each for each, bare in ids if bare not in group.members]
    gone = {bare for _, bare in ids}
    group.members = [each for each in group.members if each not in gone]
    return Response.json({"succeeded": done, "failed": failed})


def _group(call: Call) -> Group:
    group = call.cloud.groups.get(call.request.arguments["group"])
    if group is None:
        raise Refusal(404, f"Group {call.request.arguments['group']} was not found.", "group_not_found")
    return group


def _own(call: Call) -> Group:
    """The group in the path, where it can be changed."""
    group = _group(call)
    if group.kind == "enterprise":
        raise Refusal(400, "The members of an enterprise group come from its directory.", "enterprise_group")
    if group.kind == "shared":
        raise Refusal(403, "The group is shared by another organization.", "shared_group")
    return group
