"""A key that is used again: what somebody else made under it is not what the state made."""

from __future__ import annotations

from typing import Any

import pytest

from providers.tanzu import PROVIDER
from rolecall.runtime.diagnostics import Diagnostics
from rolecall.sandbox import Fault
from rolecall.sandbox.tanzu.kubernetes.kinds import CLUSTER_ROLE_BINDING, ROLE_BINDING
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.switches import with_collection
from tests.runtime.resources.tanzu_people import EDITORS, practitioner

LABEL = "tanzu_cluster_role_binding.e"
WIDER = {**EDITORS, "subjects": [*EDITORS["subjects"], {"kind": "Group", "name": "editors"}]}
ELSEWHERE = {**EDITORS, "namespace": "default"}
OTHER = "'editors' is not the one that this state made"


def made_again(box: TanzuSandbox) -> None:
    """Somebody deletes the binding, and somebody makes one of the same name."""
    box.change("cluster_role_binding.delete", cluster="alpha", name="editors")
    ada = {"kind": "User", "name": "ada@example.com"}
    box.change("cluster_role_binding.create", cluster="alpha", name="editors", role="app-editor", subjects=[ada])


def there(box: TanzuSandbox) -> Any:
    return box.store.cluster("alpha").get(CLUSTER_ROLE_BINDING, "editors").object


def warnings(found: Diagnostics) -> list[str]:
    return [item.summary for item in found if item.severity == "warning"]


@pytest.fixture
def person(tanzu: TanzuSandbox) -> Practitioner:
    """Somebody whose binding another one has taken the place of."""
    person = practitioner(tanzu)
    person.done(LABEL, **EDITORS)
    made_again(tanzu)
    person.restart()
    return person


class TestAnotherObject:
    def test_a_refresh_says_so_and_keeps_it_in_state(self, person: Practitioner) -> None:
        found = person.refresh(LABEL)
        assert warnings(found.diagnostics) == [OTHER]
        assert "terraform import tanzu_cluster_role_binding.<label> editors" in next(iter(found.diagnostics)).detail
        person.restart()
        assert warnings(person.refresh(LABEL).diagnostics) == [OTHER]

    def test_nothing_to_change_is_no_error(self, person: Practitioner) -> None:
        person.refresh(LABEL)
        assert not person.plan(LABEL, **EDITORS).diagnostics.has_error

    @pytest.mark.parametrize("refreshed", [True, False])
    def test_it_is_not_changed(self, tanzu: TanzuSandbox, person: Practitioner, refreshed: bool) -> None:
        if refreshed:
            person.refresh(LABEL)
        before = there(tanzu)
        result = person.apply(LABEL, **WIDER)
        assert OTHER in errors(result)[0]
        assert there(tanzu) == before
        person.restart()
        assert warnings(person.refresh(LABEL).diagnostics) == [OTHER]

    def test_its_end_is_refused_in_the_plan(self, person: Practitioner) -> None:
        person.refresh(LABEL)
        assert [item.summary for item in person.plan_destroy(LABEL) if item.severity == "error"] == [OTHER]

    @pytest.mark.parametrize("refreshed", [True, False])
    def test_it_is_not_deleted(self, tanzu: TanzuSandbox, person: Practitioner, refreshed: bool) -> None:
        if refreshed:
            person.refresh(LABEL)
        result = person.destroy(LABEL)
        assert OTHER in errors(result)[0]
        assert result.state is not None
        assert there(tanzu)["metadata"]["name"] == "editors"

    def test_an_import_takes_it_over(self, tanzu: TanzuSandbox, person: Practitioner) -> None:
        del person.resources[LABEL]
        person.import_(LABEL, "editors")
        person.restart()
        assert warnings(person.refresh(LABEL).diagnostics) == []
        person.done(LABEL, **WIDER)
        assert not person.destroy(LABEL).diagnostics.has_error
        assert not tanzu.store.cluster("alpha").find(CLUSTER_ROLE_BINDING, "editors")

    def test_without_the_member_it_is_taken_for_ours(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu, with_collection(PROVIDER, "cluster_role_bindings", incarnation=None))
        person.done(LABEL, **EDITORS)
        made_again(tanzu)
        person.restart()
        assert warnings(person.refresh(LABEL).diagnostics) == []
        assert person.destroy(LABEL).state is None


class TestTheSameObject:
    def test_what_this_state_makes_anew_is_its_own(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        person.done(LABEL, **EDITORS)
        tanzu.change("cluster_role_binding.delete", cluster="alpha", name="editors")
        person.restart()
        assert person.refresh(LABEL).state is None
        person.done(LABEL, **EDITORS)
        person.restart()
        assert warnings(person.refresh(LABEL).diagnostics) == []
        assert person.destroy(LABEL).state is None

    def test_state_that_remembers_none_takes_the_first_that_it_sees(self, tanzu: TanzuSandbox) -> None:
        person = practitioner(tanzu)
        person.done(LABEL, **EDITORS)
        person.resources[LABEL].private = b""
        person.refresh(LABEL)
        made_again(tanzu)
        person.restart()
        assert warnings(person.refresh(LABEL).diagnostics) == [OTHER]

    def test_an_answer_that_does_not_say_is_believed(self, tanzu: TanzuSandbox, person: Practitioner) -> None:
        hides = Fault("member_missing", method="GET", path="/clusterrolebindings", member="metadata.uid", times=20)
        tanzu.faults.add(hides)
        assert warnings(person.refresh(LABEL).diagnostics) == []


def test_a_binding_of_a_namespace_is_known_too(tanzu: TanzuSandbox) -> None:
    person, label = practitioner(tanzu), "tanzu_namespace_role_binding.e"
    person.done(label, **ELSEWHERE)
    again = person.resources.pop(label)
    tanzu.change("namespace_role_binding.delete", cluster="alpha", name="editors", namespace="default")
    person.restart()
    person.done(label, **ELSEWHERE)
    person.resources[label] = again
    person.restart()
    assert len(warnings(person.refresh(label).diagnostics)) == 1
    assert person.destroy(label).state is not None
    assert tanzu.store.cluster("alpha").find(ROLE_BINDING, "editors", "default")


@pytest.mark.parametrize("kept", [True, False])
def test_the_deletion_itself_names_which_one_is_meant(tanzu: TanzuSandbox, kept: bool) -> None:
    """It is made again between the look and the deletion."""
    changes = {} if kept else {"precondition": None}
    person = practitioner(tanzu, with_collection(PROVIDER, "cluster_role_bindings", **changes))
    person.done(LABEL, **EDITORS)
    add = tanzu.log.add

    def meanwhile(method: str, path: str, *more: Any, **others: Any) -> Any:
        if method == "GET" and path.endswith("/clusterrolebindings/editors"):
            tanzu.log.add = add  # type: ignore[method-assign]
            made_again(tanzu)
        return add(method, path, *more, **others)

    person.restart()
    tanzu.log.add = meanwhile  # type: ignore[method-assign]  # the sandbox has no such switch
    result = person.destroy(LABEL)
    assert bool(errors(result)) == kept
    assert bool(tanzu.store.cluster("alpha").find(CLUSTER_ROLE_BINDING, "editors")) == kept
