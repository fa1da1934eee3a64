"""Role bindings of a cluster, with their traits and without them."""

from __future__ import annotations

from typing import Any

import pytest

from providers.tanzu import PROVIDER
from rolecall.sandbox import Fault
from rolecall.sandbox.tanzu.kubernetes.kinds import CLUSTER_ROLE_BINDING
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import errors
from tests.runtime.resources.switches import with_attribute, with_lifecycle
from tests.runtime.resources.tanzu_people import EDITORS, practitioner


class TestKubernetesRoleBindings:
    def record(self, box: TanzuSandbox) -> Any:
        return box.store.cluster("alpha").get(CLUSTER_ROLE_BINDING, "editors").object

    def test_labels_and_annotations_of_others_survive(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        person.done("tanzu_cluster_role_binding.e", **EDITORS, labels={"team": "a", "tier": "1"})
        mark = {"labels": {"kapp.k14s.io/app": "1"}, "annotations": {"note": "by hand"}}
        tanzu.change("cluster_role_binding.update", cluster="alpha", name="editors", **mark)
        person.restart()
        person.refresh("tanzu_cluster_role_binding.e")
        same = person.plan("tanzu_cluster_role_binding.e", **EDITORS, labels={"team": "a", "tier": "1"})
        assert same.planned == person.resources["tanzu_cluster_role_binding.e"].state
        state = person.done("tanzu_cluster_role_binding.e", **EDITORS, labels={"team": "b"})
        assert state["labels"] == {"team": "b"}
        metadata = self.record(tanzu)["metadata"]
        assert metadata["labels"] == {"kapp.k14s.io/app": "1", "team": "b"}
        assert metadata["annotations"] == {"note": "by hand"}

    def test_labels_that_a_single_read_leaves_out_are_not_taken_for_none(self, tanzu: TanzuSandbox) -> None:
        """The listing shows those of others, which a replacement would wipe. A map that is really empty is written."""
        person, label = practitioner(tanzu), "tanzu_cluster_role_binding.e"
        person.done(label, **EDITORS, labels={"team": "a"})
        tanzu.change("cluster_role_binding.update", cluster="alpha", name="editors", labels={"others": "1"})
        hides = Fault("member_missing", method="GET", path="/clusterrolebindings/editors$", member="metadata.labels")
        tanzu.faults.add(hides)
        person.restart()
        person.refresh(label)
        assert "The vendor did not say labels" in errors(person.apply(label, **EDITORS, labels={"team": "a"}))[0]
        assert self.record(tanzu)["metadata"]["labels"] == {"others": "1", "team": "a"}
        tanzu.faults.clear()
        none = {"others": None, "team": None}
        tanzu.change("cluster_role_binding.update", cluster="alpha", name="editors", labels=none)
        person.restart()
        person.refresh(label)
        person.done(label, **EDITORS, labels={"team": "a"})
        assert self.record(tanzu)["metadata"]["labels"] == {"team": "a"}

    def test_without_the_trait_labels_of_others_are_taken_away(self, tanzu: TanzuSandbox) -> None:
        shim = with_attribute(PROVIDER, "tanzu_cluster_role_binding", "labels", shared=False)
        person = practitioner(tanzu, shim)
        person.done("tanzu_cluster_role_binding.e", **EDITORS, labels={"team": "a"})
        tanzu.change("cluster_role_binding.update", cluster="alpha", name="editors", labels={"kapp.k14s.io/app": "1"})
        person.done("tanzu_cluster_role_binding.e", **EDITORS, labels={"team": "b"})
        assert self.record(tanzu)["metadata"]["labels"] == {"team": "b"}

    def test_without_full_replace_annotations_of_others_are_lost(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu, with_lifecycle(PROVIDER, "tanzu_cluster_role_binding", full_replace=None))
        person.done("tanzu_cluster_role_binding.e", **EDITORS)
        tanzu.change("cluster_role_binding.update", cluster="alpha", name="editors", annotations={"note": "by hand"})
        result = person.apply("tanzu_cluster_role_binding.e", **EDITORS, labels={"team": "b"})
        assert errors(result) or "annotations" not in self.record(tanzu)["metadata"]

    def test_a_conflict_is_written_again_from_a_fresh_read(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        person.done("tanzu_cluster_role_binding.e", **EDITORS)
        tanzu.options.interfere = 2
        changed = {**EDITORS, "subjects": [{"kind": "Group", "name": "editors"}]}
        person.done("tanzu_cluster_role_binding.e", **changed)
        assert [subject["name"] for subject in self.record(tanzu)["subjects"]] == ["editors"]
        assert "sandbox.example.com/interfered" in self.record(tanzu)["metadata"]["annotations"]
        assert tanzu.log.count("PUT", "clusterrolebindings/editors") == 3

    def test_subjects_are_a_set_whose_groups_are_the_clusters_affair(self, tanzu: TanzuSandbox) -> None:
        subjects = [
            {"kind": "User", "name": "ada@example.com"},
            {"kind": "Group", "name": "editors"},
            {"kind": "ServiceAccount", "name": "robot", "namespace": "apps"},
        ]
        person = practitioner(tanzu)
        person.done("tanzu_cluster_role_binding.e", **{**EDITORS, "subjects": subjects})
        person.restart()
        person.refresh("tanzu_cluster_role_binding.e")
        plan = person.plan("tanzu_cluster_role_binding.e", **{**EDITORS, "subjects": subjects[::-1]})
        assert plan.planned == person.resources["tanzu_cluster_role_binding.e"].state

    def test_nobody_is_a_set_too(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        state = person.done("tanzu_cluster_role_binding.e", **{**EDITORS, "subjects": []})
        assert state["subjects"] == []
        tanzu.change(
            "cluster_role_binding.update", cluster="alpha", name="editors", subjects=[{"kind": "User", "name": "eve"}]
        )
        refreshed = person.refresh("tanzu_cluster_role_binding.e").state
        assert refreshed is not None
        assert [subject["name"] for subject in refreshed["subjects"]] == ["eve"]
        person.done("tanzu_cluster_role_binding.e", **{**EDITORS, "subjects": []})
        assert "subjects" not in self.record(tanzu)

    def test_without_the_trait_an_empty_set_is_never_read(self, tanzu: TanzuSandbox) -> None:
        shim = with_attribute(PROVIDER, "tanzu_cluster_role_binding", "subjects", absent="unsaid")
        person = practitioner(tanzu, shim)
        person.done("tanzu_cluster_role_binding.e", **EDITORS)
        tanzu.change("cluster_role_binding.update", cluster="alpha", name="editors", subjects=[])
        person.restart()
        refreshed = person.refresh("tanzu_cluster_role_binding.e").state
        assert refreshed is not None
        assert refreshed["subjects"] != []  # everybody lost the role, and nobody sees it

    def test_the_role_is_replaced(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        person.done("tanzu_cluster_role_binding.e", **EDITORS)
        other = {**EDITORS, "role_ref": {"kind": "ClusterRole", "name": "view"}}
        assert person.plan("tanzu_cluster_role_binding.e", **other).requires_replace == [("role_ref",)]

    def test_without_replacement_the_cluster_refuses(self, tanzu: TanzuSandbox) -> None:
        shim = with_attribute(PROVIDER, "tanzu_cluster_role_binding", "role_ref", replace=False)
        person = practitioner(tanzu, shim)
        person.done("tanzu_cluster_role_binding.e", **EDITORS)
        result = person.apply(
            "tanzu_cluster_role_binding.e", **{**EDITORS, "role_ref": {"kind": "ClusterRole", "name": "view"}}
        )
        assert "cannot change roleRef" in errors(result)[0]

    @pytest.mark.parametrize(
        ("change", "path"),
        [
            ({"subjects": [{"kind": "Robot", "name": "x"}]}, ("subjects",)),
            ({"role_ref": {"kind": "Role", "name": "x"}}, ("role_ref", "kind")),
            ({"name": "a/b"}, ("name",)),
        ],
    )
    def test_bad_values_fail_in_the_plan(self, tanzu: TanzuSandbox, change: Any, path: tuple[str, ...]) -> None:
        found = practitioner(tanzu).plan("tanzu_cluster_role_binding.e", **{**EDITORS, **change}).diagnostics
        assert [item.path for item in found if item.severity == "error"] == [path]
        assert tanzu.log.count(path="rbac") == 0

    def test_a_binding_of_a_namespace_is_found_by_both_names(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        state = person.done("tanzu_namespace_role_binding.e", **EDITORS, namespace="apps")
        person.done("tanzu_namespace_role_binding.f", **EDITORS, namespace="default")
        assert state["id"] == "apps/editors"
        person.restart()
        imported = person.import_("tanzu_namespace_role_binding.again", "default/editors").state
        assert imported is not None
        assert imported["namespace"] == "default"
        assert person.destroy("tanzu_namespace_role_binding.e").state is None
        assert person.refresh("tanzu_namespace_role_binding.f").state is not None
