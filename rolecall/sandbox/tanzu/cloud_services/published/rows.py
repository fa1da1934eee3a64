"""What the published API shows of people and their roles, and what its bodies say of roles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeVar

from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.core.paging import page_of
from rolecall.sandbox.tanzu.body import number, refuse_unknown
from rolecall.sandbox.tanzu.cloud_services.access import is_administrator
from rolecall.sandbox.tanzu.cloud_services.call import Call
from rolecall.sandbox.tanzu.cloud_services.model import SERVICES, Member

DIRECT: Final = "DIRECT"
DEFINITIONS: Final = "/csp/gateway/slc/api/definitions/external/"
LARGEST_PAGE: Final = 200
Row = TypeVar("Row")


def person(member: Member, call: Call) -> dict[str, Any]:
    """Who somebody is."""
    shown = {
        "userId": user_id(member, call),
        "username": member.email,
        "email": member.email,
        "acct": member.email,
        "domain": member.email.partition("@")[2],
        "idpId": "vmware.com",
        "accessible": True,
    }
    if member.first_name:
        shown |= {"firstName": member.first_name, "lastName": member.last_name}
    return shown


def user_id(member: Member, call: Call) -> str:
    """The id, with what gave it before it where the options say so."""
    return f"vmware.com:{member.user_id}" if call.options.prefixed_ids else member.user_id


def membership(member: Member, call: Call) -> dict[str, Any]:
    """Somebody with all roles, as listings show them. Whoever does not administer sees no roles."""
    shown: dict[str, Any] = {"user": person(member, call), "orgId": call.cloud.org_id}
    if "excludeRoles" in call.request.query:
        return shown
    if not is_administrator(call.caller) or call.options.member_roles == "empty":
        return shown | {"organizationRoles": [], "serviceRoles": []}
    if call.options.member_roles == "missing":
        return shown
    return shown | {
        "organizationRoles": [
            *(_role(name, call, DIRECT) for name in member.roles),
            *(_role(name, call, "NESTED") for name in member.inherited_roles),
        ],
        "serviceRoles": service_roles(member, call),
        "customRoles": [],
    }


def service_roles(member: Member, call: Call) -> list[dict[str, Any]]:
    """The roles in services, each service once."""
    rows = []
    for service in sorted({*member.service_roles, *member.inherited_service_roles}):
        own, others = member.service_roles.get(service, []), member.inherited_service_roles.get(service, [])
        roles = [*(_role(name, call, DIRECT) for name in own), *(_role(name, call, "NESTED") for name in others)]
        rows.append({"serviceDefinitionId": service, "serviceRoleNames": [*own, *others], "serviceRoles": roles})
    return rows


def _role(name: str, call: Call, membership_type: str) -> dict[str, Any]:
    shown = {"name": name, "displayName": name.replace("_", " ").title(), "resource": None, "expiresAt": 0}
    return shown | ({"membershipType": membership_type} if call.options.membership_types else {})


def page(
    call: Call, found: Iterable[Row], render: Callable[[Row], dict[str, Any]], default: int = LARGEST_PAGE
) -> Response:
    """A page of people or groups: `pageStart` counts rows from 1, `pageLimit` is at most 200, links are paths."""
    rows = list(found)
    request = call.request
    size = min(number(request, "pageLimit", default), LARGEST_PAGE, call.options.largest_page)
    start = number(request, "pageStart", 1) - 1
    part = page_of(rows, start, size, request)
    answer: dict[str, Any] = {"totalResults": part.total, "results": [render(row) for row in part.rows]}
    following = start + len(part.rows)
    if part.rows and following < part.total:
        answer["nextLink"] = call.link(following + 1, size)
    if start:
        answer["prevLink"] = call.link(max(start + 1 - size, 1), size)
    return Response.json(answer)


def names(roles: Any, call: Call) -> list[str]:
    """The names in a list of `{name}`; refuses with 400 what is none, and a role that there is not."""
    if not isinstance(roles, list) or not all(isinstance(each, dict) for each in roles):
        raise Refusal(400, "organizationRoles must be a list of roles.", "invalid_field")
    for each in roles:
        refuse_unknown(each, {"name", "resource", "expiresAt"}, "role")
    return [call.check_role(each.get("name")) for each in roles]


def service_names(service: Any, roles: Iterable[Any]) -> list[str]:
    """The roles of a service; refuses with 400 one that it does not have, and a service that there is not."""
    if service not in SERVICES:
        raise Refusal(400, f"The service definition '{service}' does not exist.", "invalid_service_definition")
    for role in roles:
        if role not in SERVICES[service]:
            raise Refusal(400, f"The role '{role}' does not exist in the service.", "invalid_role")
    return [str(role) for role in roles]


def changed(asked: Mapping[str, Any], before: Iterable[str], check: Callable[[list[Any]], list[str]]) -> list[str]:
    """The roles after `roleNamesToAdd`, `roleNamesToRemove` and the same as lists of objects; `check` refuses names."""
    known = {"roleNamesToAdd", "roleNamesToRemove", "rolesToAdd", "rolesToRemove", "rolesToUpdate"}
    refuse_unknown(dict(asked), known | {"serviceDefinitionId"}, "roles")
    added = [*asked.get("roleNamesToAdd", []), *(each["name"] for each in asked.get("rolesToAdd", []))]
    removed = [*asked.get("roleNamesToRemove", []), *(each["name"] for each in asked.get("rolesToRemove", []))]
    return sorted(({*before} | {*check(added)}) - {*check(removed)})
