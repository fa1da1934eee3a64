"""Mission Control's policies: role bindings that are elements of one document for each object."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from providers.tanzu import PROVIDER
from providers.tanzu.dialects.policy import PROVIDER as POLICY
from rolecall.sandbox import start
from rolecall.sandbox.core.faults import Fault
from rolecall.sandbox.tanzu.mission_control.store import Scope, Subject
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner, Resource, errors, full
from tests.runtime.resources.switches import with_attribute, with_collection

pytestmark = pytest.mark.real_time

JANE, JOE = "user00001@example.com", "user00002@example.com"
ALPHA = Scope("cluster", "alpha")
PATCH = "/v1alpha1/clusters:iam/alpha"
SCOPES: dict[str, dict[str, Any]] = {
    "organization": {"name": ""},
    "cluster_group": {"name": "platform"},
    "cluster": {"name": "alpha"},
    "namespace": {"name": "web", "cluster": "alpha"},
    "workspace": {"name": "default"},
}
EMPTY = {"id": None, "cluster": None, "cluster_group": None, "role_bindings": None}


@pytest.fixture
def box() -> Iterator[TanzuSandbox]:
    with start("tanzu", seed=3, options={"mission_control": "policy"}) as found:
        assert isinstance(found, TanzuSandbox)
        yield found


@pytest.fixture
def team(box: TanzuSandbox) -> Practitioner:
    return Practitioner(PROVIDER, box.environment)


def scope(**said: Any) -> dict[str, Any]:
    """A scope with every member, as Terraform gives it."""
    members = {
        "organization": ("name",),
        "cluster_group": ("name",),
        "cluster": ("name", "management_cluster", "provisioner"),
        "namespace": ("name", "cluster", "management_cluster", "provisioner"),
        "workspace": ("name",),
    }
    return {
        kind: None if kind not in said else {name: said[kind].get(name) for name in names}
        for kind, names in members.items()
    }


def binding(name: str = JANE, role: str = "cluster.view", kind: str = "USER", **said: Any) -> dict[str, Any]:
    return {
        "role": role,
        "subject": {"name": name, "kind": kind},
        "scope": scope(**(said or {"cluster": {"name": "alpha"}})),
    }


def bound(box: TanzuSandbox, at: Scope = ALPHA) -> list[tuple[str, str]]:
    return sorted(
        (each.role, subject.name) for each in box.store.mission.bound(at, inherited=False) for subject in each.subjects
    )


def give(box: TanzuSandbox, name: str, role: str = "cluster.view", at: Scope = ALPHA, kind: str = "USER") -> None:
    box.store.mission.add_binding(role, [Subject(kind, name)], at)


@pytest.mark.parametrize("kind", SCOPES)
def test_a_role_is_given_and_taken_at_every_scope(box: TanzuSandbox, team: Practitioner, kind: str) -> None:
    names = {**SCOPES[kind], **({"name": box.environment["TANZU_ORG_ID"]} if kind == "organization" else {})}
    role = {"cluster_group": "clustergroup"}.get(kind, kind) + ".view"
    where: dict[str, Any] = {kind: names}
    label, wanted = "tanzu_role_binding.jane", binding(role=role, **where)
    state = team.done(label, **wanted)
    [held] = list(box.store.mission.bindings.values())
    assert (held.role, held.subjects, held.scope.name) == (role, (Subject("USER", JANE),), names["name"])
    team.restart()
    read = team.refresh(label)
    assert read.state == state and not read.diagnostics.items
    assert team.plan(label, **wanted).planned == state
    assert team.destroy(label).state is None
    assert not box.store.mission.bindings


def test_the_id_says_everything_and_imports(box: TanzuSandbox, team: Practitioner) -> None:
    state = team.done("tanzu_role_binding.crew", **binding("crew/night", kind="GROUP"))
    assert state["id"] == "cluster/attached/attached/alpha/cluster.view/GROUP/crew/night"
    other = Practitioner(PROVIDER, box.environment)
    imported = other.import_("tanzu_role_binding.crew", state["id"])
    assert imported.state == {**state, "timeouts": None}
    assert other.plan("tanzu_role_binding.crew", **binding("crew/night", kind="GROUP")).planned == imported.state


def test_others_keep_what_they_have(box: TanzuSandbox, team: Practitioner) -> None:
    give(box, JOE, "cluster.admin")
    give(box, "crew", kind="GROUP")
    team.done("tanzu_role_binding.jane", **binding())
    assert bound(box) == [("cluster.admin", JOE), ("cluster.view", "crew"), ("cluster.view", JANE)]
    team.destroy("tanzu_role_binding.jane")
    assert bound(box) == [("cluster.admin", JOE), ("cluster.view", "crew")]
    assert not [each for each in box.log if each.method in ("PUT", "POST") and "iam" in each.path]


def test_what_is_there_is_refused_in_the_plan_and_in_the_apply(box: TanzuSandbox, team: Practitioner) -> None:
    plan = team.plan("tanzu_role_binding.jane", **binding())
    give(box, JANE)
    found = team.engine.apply("tanzu_role_binding", None, plan.planned, plan.planned, plan.private, identity=None)
    assert found.state is None and "import" in errors(found)[0]
    team.restart()
    assert "import" in errors(team.plan("tanzu_role_binding.jane", **binding()).diagnostics)[0]
    assert bound(box) == [("cluster.view", JANE)]


def test_bindings_of_one_policy_that_come_together_go_in_one_change(
    box: TanzuSandbox, team: Practitioner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rolecall.runtime.concurrency.batching.LINGER_SECONDS", 1.0)
    people = [f"crew{number}" for number in range(8)]
    plans = {name: team.plan(f"tanzu_role_binding.{name}", **binding(name, kind="GROUP")) for name in people}
    assert box.log.count(path=PATCH) == 2
    box.log.clear()

    def apply(name: str) -> Any:
        plan = plans[name]
        return team.engine.apply("tanzu_role_binding", None, plan.planned, plan.planned, plan.private, identity=None)

    with ThreadPoolExecutor(len(people)) as pool:
        results = list(pool.map(apply, people))
    assert all(each.state is not None and not each.diagnostics.has_error for each in results)
    assert bound(box) == [("cluster.view", name) for name in people]
    assert box.log.count(method="PATCH") == 1
    assert box.log.count(method="GET", path=PATCH) == 2


def test_one_that_is_refused_does_not_take_the_others_with_it(box: TanzuSandbox, team: Practitioner) -> None:
    box.faults.add(Fault("status", method="GET", path="/iam/roles", status=403))
    names = {"jane": binding("crew0", kind="GROUP"), "joe": binding("crew1", role="cluster.king", kind="GROUP")}
    plans = {name: team.plan(f"tanzu_role_binding.{name}", **wanted) for name, wanted in names.items()}

    def apply(name: str) -> Any:
        plan = plans[name]
        return team.engine.apply("tanzu_role_binding", None, plan.planned, plan.planned, plan.private, identity=None)

    with ThreadPoolExecutor(2) as pool:
        jane, joe = pool.map(apply, names)
    assert jane.state is not None and not jane.diagnostics.has_error
    assert joe.state is None and "cluster.king" in errors(joe)[0]
    assert bound(box) == [("cluster.view", "crew0")]


def test_clusters_of_one_name_are_told_apart(box: TanzuSandbox, team: Practitioner) -> None:
    box.change("cluster.add", name="alpha", management_cluster="aws", provisioner="prod")
    elsewhere = {"name": "alpha", "management_cluster": "aws", "provisioner": "prod"}
    state = team.done("tanzu_role_binding.jane", **binding(cluster=elsewhere))
    assert state["id"].startswith("cluster/aws/prod/alpha/")
    assert bound(box) == []
    assert bound(box, Scope("cluster", "alpha", "aws", "prod")) == [("cluster.view", JANE)]
    team.done("tanzu_role_binding.here", **binding())
    assert bound(box) == [("cluster.view", JANE)]


def test_a_write_that_drops_others_is_an_error_that_names_them(box: TanzuSandbox, team: Practitioner) -> None:
    give(box, JOE, "cluster.admin")
    box.options.deltas = "overwrite"
    found = team.apply("tanzu_role_binding.jane", **binding())
    assert f"cluster.admin/USER/{JOE}" in errors(found)[0]
    assert found.state is not None


def test_a_write_without_effect_is_an_error(box: TanzuSandbox, team: Practitioner) -> None:
    box.options.deltas = "ignore"
    found = team.apply("tanzu_role_binding.jane", **binding())
    assert found.state is None and "is not there" in errors(found)[0]
    box.options.deltas = "apply"
    team.done("tanzu_role_binding.jane", **binding())
    box.options.deltas = "ignore"
    gone = team.destroy("tanzu_role_binding.jane")
    assert gone.state is not None and "still there" in errors(gone)[0]


@pytest.mark.parametrize("shape", ["none", "empty"])
def test_the_last_binding_leaves_an_empty_policy_or_none(box: TanzuSandbox, team: Practitioner, shape: str) -> None:
    box.options.bare_policies = shape
    team.done("tanzu_role_binding.jane", **binding())
    give(box, JOE)
    assert team.destroy("tanzu_role_binding.jane").state is None
    box.store.mission.bindings.clear()
    team.done("tanzu_role_binding.jane", **binding())
    box.store.mission.bindings.clear()
    team.restart()
    assert team.refresh("tanzu_role_binding.jane").state is None


def test_one_empty_policy_ends_no_destroy(box: TanzuSandbox, team: Practitioner) -> None:
    """No policies at all is how the vendor says that nothing is bound: one such answer is asked for again."""
    team.done("tanzu_role_binding.jane", **binding())
    team.restart()
    fault = box.faults.add(Fault("member_emptied", method="GET", path="iam", member="policyList", words="[]", times=1))
    result = team.destroy("tanzu_role_binding.jane")
    assert (fault.fired, errors(result), result.state) == (1, [], None)
    assert bound(box) == []


def test_a_policy_that_does_not_say_its_bindings_is_not_empty(box: TanzuSandbox, team: Practitioner) -> None:
    box.options.bare_policies = "silent"
    refused = team.apply("tanzu_role_binding.jane", **binding())
    assert "roleBindings" in errors(refused)[0] and not box.log.count(method="PATCH")
    give(box, JOE, "cluster.admin")
    team.done("tanzu_role_binding.jane", **binding())
    box.store.mission.bindings.clear()
    team.restart()
    found = team.refresh("tanzu_role_binding.jane")
    assert found.state is not None and "roleBindings" in errors(found)[0]


def test_the_last_one_is_out_where_nothing_says_so(box: TanzuSandbox, team: Practitioner) -> None:
    team.done("tanzu_role_binding.jane", **binding())
    box.options.bare_policies = "silent"
    found = team.destroy("tanzu_role_binding.jane")
    assert found.state is None and not found.diagnostics.has_error
    assert [each.severity for each in found.diagnostics] == ["warning"]
    assert bound(box) == []


def test_somebody_who_was_faster_is_waited_for(box: TanzuSandbox, team: Practitioner) -> None:
    plan = team.plan("tanzu_role_binding.jane", **binding())
    box.options.policy_conflicts = 2
    box.log.clear()
    found = team.engine.apply("tanzu_role_binding", None, plan.planned, plan.planned, plan.private, identity=None)
    assert found.state is not None and not found.diagnostics.has_error
    steps = [each.method for each in box.log if each.path == PATCH]
    assert steps == ["GET", "PATCH", "GET", "PATCH", "GET", "PATCH", "GET"]
    box.options.policy_conflicts = 9
    assert "someone else" in errors(team.apply("tanzu_role_binding.joe", **binding(JOE)))[0]


@pytest.mark.parametrize("repeated", ["accept", "conflict"])
def test_an_answer_that_was_lost_is_looked_for(box: TanzuSandbox, team: Practitioner, repeated: str) -> None:
    box.options.repeated_delta = repeated
    box.faults.add(Fault("drop_after", method="PATCH", path=PATCH, times=1))
    team.done("tanzu_role_binding.jane", **binding())
    assert bound(box) == [("cluster.view", JANE)]
    box.faults.add(Fault("drop_after", method="PATCH", path=PATCH, times=1))
    assert team.destroy("tanzu_role_binding.jane").state is None
    assert bound(box) == []


def test_an_answer_without_the_policy_is_read_after(box: TanzuSandbox, team: Practitioner) -> None:
    box.options.policy_answer = "empty"
    team.done("tanzu_role_binding.jane", **binding())
    assert bound(box) == [("cluster.view", JANE)]


def test_what_is_inherited_is_not_taken_for_direct(box: TanzuSandbox, team: Practitioner) -> None:
    box.options.inherited_policies = True
    give(box, JANE, at=Scope("clusterGroup", "platform"))
    give(box, JOE, "cluster.admin", Scope("organization", box.environment["TANZU_ORG_ID"]))
    team.done("tanzu_role_binding.jane", **binding())
    assert bound(box) == [("cluster.view", JANE)]
    box.store.mission.bindings = {
        name: each for name, each in box.store.mission.bindings.items() if each.scope != ALPHA
    }
    team.restart()
    assert team.refresh("tanzu_role_binding.jane").state is None


@pytest.mark.parametrize("shape", ["short", "empty", "bare"])
def test_a_listing_that_does_not_explain_what_was_read_takes_nothing_for_gone(
    box: TanzuSandbox, team: Practitioner, shape: str
) -> None:
    """The policy was read just before, with the binding in it, beside one of what the cluster belongs to."""
    label = "tanzu_role_binding.crew"
    give(box, JOE, "cluster.admin", Scope("organization", box.environment["TANZU_ORG_ID"]))
    team.done(label, **binding("crew", kind="GROUP"))
    box.options.inherited_policies, box.options.effective = True, shape
    team.restart()
    refreshed, ended = team.refresh(label), team.destroy(label)
    assert refreshed.state is not None and "is incomplete" in errors(refreshed)[0]
    assert ended.state is not None and "is incomplete" in errors(ended)[0]
    assert bound(box) == [("cluster.view", "crew")]
    everything = team.engine.read_data_source("tanzu_role_bindings", EMPTY, deferral_allowed=False)
    assert everything.state is None and "is incomplete" in errors(everything)[0]
    box.options.effective = "whole"
    assert team.destroy(label).state is None and bound(box) == []


def test_somebody_does_not_leave_while_their_bindings_cannot_be_told_apart(
    box: TanzuSandbox, team: Practitioner
) -> None:
    team.import_("tanzu_org_member.jane", f"name={JANE}")
    give(box, JOE, "cluster.admin", Scope("organization", box.environment["TANZU_ORG_ID"]))
    give(box, JANE)
    box.options.inherited_policies, box.options.effective = True, "short"
    ended = team.destroy("tanzu_org_member.jane")
    assert ended.state is not None and any("is incomplete" in each for each in errors(ended))
    assert bound(box) == [("cluster.view", JANE)]


def test_that_answers_mix_in_what_is_inherited_is_learnt(box: TanzuSandbox, team: Practitioner) -> None:
    box.options.inherited_policies = True
    box.store.mission.clusters["beta"] = "sandbox"
    give(box, JOE, at=Scope("clusterGroup", "platform"))
    give(box, JANE)
    give(box, JANE, at=Scope("clusterGroup", "sandbox"))
    for name in ("alpha", "beta"):
        state = {item.name: None for item in PROVIDER.resource("tanzu_role_binding").schema.attributes}
        key = f"cluster/attached/attached/{name}/cluster.view/USER/{JANE}"
        team.resources[f"tanzu_role_binding.{name}"] = Resource({**state, "id": key})
    assert team.refresh("tanzu_role_binding.alpha").state is not None
    assert team.refresh("tanzu_role_binding.beta").state is None


def test_one_inherited_policy_alone_shows_at_the_second_object(box: TanzuSandbox, team: Practitioner) -> None:
    """Each of two clusters answers with the one policy of their group: it can be neither's own."""
    box.options.inherited_policies = True
    give(box, JANE, at=Scope("clusterGroup", "platform"))
    found = team.engine.read_data_source(
        "tanzu_role_bindings",
        {"id": None, "cluster": None, "cluster_group": None, "role_bindings": None},
        deferral_allowed=False,
    )
    assert found.state is not None, errors(found)
    assert [row["id"].split("/")[0] for row in found.state["role_bindings"]] == ["cluster_group"]


