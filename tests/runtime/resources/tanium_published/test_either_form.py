"""Forms of answers that the sources of Tanium's published API leave open: each is understood."""

from __future__ import annotations

from typing import Any

import pytest

from providers.tanium import PROVIDER
from rolecall.runtime.resources.membership import binding
from rolecall.runtime.resources.membership.pairs import add_pair
from rolecall.sandbox import Fault
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.tanium_published.dialect import PAIRS, alone

IT = "tanium_role_binding.it"


@pytest.mark.parametrize("second", ["same", "refuse"])
def test_a_membership_whose_answer_was_lost_is_made_once_and_is_ours(
    published: TaniumBox, team: Practitioner, second: str
) -> None:
    published.options.second_pair = second
    bob = published.store.add_user("bob").id
    published.faults.add(Fault("drop_after", method="POST", path=PAIRS))
    state = team.done(IT, user_id=str(bob), role="Analyst")
    assert published.store.role_names(bob) == {"Analyst"}
    assert published.log.count(method="POST", path=PAIRS) == 1
    team.restart()
    assert team.refresh(IT).state == state
    assert errors(team.destroy(IT)) == [] and published.store.role_names(bob) == set()


@pytest.mark.parametrize("second", ["same", "refuse"])
def test_a_role_that_was_given_between_plan_and_apply_is_not_given_again(
    published: TaniumBox, team: Practitioner, second: str
) -> None:
    published.options.second_pair = second
    bob = published.store.add_user("bob").id
    config = {"user_id": str(bob), "role": "Analyst"}
    plan = team.plan(IT, **config)
    assert not plan.diagnostics.has_error
    published.change("user.update", user="bob", roles=["Analyst"])
    result = team.carry_out(IT, plan, **config)
    assert errors(result) == [] and "takes it away" in warnings(result)[0]
    assert published.store.role_names(bob) == {"Analyst"}
    assert published.log.count(method="POST", path=PAIRS) == 0


@pytest.mark.parametrize("second", ["same", "refuse"])
def test_a_membership_that_somebody_made_at_that_very_moment_is_looked_for(
    published: TaniumBox, team: Practitioner, monkeypatch: pytest.MonkeyPatch, second: str
) -> None:
    """The refusal is a 500, which never says that nothing was done."""
    published.options.second_pair = second
    bob = published.store.add_user("bob").id

    def somebody_is_faster(*arguments: Any) -> None:
        published.change("user.update", user="bob", roles=["Analyst"])
        add_pair(*arguments)

    monkeypatch.setattr(binding, "add_pair", somebody_is_faster)
    state = team.done(IT, user_id=str(bob), role="Analyst")
    assert published.store.role_names(bob) == {"Analyst"}
    assert published.log.count(method="POST", path=PAIRS) == 1
    team.restart()
    assert team.refresh(IT).state == state


@pytest.mark.parametrize("wraps", [True, False])
def test_whose_token_it_is_is_known_however_roles_are_listed(published: TaniumBox, wraps: bool) -> None:
    published.options.wraps_session = wraps
    team = Practitioner(PROVIDER, published.environment)
    found = team.data("tanium_session")
    published.store.add_user("another", roles=["Administrator"])
    own = published.store.administrator
    assert found.state == {"id": str(own.id), "name": own.name, "roles": None}
    team.import_("tanium_user.own", str(own.id))
    assert errors(team.plan_destroy("tanium_user.own"))
    assert errors(team.plan("tanium_user.own", name=own.name, active=False).diagnostics)
    assert published.log.count(method="GET") == len(published.log)


@pytest.mark.parametrize("wraps", [True, False])
def test_without_the_question_our_own_account_ends(published: TaniumBox, wraps: bool) -> None:
    published.options.wraps_session = wraps
    team = Practitioner(alone(whoami=None), published.environment)
    published.store.add_user("another", roles=["Administrator"])
    own = published.store.administrator
    team.import_("tanium_user.own", str(own.id))
    assert errors(team.plan_destroy("tanium_user.own")) == []
