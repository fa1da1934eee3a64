"""Roles known by ids: listings that leave out ids or holders, or a role, never make a role look gone."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.sandbox import Fault
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors

LABEL = "tanium_role_binding.ada"
HOLDERS = "/content_set_roles/memberships$"
ROLES = "/content_set_roles$"
PAIRS = "/content_set_role_memberships$"
LEFT_OUT = pytest.mark.parametrize(
    ("path", "member"),
    [(HOLDERS, "id"), (HOLDERS, "users"), (HOLDERS, "users.id"), (ROLES, "id"), (ROLES, "name"), (PAIRS, "id")],
)


@pytest.fixture
def team(published: TaniumBox, team: Practitioner) -> Practitioner:
    """Ada has the role Analyst by a binding, Bob by a set of his own, and a new run has begun."""
    user = team.done("tanium_user.ada", name="ada")["id"]
    published.store.grant_role("ada", "Operator")
    team.done(LABEL, user_id=user, role="Analyst")
    team.done("tanium_user.bob", name="bob", roles=["Operator", "Analyst"])
    team.restart()
    return team


def roles(box: TaniumBox, name: str = "ada") -> set[str]:
    return set(box.store.role_names(name))


def hidden(box: TaniumBox) -> Fault:
    """From now on our account is not shown the role."""
    return box.faults.add(Fault("row_missing", method="GET", path=ROLES, words="Analyst"))


@LEFT_OUT
@pytest.mark.parametrize("times", [1, None])
def test_a_binding_is_not_gone(
    published: TaniumBox, team: Practitioner, path: str, member: str, times: int | None
) -> None:
    published.faults.add(Fault("member_missing", method="GET", path=path, member=member, times=times))
    found = team.refresh(LABEL)
    assert errors(found) or (found.state is not None and found.state["role"] == "Analyst")
    assert not [each for each in errors(found) if "unexpectedly" in each]


@LEFT_OUT
@pytest.mark.parametrize("times", [1, None])
def test_nor_destroyed_where_it_is_not(
    published: TaniumBox, team: Practitioner, path: str, member: str, times: int | None
) -> None:
    published.faults.add(Fault("member_missing", method="GET", path=path, member=member, times=times))
    found = team.destroy(LABEL)
    assert (found.state is None) == ("Analyst" not in roles(published))
    assert bool(errors(found)) == (found.state is not None)
    assert not [each for each in errors(found) if "unexpectedly" in each]
    assert "Operator" in roles(published)


@LEFT_OUT
def test_what_a_user_has_is_kept(published: TaniumBox, team: Practitioner, path: str, member: str) -> None:
    published.faults.add(Fault("member_missing", method="GET", path=path, member=member))
    kept = ["Operator", "Analyst"]
    for arguments in ({"roles": [*kept, "Administrator"]}, {"roles": kept, "display_name": "Bob"}):
        found: Any = team.apply("tanium_user.bob", name="bob", **arguments)
        assert not [each for each in errors(found) if "unexpectedly" in each]
    assert set(kept) <= roles(published, "bob")


def test_holders_that_nobody_has_may_be_left_out(published: TaniumBox, team: Practitioner) -> None:
    published.faults.add(Fault("member_missing", method="GET", path=HOLDERS, member="users", times=1))
    found = team.refresh("tanium_user.bob").state
    assert found is not None and set(found["roles"]) == {"Analyst", "Operator"}


class TestHiddenRole:
    def test_a_binding_of_it_stays_in_state(self, published: TaniumBox, team: Practitioner) -> None:
        hidden(published)
        found = team.refresh(LABEL)
        assert found.state is not None and found.state["role"] == "Analyst"

    def test_it_is_not_called_destroyed(self, published: TaniumBox, team: Practitioner) -> None:
        fault = hidden(published)
        found = team.destroy(LABEL)
        assert "still has 'Analyst'" in errors(found)[0]
        assert found.state is not None
        published.faults.remove(fault)
        team.restart()
        assert errors(team.destroy(LABEL)) == []
        assert roles(published) == {"Operator"}

    def test_an_update_takes_it_from_nobody(self, published: TaniumBox, team: Practitioner) -> None:
        hidden(published)
        team.refresh("tanium_user.bob")
        found = team.apply("tanium_user.bob", name="bob", roles=["Operator", "Analyst"], display_name="Bob")
        assert errors(found), "the name of the role cannot be told"
        assert roles(published, "bob") == {"Analyst", "Operator"}
