"""Mission Control: role bindings that never change, about people and groups it does not check or check late."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from rolecall.sandbox import Fault
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox

PATH = "/iam/rolebindings"
MEMBER = "user00001@example.com"


def refused(answer: httpx.Response, status: int, code: int, text: str) -> None:
    assert answer.status_code == status
    assert set(answer.json()) == {"error", "code", "message", "details"}
    assert answer.json()["code"] == code
    assert text in answer.json()["message"]


def wanted(
    role: str = "cluster.admin", name: str = MEMBER, kind: str = "USER", scope: Any = None, **more: Any
) -> dict[str, Any]:
    scope = {"cluster": {"name": "alpha"}} if scope is None else scope
    return {"roleBinding": {"role": role, "subjects": [{"name": name, "kind": kind}], "scope": scope, **more}}


def create(tmc: httpx.Client, **fields: Any) -> dict[str, Any]:
    answer = tmc.post(PATH, json=wanted(**fields))
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()["roleBinding"]
    return made


def names(tmc: httpx.Client, **search: Any) -> list[str]:
    answer = tmc.get(PATH, params={"page_size": 100, **search})
    assert answer.status_code == 200, answer.text
    return [row["name"] for row in answer.json()["roleBindings"]]


def test_a_binding_gets_a_name_of_its_own(tmc: httpx.Client) -> None:
    made = create(tmc, name=MEMBER)
    assert set(made) == {"name", "role", "subjects"}
    assert made["name"].startswith("rb-")
    assert made["subjects"] == [{"name": MEMBER, "kind": "USER"}]
    body = wanted()
    body["roleBinding"]["name"] = "mine"
    assert tmc.post(PATH, json=body).json()["roleBinding"]["name"] not in ("mine", made["name"])


def test_the_same_binding_twice_is_two_bindings(tmc: httpx.Client, tanzu: TanzuSandbox) -> None:
    first, second = create(tmc), create(tmc)
    assert names(tmc) == [first["name"], second["name"]]
    tanzu.options.repeated_binding = "conflict"
    refused(tmc.post(PATH, json=wanted()), 409, 6, first["name"])
    create(tmc, role="cluster.view")


def test_bindings_cannot_be_changed_or_read_singly(tmc: httpx.Client, tanzu: TanzuSandbox) -> None:
    name = create(tmc)["name"]
    for method in ("PUT", "PATCH", "GET"):
        answer = tmc.request(method, f"{PATH}/{name}")
        assert (answer.status_code, answer.json()["code"]) == (405, 12)
        assert "DELETE" in answer.headers["allow"]
    tanzu.options.binding_lookup = True
    assert tmc.get(f"{PATH}/{name}").json()["roleBinding"]["name"] == name


def test_a_deletion_answers_the_name_once(tmc: httpx.Client) -> None:
    name = create(tmc)["name"]
    answer = tmc.delete(f"{PATH}/{name}")
    assert (answer.status_code, answer.json()) == (200, {"roleBinding": {"name": name}})
    refused(tmc.delete(f"{PATH}/{name}"), 404, 5, "not found")


def test_a_search_is_about_one_scope(tmc: httpx.Client, tanzu: TanzuSandbox) -> None:
    org = tanzu.environment["TANZU_ORG_ID"]
    on_org = create(tmc, role="organization.view", scope={"organization": {"name": org}})["name"]
    on_group = create(tmc, role="clustergroup.edit", scope={"clusterGroup": {"name": "platform"}})["name"]
    on_alpha = create(tmc)["name"]
    on_beta = create(tmc, scope={"cluster": {"name": "beta"}})["name"]
    assert names(tmc) == [on_org, on_group, on_alpha, on_beta]
    assert names(tmc, **{"searchScope.orgId": org}) == [on_org, on_group, on_alpha, on_beta]
    assert names(tmc, **{"searchScope.orgId": "other"}) == []
    assert names(tmc, **{"searchScope.clusterGroupName": "platform"}) == [on_group]
    assert names(tmc, **{"searchScope.clusterName": "alpha"}) == [on_alpha]
    assert names(tmc, **{"searchScope.clusterName": "beta", "searchScope.orgId": org}) == [on_beta]
    assert names(tmc, **{"searchScope.cluster": "beta"}) == [on_org, on_group, on_alpha, on_beta]  # not a parameter
    tanzu.options.inherited_bindings = True
    assert names(tmc, **{"searchScope.clusterName": "alpha"}) == [on_org, on_group, on_alpha]
    assert names(tmc, **{"searchScope.clusterGroupName": "platform"}) == [on_org, on_group]


def test_the_scope_of_a_binding_is_shown_where_that_is_allowed(tmc: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.options.scope_in_rows = True
    assert create(tmc)["scope"] == {"cluster": {"name": "alpha"}}


def test_a_page_has_twenty_and_a_token_for_the_next(tmc: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.store.mission.seed(45)
    sizes, seen, token = [], list[str](), ""
    while True:
        answer = tmc.get(PATH, params={"page_token": token} if token else {}).json()
        sizes.append(len(answer["roleBindings"]))
        seen += [row["name"] for row in answer["roleBindings"]]
        token = answer.get("next_page_token", "")
        if not token:
            break
    assert sizes == [20, 20, 5]
    assert seen == list(tanzu.store.mission.bindings)


def test_a_page_token_survives_deletions_and_belongs_to_its_search(tmc: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.store.mission.seed(30)
    every = names(tmc)
    token = tmc.get(PATH, params={"page_size": 10}).json()["next_page_token"]
    for name in every[5:12]:
        tanzu.store.mission.remove_binding(name)
    assert names(tmc, page_token=token) == every[12:]
    other = {"page_token": token, "searchScope.clusterName": "alpha"}
    refused(tmc.get(PATH, params=other), 400, 3, "page token")
    refused(tmc.get(PATH, params={"page_token": "wrong"}), 400, 3, "page token")
    refused(tmc.get(PATH, params={"page_size": "0"}), 400, 3, "page_size")


def test_pages_are_cut_short_in_silence(tmc: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.store.mission.seed(150)
    assert len(names(tmc, page_size=1000)) == 100


def test_listings_have_the_usual_faults(tmc: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.store.mission.seed(25)
    tanzu.faults.add(Fault("endless_pages", times=4))
    seen, token = list[str](), ""
    for _ in range(4):
        answer = tmc.get(PATH, params={"page_token": token} if token else {}).json()
        seen += [row["name"] for row in answer["roleBindings"]]
        token = answer["next_page_token"]
    assert len(seen) == len(set(seen)) == 80


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({}, "roleBinding is required"),
        ({"roleBinding": {}, "extra": 1}, 'unknown field "extra"'),
        (wanted(scope={}), "exactly one of"),
        (wanted(scope={"cluster": {"name": "alpha"}, "clusterGroup": {"name": "platform"}}), "exactly one of"),
        (wanted(scope={"workspace": {"name": "w"}}), 'unknown field "workspace"'),
        (wanted(scope={"cluster": {}}), "scope.cluster.name is required"),
        (wanted(role="cluster.king"), 'role "cluster.king" does not exist'),
        (wanted(role="organization.admin"), "cannot be bound on a cluster"),
        (wanted(kind="ROBOT"), "not one of USER, GROUP"),
        (wanted(kind="user"), "not one of USER, GROUP"),
        (wanted(name=""), "needs a name"),
        (wanted(subjects=[]), "subjects must name someone"),
        (wanted(extra=1), 'unknown field "extra"'),
    ],
)
def test_a_wrong_binding_is_refused(tmc: httpx.Client, body: dict[str, Any], text: str) -> None:
    refused(tmc.post(PATH, json=body), 400, 3, text)
    assert names(tmc) == []


@pytest.mark.parametrize("kind", ["organization", "clusterGroup", "cluster"])
def test_what_a_binding_is_about_must_exist(tmc: httpx.Client, kind: str) -> None:
    roles = {"organization": "organization.view", "clusterGroup": "clustergroup.view", "cluster": "cluster.view"}
    refused(tmc.post(PATH, json=wanted(role=roles[kind], scope={kind: {"name": "none"}})), 404, 5, "none")


@pytest.mark.parametrize("status", ["nobody", "INVITED", "REMOVED"])
def test_people_who_are_not_active_members_are_refused_or_left_dangling(
    tmc: httpx.Client, tanzu: TanzuSandbox, status: str
) -> None:
    if status != "nobody":
        tanzu.change("member.create", email="new@example.com", status=status)
    refused(tmc.post(PATH, json=wanted(name="new@example.com")), 400, 9, "not an active member")
    tanzu.options.inactive_subjects = "dangle"
    binding = tanzu.store.mission.bindings[create(tmc, name="new@example.com")["name"]]
    assert not tanzu.store.mission.grants(binding)
    tanzu.change("member.create", email="new@example.com")
    assert tanzu.store.mission.grants(binding)


def test_a_group_of_another_case_is_taken_and_grants_nothing(tmc: httpx.Client, tanzu: TanzuSandbox) -> None:
    mission = tanzu.store.mission
    right = create(tmc, name="tanzu-cluster-admins", kind="GROUP")["name"]
    wrong = create(tmc, name="Tanzu-Cluster-Admins", kind="GROUP")["name"]
    assert [mission.grants(mission.bindings[name]) for name in (right, wrong)] == [True, False]
    tanzu.change("group.rename", name="tanzu-cluster-admins", to="Tanzu-Cluster-Admins")
    assert [mission.grants(mission.bindings[name]) for name in (right, wrong)] == [False, True]
    tanzu.change("group.delete", name="Tanzu-Cluster-Admins")
    tanzu.change("group.push", name="tanzu-cluster-admins", members=[MEMBER])
    assert [mission.grants(mission.bindings[name]) for name in (right, wrong)] == [True, False]


def test_only_administrators_bind(tanzu: TanzuSandbox) -> None:
    token = tanzu.store.cloud.exchange(tanzu.store.cloud.add_api_token(MEMBER).value)
    assert token is not None
    headers = {"Authorization": f"Bearer {token.value}"}
    with httpx.Client(base_url=f"{tanzu.url}/v1alpha1", headers=headers) as client:
        assert client.get(PATH).status_code == 200
        refused(client.post(PATH, json=wanted()), 403, 7, "csp:org_admin")
    own = {"csp-auth-token": token.value}
    refused(httpx.get(f"{tanzu.url}/v1alpha1{PATH}", headers=own), 401, 16, "access token")


def test_identity_providers(tmc: httpx.Client, tanzu: TanzuSandbox) -> None:
    path = "/account/iamproviders"
    first = {"name": "okta-scim", "type": "SCIM", "status": "ACTIVE"}
    assert tmc.get(path).json() == {"iamProviders": [first]}
    tanzu.change("iam_provider.set", name="entra", status="INACTIVE")
    assert tmc.get(path).json()["iamProviders"][1] == {"name": "entra", "type": "SCIM", "status": "INACTIVE"}


def test_bindings_change_behind_the_api(tmc: httpx.Client, tanzu: TanzuSandbox) -> None:
    made = tanzu.change("role_binding.create", role="cluster.view", subject=MEMBER, scope={"cluster": "alpha"})
    group = {"kind": "GROUP", "name": "tanzu-cluster-admins"}
    tanzu.change("role_binding.create", role="clustergroup.view", subject=group, scope={"clusterGroup": "platform"})
    assert names(tmc)[0] == made["name"]
    tanzu.change("role_binding.delete", name=made["name"])
    assert len(names(tmc)) == 1
    with pytest.raises(ValueError, match="a scope is"):
        tanzu.change("role_binding.create", role="cluster.view", subject=MEMBER, scope={"town": "alpha"})


def test_faults_are_worded_as_the_gateway_words_errors(tmc: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.faults.add(Fault("status", path="/iam/", status=503, times=1))
    refused(tmc.get(PATH), 503, 14, "cannot answer")
    refused(tmc.get("/iam/nothing"), 404, 5, "no /v1alpha1/iam/nothing")


def test_an_answer_that_was_lost_leaves_a_binding(tmc: httpx.Client, tanzu: TanzuSandbox) -> None:
    tanzu.faults.add(Fault("drop_after", "POST", PATH, times=1))
    with pytest.raises(httpx.TransportError):
        tmc.post(PATH, json=wanted())
    assert len(tanzu.store.mission.bindings) == 1
