"""The API servers: each cluster under `/k8s/<cluster>`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import unquote

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.routing import Router
from rolecall.sandbox.tanzu.kubernetes import writing
from rolecall.sandbox.tanzu.kubernetes.authorize import require
from rolecall.sandbox.tanzu.kubernetes.call import Call
from rolecall.sandbox.tanzu.kubernetes.cluster import Caller, Cluster
from rolecall.sandbox.tanzu.kubernetes.discovery import DOCUMENTS
from rolecall.sandbox.tanzu.kubernetes.kinds import KINDS, NAMESPACE, Kind
from rolecall.sandbox.tanzu.kubernetes.listing import list_objects
from rolecall.sandbox.tanzu.kubernetes.status import Failure, failure
from rolecall.sandbox.tanzu.options import TanzuOptions

BASE = "/k8s/"
ANONYMOUS = Caller("system:anonymous", ("system:unauthenticated",))
_Handler = Callable[[Call], Response]
_Verb = tuple[str, Kind, _Handler]


class Api:
    """The API servers of every cluster."""

    def __init__(self, clusters: Mapping[str, Cluster], options: TanzuOptions) -> None:
        self._clusters = clusters
        self._options = options
        self._router: Router[_Verb] = Router()
        for kind in KINDS:
            self._add(kind)

    def _add(self, kind: Kind) -> None:
        root = f"/apis/{kind.group}/v1" if kind.group else "/api/v1"
        path = f"{root}/namespaces/{{namespace}}/{kind.plural}" if kind.namespaced else f"{root}/{kind.plural}"
        every: dict[str, _Verb] = {"GET": ("list", kind, list_objects)}
        one: dict[str, _Verb] = {"GET": ("get", kind, writing.read)}
        if kind.namespaced:
            self._router.add(f"{root}/{kind.plural}", **every)
        if kind != NAMESPACE:
            every |= {
                "POST": ("create", kind, writing.create),
                "DELETE": ("deletecollection", kind, writing.delete_many),
            }
            one |= {
                "PUT": ("update", kind, writing.replace),
                "PATCH": ("patch", kind, writing.patch),
                "DELETE": ("delete", kind, writing.delete),
            }
        self._router.add(path, **every)
        self._router.add(f"{path}/{{name}}", **one)

    def handle(self, request: Request) -> Response:
        """Answer a request; the caller holds the store's lock."""
        name, slash, rest = request.raw_path.removeprefix(BASE).partition("/")
        cluster = self._clusters.get(unquote(name))
        if cluster is None:
            raise Failure(404, f"there is no cluster {unquote(name)!r} here")
        path = slash + rest.rstrip("/")
        caller = _caller(request, cluster)
        if document := DOCUMENTS.get(path):
            if request.method != "GET":
                raise Failure(405, "the server does not allow this method on the requested resource")
            if caller == ANONYMOUS and path != "/version":
                raise Failure(403, f'forbidden: User "{caller.name}" cannot get path "{path}"')
            return Response.json(document)
        (verb, kind, handler), request.arguments = self._find(request.method, path)
        call = Call(request, cluster, self._options, caller, kind)
        require(cluster, caller, verb, kind, call.namespace, call.name)
        return handler(call)

    def _find(self, method: str, path: str) -> tuple[_Verb, dict[str, str]]:
        try:
            return self._router.find(method, path)
        except Refusal as refusal:
            text = "the server could not find the requested resource"
            if refusal.status == 405:
                text = "the server does not allow this method on the requested resource"
            raise Failure(refusal.status, text) from None

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """A refusal as a Status."""
        return failure(refusal)


def _caller(request: Request, cluster: Cluster) -> Caller:
    """The caller: by client certificate, by bearer token, or nobody in particular. Refuses a wrong token with 401."""
    if request.certificate is not None:
        fields = [pair for part in request.certificate.get("subject", ()) for pair in part]
        names = [value for field, value in fields if field == "commonName"]
        if names:
            return Caller(names[-1], tuple(value for field, value in fields if field == "organizationName"))
    if not request.headers.get("authorization"):
        return ANONYMOUS
    caller = cluster.bearer(request.bearer.strip())
    if caller is None:
        raise Failure(401, "Unauthorized")
    return caller
