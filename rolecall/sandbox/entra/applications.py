"""Gallery templates, applications and service principals, as Graph answers them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, TypeVar

from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.entra.call import Call, bad_request, properties, shown
from rolecall.sandbox.entra.gallery import GALLERY
from rolecall.sandbox.entra.model import Application, ServicePrincipal
from rolecall.sandbox.entra.replication import Replication
from rolecall.sandbox.entra.store import EntraStore

Owned = TypeVar("Owned", Application, ServicePrincipal)
_OWNED = "Application.ReadWrite.OwnedBy"
_ALL = "Application.ReadWrite.All"
_READ = (_OWNED, _ALL, "Application.Read.All", "Directory.Read.All")
_APPLICATION_FIELDS = properties(Application, "id", "app_id", "template_id", "created", "owned", "owners")
_PRINCIPAL_FIELDS = properties(ServicePrincipal, "id", "app_id", "created", "owners", "secrets", "jobs", "connection")
_ROLE = {"allowedMemberTypes": list, "description": str, "displayName": str, "id": str, "isEnabled": bool}


def application_row(application: Application) -> dict[str, Any]:
    """An application as Graph answers one."""
    return {
        "id": application.id,
        "appId": application.app_id,
        "applicationTemplateId": application.template_id,
        "createdDateTime": application.created,
        "deletedDateTime": None,
        "signInAudience": "AzureADMyOrg",
        "identifierUris": [],
        **shown(application, _APPLICATION_FIELDS),
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
        "servicePrincipalType": "Application",
        "servicePrincipalNames": [principal.app_id],
        **shown(principal, _PRINCIPAL_FIELDS),
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
    rows = call.store.application_copies.listed(call.store.applications.values())
    return call.page("applications", rows, application_row, ("id", "appId", "displayName", "applicationTemplateId"))


def seen_application(call: Call) -> Application:
    """The application in the path as this copy of the directory has it."""
    call.require(*_READ)
    return call.seen("application", call.store.application_copies, call.store.applications)


def get_application(call: Call) -> Response:
    """GET /applications/{id}."""
    return call.one("applications", application_row(seen_application(call)))


def changeable_application(call: Call) -> Application:
    """The application in the path, for a write; refuses what is not there, not there yet, or not ours."""
    call.require(_OWNED, _ALL)
    found = call.store.applications.get(call.argument("application"))
    application = call.written("application", call.store.application_copies, found)
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
    return _set(call.store.application_copies, application, body, _APPLICATION_FIELDS)


def delete_application(call: Call) -> Response:
    """DELETE /applications/{id}: into the recycle bin, and the service principal with it."""
    call.store.remove_application(changeable_application(call))
    return Response(204)


# Service principals


def list_principals(call: Call) -> Response:
    """GET /servicePrincipals."""
    call.require(*_READ)
    store = call.store
    rows = store.principal_copies.listed(store.service_principals.values())
    return call.page(
        "servicePrincipals", rows, lambda row: principal_row(store, row), ("id", "appId", "displayName", "tags")
    )


def get_principal(call: Call) -> Response:
    """GET /servicePrincipals/{id}."""
    return call.one("servicePrincipals", principal_row(call.store, principal_copy(call)))


def principal_copy(call: Call) -> ServicePrincipal:
    """The service principal in the path as this copy of the directory has it."""
    call.require(*_READ)
    return call.seen("principal", call.store.principal_copies, call.store.service_principals)


def seen_principal(call: Call) -> ServicePrincipal:
    """The service principal in the path, for reading what hangs on it; counts as a read of it."""
    now = call.found("principal", call.store.service_principals.get(call.argument("principal")))
    call.seen("principal", call.store.principal_copies, call.store.service_principals)
    return now


def written_principal(call: Call) -> ServicePrincipal:
    """The service principal in the path, for a write to what hangs on it; refuses one that is not there (yet)."""
    found = call.store.service_principals.get(call.argument("principal"))
    return call.written("principal", call.store.principal_copies, found)


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
    return _set(call.store.principal_copies, principal, body, _PRINCIPAL_FIELDS)


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


def _set(copies: Replication[Owned], changed: Owned, body: Mapping[str, Any], fields: Mapping[str, str]) -> Response:
    with copies.changing(changed):
        for name, value in body.items():
            setattr(changed, fields[name], value)
    return Response(204)


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
