"""What answers showed as empty and leave out from now on: somebody may have put something there since."""

from __future__ import annotations

from typing import Any, Final

import pytest

from providers.okta import PROVIDER
from rolecall.sandbox import Fault
from tests.runtime.resources.boxes import OktaBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings

RULE: Final = "okta_group_rule.it"
HIDES: Final = Fault("member_missing", method="GET", path="/groups/rules", member="conditions.people")


def config(box: OktaBox, expression: str, **further: Any) -> dict[str, Any]:
    group = next(each.id for each in box.store.groups.values() if each.profile["name"] == "Engineering")
    return {"name": "Eng", "expression": expression, "group_ids": [group], "status": "ACTIVE", **further}


@pytest.fixture
def made(okta: OktaBox) -> Practitioner:
    """Somebody with a rule that was shown to leave out nobody."""
    made = Practitioner(PROVIDER, okta.environment)
    made.done(RULE, **config(okta, 'user.department=="A"'))
    made.restart()
    made.refresh(RULE)
    return made


def exclude(box: OktaBox) -> str:
    user, rule = next(iter(box.store.users)), next(iter(box.store.rules.values()))
    box.change("rule.update", rule=rule.id, excluded=[user])
    return user


@pytest.mark.parametrize("refreshed", [True, False])
def test_what_others_put_there_is_not_wiped(okta: OktaBox, made: Practitioner, refreshed: bool) -> None:
    user = exclude(okta)
    okta.faults.add(HIDES)
    made.restart()
    if refreshed:
        assert "The vendor did not say excluded_users" in warnings(made.refresh(RULE).diagnostics)[0]
    result = made.apply(RULE, **config(okta, 'user.department=="B"'))
    assert "The vendor did not say excluded_users" in errors(result)[0]
    assert list(next(iter(okta.store.rules.values())).excluded) == [user]
    okta.faults.clear()
    made.restart()
    assert made.refresh(RULE).state
    assert not errors(made.apply(RULE, **config(okta, 'user.department=="B"')))
    assert list(next(iter(okta.store.rules.values())).excluded) == [user]


def test_what_the_configuration_says_is_empty_is_written(okta: OktaBox, made: Practitioner) -> None:
    made.done(RULE, **config(okta, 'user.department=="A"', excluded_users=[]))
    made.restart()
    made.refresh(RULE)
    okta.faults.add(HIDES)
    made.restart()
    made.refresh(RULE)
    assert not errors(made.apply(RULE, **config(okta, 'user.department=="B"', excluded_users=[])))
