"""The published API of Mission Control under `/v1alpha1`: policies, the objects that have them, and roles."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.paging import page_of
from rolecall.sandbox.tanzu.body import invalid, json_object, number
from rolecall.sandbox.tanzu.cloud_services.access import require_administrator
from rolecall.sandbox.tanzu.cloud_services.model import Member
from rolecall.sandbox.tanzu.mission_control.api import BASE, Gateway
from rolecall.sandbox.tanzu.mission_control.policies.body import POLICY_ROLES, deltas, full_name, scope_of
from rolecall.sandbox.tanzu.mission_control.policies.model import add, clear, has, policy_of, remove, uid_of
from rolecall.sandbox.tanzu.mission_control.store import (
    CLUSTER,
    CLUSTER_GROUP,
    NAMESPACE,
    ORGANIZATION,
    WORKSPACE,
    MissionControl,
    Scope,
    Subject,
)
from rolecall.sandbox.tanzu.options import TanzuOptions

DEFAULT_PAGE: Final = 50
_POLICIES: Final = {
    ORGANIZATION: "/organization:iam",
    CLUSTER_GROUP: "/clustergroups:iam/{name}",
    CLUSTER: "/clusters:iam/{name}",
    NAMESPACE: "/clusters/{cluster}/namespaces:iam/{name}",
    WORKSPACE: "/workspaces:iam/{name}",
}
_OBJECTS: Final = {
    CLUSTER_GROUP: ("/clustergroups", "clusterGroups"),
    CLUSTER: ("/clusters", "clusters"),
    NAMESPACE: ("/clusters/{cluster}/namespaces", "namespaces"),
    WORKSPACE: ("/workspaces", "workspaces"),
}


class PolicyApi(Gateway):
    """The REST API of one Mission Control, in its published shape."""

    def __init__(self, mission: MissionControl, options: TanzuOptions) -> None:
        super().__init__(mission, options)
        for kind, path in _POLICIES.items():
            handlers = {"GET": partial(self._read, kind), "PATCH": partial(self._change, kind)}
            self._router.add(f"{BASE}{path}", **handlers, PUT=partial(self._overwrite, kind))
        for kind, (path, member) in _OBJECTS.items():
            self._router.add(f"{BASE}{path}", GET=partial(self._list, kind, member))
        self._router.add(f"{BASE}/iam/effective", GET=self._effective)
        self._router.add(f"{BASE}/iam/roles", GET=self._roles)

    def handle(self, request: Request) -> Response:
        """Answer a request; the caller holds the store's lock."""
        if self._options.self_managed:
            raise Refusal(401, "the token was not issued by this instance", "unauthenticated")
        return super().handle(request)

    def _object(self, kind: str, request: Request, said: dict[str, Any]) -> Scope:
        """The object that path and full name mean; raises Refusal 404."""
        arguments = request.arguments
        scope = scope_of(
            kind, arguments.get("name", ""), said, self._mission.cloud.org_id, arguments.get("cluster", "")
        )
        if not self._mission.exists(scope):
            raise Refusal(404, f'{kind} "{scope.name}" not found', "not_found")
        return scope

    def _read(self, kind: str, request: Request, caller: Member) -> Response:
        said = {name: request.parameter(f"fullName.{name}") for name in ("orgId", "managementClusterName")}
        said["provisionerName"] = request.parameter("fullName.provisionerName")
        scope = self._object(kind, request, said)
        scopes = [*(self._mission.above(scope) if self._options.inherited_policies else ()), scope]
        return Response.json({"policyList": [found for each in scopes if (found := self._shown(each)) is not None]})

    def _shown(self, scope: Scope) -> dict[str, Any] | None:
        """The policy of an object as reads show it; None where it is left out."""
        policy = policy_of(self._mission, scope)
        if policy["roleBindings"] or self._options.bare_policies == "empty":
            return policy
        return {"meta": policy["meta"]} if self._options.bare_policies == "silent" else None

    def _change(self, kind: str, request: Request, caller: Member) -> Response:
        """Apply every delta, or none where one of them is refused."""
        require_administrator(caller)
        body = json_object(request)
        asked = deltas(body, kind, request.arguments)
        scope = self._object(kind, request, body["fullName"])
        if self._options.policy_conflicts > 0:
            self._options.policy_conflicts -= 1
            raise Refusal(409, "the policy was changed by someone else", "aborted")
        for op, role, subject in asked:
            if self._options.repeated_delta == "conflict" and has(self._mission, scope, role, subject) == (op == "ADD"):
                raise Refusal(409, f'"{subject.name}" {"has" if op == "ADD" else "does not have"} "{role}"', "aborted")
        if self._options.deltas == "overwrite":
            clear(self._mission, self._mission.bound(scope, inherited=False))
        for op, role, subject in asked if self._options.deltas != "ignore" else ():
            (add if op == "ADD" else remove)(self._mission, scope, role, subject)
        policy = self._shown(scope)
        return Response.json({} if self._options.policy_answer == "empty" or policy is None else {"policy": policy})

    def _overwrite(self, kind: str, request: Request, caller: Member) -> Response:
        """Put these role bindings in place of all there are; an empty body leaves none."""
        require_administrator(caller)
        said = {name: request.parameter(f"fullName.{name}") for name in ("managementClusterName", "provisionerName")}
        scope = self._object(kind, request, said)
        body = json_object(request) if request.body else {}
        clear(self._mission, self._mission.bound(scope, inherited=False))
        for each in body.get("roleBindings") or []:
            for subject in each.get("subjects") or []:
                add(self._mission, scope, each["role"], Subject(subject["kind"], subject["name"]))
        return Response.json({"policy": policy_of(self._mission, scope)})

    def _effective(self, request: Request, caller: Member) -> Response:
        wanted = request.parameter("searchScope.targetResourceUid")
        objects = [scope for kind in _POLICIES for scope in self._mission.objects(kind)]
        scope = next((each for each in objects if uid_of(each) == wanted), None)
        if scope is None:
            raise invalid("searchScope.targetResourceUid names nothing")
        found: list[dict[str, Any]] = []
        for each in (*self._mission.above(scope), scope):
            policy = policy_of(self._mission, each)
            if policy["roleBindings"]:
                spec: dict[str, Any] = {
                    "policySpec": {"roleBindings": policy["roleBindings"]},
                    "sourcePolicy": {"rid": f"rid:policy:{each.kind}:{each.name}"},
                }
                found.append({"spec": {"inherited": True, **spec} if each != scope else spec})
        return Response.json(_cut(found, self._options.effective))

    def _list(self, kind: str, member: str, request: Request, caller: Member) -> Response:
        """The objects of a kind, by name. The total is a text, and given where it is asked for."""
        rows = [each for each in self._mission.objects(kind) if self._is_searched(each, request)]
        rows.sort(key=lambda each: (each.management_cluster, each.provisioner, each.name))
        shown = [
            {"fullName": full_name(each, self._mission.cloud.org_id), "meta": {"uid": uid_of(each)}} for each in rows
        ]
        return self._page(member, shown, request)

    def _page(self, member: str, shown: list[dict[str, Any]], request: Request) -> Response:
        size = min(number(request, "pagination.size", DEFAULT_PAGE), self._options.largest_page)
        page = page_of(shown, request.number("pagination.offset", 0, 0, "invalid_argument"), size, request, _imitate)
        total = {"totalCount": str(page.total)} if request.parameter("includeTotal") == "true" else {}
        return Response.json({member: page.rows, **total})

    def _is_searched(self, scope: Scope, request: Request) -> bool:
        cluster = request.arguments.get("cluster", "")
        for name, value in (
            ("managementClusterName", scope.management_cluster),
            ("provisionerName", scope.provisioner),
            ("name", scope.name),
        ):
            wanted = request.parameter(f"searchScope.{name}", "*")
            if wanted not in ("*", value):
                return False
        return scope.kind != NAMESPACE or scope.cluster == cluster

    def _roles(self, request: Request, caller: Member) -> Response:
        roles = [{"fullName": {"name": name}, "spec": {}, "meta": {"uid": name}} for name in POLICY_ROLES]
        return self._page("roles", roles, request)


def _cut(rows: list[dict[str, Any]], option: str) -> dict[str, Any]:
    """The answer to what applies, as far as `effective` lets it tell the truth."""
    match option:
        case "short":
            shown = rows[:1]
        case "bare":
            shown = [
                {"spec": {name: value for name, value in row["spec"].items() if name != "policySpec"}} for row in rows
            ]
        case _:
            shown = [] if option == "empty" else rows
    return {"effective": shown, "totalCount": str(len(shown if option == "empty" else rows))}


def _imitate(row: dict[str, Any], number: int) -> dict[str, Any]:
    name = row["fullName"]
    return {"fullName": {**name, "name": f"{name['name']}-{number}"}, "meta": {"uid": f"{row['meta']['uid']}-{number}"}}
