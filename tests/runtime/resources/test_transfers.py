"""Access that goes from one way to another in one run: what ends waits for what is made in its place."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from providers.okta import PROVIDER as OKTA
from providers.scim import PROVIDER as SCIM
from rolecall.runtime.application import StateResult
from rolecall.runtime.concurrency import transfers
from rolecall.runtime.resources.planning import plan_create
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.sandbox import Fault, start
from tests.runtime.resources.boxes import OktaBox
from tests.runtime.resources.practitioner import Practitioner, Resource, errors, full, warnings

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


def two(box: OktaBox, group: Any) -> dict[str, Any]:
    """An assignment of the app to `group`."""
    return {"app_id": box.store.app("Tessian").id, "group_id": group}


def again(person: Practitioner, label: str, config: dict[str, Any]) -> StateResult:
    """Apply what this process has planned."""
    kind = label.split(".")[0]
    wanted = full(person.engine.resource_schemas()[kind], config)
    plan = plan_create(OKTA.resource(kind), wanted, Private())
    return person.carry_out(label, plan, **config)


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

    @pytest.mark.parametrize("order", [("bad", "good"), ("good", "bad"), ("good",)])
    def test_each_of_several_new_ones_must_be_made(
        self, okta: OktaBox, person: Practitioner, order: tuple[str, ...]
    ) -> None:
        names = ("bad", "good")
        planned(person, DIRECT, **{f"okta_app_group_assignment.{name}": two(okta, UNKNOWN) for name in names})
        groups = {"good": okta.store.group("Engineering").id, "bad": okta.store.group("Everyone").id}
        okta.faults.add(Fault("status", method="PUT", path=f"/groups/{groups['bad']}", status=403, times=9))
        for name in order:
            made = person.apply(f"okta_app_group_assignment.{name}", **two(okta, groups[name]))
            assert bool(errors(made)) is (name == "bad")
        found: list[StateResult] = []
        ended(person, DIRECT, found).join()
        assert found[0].state is not None and errors(found[0])
        assert okta.log.count("DELETE") == 0

    def test_a_plan_of_a_slow_vendor_is_waited_for(self, okta: OktaBox, person: Practitioner) -> None:
        okta.latency = 0.8
        slow = threading.Thread(target=lambda: person.plan(SHARED, **ids(okta)[1]))
        slow.start()
        plan = person.planned_destroy(DIRECT)
        slow.join()
        assert Private.from_bytes(plan.private).awaits

    @pytest.mark.parametrize("refused", [False, True])
    def test_what_runs_in_the_apply_is_waited_for_though_no_plan_knew_of_it(
        self, okta: OktaBox, person: Practitioner, *, refused: bool
    ) -> None:
        planned(person, DIRECT)
        if refused:
            okta.faults.add(Fault("status", method="PUT", status=403))
        assert not errors(person.plan(SHARED, **ids(okta)[1]).diagnostics)
        found: list[StateResult] = []
        thread = ended(person, DIRECT, found)
        time.sleep(0.2)
        assert okta.log.count("DELETE") == 0
        again(person, SHARED, ids(okta)[1])
        thread.join()
        assert (found[0].state is not None) is refused
        assert okta.log.count("DELETE") == (0 if refused else 1)

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

    def test_what_is_planned_after_its_end_is_refused(self, okta: OktaBox, person: Practitioner) -> None:
        person.plan_destroy(DIRECT)
        (said,) = errors(person.plan(SHARED, **ids(okta)[1]).diagnostics)
        assert "may end before this is made" in said

    def test_it_is_warned_of_where_nobody_knows_whether_this_is_a_plan(
        self, okta: OktaBox, person: Practitioner
    ) -> None:
        person.restart()
        person.plan_destroy(DIRECT)
        found = person.plan(SHARED, **ids(okta)[1]).diagnostics
        assert not errors(found)
        assert "may end before this is made" in warnings(found)[0]


class TestGroupToDirect:
    def test_the_groups_goes_once_the_direct_one_is_there(self, okta: OktaBox) -> None:
        person = Practitioner(OKTA, okta.environment)
        okta.change("group.join", group="Engineering", user=ONE)
        person.done(SHARED, **ids(okta)[1])
        person.restart()
        person.refresh(SHARED)
        planned(person, SHARED, **{DIRECT: ids(okta)[0]})
        okta.log.clear()
        found: list[StateResult] = []
        thread = ended(person, SHARED, found)
        time.sleep(0.2)
        assert okta.log.count("DELETE") == 0
        person.done(DIRECT, **ids(okta)[0])
        thread.join()
        assert found[0].state is None and not errors(found[0])
        assert [each.method for each in okta.log if each.method in ("POST", "DELETE")] == ["POST", "DELETE"]
        assert okta.store.app("Tessian").users[okta.store.user(ONE).id].direct


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

    def test_it_stays_where_that_is_not_made_though_it_need_not_be_the_same_access(
        self, okta: OktaBox, person: Practitioner
    ) -> None:
        planned(person, MEMBER, **{DIRECT: ids(okta)[0]})
        found: list[StateResult] = []
        ended(person, MEMBER, found).join()
        assert found[0].state is not None
        assert "Apply again" in errors(found[0])[0]
        assert okta.log.count("DELETE") == 0

    def test_a_few_of_many_are_named(self, okta: OktaBox, person: Practitioner) -> None:
        many = {f"okta_group_member.m{number}": {**ids(okta)[2], "group_id": UNKNOWN} for number in range(2)}
        apps = {
            f"okta_app_user_assignment.a{number}": {**ids(okta)[0], "app_id": f"app{number}"} for number in range(6)
        }
        for label, config in {**many, **apps}.items():
            person.plan(label, **config)
        plan = person.planned_destroy(MEMBER)
        person.restart()
        person.resources[MEMBER].private = plan.private
        found: list[StateResult] = []
        ended(person, MEMBER, found).join()
        assert " and 2 more." in errors(found[0])[0]

    def test_it_stays_where_that_fails(self, okta: OktaBox, person: Practitioner) -> None:
        planned(person, MEMBER, **{DIRECT: ids(okta)[0]})
        okta.faults.add(Fault("status", method="POST", status=403))
        assert errors(person.apply(DIRECT, **ids(okta)[0]))
        found: list[StateResult] = []
        ended(person, MEMBER, found).join()
        assert found[0].state is not None


class TestOneGroupForAnother:
    @pytest.mark.parametrize("fault", ["dropped", "refused", "unsaid"])
    def test_a_group_whose_members_were_not_seen_takes_no_place(self, fault: str) -> None:
        with start("scim", options={}) as box:
            person = Practitioner(SCIM, box.environment)
            ada = person.done("scim_user.ada", user_name="ada@example.com")["id"]
            person.done("scim_group.old", display_name="Admins", members=[ada])
            person.restart()
            person.refresh("scim_group.old")
            planned(person, "scim_group.old", **{"scim_group.new": {"display_name": "Chiefs", "members": [ada]}})
            if fault == "unsaid":
                box.faults.add(Fault("member_missing", method="GET", path="/Groups", member="members", times=99))
            else:
                box.options.drops = ["members"]
            if fault == "refused":
                box.faults.add(Fault("status", method="PATCH", path="/Groups", status=403))
            made = person.apply("scim_group.new", display_name="Chiefs", members=[ada])
            assert not errors(made) and warnings(made)
            found: list[StateResult] = []
            ended(person, "scim_group.old", found).join()
            assert found[0].state is not None
            assert "nobody could see" in errors(found[0])[0]
            assert box.log.count("DELETE") == 0