def test_a_refresh_costs_one_read_for_each_object(box: TanzuSandbox) -> None:
    for number in range(40):
        give(box, f"crew{number}", kind="GROUP", at=Scope("cluster", ("alpha", "beta")[number % 2]))
    team = Practitioner(PROVIDER, {**box.environment, "TANZU_TMC_DIALECT": "auto"})
    for number in range(40):
        state = {item.name: None for item in PROVIDER.resource("tanzu_role_binding").schema.attributes}
        key = f"cluster/attached/attached/{('alpha', 'beta')[number % 2]}/cluster.view/GROUP/crew{number}"
        team.resources[f"tanzu_role_binding.crew{number}"] = Resource({**state, "id": key})
    box.log.clear()
    for label in list(team.resources):
        assert team.refresh(label).state is not None
    objects = 2
    assert box.log.count() <= objects + 3


def test_everything_is_listed_by_its_objects(box: TanzuSandbox, team: Practitioner) -> None:
    org = Scope("organization", box.environment["TANZU_ORG_ID"])
    give(box, JANE, "organization.view", org)
    give(box, JOE, "namespace.view", Scope("namespace", "web", cluster="beta"))
    give(box, "crew", "workspace.edit", Scope("workspace", "default"), kind="GROUP")
    box.log.clear()
    found = team.engine.read_data_source("tanzu_role_bindings", EMPTY, deferral_allowed=False)
    assert found.state is not None, errors(found)
    assert sorted(row["id"] for row in found.state["role_bindings"]) == [
        f"namespace/attached/attached/beta/web/namespace.view/USER/{JOE}",
        f"organization/{org.name}/organization.view/USER/{JANE}",
        "workspace/default/workspace.edit/GROUP/crew",
    ]
    objects, listings, clusters, logins = 8, 3, 2, 1
    assert box.log.count() <= objects + listings + 2 * clusters + logins
    narrowed = {**EMPTY, "cluster": "alpha"}
    box.log.clear()
    give(box, JANE)
    found = team.engine.read_data_source("tanzu_role_bindings", narrowed, deferral_allowed=False)
    assert [row["subjects"][0]["name"] for row in (found.state or {})["role_bindings"]] == [JANE]


