"""Groups and who is in them, as Graph answers and changes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.entra.call import Call, bad_request, id_of, not_found, properties, shown
from rolecall.sandbox.entra.model import Group
from rolecall.sandbox.entra.users import synchronized, user_row

_READ = ("Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All")
_WRITE = ("Group.ReadWrite.All", "Directory.ReadWrite.All")
_MEMBERS = ("GroupMember.ReadWrite.All", *_WRITE)
_HIDDEN = "Member.Read.Hidden"
_FILTERS = ("id", "displayName", "mail", "mailNickname", "securityEnabled")
_MOST = 20
"""So many members one request adds."""
_FIELDS = properties(Group, "id", "mail", "members", "owners", "on_premises_sync_enabled")
_READ_ONLY = {"mail": "mail", "onPremisesSyncEnabled": "on_premises_sync_enabled"}
_TYPES: Mapping[str, type] = {
    **dict.fromkeys(_FIELDS, str),
    "mailEnabled": bool,
    "securityEnabled": bool,
    "groupTypes": list,
}
_BIND = "members@odata.bind"
_REQUIRED = ("displayName", "mailEnabled", "mailNickname", "securityEnabled")


def group_row(group: Group) -> dict[str, Any]:
    """A group as Graph answers one: who is in it is a listing of its own."""
    return {"id": group.id, **shown(group, {**_FIELDS, **_READ_ONLY}), "visibility": None}


def _row(call: Call, group: Group) -> dict[str, Any]:
    """As `group_row`, with what is said of hidden members."""
    return group_row(group) | ({"visibility": "HiddenMembership"} if call.options.hidden_members else {})


def list_groups(call: Call) -> Response:
    """GET /groups."""
    call.require(*_READ)
    rows = call.store.group_copies.listed(call.store.groups.values())
    return call.page("groups", rows, lambda group: _row(call, group), _FILTERS)


def get(call: Call) -> Response:
    """GET /groups/{id}."""
    call.require(*_READ)
    return call.one("groups", _row(call, seen_group(call)))


def create(call: Call) -> Response:
    """POST /groups; names need not be unique."""
    call.require("Group.Create", *_WRITE)
    body = call.body({**_TYPES, _BIND: list}, _REQUIRED, of="Group")
    _check(body)
    if body["mailEnabled"] and "Unified" not in (body.get("groupTypes") or []):
        text = "The service does not currently support writes of mail-enabled groups. Please ensure that the "
        raise bad_request(f"{text}mail-enablement property is unset and the security-enablement property is set.")
    members = _bound(_linked(body), call, ())
    values = {_FIELDS[name]: value for name, value in body.items()}
    group = call.store.add_group(values.pop("display_name"), members, **values)
    call.store.group_copies.created(group.id)
    return call.one("groups", _row(call, group), 201)


def update(call: Call) -> Response:
    """PATCH /groups/{id}: what the body names, and up to 20 more members."""
    call.require(*_MEMBERS)
    group = written_group(call)
    body = call.body({**_TYPES, _BIND: list})
    if body.keys() - {_BIND}:
        call.require(*_WRITE)
    _check(body)
    added = _bound(_linked(body), call, group.members)
    if added:
        _check_static(group)
    with call.store.group_copies.changing(group):
        _add(group, added, call)
        call.store.update_group(group.id, **{_FIELDS[name]: value for name, value in body.items()})
    return Response(204)


def delete(call: Call) -> Response:
    """DELETE /groups/{id}: a security group is gone for good."""
    call.require(*_WRITE)
    group = written_group(call)
    call.store.remove_group(group.id)
    call.store.group_copies.deleted(group.id, group)
    return Response(204)


def list_members(call: Call) -> Response:
    """GET /groups/{id}/members."""
    call.require("GroupMember.Read.All", "GroupMember.ReadWrite.All", *_READ)
    store = call.store
    members = [id for id in seen_group(call).members if id in store.users or id in store.groups]
    members = [] if call.options.hidden_members and _HIDDEN not in call.roles else members

    def row(id: str) -> dict[str, Any]:
        if id in store.users:
            return {"@odata.type": "#microsoft.graph.user", **user_row(store.users[id])}
        return {"@odata.type": "#microsoft.graph.group", **group_row(store.groups[id])}

    return call.page("directoryObjects", members, row)


def add_member(call: Call) -> Response:
    """POST /groups/{id}/members/$ref: one more member."""
    call.require(*_MEMBERS)
    group = _changeable(call)
    with call.store.group_copies.changing(group):
        _add(group, _bound([call.reference()], call, group.members), call)
    return Response(204)


def remove_member(call: Call) -> Response:
    """DELETE /groups/{id}/members/{member}/$ref; refuses with 404 who is not in it."""
    call.require(*_MEMBERS)
    group, member = _changeable(call), call.argument("member")
    if member not in group.members:
        raise not_found(member)
    with call.store.group_copies.changing(group):
        group.members.remove(member)
    return Response(204)


def seen_group(call: Call) -> Group:
    """The group in the path as this copy of the directory has it."""
    return call.seen("group", call.store.group_copies, call.store.groups)


def written_group(call: Call) -> Group:
    """The group in the path, for a write; refuses one that is not there, not there yet, or another directory's."""
    group = call.written("group", call.store.group_copies, call.store.groups.get(call.argument("group")))
    if group.on_premises_sync_enabled:
        raise synchronized()
    return group


def _changeable(call: Call) -> Group:
    """The group in the path, for a change of its members; refuses one whose rule says who is in it."""
    group = written_group(call)
    _check_static(group)
    return group


def _check_static(group: Group) -> None:
    if "DynamicMembership" in group.group_types:
        text = "Insufficient privileges to complete the operation: the group has dynamic membership."
        raise Refusal(403, text, "Authorization_RequestDenied")


def _linked(body: dict[str, Any]) -> list[str]:
    """The ids of the members that a body brings along, taken out of it."""
    return [id_of(link) for link in body.pop(_BIND, None) or []]


def _add(group: Group, added: list[str], call: Call) -> None:
    replaces = call.options.link_replaces and added
    group.members = [*(() if replaces else group.members), *added]


def _bound(ids: list[str], call: Call, there: Sequence[str]) -> list[str]:
    """`ids` of new members; refuses more than 20, who does not exist, and who is in already, all together."""
    if len(ids) > _MOST:
        raise bad_request("The request exceeds the maximum of 20 references that can be added at once.")
    for id in ids:
        if id not in call.store.users and id not in call.store.groups:
            raise not_found(id)
        call.store.refer(id)
    if len(set(ids)) < len(ids) or set(ids) & set(there):
        raise bad_request(
            "One or more added object references already exist for the following modified properties: 'members'."
        )
    return ids


def _check(body: Mapping[str, Any]) -> None:
    for name, value in body.items():
        if value == "" or (value is None and name != "description"):
            raise bad_request(f"Invalid value specified for property '{name}' of resource 'Group'.")
    if isinstance(body.get("mailNickname"), str) and set(body["mailNickname"]) & set('@()\\[]";:<>, '):
        raise bad_request("Invalid value specified for property 'mailNickname' of resource 'Group'.")
