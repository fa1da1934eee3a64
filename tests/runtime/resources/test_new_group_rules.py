"""A run that makes a group rule ends nobody's membership."""

from __future__ import annotations

from typing import Any

import pytest

from providers.okta import PROVIDER as OKTA
from rolecall.runtime.values.unknown import UNKNOWN
from tests.runtime.resources.boxes import OktaBox
from tests.runtime.resources.practitioner import Practitioner, errors


class TestRules:
    """Nobody knows whom a rule gives something to, before the vendor has worked it out."""

    RULE = "okta_group_rule.engineers"

    @pytest.fixture
    def person(self, okta: OktaBox) -> Practitioner:
        made = Practitioner(OKTA, okta.environment)
        group, user = okta.store.group("Engineering").id, okta.store.user("user00001@example.com").id
        made.done("okta_group_member.one", group_id=group, user_id=user)
        made.restart()
        made.refresh("okta_group_member.one")
        return made

    def rule(self, okta: OktaBox, status: str) -> dict[str, Any]:
        group = okta.store.group("Engineering").id
        return {"name": "E", "expression": 'user.department=="E"', "group_ids": [group], "status": status}

    @pytest.mark.parametrize("status", ["ACTIVE", "INACTIVE"])
    def test_a_membership_does_not_end_in_the_run_that_makes_a_rule(
        self, okta: OktaBox, person: Practitioner, status: str
    ) -> None:
        person.plan(self.RULE, **self.rule(okta, status))
        found = errors(person.plan_destroy("okta_group_member.one"))
        assert bool(found) is (status == "ACTIVE")
        assert not found or "Nobody knows whether the new rule gives this" in found[0]

    def test_nor_one_whose_end_was_planned_before(self, okta: OktaBox, person: Practitioner) -> None:
        person.plan_destroy("okta_group_member.one")
        found = errors(person.plan(self.RULE, **self.rule(okta, "ACTIVE")).diagnostics)
        assert "ends in this run" in found[0]

    def test_a_rule_that_gives_a_new_group_may_give_what_ends(self, okta: OktaBox, person: Practitioner) -> None:
        person.plan(self.RULE, **{**self.rule(okta, "ACTIVE"), "group_ids": [UNKNOWN]})
        assert errors(person.plan_destroy("okta_group_member.one"))

    def test_a_rule_that_the_same_run_ends_or_leaves_as_it_is_stops_nothing(
        self, okta: OktaBox, person: Practitioner
    ) -> None:
        person.done(self.RULE, **self.rule(okta, "ACTIVE"), remove_users_on_destroy=False)
        person.restart()
        for label, each in person.resources.items():
            person.engine.upgrade_state(label.split(".")[0], 0, each.state)
        assert not errors(person.destroy("okta_group_member.one"))

    def test_one_that_ends_waits_for_whom_the_run_makes_a_member(self, okta: OktaBox, person: Practitioner) -> None:
        person.done(self.RULE, **self.rule(okta, "ACTIVE"), remove_users_on_destroy=True)
        person.restart()
        group, user = okta.store.group("Engineering").id, okta.store.user("user00002@example.com").id
        person.plan("okta_group_member.two", group_id=group, user_id=user)
        plan = person.planned_destroy(self.RULE)
        assert not errors(plan.diagnostics)
        person.restart()
        person.resources[self.RULE].private = plan.private
        assert "not taken away before" in errors(person.destroy(self.RULE))[0]
        assert okta.store.rules
