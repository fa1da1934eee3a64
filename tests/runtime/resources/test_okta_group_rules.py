"""Group rules of Okta: deactivated for a change and back, whatever comes; ended with or without whom they put in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from providers.okta import PROVIDER
from rolecall.sandbox import Fault
from tests.runtime.resources.boxes import OktaBox
from tests.runtime.resources.okta_people import practitioner
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.switches import with_attribute

MEMBER = "okta_group_member.one"
RULE = "okta_group_rule.engineers"
ENGINEERS = 'user.department=="Engineering"'


@pytest.fixture
def person(okta: OktaBox) -> Practitioner:
    """Somebody in an organization of whose people one is an engineer."""
    okta.change("group.create", name="builders")
    okta.change("user.update", user="user00001@example.com", department="Engineering")
    return practitioner(okta)


def config(okta: OktaBox, **more: Any) -> dict[str, Any]:
    group = okta.store.group("builders").id
    return {"name": "Engineers", "expression": ENGINEERS, "group_ids": [group], "status": "ACTIVE", **more}


def members(okta: OktaBox) -> set[str]:
    return {okta.store.users[id].login for id in okta.store.group("builders").members}


def the_rule(okta: OktaBox) -> Any:
    (found,) = okta.store.rules.values()
    return found


def test_a_rule_from_the_first_member_to_the_end(okta: OktaBox, person: Practitioner) -> None:
    made = person.done(RULE, **config(okta, status=None))
    assert (made["status"], members(okta)) == ("INACTIVE", set())
    assert person.done(RULE, **config(okta))["status"] == "ACTIVE"
    assert members(okta) == {"user00001@example.com"}
    person.restart()
    assert person.refresh(RULE).state == person.resources[RULE].state
    assert not errors(person.destroy(RULE))
    assert (okta.store.rules, members(okta)) == ({}, {"user00001@example.com"})


def test_groups_that_are_not_shown_replace_no_rule(okta: OktaBox, person: Practitioner) -> None:
    person.done(RULE, **config(okta))
    okta.faults.add(Fault("row_missing", method="GET", path="/groups/rules", words=okta.store.group("builders").id))
    person.restart()
    assert "all of group_ids" in warnings(person.refresh(RULE))[0]
    assert person.plan(RULE, **config(okta)).requires_replace == []
    assert "group_ids" in errors(person.apply(RULE, **config(okta, name="Builders")))[0]
    assert the_rule(okta).name == "Engineers"


def test_a_change_leads_through_a_deactivation_and_back(okta: OktaBox, person: Practitioner) -> None:
    person.done(RULE, **config(okta))
    okta.log.clear()
    state = person.done(RULE, **config(okta, name="Builders", expression='user.department=="Design"'))
    assert (state["status"], the_rule(okta).status) == ("ACTIVE", "ACTIVE")
    assert [event.path.rpartition("/")[2] for event in okta.log if event.method in ("POST", "PUT")] == [
        "deactivate",
        the_rule(okta).id,
        "activate",
    ]
    assert members(okta) == set()
    assert the_rule(okta).expression == 'user.department=="Design"'


def test_a_rule_that_is_to_be_inactive_is_not_activated_between(okta: OktaBox, person: Practitioner) -> None:
    person.done(RULE, **config(okta))
    okta.log.clear()
    assert person.done(RULE, **config(okta, name="Builders", status="INACTIVE"))["status"] == "INACTIVE"
    assert okta.log.count("POST", "/activate") == 0


def test_a_change_that_is_refused_leaves_the_rule_active(okta: OktaBox, person: Practitioner) -> None:
    person.done(RULE, **config(okta))
    found = errors(person.apply(RULE, **config(okta, expression='user.departmnt=="Design"')))
    assert any("There is no attribute departmnt" in each for each in found)
    assert (the_rule(okta).status, the_rule(okta).expression) == ("ACTIVE", ENGINEERS)


def test_without_the_trait_okta_refuses_the_change(okta: OktaBox) -> None:
    okta.change("group.create", name="builders")
    trait = PROVIDER.resource("okta_group_rule").schema.attribute("status").transitions
    assert trait is not None
    shim = with_attribute(PROVIDER, "okta_group_rule", "status", transitions=replace(trait, writable=()))
    person = practitioner(okta, shim)
    person.done(RULE, **config(okta))
    assert any("only while it is INACTIVE" in each for each in errors(person.apply(RULE, **config(okta, name="Other"))))


def test_an_answer_that_is_lost_leaves_the_rule_active(okta: OktaBox, person: Practitioner) -> None:
    person.done(RULE, **config(okta))
    okta.faults.add(Fault("drop_after", method="PUT", path="/groups/rules/", times=1))
    person.done(RULE, **config(okta, name="Builders"))
    assert (the_rule(okta).status, the_rule(okta).name) == ("ACTIVE", "Builders")


def test_other_groups_make_another_rule(okta: OktaBox, person: Practitioner) -> None:
    person.done(RULE, **config(okta))
    okta.change("group.create", name="others")
    plan = person.plan(RULE, **config(okta, group_ids=[okta.store.group("others").id]))
    assert plan.requires_replace == [("group_ids",)]


def test_whom_it_put_there_leaves_with_it_where_that_is_asked(okta: OktaBox, person: Practitioner) -> None:
    person.done(RULE, **config(okta, remove_users_on_destroy=True))
    okta.change("group.join", group="builders", user="user00002@example.com")
    assert not errors(person.destroy(RULE))
    assert members(okta) == {"user00002@example.com"}


def test_who_is_excluded_is_kept_where_nobody_manages_them(okta: OktaBox, person: Practitioner) -> None:
    person.done(RULE, **config(okta))
    one = okta.store.user("user00001@example.com").id
    okta.change("rule.update", rule="Engineers", excluded=[one])
    person.done(RULE, **config(okta, name="Builders"))
    assert the_rule(okta).excluded == [one]
    person.restart()
    person.refresh(RULE)
    assert person.done(RULE, **config(okta, name="Builders", excluded_users=[]))["excluded_users"] == []
    assert the_rule(okta).excluded == []


def test_a_rule_whose_group_is_gone_is_invalid(okta: OktaBox, person: Practitioner) -> None:
    person.done(RULE, **config(okta))
    okta.change("group.delete", group="builders")
    person.restart()
    state = person.refresh(RULE).state
    assert state is not None
    assert state["status"] == "INVALID"


def test_a_rule_can_be_imported_by_name(okta: OktaBox, person: Practitioner) -> None:
    made = person.done(RULE, **config(okta))
    assert not errors(person.import_("okta_group_rule.again", "name=Engineers"))
    person.refresh("okta_group_rule.again")
    assert person.resources["okta_group_rule.again"].state == made


def test_an_expression_that_somebody_wrote_since_the_plan_is_not_overwritten(
    okta: OktaBox, person: Practitioner
) -> None:
    person.done(RULE, **config(okta))
    theirs = the_rule(okta).expression = 'user.department=="Design"'
    said = errors(person.apply(RULE, **config(okta, expression='user.department=="Sales"')))
    assert "since this was planned" in said[0]
    assert (the_rule(okta).status, the_rule(okta).expression) == ("ACTIVE", theirs)


class TestHandingOver:
    """Somebody who was put into the group one by one, and whom a rule is to put there from now on."""

    @pytest.fixture
    def member(self, okta: OktaBox, person: Practitioner) -> str:
        okta.options.rule_members = "exclude"
        group, user = okta.store.group("builders").id, okta.store.user("user00001@example.com").id
        person.done(MEMBER, group_id=group, user_id=user)
        person.restart()
        return user

    def test_the_plan_warns_where_a_rule_works(self, okta: OktaBox, person: Practitioner, member: str) -> None:
        person.done(RULE, **config(okta))
        person.restart()
        (said,) = warnings(person.plan_destroy(MEMBER))
        assert "The rule 'Engineers' may give this too" in said and "destroy = false" in said
        assert not errors(person.destroy(MEMBER))
        assert the_rule(okta).excluded == [member]

    @pytest.mark.parametrize("more", [{"status": "INACTIVE"}, {"group_ids": ["other"]}])
    def test_other_rules_are_no_matter(
        self, okta: OktaBox, person: Practitioner, member: str, more: dict[str, Any]
    ) -> None:
        other = okta.change("group.create", name="others")["id"]
        person.done(RULE, **config(okta, **({"group_ids": [other]} if "group_ids" in more else more)))
        assert not person.plan_destroy(MEMBER).items
        assert not errors(person.destroy(MEMBER))

    def test_a_rule_of_the_same_run_does_not_lose_its_member(
        self, okta: OktaBox, person: Practitioner, member: str
    ) -> None:
        assert not person.plan_destroy(MEMBER).items
        person.restart()
        person.done(RULE, **config(okta))
        held = person.resources[MEMBER]
        result = person.engine.apply(MEMBER.split(".")[0], held.state, None, None, held.private, identity=None)
        assert "is new, and may give this too" in errors(result)[0] and "Nothing was changed." in errors(result)[0]
        assert result.state is not None
        assert (members(okta), the_rule(okta).excluded) == ({"user00001@example.com"}, [])

    def test_whoever_may_not_see_rules_is_not_hindered(self, okta: OktaBox, person: Practitioner, member: str) -> None:
        okta.faults.add(Fault("status", method="GET", path="/groups/rules", status=403, times=9))
        assert not person.plan_destroy(MEMBER).items
        assert not errors(person.destroy(MEMBER))
