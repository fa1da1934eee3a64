"""Bindings that cannot be confirmed at once, and plans without a refresh."""

from __future__ import annotations

import pytest

from providers.tanium import PROVIDER
from rolecall.sandbox import Fault
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.takeovers import BINDING, bound, writes


class TestUnconfirmed:
    @pytest.mark.parametrize("times", [1, 2])
    def test_a_read_back_that_misses_once_is_asked_again(self, tanium: TaniumBox, times: int) -> None:
        user = tanium.store.add_user("ada")
        person = Practitioner(PROVIDER, tanium.environment)
        tanium.faults.add(Fault("status", method="GET", path=f"/users/{user.id}$", after=3, times=times, status=404))
        result = person.apply(BINDING, user_id=str(user.id), role="Analyst")
        assert not list(result.diagnostics)
        assert result.state is not None
        assert tanium.store.role_names("ada") == {"Analyst"}

    def test_what_no_read_confirms_is_in_state_with_a_warning(self, tanium: TaniumBox) -> None:
        user = tanium.store.add_user("ada")
        person = Practitioner(PROVIDER, tanium.environment)
        tanium.faults.add(Fault("status", method="GET", path=f"/users/{user.id}$", after=3, status=404))
        result = person.apply(BINDING, user_id=str(user.id), role="Analyst")
        assert not errors(result)
        assert "was not seen to have 'Analyst'" in warnings(result)[0]
        assert result.state is not None
        assert tanium.store.role_names("ada") == {"Analyst"}

    def test_what_was_not_stored_is_an_error_and_not_in_state(self, tanium: TaniumBox) -> None:
        user = tanium.store.add_user("ada")
        person = Practitioner(PROVIDER, tanium.environment)
        tanium.faults.add(Fault("drop_roles", method="PUT"))
        result = person.apply(BINDING, user_id=str(user.id), role="Analyst")
        assert "did not store roles" in errors(result)[0]
        assert result.state is None

    def test_what_else_vanished_is_an_error_and_not_in_state(self, tanium: TaniumBox) -> None:
        user = tanium.store.add_user("ada", roles=["Operator"])
        person = Practitioner(PROVIDER, tanium.environment)
        tanium.faults.add(Fault("drop_roles", method="PUT"))
        result = person.apply(BINDING, user_id=str(user.id), role="Analyst")
        (problem,) = errors(result)
        assert "1 of the roles" in problem
        assert "Operator" in problem
        assert f"terraform import tanium_role_binding.<label> '{user.id}/Analyst'" in problem
        assert result.state is None
        assert tanium.store.role_names("ada") == {"Analyst"}


class TestWithoutARefresh:
    """A process that never refreshes may be an apply that plans anew."""

    def test_the_plan_of_an_apply_lets_an_heir_through(self, tanium: TaniumBox) -> None:
        person, config = bound(tanium)
        old = person.resources.pop(BINDING)
        person.restart()
        plan = person.plan(BINDING, **config)
        assert not errors(plan.diagnostics)
        person.carry_out(BINDING, plan, **config)
        ended = person.engine.apply("tanium_role_binding", old.state, None, None, b"", identity=None)
        assert ended.state is None
        assert tanium.store.role_names("ada") == {"Analyst", "Operator"}
        assert writes(tanium) == 0

    @pytest.mark.parametrize("made_first", [True, False])
    def test_a_binding_under_a_new_label_is_not_lost(self, tanium: TaniumBox, made_first: bool) -> None:
        person, config = bound(tanium)
        person.restart()
        held = person.resources[BINDING]
        if not made_first:
            ending = person.planned_destroy(BINDING)
        plan = person.plan("tanium_role_binding.new", **config)
        if made_first:
            ending = person.planned_destroy(BINDING)
        assert not errors(plan.diagnostics) and not errors(ending.diagnostics)
        person.restart()
        person.carry_out("tanium_role_binding.new", plan, **config)
        person.engine.apply("tanium_role_binding", held.state, None, None, ending.private, identity=None)
        assert tanium.store.role_names("ada") == {"Analyst", "Operator"}


@pytest.mark.parametrize("status", [302, 303, 304, 404, 410])
def test_a_create_that_a_page_or_a_redirect_answers_is_looked_for(tanium: TaniumBox, status: int) -> None:
    """What stands before the API may answer so once the work is done: a second token would be live."""
    tanium.faults.add(Fault("status_after", method="POST", path="/users$", status=status, html=True, times=1))
    tanium.faults.add(Fault("status_after", method="POST", path="/api_tokens$", status=status, html=True, times=1))
    person = Practitioner(PROVIDER, tanium.environment)
    user = person.apply("tanium_user.ada", name="ada").state
    assert user is not None and user["id"] == str(tanium.store.user("ada").id)
    token = person.apply("tanium_api_token.ci", name="ci")
    assert token.state is not None
    assert [str(each.id) for each in tanium.store.tokens.values() if each.name == "ci"] == [token.state["id"]]
