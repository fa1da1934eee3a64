"""The members of an organization: listing, searching, roles, removal."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.tanzu.body import refuse_unknown
from rolecall.sandbox.tanzu.cloud_services.access import require_administrator
from rolecall.sandbox.tanzu.cloud_services.call import DEFAULT_PAGE, Call
from rolecall.sandbox.tanzu.cloud_services.model import ACTIVE, INVITED, OWNER, REMOVED, ROLES, Member


def row(member: Member, call: Call) -> dict[str, Any]:
    """A member as lists show them."""
    shown: dict[str, Any] = {"userId": member.user_id, "email": member.email, "role": member.role}
    if member.status == INVITED and not call.options.invited_have_id:
        del shown["userId"]
    if member.first_name:
        shown |= {"firstName": member.first_name, "lastName": member.last_name}
    return shown | {"orgId": call.cloud.org_id, "status": member.status}


def list_members(call: Call) -> Response:
    """Everyone, page by page."""
    return call.page(list(call.cloud.visible()), lambda member: row(member, call))


def search(call: Call) -> Response:
    """The first members whose address or name contains `userSearchTerm`; how many more there are, nobody says."""
    term = call.request.parameter("userSearchTerm").lower()
    if not term:
        raise Refusal(400, "userSearchTerm is missing.", "invalid_parameter")
    found = [
        member
        for member in call.cloud.visible()
        if term in f"{member.email}\n{member.first_name} {member.last_name}".lower()
    ]
    return Response.json({"results": [row(member, call) for member in found[:DEFAULT_PAGE]]})


def read_member(call: Call) -> Response:
    """One member, where the options allow it."""
    if not call.options.member_lookup:
        raise Refusal(405, "Method Not Allowed", "method_not_allowed", Allow="PATCH, DELETE")
    require_administrator(call.caller)
    return Response.json(row(call.member(), call))


def list_roles(call: Call) -> Response:
    """The roles there are."""
    rows = [{"name": name, "displayName": name.replace("_", " ").title()} for name in ROLES]
    return Response.json({"results": rows})


def change_role(call: Call) -> Response:
    """Give a member one role in place of all they have: `{"role": ...}`."""
    body = call.body({"role"}, "member")
    role = call.check_role(body.get("role"))
    member = _set_roles(call, {role})
    return Response.json(row(member, call))


def change_roles(call: Call) -> Response:
    """Give and take roles one by one; a member keeps what is not taken."""
    body = call.body({"organizationRoles", "notifyUsers"}, "roles")
    asked = body.get("organizationRoles")
    if not isinstance(asked, dict):
        raise Refusal(400, "organizationRoles is missing.", "invalid_field")
    refuse_unknown(asked, {"roleNamesToAdd", "roleNamesToRemove"}, "organizationRoles")
    added, removed = ({call.check_role(role) for role in asked.get(f"roleNamesTo{verb}", [])} for verb in _VERBS)
    member = _set_roles(call, (set(call.member().roles) | added) - removed)
    names = [{"name": name} for name in member.roles]
    return Response.json({"userId": member.user_id, "orgId": call.cloud.org_id, "organizationRoles": names})


_VERBS = ("Add", "Remove")


def _set_roles(call: Call, roles: set[str]) -> Member:
    member = call.member()
    if member.status == REMOVED:
        raise Refusal(404, f"User {member.user_id} is not in the organization.", "user_not_found")
    if member.status == INVITED:
        raise Refusal(409, f"{member.email} has not accepted the invitation yet.", "invitation_pending")
    if not roles:
        raise Refusal(400, "A member needs a role.", "role_required")
    if OWNER not in roles and call.cloud.is_last_owner(member):
        raise Refusal(400, "The last owner of the organization must remain one.", "last_owner")
    member.roles = sorted(roles, key=ROLES.index)
    return member


def remove_member(call: Call) -> Response:
    """Remove a member, or take an invitation back. What they were bound to elsewhere stays."""
    member = call.member()
    if member.status == REMOVED:
        raise Refusal(404, f"User {member.user_id} is not in the organization.", "user_not_found")
    if member.status == ACTIVE and call.cloud.is_last_owner(member):
        raise Refusal(400, "The last owner of the organization cannot be removed.", "last_owner")
    call.cloud.remove_member(member.user_id)
    return Response(204)