def test_removing_a_person_takes_them_out_of_every_policy(box: TanzuSandbox, team: Practitioner) -> None:
    label = "tanzu_org_member.jane"
    team.done(label, email="jane@example.com")
    box.change("invitation.accept", email="jane@example.com")
    team.restart()
    team.refresh(label)
    give(box, "Jane@example.com", "organization.view", Scope("organization", box.environment["TANZU_ORG_ID"]))
    give(box, "jane@example.com", at=Scope("cluster", "beta"))
    give(box, "jane@example.com", "namespace.edit", Scope("namespace", "web", cluster="beta"))
    give(box, JOE, at=Scope("cluster", "beta"))
    give(box, "jane@example.com", "cluster.edit", kind="GROUP")
    assert team.destroy(label).state is None
    left = [(each.role, each.subjects[0].kind) for each in box.store.mission.bindings.values()]
    assert sorted(left) == [("cluster.edit", "GROUP"), ("cluster.view", "USER")]


def test_a_cluster_that_is_gone_took_its_bindings_along(box: TanzuSandbox, team: Practitioner) -> None:
    team.done("tanzu_role_binding.jane", **binding())
    box.change("cluster.remove", name="alpha")
    team.restart()
    assert team.destroy("tanzu_role_binding.jane").state is None
    team.restart()
    found = team.apply("tanzu_role_binding.jane", **binding())
    assert "cluster/attached/attached/alpha" in errors(found)[0]


