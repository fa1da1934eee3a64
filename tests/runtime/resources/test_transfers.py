"""Access that goes from one way to another in one run: what ends waits for what is made in its place."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from providers.okta import PROVIDER as OKTA
from providers.tanzu import PROVIDER as TANZU
from rolecall.runtime.application import StateResult
from rolecall.runtime.concurrency import transfers
from rolecall.runtime.concurrency.transfers import Way
from rolecall.runtime.resources.guards.transfers import ways_of
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.sandbox import Fault
from tests.runtime.resources.boxes import OktaBox
from tests.runtime.resources.practitioner import Practitioner, Resource, errors, warnings

ONE = "user00001@example.com"
DIRECT, SHARED, MEMBER = "okta_app_user_assignment.one", "okta_app_group_assignment.all", "okta_group_member.one"
Ends = tuple[Practitioner, dict[str, Any], dict[str, Any]]


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(transfers, "PATIENCE_SECONDS", 0.6)
    yield


def ids(box: OktaBox) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """A direct assignment, one of a group, and the membership of it."""
    app, user, group = (box.store.app("Tessian").id, box.store.user(ONE).id, box.store.group("Engineering").id)
    return (
        {"app_id": app, "user_id": user},
        {"app_id": app, "group_id": group},
        {"group_id": group, "user_id": user},
    )


def planned(person: Practitioner, ends: str, **makes: dict[str, Any]) -> None:
    """Plan that `ends` goes and that others are made, in one run; then comes the process of its apply."""
    for label, config in makes.items():
        assert not errors(person.plan(label, **config).diagnostics)
    plan = person.planned_destroy(ends)
    assert not errors(plan.diagnostics)
    person.resources[ends].private = plan.private
    person.restart()


def ended(person: Practitioner, label: str, within: list[StateResult]) -> threading.Thread:
    """Take `label` away as an apply does, in a thread of its own."""
    held = person.resources[label]

    def work() -> None:
        within.append(person.engine.apply(label.split(".")[0], held.state, None, None, held.private, identity=None))

    thread = threading.Thread(target=work)
    thread.start()
    return thread


class TestDirectToGroup:
    @pytest.fixture
    def person(self, okta: OktaBox) -> Practitioner:
        made = Practitioner(OKTA, okta.environment)
        okta.change("group.join", group="Engineering", user=ONE)
        made.done(DIRECT, **ids(okta)[0])
        made.restart()
        made.refresh(DIRECT)
        return made

    def test_the_direct_one_goes_once_the_groups_is_there(self, okta: OktaBox, person: Practitioner) -> None:
        planned(person, DIRECT, **{SHARED: ids(okta)[1]})
        okta.log.clear()
        found: list[StateResult] = []
        thread = ended(person, DIRECT, found)
        time.sleep(0.2)
        assert okta.log.count("DELETE") == 0
        person.done(SHARED, **ids(okta)[1])
        thread.join()
        assert found[0].state is None and not errors(found[0])
        assert [each.method for each in okta.log if each.method in ("PUT", "DELETE")] == ["PUT", "DELETE"]
        assert okta.store.user(ONE).id in okta.store.app("Tessian").users

    def test_it_stays_where_the_groups_fails(self, okta: OktaBox, person: Practitioner) -> None:
        planned(person, DIRECT, **{SHARED: ids(okta)[1]})
        okta.faults.add(Fault("status", method="PUT", status=403))
        assert errors(person.apply(SHARED, **ids(okta)[1]))
        found: list[StateResult] = []
        ended(person, DIRECT, found).join()
        assert found[0].state is not None
        assert "That failed" in errors(found[0])[0] and "Nothing was changed." in errors(found[0])[0]
        assert okta.log.count("DELETE") == 0

    def test_it_stays_where_nothing_makes_the_groups(self, okta: OktaBox, person: Practitioner) -> None:
        planned(person, DIRECT, **{SHARED: ids(okta)[1]})
        found: list[StateResult] = []
        ended(person, DIRECT, found).join()
        assert "Apply again" in errors(found[0])[0]
        assert okta.log.count("DELETE") == 0
        person.resources[DIRECT] = Resource(found[0].state or {}, found[0].private)
        person.done(SHARED, **ids(okta)[1])
        plan = person.planned_destroy(DIRECT)
        person.restart()
        person.resources[DIRECT].private = plan.private
        assert not errors(person.destroy(DIRECT))

    def test_a_group_that_is_made_in_the_run_counts(self, okta: OktaBox, person: Practitioner) -> None:
        planned(person, DIRECT, **{SHARED: {**ids(okta)[1], "group_id": UNKNOWN}})
        found: list[StateResult] = []
        thread = ended(person, DIRECT, found)
        person.done(SHARED, **ids(okta)[1])
        thread.join()
        assert not errors(found[0])

    def test_a_removal_that_nothing_follows_does_not_wait(self, okta: OktaBox, person: Practitioner) -> None:
        planned(person, DIRECT)
        started = time.monotonic()
        assert not errors(person.destroy(DIRECT))
        assert time.monotonic() - started < transfers.PATIENCE_SECONDS

    def test_the_access_of_an_account_that_ends_does_not_wait(self, okta: OktaBox, person: Practitioner) -> None:
        person.import_("okta_user.one", ids(okta)[0]["user_id"])
        person.plan_destroy("okta_user.one")
        planned(person, DIRECT, **{SHARED: ids(okta)[1]})
        assert not errors(person.destroy(DIRECT))

    def test_what_is_planned_after_its_end_is_warned_of(self, okta: OktaBox, person: Practitioner) -> None:
        person.plan_destroy(DIRECT)
        (said,) = warnings(person.plan(SHARED, **ids(okta)[1]).diagnostics)
        assert "may end before this is made" in said


class TestThroughMembership:
    @pytest.fixture
    def person(self, okta: OktaBox) -> Practitioner:
        made = Practitioner(OKTA, okta.environment)
        made.done(MEMBER, **ids(okta)[2])
        made.restart()
        made.refresh(MEMBER)
        return made

    def test_a_membership_goes_once_what_is_given_directly_is_there(self, okta: OktaBox, person: Practitioner) -> None:
        planned(person, MEMBER, **{DIRECT: ids(okta)[0]})
        okta.log.clear()
        found: list[StateResult] = []
        thread = ended(person, MEMBER, found)
        time.sleep(0.2)
        person.done(DIRECT, **ids(okta)[0])
        thread.join()
        assert [each.method for each in okta.log if each.method in ("POST", "DELETE")] == ["POST", "DELETE"]

    def test_where_it_need_not_be_the_same_access_a_warning_is_enough(
        self, okta: OktaBox, person: Practitioner
    ) -> None:
        planned(person, MEMBER, **{DIRECT: ids(okta)[0]})
        found: list[StateResult] = []
        ended(person, MEMBER, found).join()
        assert found[0].state is None
        assert "before something else is given" in warnings(found[0])[0]

    def test_it_stays_where_that_fails(self, okta: OktaBox, person: Practitioner) -> None:
        planned(person, MEMBER, **{DIRECT: ids(okta)[0]})
        okta.faults.add(Fault("status", method="POST", status=403))
        assert errors(person.apply(DIRECT, **ids(okta)[0]))
        found: list[StateResult] = []
        ended(person, MEMBER, found).join()
        assert found[0].state is not None


class TestWays:
    def test_subjects_of_bindings_and_their_kinds(self) -> None:
        values = {
            "role_ref": {"name": "edit"},
            "namespace": "shop",
            "subjects": [{"kind": "Group", "name": "devs"}, {"kind": "User", "name": "ada"}],
        }
        group, user = ways_of(TANZU.resource("tanzu_namespace_role_binding"), values)
        assert group == Way("group", "devs", "role", "edit", "namespace=shop")
        assert user == Way("user", "ada", "role", "edit", "namespace=shop")
        assert user.is_certainly(group) and not user.is_certainly(user)

    def test_another_persons_access_is_not_the_same(self) -> None:
        mine, theirs = (Way("user", who, "app", "1", "") for who in ("a", "b"))
        assert not mine.is_certainly(theirs) and not mine.is_perhaps(theirs)

    def test_another_app_of_the_same_person_is_not_the_same(self) -> None:
        one, other = (Way("user", "a", "app", app, "") for app in ("1", "2"))
        assert not one.is_certainly(other) and not one.is_perhaps(other)


def test_the_members_of_a_large_group_are_not_compared_pair_by_pair() -> None:
    members = [Way("user", str(number), "group", "guild", "") for number in range(10_000)]
    found, began = transfers.Transfers(), time.process_time()
    assert found.plan_made(members) == []
    assert found.plan_ended(members) == []
    found.settle(members, made=True)
    assert found.plan_ended([Way("group", "staff", "group", "guild", "")]) == []
    assert time.process_time() - began < 10  # 0.3 s; by pairs they are a hundred million, minutes
