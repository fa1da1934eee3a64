"""The members of an organization in the published API: listing, roles, removal of many at once."""

from __future__ import annotations

from functools import partial
from typing import Any

from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.tanzu.cloud_services.call import Call
from rolecall.sandbox.tanzu.cloud_services.model import ACTIVE, OWNER, ROLES, Member
from rolecall.sandbox.tanzu.cloud_services.published.rows import (
    changed,
    membership,
    page,
    person,
    service_names,
)

_MOST_REMOVED = 20
_SEARCHED = 20
_FIRST_VERSION_PAGE = 20


def list_members(call: Call) -> Response:
    """The members, page by page. Who has not accepted is none, and nobody has a status."""
    return page(call, _members(call), lambda member: membership(member, call))


def list_members_of_the_first_version(call: Call) -> Response:
    """The same rows, 20 of them where nobody asks for more."""
    return page(call, _members(call), lambda member: membership(member, call), _FIRST_VERSION_PAGE)


def _members(call: Call) -> list[Member]:
    return [member for member in call.cloud.members.values() if member.status == ACTIVE]


def search(call: Call) -> Response:
    """The first members whose address or name contains `userSearchTerm`."""
    term = call.request.parameter("userSearchTerm").lower()
    found = [each for each in _members(call) if term in f"{each.email}\n{each.first_name} {each.last_name}".lower()]
    return Response.json({"results": [membership(member, call) for member in found[:_SEARCHED]]})


def read_member(call: Call) -> Response:
    """One member."""
    member = _member(call, call.request.arguments["user"])
    info = {"orgId": call.cloud.org_id, "orgRoles": [{"name": name} for name in member.roles], "servicesDef": []}
    return Response.json({"user": person(member, call), "userOrgInfo": [info]})


def list_roles(call: Call) -> Response:
    """The roles there are."""
    rows = [{"name": name, "displayName": name.replace("_", " ").title()} for name in ROLES]
    return Response.json({"refLinks": [], "orgRolesData": rows})


def change_roles(call: Call) -> Response:
    """Give and take roles one by one; a member keeps what is not taken. Nothing is answered."""
    body = call.body({"organizationRoles", "serviceRoles", "customRoles", "notifyUsers"}, "roles")
    member = _member(call, call.request.arguments["user"])
    roles = changed(
        body.get("organizationRoles") or {}, member.roles, lambda given: [call.check_role(each) for each in given]
    )
    if OWNER not in roles and call.cloud.is_last_owner(member):
        raise Refusal(400, "The last owner of the organization must remain one.", "last_org_owner")
    if not roles and not member.inherited_roles:
        raise Refusal(400, "A member needs a role in the organization.", "role_required")
    services = dict(member.service_roles)
    for each in body.get("serviceRoles") or []:
        service = each.get("serviceDefinitionId")
        services[service] = changed(each, services.get(service, []), partial(service_names, service))
    if call.options.role_changes == "apply":
        member.roles = sorted(roles, key=ROLES.index)
        member.service_roles = {service: names for service, names in services.items() if names}
    return Response(200)


def remove_members(call: Call) -> Response:
    """Remove up to 20 members by id; whoever cannot be removed is in `failed`, and the answer is 200."""
    # The last two are what Salt's client sends beside them, and nothing reads.
    body = call.body({"ids", "notifyUsers", "user_ids", "notify_users"}, "removal")
    ids = body.get("ids")
    if not isinstance(ids, list) or not ids:
        raise Refusal(400, "ids must name someone.", "invalid_field")
    if len(ids) > _MOST_REMOVED:
        raise Refusal(400, f"Not more than {_MOST_REMOVED} users can be removed at once.", "too_many_users")
    done: list[Any] = []
    failed: list[Any] = []
    for each in ids:
        member = call.cloud.find(str(each).rpartition(":")[2])
        if member is None or member.status != ACTIVE:
            if call.options.gone_members == "not_found":
                raise Refusal(404, f"User {each} was not found in the organization.", "user_not_found")
            failed.append(each)
        elif call.cloud.is_last_owner(member):
            raise Refusal(400, "The last org owner cannot be removed.", "last_org_owner")
        elif member.email in call.options.kept_members:
            failed.append(each)
        else:
            call.cloud.remove_member(member.user_id)
            done.append(each)
    return Response.json({"succeeded": done, "failed": failed})


def _member(call: Call, who: str) -> Member:
    """The member with this id or account; refuses with 404."""
    member = call.cloud.find(who.rpartition(":")[2])
    if member is None or member.status != ACTIVE:
        raise Refusal(404, f"User {who} was not found in the organization.", "user_not_found")
    return member
