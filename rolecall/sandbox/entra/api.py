"""The API of Graph: `/v1.0` with a bearer token, JSON, errors with a request id; everything else is the platform's."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable

from rolecall.sandbox.core.clock import iso
from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.routing import Router
from rolecall.sandbox.entra import (
    applications,
    assignments,
    audit,
    deleted,
    directory_objects,
    groups,
    owners,
    synchronization,
    users,
)
from rolecall.sandbox.entra.call import Call
from rolecall.sandbox.entra.identity import Identity
from rolecall.sandbox.entra.options import EntraOptions
from rolecall.sandbox.entra.store import EntraStore

BASE = "/v1.0"
_NAMES = {401: "InvalidAuthenticationToken", 404: "ResourceNotFound", 405: "Request_BadRequest", 429: "TooManyRequests"}


class Graph:
    """The subset of Graph v1.0 that provisioning needs, of one tenant."""

    def __init__(self, store: EntraStore, options: EntraOptions, identity: Identity) -> None:
        self._store = store
        self._options = options
        self._identity = identity
        self._asked = 0
        self._router = _routes()

    def handle(self, request: Request) -> Response:
        """Answer a request; the caller holds the store's lock."""
        self._asked += 1
        every = self._options.throttle_every
        if every and self._asked % every == 0:
            text = "Too many requests. Please retry after the time in the Retry-After header."
            raise Refusal(429, text, "TooManyRequests", Retry_After=str(self._options.retry_after))
        roles = self._enter(request)
        handler, request.arguments = self._router.find(request.method, request.raw_path)
        with audit.noted(self._store, request) as made:
            response = handler(Call(request, self._store, self._options, roles))
            if response.status == 201 and isinstance(row := json.loads(response.body), dict):
                made.append(str(row.get("id", "")))
        return self._stamp(request, response, str(uuid.uuid4()))

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """A refusal as Graph words it."""
        id = str(uuid.uuid4())
        name = refusal.name if refusal.name not in ("", "EndpointNotFound", "MethodNotAllowed", "ServiceFault") else ""
        error = {
            "code": name or _NAMES.get(refusal.status, "UnknownError"),
            "message": refusal.text,
            "innerError": {
                "date": iso(self._store.clock.now()).removesuffix("Z"),
                "request-id": id,
                "client-request-id": request.headers.get("client-request-id", id),
            },
        }
        response = Response.json({"error": error}, refusal.status, **refusal.headers)
        return self._stamp(request, response, id)

    def _stamp(self, request: Request, response: Response, id: str) -> Response:
        response.headers["request-id"] = id
        response.headers["client-request-id"] = request.headers.get("client-request-id", id)
        return response

    def _enter(self, request: Request) -> frozenset[str]:
        """The permissions in the bearer token; refuses with 401 what is no token for Graph."""
        if not request.bearer:
            raise Refusal(401, "Access token is empty.", "InvalidAuthenticationToken", WWW_Authenticate="Bearer")
        roles = self._identity.permissions(request.bearer)
        if roles is None:
            text = "IDX14100: JWT is not well formed, or its signature is not valid."
            raise Refusal(401, text, "InvalidAuthenticationToken", WWW_Authenticate="Bearer")
        return roles


def _routes() -> Router[Callable[[Call], Response]]:
    router: Router[Callable[[Call], Response]] = Router()

    def add(path: str, **handlers: Callable[[Call], Response]) -> None:
        router.add(BASE + path, **handlers)

    add("/applicationTemplates", GET=applications.list_templates)
    add("/applicationTemplates/{template}", GET=applications.get_template)
    add("/applicationTemplates/{template}/instantiate", POST=applications.instantiate)
    add("/applicationTemplates/{template}/microsoft.graph.instantiate", POST=applications.instantiate)
    add("/applications", GET=applications.list_applications)
    add(
        "/applications/{application}",
        GET=applications.get_application,
        PATCH=applications.update_application,
        DELETE=applications.delete_application,
    )
    add("/directory/deletedItems/microsoft.graph.user", GET=deleted.list_users)
    add("/directory/deletedItems/{id}", GET=deleted.get, DELETE=deleted.purge)
    add("/directory/deletedItems/{id}/restore", POST=deleted.restore)
    add("/directoryObjects/{id}", GET=directory_objects.get)
    add("/users", GET=users.list_users, POST=users.create)
    add("/users/{user}", GET=users.get, PATCH=users.update, DELETE=users.delete)
    add("/users/{user}/manager", GET=users.get_manager)
    add("/users/{user}/manager/$ref", PUT=users.put_manager, DELETE=users.delete_manager)
    add("/groups", GET=groups.list_groups, POST=groups.create)
    add("/groups/{group}", GET=groups.get, PATCH=groups.update, DELETE=groups.delete)
    add("/groups/{group}/members", GET=groups.list_members)
    add("/groups/{group}/members/$ref", POST=groups.add_member)
    add("/groups/{group}/members/{member}/$ref", DELETE=groups.remove_member)
    for path, handlers in (
        ("/groups/{group}", owners.GROUPS),
        ("/applications/{application}", owners.APPLICATIONS),
        ("/servicePrincipals/{principal}", owners.PRINCIPALS),
    ):
        add(f"{path}/owners", GET=handlers.list)
        add(f"{path}/owners/$ref", POST=handlers.add)
        add(f"{path}/owners/{{owner}}/$ref", DELETE=handlers.remove)
    add("/auditLogs/directoryAudits", GET=audit.list_directory)
    add("/auditLogs/provisioning", GET=audit.list_provisioning)
    add("/servicePrincipals", GET=applications.list_principals)
    one = "/servicePrincipals/{principal}"
    add(one, GET=applications.get_principal, PATCH=applications.update_principal, DELETE=applications.delete_principal)
    add(f"{one}/appRoleAssignedTo", GET=assignments.list_assigned_to, POST=assignments.assign)
    add(f"{one}/appRoleAssignedTo/{{assignment}}", GET=assignments.get_assigned_to, DELETE=assignments.unassign)
    sync = f"{one}/synchronization"
    add(f"{sync}/secrets", GET=synchronization.list_secrets, PUT=synchronization.put_secrets)
    add(f"{sync}/templates", GET=synchronization.list_templates)
    add(f"{sync}/templates/{{template}}", GET=synchronization.get_template)
    add(f"{sync}/templates/{{template}}/schema", GET=synchronization.get_template_schema)
    add(f"{sync}/jobs", GET=synchronization.list_jobs, POST=synchronization.create_job)
    job = f"{sync}/jobs/{{job}}"
    add(job, GET=synchronization.get_job, DELETE=synchronization.delete_job)
    for name, handler in (
        ("start", synchronization.start_job),
        ("pause", synchronization.pause_job),
        ("restart", synchronization.restart_job),
        ("validateCredentials", synchronization.validate_credentials),
        ("provisionOnDemand", synchronization.provision_on_demand),
        ("schema/parseExpression", synchronization.parse_expression),
    ):
        add(f"{job}/{name}", POST=handler)
    add(
        f"{job}/schema",
        GET=synchronization.get_schema,
        PUT=synchronization.put_schema,
        DELETE=synchronization.delete_schema,
    )
    for name, handler in (
        ("filterOperators", synchronization.filter_operators),
        ("functions", synchronization.functions),
    ):
        add(f"{job}/schema/{name}()", GET=handler)
    return router
