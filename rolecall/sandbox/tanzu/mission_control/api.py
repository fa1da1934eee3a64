"""The API of Mission Control under `/v1alpha1`, behind a gateway from gRPC to JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.paging import page_of
from rolecall.sandbox.core.routing import Router
from rolecall.sandbox.core.tokens import seal
from rolecall.sandbox.tanzu.body import json_object, number, place
from rolecall.sandbox.tanzu.cloud_services.access import enter, require_administrator, require_member
from rolecall.sandbox.tanzu.cloud_services.model import Member
from rolecall.sandbox.tanzu.mission_control.body import role_binding
from rolecall.sandbox.tanzu.mission_control.store import (
    CLUSTER,
    CLUSTER_GROUP,
    ORGANIZATION,
    USER,
    Binding,
    MissionControl,
    Scope,
)
from rolecall.sandbox.tanzu.options import TanzuOptions

BASE = "/v1alpha1"
DEFAULT_PAGE, LARGEST_PAGE = 20, 100
_SEARCH: Final = {
    "searchScope.orgId": ORGANIZATION,
    "searchScope.clusterGroupName": CLUSTER_GROUP,
    "searchScope.clusterName": CLUSTER,
}
_CODES: Final[Mapping[str, int]] = {"failed_precondition": 9, "already_exists": 6}
_CODES_OF_STATUS: Final[Mapping[int, int]] = {
    400: 3,
    401: 16,
    403: 7,
    404: 5,
    405: 12,
    409: 10,
    429: 8,
    500: 13,
    501: 12,
    503: 14,
    504: 4,
}
"""What a gateway makes of gRPC codes, read backwards."""


class Gateway:
    """What the APIs of Mission Control share: who is let in, and how errors are worded."""

    def __init__(self, mission: MissionControl, options: TanzuOptions) -> None:
        self._mission = mission
        self._options = options
        self._router: Router[Callable[[Request, Member], Response]] = Router()

    def handle(self, request: Request) -> Response:
        """Answer a request; the caller holds the store's lock."""
        caller = enter(request, self._mission.cloud)
        require_member(caller)
        handler, request.arguments = self._router.find(request.method, request.raw_path)
        return handler(request, caller)

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """A refusal as the gateway words a gRPC status."""
        code = _CODES.get(refusal.name, _CODES_OF_STATUS.get(refusal.status, 2))
        body = {"error": refusal.text, "code": code, "message": refusal.text, "details": []}
        return Response.json(body, refusal.status, **refusal.headers)


class Api(Gateway):
    """The REST API of one Mission Control."""

    def __init__(self, mission: MissionControl, options: TanzuOptions) -> None:
        super().__init__(mission, options)
        path = f"{BASE}/iam/rolebindings"
        self._router.add(path, GET=self._list, POST=self._create)
        self._router.add(f"{path}/{{name}}", DELETE=self._delete, GET=self._read)
        self._router.add(f"{BASE}/account/iamproviders", GET=self._iam_providers)

    def _row(self, binding: Binding) -> dict[str, Any]:
        row: dict[str, Any] = {
            "name": binding.name,
            "role": binding.role,
            "subjects": [{"name": subject.name, "kind": subject.kind} for subject in binding.subjects],
        }
        if self._options.scope_in_rows:
            row["scope"] = {binding.scope.kind: {"name": binding.scope.name}}
        return row

    def _found(self, request: Request) -> list[Binding]:
        """The bindings a search is about: the narrowest scope it names. The organization means all there are."""
        for name, kind in reversed(_SEARCH.items()):
            if wanted := request.parameter(name):
                if kind != ORGANIZATION:
                    return self._mission.bound(Scope(kind, wanted), inherited=self._options.inherited_bindings)
                return list(self._mission.bindings.values()) if wanted == self._mission.cloud.org_id else []
        return list(self._mission.bindings.values())

    def _list(self, request: Request, caller: Member) -> Response:
        """Bindings, oldest first. A page token belongs to the search it was given for, and survives deletions."""
        size = min(number(request, "page_size", DEFAULT_PAGE), LARGEST_PAGE, self._options.largest_page)
        rows = self._found(request)
        search = "|".join(request.parameter(name) for name in _SEARCH)
        token = request.parameter("page_token")
        last = place(token, "rolebindings", search) if token else 0
        start = sum(binding.number <= last for binding in rows) + max(0, last - rows[-1].number if rows else 0)
        page = page_of(rows, start, size, request)
        answer: dict[str, Any] = {"roleBindings": [self._row(binding) for binding in page.rows]}
        if page.rows and start + len(page.rows) < page.total:
            answer["next_page_token"] = seal("rolebindings", _cursor(rows, start + len(page.rows)), search)
        return Response.json(answer)

    def _create(self, request: Request, caller: Member) -> Response:
        require_administrator(caller)
        role, subjects, scope = role_binding(json_object(request), self._mission)
        if self._options.inactive_subjects == "refuse":
            for subject in subjects:
                if subject.kind == USER and not self._mission.cloud.is_active(subject.name):
                    text = f'user "{subject.name}" is not an active member of the organization'
                    raise Refusal(400, text, "failed_precondition")
        if self._options.repeated_binding == "conflict":
            for other in self._mission.bound(scope, inherited=False):
                if other.role == role and set(other.subjects) == set(subjects):
                    raise Refusal(409, f'role binding "{other.name}" grants this already', "already_exists")
        return Response.json({"roleBinding": self._row(self._mission.add_binding(role, subjects, scope))})

    def _known(self, request: Request) -> Binding:
        name = request.arguments["name"]
        if name not in self._mission.bindings:
            raise Refusal(404, f'role binding "{name}" not found', "not_found")
        return self._mission.bindings[name]

    def _read(self, request: Request, caller: Member) -> Response:
        if not self._options.binding_lookup:
            raise Refusal(405, "Method Not Allowed", Allow="DELETE")
        return Response.json({"roleBinding": self._row(self._known(request))})

    def _delete(self, request: Request, caller: Member) -> Response:
        require_administrator(caller)
        binding = self._mission.remove_binding(self._known(request).name)
        return Response.json({"roleBinding": {"name": binding.name}})

    def _iam_providers(self, request: Request, caller: Member) -> Response:
        return Response.json({"iamProviders": self._mission.iam_providers})


def _cursor(rows: list[Binding], following: int) -> int:
    """The number of the last binding before row `following`; made up beyond the end, where rows are made up too."""
    return rows[following - 1].number if following <= len(rows) else rows[-1].number + following - len(rows)
