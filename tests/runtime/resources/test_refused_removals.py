"""What is said of a removal that the vendor answered with 404, of what is there: nothing was accepted."""

from __future__ import annotations

from rolecall.sandbox import Fault, start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources import tanium_people, tanzu_people
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import errors


def test_a_user(tanium: TaniumBox) -> None:
    person = tanium_people.practitioner(tanium)
    person.done("tanium_user.jane", name="jane")
    tanium.faults.add(Fault("not_found", method="DELETE", path="/users/"))
    (said,) = errors(person.destroy("tanium_user.jane"))
    assert "is still there" in said
    assert "answered that there is no such object" in said
    assert "accepted" not in said


def test_a_member_of_an_organization(tanzu: TanzuSandbox) -> None:
    person = tanzu_people.practitioner(tanzu)
    person.done("tanzu_org_member.ada", **tanzu_people.ADA)
    tanzu.change("invitation.accept", email="ada@example.com")
    person.restart()
    person.refresh("tanzu_org_member.ada")
    tanzu.faults.add(Fault("not_found", method="DELETE", path="/users/"))
    (said,) = errors(person.destroy("tanzu_org_member.ada"))
    assert "accepted" not in said
    assert tanzu.store.cloud.is_active("ada@example.com")


def test_a_deletion_that_was_accepted(tanium: TaniumBox) -> None:
    person = tanium_people.practitioner(tanium)
    person.done("tanium_user.jane", name="jane")
    tanium.faults.add(Fault("empty_object", method="DELETE", path="/users/"))
    tanium.faults.add(Fault("stale", method="GET", path="/users"))
    (said,) = errors(person.destroy("tanium_user.jane"))
    assert "accepted the deletion" in said


def test_a_binding_that_is_an_object_of_its_own() -> None:
    with start("tanium", seed=3, options={"api": "platform"}) as box:
        person = tanium_people.practitioner(box)
        user = box.store.add_user("jane")
        person.done("tanium_role_binding.one", user_id=str(user.id), role="Operator")
        box.faults.add(Fault("not_found", method="DELETE", path="/content_set_role_memberships/"))
        (said,) = errors(person.destroy("tanium_role_binding.one"))
        assert "still has 'Operator'" in said
        assert "was asked, and changed nothing" in said
        assert "accepted" not in said