def test_an_api_that_is_not_there_is_no_cluster_that_is_gone(box: TanzuSandbox, team: Practitioner) -> None:
    team.done("tanzu_role_binding.jane", **binding())
    team.restart()
    box.faults.add(Fault("status", method="GET", path=":iam", status=404))
    assert team.refresh("tanzu_role_binding.jane").state is not None
    assert errors(team.destroy("tanzu_role_binding.jane"))


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ({"role": "cluster.viw"}, ("role",)),
        ({"kind": "ROBOT"}, ("subject", "kind")),
        ({"name": ""}, ("subject", "name")),
        ({"cluster": {"name": "alpha"}, "workspace": {"name": "default"}}, ("scope",)),
    ],
)
def test_bad_input_fails_in_the_plan(box: TanzuSandbox, team: Practitioner, said: dict[str, Any], path: Any) -> None:
    found = team.plan("tanzu_role_binding.jane", **binding(**said)).diagnostics
    assert path in [item.path for item in found if item.severity == "error"]
    assert not box.log.count(method="PATCH")


@pytest.mark.parametrize(
    "said",
    [
        {"cluster": {"name": "gamma"}},
        {"cluster": {"name": "alpha", "provisioner": "prod"}},
        {"namespace": {"cluster": "alpha", "name": "shop"}},
        {"workspace": {"name": "shop"}},
    ],
)
def test_a_scope_that_is_not_there_is_said_in_the_plan_and_changes_nothing(
    box: TanzuSandbox, team: Practitioner, said: dict[str, Any]
) -> None:
    role = "workspace.view" if "workspace" in said else "namespace.view" if "namespace" in said else "cluster.view"
    found = team.plan("tanzu_role_binding.jane", **binding(role=role, **said)).diagnostics
    assert [(item.severity, item.path) for item in found] == [("warning", ("scope", next(iter(said))))]
    assert errors(team.apply("tanzu_role_binding.jane", **binding(role=role, **said)))
    assert not box.log.count(method="PATCH")


