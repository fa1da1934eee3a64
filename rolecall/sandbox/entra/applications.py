"""Gallery templates, applications and service principals, as Graph answers them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from copy import copy
from typing import Any

from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.entra.call import Call, bad_request
from rolecall.sandbox.entra.gallery import GALLERY
from rolecall.sandbox.entra.model import Application, ServicePrincipal
from rolecall.sandbox.entra.store import EntraStore

_OWNED = "Application.ReadWrite.OwnedBy"
_ALL = "Application.ReadWrite.All"
_READ = (_OWNED, _ALL, "Application.Read.All", "Directory.Read.All")
_APPLICATION_FIELDS = {
    "displayName": "display_name",
    "notes": "notes",
    "serviceManagementReference": "service_management_reference",
    "tags": "tags",
    "appRoles": "app_roles",
}
_PRINCIPAL_FIELDS = {
    "displayName": "display_name",
    "accountEnabled": "account_enabled",
    "appRoleAssignmentRequired": "app_role_assignment_required",
    "notificationEmailAddresses": "notification_email_addresses",
    "preferredSingleSignOnMode": "preferred_single_sign_on_mode",
    "loginUrl": "login_url",
    "notes": "notes",
    "tags": "tags",
}
_ROLE = {"allowedMemberTypes": list, "description": str, "displayName": str, "id": str, "isEnabled": bool}


def application_row(application: Application) -> dict[str, Any]:
    """An application as Graph answers one."""
    return {
        "id": application.id,
        "appId": application.app_id,
        "applicationTemplateId": application.template_id,
        "createdDateTime": application.created,
        "deletedDateTime": None,
        "displayName": application.display_name,
        "notes": application.notes,
        "serviceManagementReference": application.service_management_reference,
        "signInAudience": "AzureADMyOrg",
        "identifierUris": [],
        "tags": application.tags,
        "appRoles": application.app_roles,
    }


def principal_row(store: EntraStore, principal: ServicePrincipal) -> dict[str, Any]:
    """A service principal as Graph answers one; its app roles are those of its application."""
    application = next((a for a in store.applications.values() if a.app_id == principal.app_id), None)
    return {
        "id": principal.id,
        "appId": principal.app_id,
        "appDisplayName": application.display_name if application else principal.display_name,
        "applicationTemplateId": application.template_id if application else None,
        "appOwnerOrganizationId": store.tenant_id,
        "deletedDateTime": None,
        "displayName": principal.display_name,
        "accountEnabled": principal.account_enabled,
        "appRoleAssignmentRequired": principal.app_role_assignment_required,
        "notificationEmailAddresses": principal.notification_email_addresses,
        "preferredSingleSignOnMode": principal.preferred_single_sign_on_mode,
        "servicePrincipalType": "Application",
        "servicePrincipalNames": [principal.app_id],
        "loginUrl": principal.login_url,
        "notes": principal.notes,
        "tags": principal.tags,
        "appRoles": application.app_roles if application else [],
    }


# Templates


def list_templates(call: Call) -> Response:
    """GET /applicationTemplates: no permission is needed."""
    return call.page(
        "applicationTemplates", list(GALLERY.values()), lambda row: row.row(), ("id", "displayName", "publisher")
    )


def get_template(call: Call) -> Response:
    """GET /applicationTemplates/{id}."""
    template = call.found("template", GALLERY.get(call.argument("template")))
    return call.one("applicationTemplates", template.row())


def instantiate(call: Call) -> Response:
    """POST /applicationTemplates/{id}/instantiate; names need not be unique, so a repeated call makes another one."""
    call.require(_OWNED, _ALL)
    template = call.found("template", GALLERY.get(call.argument("template")))
    body = call.body({"displayName": str, "serviceManagementReference": str}, required=["displayName"])
    application, principal = call.store.instantiate(
        template, body["displayName"], service_management_reference=body.get("serviceManagementReference")
    )
    answer = {
        "@odata.context": f"{call.base()}/$metadata#microsoft.graph.applicationServicePrincipal",
        "application": application_row(application),
        "servicePrincipal": principal_row(call.store, principal),
    }
    return Response.json(answer, 201)


# Applications


def list_applications(call: Call) -> Response:
    """GET /applications."""
    call.require(*_READ)
    store = call.store
    rows = store.application_copies.listed(store.applications.values(), lambda application: application.id)
    return call.page("applications", rows, application_row, ("id", "appId", "displayName", "applicationTemplateId"))


def seen_application(call: Call) -> Application:
    """The application in the path as this copy of the directory has it."""
    call.require(*_READ)
    id = call.argument("application")
    return call.found("application", call.store.application_copies.read(id, call.store.applications.get(id)))


def get_application(call: Call) -> Response:
    """GET /applications/{id}."""
    return call.one("applications", application_row(seen_application(call)))


def changeable_application(call: Call) -> Application:
    """The application in the path, for a write; refuses what is not there, not there yet, or not ours."""
    call.require(_OWNED, _ALL)
    id = call.argument("application")
    application = call.found("application", call.store.applications.get(id))
    ends = call.request.method == "DELETE" and call.request.arguments.keys() == {"application"}
    call.store.application_copies.write(id, ends)
    _check_owner(call, application)
    return application


def _check_owner(call: Call, application: Application | None) -> None:
    if _ALL not in call.roles and application is not None and not application.owned:
        raise Refusal(403, "Insufficient privileges to complete the operation.", "Authorization_RequestDenied")


def update_application(call: Call) -> Response:
    """PATCH /applications/{id}; a role has to be disabled before it can be left out."""
    application = changeable_application(call)
    body = _changes(call, application_row(application), _APPLICATION_FIELDS)
    if "appRoles" in body:
        _check_roles(application.app_roles, body["appRoles"] or [])
    before = copy(application)
    for name, value in body.items():
        setattr(application, _APPLICATION_FIELDS[name], value)
    call.store.application_copies.changed(application.id, before)
    return Response(204)


def delete_application(call: Call) -> Response:
    """DELETE /applications/{id}: into the recycle bin, and the service principal with it."""
    call.store.remove_application(changeable_application(call))
    return Response(204)


# Service principals


def list_principals(call: Call) -> Response:
    """GET /servicePrincipals."""
    call.require(*_READ)
    store = call.store
    rows = store.principal_copies.listed(store.service_principals.values(), lambda principal: principal.id)
    return call.page(
        "servicePrincipals", rows, lambda row: principal_row(store, row), ("id", "appId", "displayName", "tags")
    )


def get_principal(call: Call) -> Response:
    """GET /servicePrincipals/{id}."""
    return call.one("servicePrincipals", principal_row(call.store, principal_copy(call)))


def principal_copy(call: Call) -> ServicePrincipal:
    """The service principal in the path as this copy of the directory has it."""
    call.require(*_READ)
    id = call.argument("principal")
    return call.found("principal", call.store.principal_copies.read(id, call.store.service_principals.get(id)))


def seen_principal(call: Call) -> ServicePrincipal:
    """The service principal in the path, for reading what hangs on it; counts as a read of it."""
    id = call.argument("principal")
    now = call.found("principal", call.store.service_principals.get(id))
    call.found("principal", call.store.principal_copies.read(id, now))
    return now


def written_principal(call: Call) -> ServicePrincipal:
    """The service principal in the path, for a write to what hangs on it; refuses one that is not there (yet)."""
    id = call.argument("principal")
    principal = call.found("principal", call.store.service_principals.get(id))
    ends = call.request.method == "DELETE" and call.request.arguments.keys() == {"principal"}
    call.store.principal_copies.write(id, ends)
    return principal


def changeable_principal(call: Call) -> ServicePrincipal:
    """The service principal in the path, for a write; refuses what is not there, not there yet, or not ours."""
    call.require(_OWNED, _ALL)
    principal = written_principal(call)
    _check_owner(call, call.store.application_of(principal))
    return principal


def update_principal(call: Call) -> Response:
    """PATCH /servicePrincipals/{id}."""
    principal = changeable_principal(call)
    body = _changes(call, principal_row(call.store, principal), _PRINCIPAL_FIELDS)
    before = copy(principal)
    for name, value in body.items():
        setattr(principal, _PRINCIPAL_FIELDS[name], value)
    call.store.principal_copies.changed(principal.id, before)
    return Response(204)


def delete_principal(call: Call) -> Response:
    """DELETE /servicePrincipals/{id}; the application stays."""
    call.store.remove_principal(changeable_principal(call))
    return Response(204)


def _changes(call: Call, row: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """The changes that a PATCH asks for, checked against the row as it is."""
    kinds = {name: type(value) if isinstance(value, (bool, list)) else str for name, value in row.items()}
    body = call.body(kinds)
    for name, value in body.items():
        if name not in fields:
            raise bad_request(f"Property '{name}' is read-only and cannot be set.")
        if value is None and kinds[name] is not str:
            raise bad_request(f"Invalid value specified for property '{name}'.")
        if name == "displayName" and not value:
            raise bad_request("A value is required for property 'displayName'.")
    return body


def _check_roles(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> None:
    """Refuse roles that are malformed, share an id or a value, or leave out one that is still enabled."""
    ids: set[str] = set()
    values: set[str] = set()
    for role in after:
        if not isinstance(role, dict) or any(not isinstance(role.get(name), kind) for name, kind in _ROLE.items()):
            raise bad_request("Invalid value specified for property 'appRoles'.")
        try:
            uuid.UUID(role["id"])
        except ValueError:
            raise bad_request(f"Invalid value '{role['id']}' of property 'id' of 'appRoles'.") from None
        if role["id"] in ids or (role.get("value") and role["value"] in values):
            raise bad_request("It contains duplicate value. Please provide unique value.", "DuplicateValue")
        ids.add(role["id"])
        values.add(str(role.get("value")))
        role.setdefault("origin", "Application")
        role.setdefault("value", None)
    if any(role["isEnabled"] and role["id"] not in ids for role in before):
        text = "Permission (scope or role) cannot be deleted or updated unless disabled first."
        raise bad_request(text, "CannotDeleteOrUpdateEnabledEntitlement")
