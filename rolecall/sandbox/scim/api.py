"""The API of a SCIM server: `/scim/v2`, bearer tokens, `application/scim+json` (RFC 7644)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.routing import Router
from rolecall.sandbox.scim import bulk, discovery, patch
from rolecall.sandbox.scim.authentication import ISSUER, Authentication
from rolecall.sandbox.scim.body import SEARCH_REQUEST, answer, json_object, names, need_schema, refused
from rolecall.sandbox.scim.deviations import (
    as_given,
    as_kept,
    check_attributes,
    check_media_type,
    check_patch,
    check_size,
    check_user,
    found,
)
from rolecall.sandbox.scim.flavours import CREATE, DELETE, LIST, PATCH, READ, REPLACE
from rolecall.sandbox.scim.keeping import kept
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.query import Query
from rolecall.sandbox.scim.representation import Selection, View, etag
from rolecall.sandbox.scim.store import Catalogue, Resource, ScimStore
from rolecall.sandbox.scim.validation import Checks
from rolecall.sandbox.scim.values import Reader, Values

Handler = Callable[[Request], Response]


class Api:
    """The SCIM endpoints of one store, under `root`."""

    def __init__(self, store: ScimStore, options: ScimOptions, root: str) -> None:
        self._store = store
        self._options = options
        self._flavour = store.flavour
        self._root = root
        self._reader = Reader(options)
        self._checks = Checks(store, options)
        self._query = Query(store, options)
        self._authentication = Authentication(store, options)
        router: Router[Handler] = Router()
        self._router = router
        for catalogue in (store.users, store.groups):
            path = f"{self._root}{catalogue.type.endpoint}"
            router.add(path, GET=self._listing(catalogue), POST=self._creation(catalogue))
            router.add(
                f"{path}/{{id}}",
                GET=self._on(catalogue, READ, self._read),
                PUT=self._on(catalogue, REPLACE, self._replace),
                PATCH=self._on(catalogue, PATCH, self._patch),
                DELETE=self._on(catalogue, DELETE, self._delete),
            )
            if self._flavour.search:
                router.add(f"{path}/.search", POST=self._search(catalogue))
        if self._flavour.search:
            router.add(f"{self._root}/.search", POST=self._search(store.users, store.groups))
        router.add(f"{self._root}/ServiceProviderConfig", GET=self._config)
        router.add(f"{self._root}/ResourceTypes", GET=self._resource_types)
        router.add(f"{self._root}/ResourceTypes/{{id}}", GET=self._resource_types)
        router.add(f"{self._root}/Schemas", GET=self._schemas)
        router.add(f"{self._root}/Schemas/{{id}}", GET=self._schemas)
        router.add(f"{self._root}/Bulk", POST=self._bulk)
        router.add(f"{self._root}/Me", GET=_not_implemented, PATCH=_not_implemented)

    def handle(self, request: Request) -> Response:
        """Answer a request; the caller holds the store's lock."""
        if request.raw_path == ISSUER and request.method == "POST" and "oauth" in self._options.auth:
            return self._authentication.issue(request)
        as_kept(request, self._options)
        self._enter(request)
        check_media_type(request, self._options)
        handler, request.arguments = self._router.find(request.method, request.raw_path)
        return as_given(handler(request), self._options)

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """A refusal as SCIM's error object."""
        return refused(refusal)

    def _bulk(self, request: Request) -> Response:
        return bulk.run(request, self._options.bulk, self._root, self.handle)

    def _enter(self, request: Request) -> None:
        self._authentication.enter(request)
        accepted = request.headers.get("accept", "*/*").lower()
        if not any(it in accepted for it in ("application/scim+json", "application/json", "*/*", "application/*")):
            raise Refusal(406, "Answers are application/scim+json.")

    def _base(self, request: Request) -> str:
        return f"{request.scheme}://{request.headers.get('host', '127.0.0.1')}{self._root}"

    def _view(self, request: Request) -> View:
        return View(self._store, self._options, self._base(request))

    def _permit(self, catalogue: Catalogue, operation: str) -> None:
        """Refuse what the vendor's guide does not list."""
        listed = self._flavour.operations[catalogue.type.name]
        if not self._options.undocumented and operation not in listed:
            methods = {LIST: "GET", CREATE: "POST"} if operation in (LIST, CREATE) else _METHODS
            allowed = ", ".join(method for name, method in methods.items() if name in listed)
            raise Refusal(405, f"{catalogue.type.endpoint} cannot be used so.", Allow=allowed)
        if operation == REPLACE and not self._options.put:
            raise Refusal(405, "PUT is not allowed.", Allow="GET, PATCH, DELETE")
        if operation == PATCH and not self._options.patch:
            raise Refusal(501, "PATCH is not supported; see ServiceProviderConfig.")

    # Resources

    def _listing(self, catalogue: Catalogue) -> Handler:
        def handle(request: Request) -> Response:
            self._permit(catalogue, LIST)
            values = {name: request.parameter(name) for name in request.query}
            return answer(self._query.run(request, values, [catalogue], self._view(request)))

        return handle

    def _search(self, *catalogues: Catalogue) -> Handler:
        def handle(request: Request) -> Response:
            values = json_object(request)
            need_schema(values, SEARCH_REQUEST)
            return answer(self._query.run(request, values, catalogues, self._view(request)))

        return handle

    def _creation(self, catalogue: Catalogue) -> Handler:
        def handle(request: Request) -> Response:
            self._permit(catalogue, CREATE)
            body = self._checks.typed(json_object(request))
            check_size(len(body.get("members") or ()), 0, self._options)
            values = self._with_defaults(catalogue, self._reader.resource(body, catalogue.type))
            values = kept(self._checks.check(catalogue, values, None), self._options)
            if catalogue is self._store.users:
                check_user(values, None, self._options)
            selection = self._selection(request, catalogue)
            resource = self._store.create(catalogue.type, values)
            response = self._show(request, resource, self._options.created_status, selection)
            location = self._view(request).location(resource)
            response.headers |= {"Location": location, "Content-Location": location}
            return response

        return handle

    def _on(
        self, catalogue: Catalogue, operation: str, act: Callable[[Request, Catalogue, Resource], Response]
    ) -> Handler:
        """A handler for one resource, which is looked up, and for writes compared with If-Match."""

        def handle(request: Request) -> Response:
            self._permit(catalogue, operation)
            resource = found(catalogue, request.arguments["id"], self._options)
            wanted = request.headers.get("if-match")
            if self._options.etag and wanted and operation != READ and not _has_tag(wanted, resource):
                raise Refusal(412, f"The version is {etag(resource)}, not {wanted}.")
            return act(request, catalogue, resource)

        return handle

    def _read(self, request: Request, catalogue: Catalogue, resource: Resource) -> Response:
        known = request.headers.get("if-none-match")
        if self._options.etag and known and _has_tag(known, resource):
            return answer(None, 304, ETag=etag(resource))
        return self._show(request, resource, 200, self._selection(request, catalogue))

    def _replace(self, request: Request, catalogue: Catalogue, resource: Resource) -> Response:
        body = self._checks.typed(json_object(request))
        values = self._with_defaults(catalogue, self._reader.resource(body, catalogue.type))
        if "password" in resource.values:
            values.setdefault("password", resource.values["password"])
        self._write(request, catalogue, resource, values)
        return self._show(request, resource, 200, self._selection(request, catalogue))

    def _patch(self, request: Request, catalogue: Catalogue, resource: Resource) -> Response:
        values = patch.copy(resource.values)
        if self._options.excluded_before_patch:
            excluded = names({name: request.parameter(name) for name in request.query}, "excludedAttributes")
            values = {name: item for name, item in values.items() if name not in excluded}
        change = patch.Patch(values, catalogue.type, self._options)
        operations = patch.operations(json_object(request))
        check_patch(operations, self._options)
        check_attributes(operations, self._options)
        for operation in operations:
            change.apply(operation)
        self._write(request, catalogue, resource, values)
        if self._options.patch_answer == "empty" and "attributes" not in request.query:
            tags = {"ETag": etag(resource)} if self._options.etag else {}
            return answer(None, 204, **tags)
        return self._show(request, resource, 200, self._selection(request, catalogue))

    def _write(self, request: Request, catalogue: Catalogue, resource: Resource, values: Values) -> None:
        """Keep the values, unless they or the query parameters are refused."""
        values = kept(self._checks.check(catalogue, values, resource), self._options)
        if catalogue is self._store.users:
            check_user(values, resource, self._options)
        self._selection(request, catalogue)
        self._store.update(resource, values)

    def _delete(self, request: Request, catalogue: Catalogue, resource: Resource) -> Response:
        if self._options.delete_deactivates and catalogue is self._store.users:
            self._store.update(resource, {**resource.values, "active": False})
        else:
            self._store.delete(resource)
        return answer(None, 204)

    def _with_defaults(self, catalogue: Catalogue, values: Values) -> Values:
        """A user is active unless the client says otherwise: also one that is replaced."""
        if catalogue is self._store.users and "active" not in self._flavour.required(catalogue.type):
            values.setdefault("active", True)
        return values

    def _selection(self, request: Request, catalogue: Catalogue) -> Selection:
        values = {name: request.parameter(name) for name in request.query}
        return Selection.of(catalogue.type, names(values, "attributes"), names(values, "excludedAttributes"))

    def _show(self, request: Request, resource: Resource, status: int, selection: Selection) -> Response:
        tags = {"ETag": etag(resource)} if self._options.etag else {}
        return answer(self._view(request).render(resource, selection), status, **tags)

    # Discovery (RFC 7644 section 4)

    def _discover(self, request: Request) -> None:
        if not self._options.discovery:
            raise Refusal(404, f"There is no {request.path}.")
        if "filter" in request.query:
            raise Refusal(403, "Discovery takes no filter.")

    def _config(self, request: Request) -> Response:
        self._discover(request)
        passwords = "password" in self._store.users.type.attributes
        return answer(discovery.service_provider_config(self._options, self._base(request), passwords))

    def _resource_types(self, request: Request) -> Response:
        self._discover(request)
        types = (self._store.users.type, self._store.groups.type)
        rows = {type.name: discovery.resource_type(type, self._base(request)) for type in types}
        return _one_or_all(request, rows)

    def _schemas(self, request: Request) -> Response:
        self._discover(request)
        if not self._options.schemas:
            raise Refusal(404, f"There is no {request.path}.")
        schemas = (*self._store.users.type.schemas, *self._store.groups.type.schemas)
        rows = {schema.id: discovery.schema(schema, self._base(request)) for schema in schemas}
        return _one_or_all(request, rows)


_METHODS = {READ: "GET", REPLACE: "PUT", PATCH: "PATCH", DELETE: "DELETE"}


def _one_or_all(request: Request, rows: Mapping[str, dict[str, Any]]) -> Response:
    if "id" not in request.arguments:
        return answer(discovery.listing(list(rows.values())))
    if request.arguments["id"] not in rows:
        raise Refusal(404, f"There is no {request.path}.")
    return answer(rows[request.arguments["id"]])


def _has_tag(header: str, resource: Resource) -> bool:
    """True if If-Match or If-None-Match names the resource's version; weak and strong forms are alike."""
    tags = {tag.strip().removeprefix("W/") for tag in header.split(",")}
    return "*" in tags or etag(resource).removeprefix("W/") in tags


def _not_implemented(request: Request) -> Response:
    raise Refusal(501, f"{request.path} is not implemented.")