def test_a_role_that_is_nearly_one_is_offered_the_other(team: Practitioner) -> None:
    [error] = errors(team.plan("tanzu_role_binding.jane", **binding(role="cluster.vieww")).diagnostics)
    assert "'cluster.view'" in error


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ({"namespace": {"name": "web", "cluster": "alpha"}}, ("scope", "namespace")),
        ({"workspace": {"name": "default"}}, ("scope", "workspace")),
        ({"cluster": {"name": "alpha", "management_cluster": "aws"}}, ("scope", "cluster", "management_cluster")),
        ({"kind": "K8S_SERVICEACCOUNT", "name": "ns:bot"}, ("subject", "kind")),
    ],
)
def test_what_only_policies_have_is_refused_elsewhere(tanzu: TanzuSandbox, said: dict[str, Any], path: Any) -> None:
    team = Practitioner(PROVIDER, tanzu.environment)
    found = team.plan("tanzu_role_binding.jane", **binding(**said)).diagnostics
    assert path in [item.path for item in found if item.severity == "error"]


def test_identity_providers_are_refused_with_the_reason(team: Practitioner) -> None:
    found = team.engine.read_data_source(
        "tanzu_iam_providers", {"id": None, "iam_providers": None}, deferral_allowed=False
    )
    assert "console" in errors(found)[0]


