"""Invitations: sent by mail, answered by people in their own time."""

from __future__ import annotations

import re
from typing import Any

from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.tanzu.cloud_services.call import Call
from rolecall.sandbox.tanzu.cloud_services.model import ACTIVE, INVITED, MEMBER, REDEEMED, REVOKED, Invitation

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_KNOWN = {"usernames", "orgRoleName", "orgRoleNames", "organizationRoles", "notifyUsersOfOrgAccess"}


def invite(call: Call) -> Response:
    """Invite `usernames` with `orgRoleName`, all or nobody; with `?action=revoke` take their invitations back."""
    body = call.body(_KNOWN, "invitation")
    addresses = addresses_in(body)
    if call.request.parameter("action") == "revoke":
        revoke(call, addresses)
        return Response.json({})
    roles = [call.check_role(role) for role in _roles(body)]
    known = [member for email in addresses if (member := call.cloud.find(email)) is not None]
    if call.options.repeated_invitation == "conflict":
        for member in known:
            if member.status == ACTIVE:
                raise Refusal(409, f"{member.email} is a member already.", "already_member")
            if call.cloud.pending(member.email):
                raise Refusal(409, f"{member.email} is invited already.", "already_invited")
    members = [call.cloud.invite(email, roles) for email in addresses]
    if call.options.invitation_answer == "empty":
        return Response(202)
    return Response.json(
        {
            "invitationLink": f"https://console.example.com/csp/gateway/portal/#/invitations?orgId={call.cloud.org_id}",
            "invitedUsers": [{"email": member.email, "status": member.status} for member in members],
        }
    )


def addresses_in(body: dict[str, Any]) -> list[str]:
    """The addresses in `usernames`; refuses with 400 what is none."""
    addresses = body.get("usernames")
    if not isinstance(addresses, list) or not addresses:
        raise Refusal(400, "usernames must name someone.", "invalid_field")
    for address in addresses:
        if not isinstance(address, str) or not _ADDRESS.fullmatch(address):
            raise Refusal(400, f"'{address}' is not an e-mail address.", "invalid_username")
    return list(dict.fromkeys(address.lower() for address in addresses))


def _roles(body: dict[str, Any]) -> list[Any]:
    """The roles of an invitation, in the form the guide has or in one of those that came after it."""
    if "orgRoleName" in body:
        return [body["orgRoleName"]]
    names, roles = body.get("orgRoleNames"), body.get("organizationRoles")
    if isinstance(roles, list) and all(isinstance(role, dict) for role in roles):
        names = [role.get("name") for role in roles]
    return names if isinstance(names, list) and names else [MEMBER]


def revoke(call: Call, addresses: list[str]) -> None:
    """Take the invitations of `addresses` back; refuses with 404 where there is none under way."""
    for email in addresses:
        member = call.cloud.find(email)
        if member is None or member.status != INVITED or call.cloud.pending(email) is None:
            raise Refusal(404, f"No invitation of {email} is under way.", "invitation_not_found")
    for email in addresses:
        call.cloud.revoke(email)


def row(invitation: Invitation, call: Call) -> dict[str, Any]:
    """An invitation as listings show it."""

    def milliseconds(time: float) -> int:
        return int(time * 1000)

    shown: dict[str, Any] = {
        "refLink": f"/csp/gateway/am/api/orgs/{call.cloud.org_id}/invitations/{invitation.id}",
        "username": invitation.email,
        "status": invitation.status,
        "orgRoleNames": invitation.roles,
        "generatedAt": milliseconds(invitation.generated),
        "generatedBy": call.cloud.administrator.email,
        "expirationTime": milliseconds(invitation.expires),
    }
    for status, field in ((REDEEMED, "redeemedAt"), (REVOKED, "revokedAt")):
        if invitation.status == status and invitation.ended is not None:
            shown[field] = milliseconds(invitation.ended)
    return shown


def list_invitations(call: Call) -> Response:
    """Every invitation ever sent; links alone unless `expand=true`."""
    rows = [row(invitation, call) for invitation in call.cloud.invitations.values()]
    if call.request.parameter("expand") != "true":
        rows = [{"refLink": row["refLink"]} for row in rows]
    return Response.json(rows)


def read_invitation(call: Call) -> Response:
    """One invitation."""
    return Response.json(row(found(call), call))


def found(call: Call) -> Invitation:
    """The invitation in the path; refuses with 404."""
    invitation = call.cloud.invitations.get(call.request.arguments["id"])
    if invitation is None:
        raise Refusal(404, f"Invitation {call.request.arguments['id']} was not found.", "invitation_not_found")
    return invitation
