"""Assignments of users and groups to app roles: made and deleted, never changed."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.entra.applications import seen_principal, written_principal
from rolecall.sandbox.entra.call import Call, bad_request, not_found, plain_id
from rolecall.sandbox.entra.model import NO_ROLE, Assignment

_WRITE = "AppRoleAssignment.ReadWrite.All"
_READ = (_WRITE, "Directory.Read.All", "Application.Read.All", "Application.ReadWrite.All")


def _row(call: Call, assignment: Assignment) -> dict[str, Any]:
    store = call.store
    principal = store.users.get(assignment.principal_id) or store.groups.get(assignment.principal_id)
    resource = store.service_principals.get(assignment.resource_id)
    return {
        "id": assignment.id,
        "deletedDateTime": None,
        "appRoleId": assignment.app_role_id,
        "createdDateTime": assignment.created,
        "principalDisplayName": principal.display_name if principal else None,
        "principalId": assignment.principal_id,
        "principalType": assignment.principal_type,
        "resourceDisplayName": resource.display_name if resource else None,
        "resourceId": assignment.resource_id,
    }


def list_assigned_to(call: Call) -> Response:
    """GET /servicePrincipals/{id}/appRoleAssignedTo."""
    call.require(*_READ)
    resource = seen_principal(call)
    store = call.store
    rows = store.assignment_copies.listed(store.assignments_to(resource.id), lambda row: row.resource_id == resource.id)
    return call.page("appRoleAssignments", rows, lambda row: _row(call, row))


def get_assigned_to(call: Call) -> Response:
    """GET /servicePrincipals/{id}/appRoleAssignedTo/{assignment}."""
    call.require(*_READ)
    resource = seen_principal(call)
    id = call.argument("assignment")
    found = call.store.assignment_copies.read(id, call.store.assignments.get(id))
    if found is None or found.resource_id != resource.id:
        raise not_found(id)
    return call.one("appRoleAssignments", _row(call, found))


def assign(call: Call) -> Response:
    """POST /servicePrincipals/{id}/appRoleAssignedTo."""
    call.require(_WRITE)
    resource = written_principal(call)
    names = ("principalId", "resourceId", "appRoleId")
    body = {name: plain_id(text) for name, text in call.body(dict.fromkeys(names, str), required=names).items()}
    store = call.store
    if body["resourceId"] != resource.id:
        raise bad_request("The resourceId in the body is not that of the service principal in the path.")
    if body["principalId"] not in store.users and body["principalId"] not in store.groups:
        raise not_found(body["principalId"])
    store.refer(body["principalId"])
    application = store.application_of(resource)
    roles = {role["id"]: role for role in application.app_roles if role["isEnabled"]}
    role = roles.get(body["appRoleId"])
    if role is None and (roles or body["appRoleId"] != NO_ROLE):
        raise bad_request(f"Permission being assigned was not found on application '{application.app_id}'.")
    if role is not None and "User" not in role["allowedMemberTypes"]:
        raise bad_request("Permission being assigned cannot be assigned to users or groups.")
    if store.assigned(resource.id, body["principalId"], body["appRoleId"]):
        raise bad_request("Permission being assigned already exists on the object")
    made = store.assign(resource, body["principalId"], body["appRoleId"])
    return call.one("appRoleAssignments", _row(call, made), 201)


def unassign(call: Call) -> Response:
    """DELETE /servicePrincipals/{id}/appRoleAssignedTo/{assignment}."""
    call.require(_WRITE)
    resource = written_principal(call)
    assignment = call.store.assignments.get(call.argument("assignment"))
    if assignment is None or assignment.resource_id != resource.id:
        raise not_found(call.argument("assignment"))
    call.store.assignment_copies.write(assignment.id, deleting=True)
    call.store.unassign(assignment)
    return Response(204)
