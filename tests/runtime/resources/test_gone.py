"""What is gone is told, several kinds at once are not believed, and what is there after all loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from rolecall.runtime import shims
from rolecall.runtime.application import StateResult
from rolecall.sandbox import Fault, start
from tests.runtime.resources.boxes import OktaBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.scim_people import ScimBox

JANE = {"user_name": "jane@example.com"}


@pytest.fixture
def scim() -> Iterator[ScimBox]:
    with start("scim") as box:
        yield box


def _person(box: Any, vendor: str) -> Practitioner:
    shim = shims.load(vendor)
    assert shim is not None
    return Practitioner(shim, box.environment)


def _delete(box: ScimBox, key: str) -> None:
    found = box.store.resource(key)
    assert found is not None
    box.store.delete(found)


class TestTold:
    def test_what_leaves_the_state_is_named(self, scim: ScimBox) -> None:
        person = _person(scim, "scim")
        key = person.done("scim_user.jane", **JANE)["id"]
        _delete(scim, key)
        person.restart()
        result = person.refresh("scim_user.jane")
        assert (errors(result), result.state) == ([], None)
        (said,) = warnings(result)
        assert said.startswith("A resource of the type scim_user is gone")
        assert f"'jane@example.com' (id '{key}')" in said

    def test_a_moment_is_not_enough_where_no_trait_says_that_copies_lag(self, scim: ScimBox) -> None:
        """The listing lacks the row, and the single read right after it answers 404: both may be one lagging copy."""
        person = _person(scim, "scim")
        keys = [person.done(f"scim_user.u{number}", user_name=f"u{number}@example.com")["id"] for number in range(3)]
        person.restart()
        scim.faults.add(Fault("row_missing", words=keys[2]))
        person.refresh("scim_user.u0")
        person.refresh("scim_user.u1")
        fault = scim.faults.add(Fault("not_found", method="GET", path=f"/Users/{keys[2]}", times=1))
        assert person.refresh("scim_user.u2").state is not None
        assert fault.fired == 1


class TestAnotherTenant:
    """A token of another tenant at the same URL: nothing that state knows is there."""

    def _made(self, box: ScimBox) -> Practitioner:
        person = _person(box, "scim")
        person.done("scim_user.jane", **JANE)
        person.done("scim_user.joe", user_name="joe@example.com")
        person.done("scim_group.admins", display_name="admins")
        person.restart()
        return person

    def test_several_kinds_that_are_gone_at_once_are_an_error(self, scim: ScimBox) -> None:
        person = self._made(scim)
        for label in ("scim_user.jane", "scim_user.joe", "scim_group.admins"):
            _delete(scim, person.resources[label].state["id"])
        assert person.refresh("scim_user.jane").state is None
        kept = person.resources["scim_group.admins"].state
        (said,) = errors(person.refresh("scim_group.admins"))
        assert "1 of scim_group and 1 of scim_user would be gone at once" in said
        assert "another tenant" in said and "terraform state rm" in said
        assert person.resources["scim_group.admins"].state == kept

    def test_they_are_believed_where_something_else_is_there(self, scim: ScimBox) -> None:
        person = self._made(scim)
        for label in ("scim_user.jane", "scim_group.admins"):
            _delete(scim, person.resources[label].state["id"])
        assert person.refresh("scim_user.joe").state is not None
        for label in ("scim_user.jane", "scim_group.admins"):
            result = person.refresh(label)
            assert (errors(result), result.state) == ([], None)

    def test_who_is_deactivated_and_hidden_was_not_seen(self) -> None:
        with start("scim", options={"flavour": "atlassian"}) as box:
            person = _person(box, "scim")
            person.restart(vendor="atlassian")
            person.done("scim_user.jane", **JANE)
            assert not errors(person.apply("scim_user.jane", **JANE, active=False))
            person.done("scim_user.joe", user_name="joe@example.com")
            person.done("scim_group.admins", display_name="admins")
            person.restart(vendor="atlassian")
            assert "cannot be seen" in warnings(person.refresh("scim_user.jane"))[0]
            for label in ("scim_user.joe", "scim_group.admins"):
                _delete(box, person.resources[label].state["id"])
            assert not errors(person.refresh("scim_user.joe"))
            assert "nothing of this state is there" in errors(person.refresh("scim_group.admins"))[0]


class TestTakenForGone:
    """The vendor has somebody all the time, and showed nothing of them while the plan was made."""

    @pytest.fixture
    def planned(self, okta: OktaBox) -> tuple[Practitioner, str, str, bytes]:
        person = _person(okta, "okta")
        group = person.done("okta_group.g", name="Leavers")["id"]
        user = next(iter(okta.store.users))
        person.done("okta_group_member.m", group_id=group, user_id=user)
        person.restart()
        person.refresh("okta_group_member.m")
        faults = [Fault("not_found", method="GET", path=f"/groups/{group}$"), Fault("row_missing", words=group)]
        for fault in faults:
            okta.faults.add(fault)
        assert person.refresh("okta_group.g").state is None
        plan = person.plan("okta_group_member.m", group_id="00gnew", user_id=user)
        assert plan.requires_replace
        okta.faults.clear()
        return person, group, user, plan.private

    def _end(self, person: Practitioner, private: bytes) -> StateResult:
        person.restart()
        state = person.resources["okta_group_member.m"].state
        return person.engine.apply("okta_group_member", state, None, None, private, identity=None)

    def test_what_is_there_after_all_loses_nothing(
        self, okta: OktaBox, planned: tuple[Practitioner, str, str, bytes]
    ) -> None:
        person, group, user, private = planned
        result = self._end(person, private)
        assert "was taken for gone, and is there" in errors(result)[0]
        assert result.state is not None
        assert user in okta.store.groups[group].members

    def test_what_is_gone_holds_nothing_up(self, okta: OktaBox, planned: tuple[Practitioner, str, str, bytes]) -> None:
        person, group, _, private = planned
        okta.store.groups.pop(group)
        result = self._end(person, private)
        assert (errors(result), result.state) == ([], None)