def test_mission_control_is_asked_which_api_it_speaks(box: TanzuSandbox, tanzu: TanzuSandbox) -> None:
    for each in (box, tanzu):
        environment = {name: value for name, value in each.environment.items() if name != "TANZU_TMC_DIALECT"}
        team = Practitioner(PROVIDER, environment)
        team.done("tanzu_role_binding.jane", **binding())
        team.done("tanzu_role_binding.joe", **binding(JOE))
        assert each.log.count(path="/v1alpha1/clustergroups") == 1
        assert (each.log.count("GET", "/iam/rolebindings") == 0) is (each is box)


def test_a_url_of_something_else_is_said_at_the_argument(box: TanzuSandbox) -> None:
    environment = {name: value for name, value in box.environment.items() if name != "TANZU_TMC_DIALECT"}
    team = Practitioner(PROVIDER, {**environment, "TANZU_TMC_URL": f"{box.url}/console"})
    [error] = errors(team.plan("tanzu_role_binding.jane", **binding()).diagnostics)
    assert "tmc_dialect" in error


def test_without_the_trait_several_policies_are_not_guessed_among(box: TanzuSandbox) -> None:
    box.options.inherited_policies = True
    give(box, JOE, at=Scope("clusterGroup", "platform"))
    give(box, JANE, "cluster.edit")
    elements = POLICY.collection("role_bindings").elements
    assert elements is not None
    shim = with_collection(POLICY, "role_bindings", elements=replace(elements, inherited=None))
    found = Practitioner(shim, box.environment).apply("tanzu_role_binding.jane", **binding())
    assert "several documents" in errors(found)[0]
    assert not box.log.count(method="PATCH")


