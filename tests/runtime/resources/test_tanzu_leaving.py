"""Access that ends when a member of an organization leaves, with the traits and without them."""

from __future__ import annotations

from typing import Any

import pytest

from providers.tanzu import PROVIDER
from rolecall.sandbox import Event, Fault
from rolecall.sandbox.tanzu.kubernetes.kinds import CLUSTER_ROLE_BINDING
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from rolecall.specification.traits import Deprovision
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.switches import with_lifecycle
from tests.runtime.resources.tanzu_people import ADA, USER, environment, practitioner


class TestLeaving:
    def settle(self, box: TanzuSandbox, person: Practitioner) -> None:
        """A member with a role binding in each system."""
        person.done("tanzu_org_member.ada", **ADA)
        box.change("invitation.accept", email="ada@example.com")
        subject = {"kind": "USER", "name": "ada@example.com"}
        user = {"kind": "User", "name": "ada@example.com"}
        box.change("role_binding.create", role="cluster.edit", subject=subject, scope={"cluster": "alpha"})
        box.change("role_binding.create", role="cluster.edit", subject=USER, scope={"cluster": "alpha"})
        box.change("cluster_role_binding.create", cluster="alpha", name="hers", role="view", subjects=[user])
        both = [user, {"kind": "User", "name": "eve"}]
        box.change("cluster_role_binding.create", cluster="alpha", name="theirs", role="view", subjects=both)
        box.change(
            "namespace_role_binding.create",
            cluster="alpha",
            namespace="apps",
            name="hers",
            role="view",
            subjects=[user],
        )
        person.restart()

    def test_bindings_go_first_and_what_is_left_is_told(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        self.settle(tanzu, person)
        tanzu.log.clear()
        result = person.destroy("tanzu_org_member.ada")
        assert errors(result) == []
        assert result.state is None
        assert "'theirs'" in warnings(result)[0]
        deleted = [event.path for event in tanzu.log if event.method == "DELETE"]
        systems = ["k8s" if "/k8s/" in path else "csp" if "/csp/" in path else "tmc" for path in deleted]
        assert systems == ["k8s", "k8s", "tmc", "csp"]
        assert [binding.subjects[0].name for binding in tanzu.store.mission.bindings.values()] == [USER["name"]]
        assert not tanzu.store.cloud.is_active("ada@example.com")

    @pytest.mark.parametrize("asked", [False, True])
    def test_without_the_trait_or_when_not_asked_bindings_outlive_the_member(
        self, tanzu: TanzuSandbox, asked: bool
    ) -> None:
        shim = with_lifecycle(PROVIDER, "tanzu_org_member", deprovision=None) if asked else PROVIDER
        person = practitioner(tanzu, shim)
        self.settle(tanzu, person)
        person.refresh("tanzu_org_member.ada")
        person.done("tanzu_org_member.ada", **ADA, remove_role_bindings_on_destroy=asked)
        person.destroy("tanzu_org_member.ada")
        assert len(tanzu.store.mission.bindings) == 2

    def test_a_cluster_is_cleaned_of_somebody_who_has_no_object_there(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        self.settle(tanzu, person)
        tanzu.log.clear()
        person.done("tanzu_cluster_user.ada", name="ada@example.com")
        person.restart()
        person.refresh("tanzu_cluster_user.ada")
        assert person.plan("tanzu_cluster_user.ada", name="ada@example.com").requires_replace == []
        assert tanzu.log.count(path="rolebindings") == 0
        result = person.destroy("tanzu_cluster_user.ada")
        assert (errors(result), result.state) == ([], None)
        (left,) = warnings(result)
        assert (
            f"'theirs' in cluster_role_bindings of {tanzu.cluster('alpha').host} still names 'ada@example.com'" in left
        )
        assert [event.path.rpartition("/")[2] for event in tanzu.log if event.method == "DELETE"] == ["hers", "hers"]
        # Nothing but this cluster is touched.
        assert tanzu.store.cloud.is_active("ada@example.com")
        assert len(tanzu.store.mission.bindings) == 2

    def test_without_the_trait_what_others_bound_in_a_cluster_outlives_the_leaver(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu, with_lifecycle(PROVIDER, "tanzu_cluster_user", deprovision=Deprovision()))
        self.settle(tanzu, person)
        person.done("tanzu_cluster_user.ada", name="ada@example.com")
        person.destroy("tanzu_cluster_user.ada")
        assert any(
            row.object["metadata"]["name"] == "hers"
            for row in tanzu.store.cluster("alpha").records(CLUSTER_ROLE_BINDING)
        )

    def test_cleaning_a_cluster_that_is_away_or_not_configured_is_an_error(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        person.done("tanzu_cluster_user.ada", name="ada@example.com")
        person.environment = {**environment(tanzu), "TANZU_KUBERNETES_HOST": "http://127.0.0.1:9"}
        person.environment["TANZU_MAX_RETRIES"] = "0"
        person.environment["TANZU_FORMER_URLS"] = environment(tanzu)["TANZU_KUBERNETES_HOST"]
        person.restart()
        result = person.destroy("tanzu_cluster_user.ada")
        assert "cannot be reached" in errors(result)[0]
        assert result.state is not None
        person.environment = tanzu.environment
        person.restart()
        result = person.destroy("tanzu_cluster_user.ada")
        assert "kubernetes" in errors(result)[0]
        assert result.state is not None

    def test_what_the_cluster_itself_binds_is_never_cleaned_away(self, tanzu: TanzuSandbox) -> None:
        found = practitioner(tanzu).plan("tanzu_cluster_user.k", name="system:kube-scheduler").diagnostics
        assert [item.path for item in found] == [("name",)]

    def test_a_principal_is_imported_by_name_and_listed_nowhere(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        imported = person.import_("tanzu_cluster_user.ada", "ada@example.com").state
        assert imported == {
            "id": "ada@example.com",
            "name": "ada@example.com",
            "remove_role_bindings_on_destroy": True,
        }
        assert person.plan("tanzu_cluster_user.ada", name="ada@example.com").planned == imported
        assert "tanzu_cluster_user" not in person.engine.list_schemas()

    def test_a_cluster_that_is_away_leaves_everything_and_says_so(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        self.settle(tanzu, person)
        person.environment = {
            **environment(tanzu),
            "TANZU_KUBERNETES_HOST": "http://127.0.0.1:9",
            "TANZU_MAX_RETRIES": "0",
        }
        person.restart()
        result = person.destroy("tanzu_org_member.ada")
        assert "cannot be reached" in errors(result)[0]
        assert result.state is not None
        assert tanzu.store.cloud.is_active("ada@example.com")


class TestWhoIsMeant:
    """Bindings in a cluster that somebody leaves: only those that name them, and nobody else, go with them."""

    def bind(self, box: TanzuSandbox, name: str, *people: str) -> None:
        subjects = [{"kind": "User", "name": each} for each in people]
        box.change("cluster_role_binding.create", cluster="alpha", name=name, role="view", subjects=subjects)

    def bindings(self, box: TanzuSandbox) -> set[str]:
        rows = box.store.cluster("alpha").records(CLUSTER_ROLE_BINDING)
        return {row.metadata["name"] for row in rows} - {"cluster-admin"}

    def leaver(self, box: TanzuSandbox) -> Practitioner:
        person = practitioner(box)
        person.done("tanzu_cluster_user.ann", name="ann")
        person.restart()
        return person

    def test_a_name_in_other_letters_is_somebody_else(self, tanzu: TanzuSandbox) -> None:
        self.bind(tanzu, "hers", "ann")
        self.bind(tanzu, "theirs", "ANN")
        result = self.leaver(tanzu).destroy("tanzu_cluster_user.ann")
        assert result.state is None
        assert self.bindings(tanzu) == {"theirs"}
        (told,) = warnings(result)
        assert "'theirs'" in told and "names 'ANN', not 'ann'" in told

    def test_whoever_joins_after_the_listing_keeps_the_binding(self, tanzu: TanzuSandbox) -> None:
        self.bind(tanzu, "hers", "ann")
        person, add = self.leaver(tanzu), tanzu.log.add

        def join(*arguments: Any, **named: Any) -> Event:
            event = add(*arguments, **named)
            if event.method == "GET" and event.path.endswith("/clusterrolebindings"):
                both = [{"kind": "User", "name": each} for each in ("ann", "bob")]
                tanzu.store.cluster("alpha").change(CLUSTER_ROLE_BINDING, "hers", subjects=both)
            return event

        tanzu.log.add = join  # type: ignore[method-assign]  # the sandbox has no such switch
        result = person.destroy("tanzu_cluster_user.ann")
        assert self.bindings(tanzu) == {"hers"}
        assert "still names 'ann'" in warnings(result)[0]

    @pytest.mark.parametrize("member", ["subjects", "subjects.name", "subjects.kind"])
    def test_a_listing_that_leaves_names_out_is_asked_singly(self, tanzu: TanzuSandbox, member: str) -> None:
        self.bind(tanzu, "hers", "ann")
        self.bind(tanzu, "theirs", "bob")
        self.bind(tanzu, "nobodys")
        person = self.leaver(tanzu)
        tanzu.faults.add(Fault("member_missing", method="GET", path="/clusterrolebindings$", member=member))
        result = person.destroy("tanzu_cluster_user.ann")
        assert (errors(result), warnings(result), result.state) == ([], [], None)
        assert self.bindings(tanzu) == {"theirs", "nobodys"}

    @pytest.mark.parametrize("member", ["subjects", "subjects.name", "subjects.kind"])
    def test_what_no_answer_says_is_told(self, tanzu: TanzuSandbox, member: str) -> None:
        self.bind(tanzu, "hers", "ann")
        person = self.leaver(tanzu)
        tanzu.faults.add(Fault("member_missing", method="GET", path="/clusterrolebindings", member=member))
        result = person.destroy("tanzu_cluster_user.ann")
        assert self.bindings(tanzu) == {"hers"}
        (told,) = warnings(result)
        assert "cannot be told" in told and "'hers'" in told and "'ann'" in told

    def test_one_who_is_not_named_beside_them_is_not_nobody(self, tanzu: TanzuSandbox) -> None:
        """A subject without a name stands beside the one who leaves."""
        self.bind(tanzu, "theirs", "ann", "")
        result = self.leaver(tanzu).destroy("tanzu_cluster_user.ann")
        assert self.bindings(tanzu) == {"theirs"}
        assert "'theirs'" in warnings(result)[0]

    def test_the_plan_names_what_goes_with_them_and_this_run_does_not_end(self, tanzu: TanzuSandbox) -> None:
        self.bind(tanzu, "theirs", "ann", "bob")
        self.bind(tanzu, "hers", "ann")
        person = self.leaver(tanzu)
        ours = {"role_ref": {"kind": "ClusterRole", "name": "view"}, "subjects": [{"kind": "User", "name": "ann"}]}
        person.done("tanzu_cluster_role_binding.ends", name="ends", **ours)
        person.done("tanzu_cluster_role_binding.stays", name="stays", **ours)
        person.restart()
        for label in ("ends", "stays"):
            person.refresh(f"tanzu_cluster_role_binding.{label}")
        person.plan_destroy("tanzu_cluster_role_binding.ends")
        person.plan("tanzu_cluster_role_binding.stays", name="stays", **ours)
        (told,) = warnings(person.plan_destroy("tanzu_cluster_user.ann"))
        assert "'ann' takes 2 of cluster_role_bindings along" in told and "'hers', 'stays'." in told
        assert "remove_role_bindings_on_destroy = false" in told

    def test_a_plan_that_cannot_ask_says_so(self, tanzu: TanzuSandbox) -> None:
        person = self.leaver(tanzu)
        tanzu.faults.add(Fault("status", method="GET", path="/clusterrolebindings$", status=403))
        (told,) = warnings(person.plan_destroy("tanzu_cluster_user.ann"))
        assert "What ends with 'ann' in cluster_role_bindings is not known" in told

    def test_whoever_keeps_their_bindings_is_not_asked_about(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        person.done("tanzu_cluster_user.ann", name="ann", remove_role_bindings_on_destroy=False)
        person.restart()
        assert warnings(person.plan_destroy("tanzu_cluster_user.ann")) == []
        assert tanzu.log.count("GET", "/clusterrolebindings$") == 0
