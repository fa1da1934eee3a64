"""Invitations in the published API: sent and taken back by address, answered with nothing."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.tanzu.body import refuse_unknown
from rolecall.sandbox.tanzu.cloud_services.call import Call
from rolecall.sandbox.tanzu.cloud_services.invitations import addresses_in, found, revoke, row
from rolecall.sandbox.tanzu.cloud_services.model import EXPIRED, PENDING, Invitation
from rolecall.sandbox.tanzu.cloud_services.published.rows import DEFINITIONS, names, service_names

_KNOWN = {
    "usernames",
    "organizationRoles",
    "orgRoleNames",
    "serviceRolesDtos",
    "customRoles",
    "customGroupsIds",
    "invitationExpirationInDays",
    "notifyUsersOfOrgAccess",
    "notifyUsersOfRegistration",
    "invitedBy",
    "skipNotify",
    "skipNotifyRegistration",
}
_MOST_GROUPS = 15


def invite(call: Call) -> Response:
    """Invite `usernames` with their roles, all or nobody; with `?action=revoke` take their invitations back."""
    body = call.body(_KNOWN, "invitation")
    addresses = addresses_in(body)
    if call.request.parameter("action") == "revoke":
        revoke(call, addresses)
        return Response(202)
    old = [{"name": name} for name in body.get("orgRoleNames") or []]
    roles = names(body.get("organizationRoles") or old, call)
    if not roles:
        raise Refusal(400, "Invitations need a role in the organization.", "role_required")
    services = _services(body.get("serviceRolesDtos") or [])
    days = body.get("invitationExpirationInDays", 7)
    if not isinstance(days, int) or not 1 <= days <= 90:
        raise Refusal(400, "invitationExpirationInDays must be from 1 to 90.", "invalid_field")
    seconds = days * 86400.0 if "invitationExpirationInDays" in body else None
    if len(body.get("customGroupsIds") or []) > _MOST_GROUPS:
        raise Refusal(400, f"Not more than {_MOST_GROUPS} groups can be named.", "too_many_groups")
    for email in addresses:
        call.cloud.invite(email, roles, service_roles=services, seconds=seconds)
    return Response(202)


def _services(given: Any) -> dict[str, list[str]]:
    services: dict[str, list[str]] = {}
    for each in given:
        refuse_unknown(each, {"serviceDefinitionLink", "serviceRoleNames", "serviceRoles"}, "serviceRolesDtos")
        link = str(each.get("serviceDefinitionLink"))
        if not link.startswith(DEFINITIONS):
            raise Refusal(400, f"'{link}' is no link to a service definition.", "invalid_service_definition")
        asked = [*each.get("serviceRoleNames", []), *(role["name"] for role in each.get("serviceRoles", []))]
        service = link.removeprefix(DEFINITIONS)
        services[service] = service_names(service, asked)
    return services


def _row(invitation: Invitation, call: Call) -> dict[str, Any]:
    """An invitation; one whose time is over is `AVAILABLE` still, and only its time tells."""
    shown = row(invitation, call)
    if invitation.status == EXPIRED:
        shown["status"] = PENDING
    return shown | {
        "organizationRoles": [{"name": name, "resource": None, "expiresAt": 0} for name in invitation.roles],
        "serviceRolesDtos": [
            {"serviceDefinitionLink": f"{DEFINITIONS}{service}", "serviceRoleNames": roles, "serviceRoles": []}
            for service, roles in invitation.service_roles.items()
        ],
        "customRoles": [],
        "customGroupsIds": [],
        "invitedByUsername": call.cloud.administrator.email,
    }


def list_invitations(call: Call) -> Response:
    """Every invitation ever sent, never in pages; links alone unless there is `expand`, whatever its value."""
    rows = [_row(invitation, call) for invitation in call.cloud.invitations.values()]
    if "expand" not in call.request.query:
        rows = [{"refLink": each["refLink"]} for each in rows]
    return Response.json(rows)


def read_invitation(call: Call) -> Response:
    """One invitation."""
    return Response.json(_row(found(call), call))