def test_without_the_trait_a_role_that_cannot_be_looked_up_is_refused(box: TanzuSandbox) -> None:
    box.faults.add(Fault("status", method="GET", path="/iam/roles", status=403))
    reference = POLICY.resource("tanzu_role_binding").schema.attribute("role").reference
    assert reference is not None
    strict = with_attribute(POLICY, "tanzu_role_binding", "role", reference=replace(reference, unseen="refuse"))
    assert errors(Practitioner(strict, box.environment).plan("tanzu_role_binding.jane", **binding()).diagnostics)
    Practitioner(POLICY, box.environment).done("tanzu_role_binding.jane", **binding())


def test_an_id_of_the_other_dialect_is_no_binding_that_is_gone(box: TanzuSandbox, team: Practitioner) -> None:
    state = {item.name: None for item in PROVIDER.resource("tanzu_role_binding").schema.attributes}
    team.resources["tanzu_role_binding.old"] = Resource({**state, "id": "rb-0123456789ab"})
    found = team.refresh("tanzu_role_binding.old")
    assert found.state is not None and "another one" in errors(found)[0]


def test_the_login_of_a_self_managed_instance_is_refused_in_words_at_the_argument(box: TanzuSandbox) -> None:
    box.options.self_managed = True
    for dialect in ("classic", "policy", "auto"):
        team = Practitioner(PROVIDER, {**box.environment, "TANZU_TMC_DIALECT": dialect})
        found = team.plan("tanzu_role_binding.jane", **binding()).diagnostics
        assert [each.path for each in found if each.severity == "error"] == [("tmc_url",)]
        assert "Pinniped" in errors(found)[0]
    assert box.log.count("PATCH") == 0


def test_a_near_miss_of_a_group_is_warned_of_where_it_is_bound(box: TanzuSandbox, team: Practitioner) -> None:
    give(box, "Crew", kind="GROUP", role="cluster.edit")
    give(box, "grew", kind="GROUP", at=Scope("cluster", "beta"))
    found = team.plan("tanzu_role_binding.crew", **binding("crew", kind="GROUP")).diagnostics
    assert [item.severity for item in found] == ["warning"] and "'Crew'" in found.items[0].summary


@pytest.mark.caveat("Elements", option="tanzu.mission_control")
def test_members_of_the_published_cloud_services_are_bound_too() -> None:
    with start("tanzu", seed=3, options={"mission_control": "policy", "cloud_services": "v2"}) as both:
        team = Practitioner(PROVIDER, both.environment)
        team.done("tanzu_role_binding.jane", **binding())
        [error] = errors(team.plan("tanzu_role_binding.x", **binding("nobody@example.com")).diagnostics)
        assert "tanzu_org_member.<label>.email" in error
        team.restart()
        team.import_("tanzu_org_member.jane", f"name={JANE}")
        assert team.destroy("tanzu_org_member.jane").state is None
        assert not both.store.mission.bindings


def test_one_that_somebody_gave_is_refused_in_the_plan(box: TanzuSandbox, team: Practitioner) -> None:
    give(box, JANE)
    found = team.plan_after(b"", "tanzu_role_binding.b", **binding())
    (problem,) = errors(found.diagnostics)
    assert "already exists" in problem and "terraform import tanzu_role_binding.<label>" in problem
    assert not errors(team.plan_after(b"", "tanzu_role_binding.joe", **binding(JOE)).diagnostics)


def test_one_that_this_state_has_may_be_made_anew(box: TanzuSandbox, team: Practitioner) -> None:
    """With `-replace` the second plan has no prior state."""
    team.done("tanzu_role_binding.b", **binding())
    team.restart()
    team.refresh("tanzu_role_binding.b")
    first = team.plan("tanzu_role_binding.b", **binding())
    del team.resources["tanzu_role_binding.b"]
    again = team.engine.plan(
        "tanzu_role_binding",
        None,
        full(team.engine.resource_schemas()["tanzu_role_binding"], binding()),
        full(team.engine.resource_schemas()["tanzu_role_binding"], binding()),
        first.private,
        identity=None,
        deferral_allowed=False,
    )
    assert not errors(again.diagnostics)
