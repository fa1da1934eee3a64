"""Role bindings of Tanium's published API are objects: pairs of a user and a role."""

from __future__ import annotations

from rolecall.specification.schema import MembershipLifecycle
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.switches import with_lifecycle
from tests.runtime.resources.tanium_published.dialect import PAIRS, alone


def test_a_binding_is_an_object_and_the_set_is_not_written(published: TaniumBox, team: Practitioner) -> None:
    owner = published.store.user("user00001")
    before = published.store.role_names(owner.id)
    state = team.done("tanium_role_binding.it", user_id=str(owner.id), role="Read Only User")
    assert state["id"] == f"{owner.id}/Read Only User"
    assert published.store.role_names(owner.id) == {*before, "Read Only User"}
    team.restart()
    assert team.refresh("tanium_role_binding.it").state == state
    assert errors(team.destroy("tanium_role_binding.it")) == []
    assert published.store.role_names(owner.id) == before
    assert published.log.count(method="PATCH") == 0
    assert published.log.count(method="POST", path=PAIRS) == 1 and published.log.count(method="DELETE") == 1


def test_without_the_pairs_a_binding_writes_the_whole_set(published: TaniumBox) -> None:
    lifecycle = alone().resource("tanium_role_binding").lifecycle
    assert isinstance(lifecycle, MembershipLifecycle) and lifecycle.pairs is not None
    team = Practitioner(with_lifecycle(alone(), "tanium_role_binding", pairs=None), published.environment)
    owner = published.store.user("user00001")
    team.done("tanium_role_binding.it", user_id=str(owner.id), role="Read Only User")
    assert published.log.count(method="PATCH") == 1


def test_a_role_that_was_given_by_hand_is_not_taken_over(published: TaniumBox, team: Practitioner) -> None:
    owner = published.store.user("user00001")
    held = sorted(published.store.role_names(owner.id))[0]
    team.import_("tanium_user.owner", str(owner.id))
    team.refresh("tanium_user.owner")
    assert "already has" in errors(team.apply("tanium_role_binding.it", user_id=str(owner.id), role=held))[0]


def test_a_deleted_membership_is_not_deleted_again(published: TaniumBox, team: Practitioner) -> None:
    owner = published.store.user("user00001")
    for _ in range(2):
        team.done("tanium_role_binding.it", user_id=str(owner.id), role="Read Only User")
        assert errors(team.destroy("tanium_role_binding.it")) == []
        team.restart()
    assert len(published.store.former_pairs) == 2
    assert published.log.count(method="DELETE") == 2
