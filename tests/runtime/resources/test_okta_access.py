"""Who is in which group and has which app in Okta: members, assignments, limits, and what a refresh costs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from providers.okta import PROVIDER
from rolecall.sandbox import Fault, start
from rolecall.specification.schema import Provider
from tests.runtime.resources.boxes import OktaBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.switches import with_collection, with_lifecycle

pytestmark = pytest.mark.real_time

ONE, TWO = "user00001@example.com", "user00002@example.com"
MEMBER, DIRECT, SHARED = "okta_group_member.one", "okta_app_user_assignment.one", "okta_app_group_assignment.one"


def practitioner(box: OktaBox, shim: Provider = PROVIDER) -> Practitioner:
    return Practitioner(shim, box.environment)


def membership(box: OktaBox, group: str = "Engineering", user: str = ONE) -> dict[str, str]:
    return {"group_id": box.store.group(group).id, "user_id": box.store.user(user).id}


def direct(box: OktaBox, app: str = "Tessian", user: str = ONE) -> dict[str, str]:
    return {"app_id": box.store.app(app).id, "user_id": box.store.user(user).id}


def shared(box: OktaBox, app: str = "Tessian", group: str = "Engineering") -> dict[str, str]:
    return {"app_id": box.store.app(app).id, "group_id": box.store.group(group).id}


class TestMembers:
    def test_others_stay(self, okta: OktaBox) -> None:
        okta.change("group.join", group="Engineering", user=TWO)
        person, wanted = practitioner(okta), membership(okta)
        state = person.done(MEMBER, **wanted)
        assert state["id"] == f"{wanted['group_id']}/{wanted['user_id']}"
        assert len(okta.store.group("Engineering").members) == 2
        assert person.destroy(MEMBER).state is None
        assert list(okta.store.group("Engineering").members) == [okta.store.user(TWO).id]

    def test_one_who_is_in_already_is_refused_and_can_be_imported(self, okta: OktaBox) -> None:
        okta.change("group.join", group="Engineering", user=ONE)
        person, wanted = practitioner(okta), membership(okta)
        assert "already exists" in errors(person.apply(MEMBER, **wanted))[0]
        assert person.import_(MEMBER, f"{wanted['group_id']}/{wanted['user_id']}").state is not None
        assert person.plan(MEMBER, **wanted).planned == person.resources[MEMBER].state

    def test_without_the_other_end_one_member_costs_the_whole_group(self) -> None:
        with start("okta", seed=1500) as box:
            for number in range(2, 1501):
                box.change("group.join", group="Engineering", user=f"user{number:05}@example.com")
            practitioner(box).done(MEMBER, **membership(box))
            assert box.log.count("GET", f"/groups/{box.store.group('Engineering').id}/users$") == 0
            box.log.clear()
            shim = with_collection(PROVIDER, "group_members", opposite=None)
            person = practitioner(box, shim)
            assert "already exists" in errors(person.apply(MEMBER, **membership(box)))[0]
            assert box.log.count("GET", "/users$") == 2

    def test_leaving_behind_our_back_is_drift(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(MEMBER, **membership(okta))
        okta.change("group.leave", group="Engineering", user=ONE)
        person.restart()
        assert person.refresh(MEMBER).state is None

    @pytest.mark.parametrize("gone", ["user", "group"])
    def test_a_member_is_gone_with_either_end(self, okta: OktaBox, gone: str) -> None:
        person = practitioner(okta)
        person.done(MEMBER, **membership(okta))
        name = ONE if gone == "user" else "Engineering"
        okta.change(f"{gone}.delete", **{gone: name})
        assert errors(person.destroy(MEMBER)) == []

    def test_whom_a_rule_put_there_cannot_be_taken_out(self, okta: OktaBox) -> None:
        okta.change("group.join", group="Engineering", user=ONE, rule="All engineers")
        person, wanted = practitioner(okta), membership(okta)
        person.import_(MEMBER, f"{wanted['group_id']}/{wanted['user_id']}")
        result = person.destroy(MEMBER)
        assert "E0000006" in errors(result)[0]
        assert result.state is not None

    @pytest.mark.parametrize("group", ["Everyone", "directory.example.com Staff"])
    def test_groups_of_others_take_no_members(self, okta: OktaBox, group: str) -> None:
        okta.store.everyone.members.pop(okta.store.user(ONE).id)
        result = practitioner(okta).apply(MEMBER, **membership(okta, group=group))
        assert result.state is None
        assert "E00000" in errors(result)[0]

    def test_a_lost_answer_leaves_one_member_in_state(self, okta: OktaBox) -> None:
        okta.faults.add(Fault("drop_after", method="PUT", times=1))
        assert practitioner(okta).done(MEMBER, **membership(okta))["id"]


class TestAssignments:
    def test_provisioning_shows_and_never_plans_a_change(self, okta: OktaBox) -> None:
        okta.options.provisioning_seconds = None
        person, wanted = practitioner(okta), direct(okta)
        state = person.done(DIRECT, **wanted)
        assert (state["sync_state"], state["external_id"]) == ("SYNCING", None)
        for trouble, expected in (("no licence", "ERROR"), ("", "SYNCHRONIZED")):
            okta.change("app.provision", app="Tessian", user=ONE, trouble=trouble)
            person.restart()
            assert (read := person.refresh(DIRECT).state) is not None
            assert read["sync_state"] == expected
            assert person.plan(DIRECT, **wanted).planned == read
        assert person.resources[DIRECT].state["external_id"]

    def test_one_that_is_there_already_is_refused(self, okta: OktaBox) -> None:
        okta.change("app.assign", app="Tessian", user=ONE)
        person, wanted = practitioner(okta), direct(okta)
        (problem,) = errors(person.plan(DIRECT, **wanted).diagnostics)
        assert "terraform import okta_app_user_assignment.<label>" in problem
        assert "already exists" in errors(person.apply(DIRECT, **wanted))[0]
        assert person.import_(DIRECT, f"{wanted['app_id']}/{wanted['user_id']}").state is not None
        assert okta.log.count("POST") == 0

    def given_by_group(self, box: OktaBox) -> None:
        box.change("group.join", group="Engineering", user=ONE)
        box.change("app.assign_group", app="Tessian", group="Engineering")

    @pytest.mark.caveat("AbsentRows", option="okta.repeated_assignment")
    def test_one_that_a_group_gives_becomes_direct_and_is_not_imported(self, okta: OktaBox) -> None:
        self.given_by_group(okta)
        person, wanted = practitioner(okta), direct(okta)
        found = person.import_(DIRECT, f"{wanted['app_id']}/{wanted['user_id']}")
        assert "A group that has the app gives it to the user." in errors(found)[0]
        (said,) = warnings(person.plan(DIRECT, **wanted).diagnostics)
        assert "A group that has the app gives it to the user. " in said and "in its own right" in said
        result = person.apply(DIRECT, **wanted)
        assert (errors(result), warnings(result)) == ([], [])
        okta.change("app.unassign_group", app="Tessian", group="Engineering")
        person.restart()
        assert person.refresh(DIRECT).state is not None
        assert okta.store.user(ONE).id in okta.store.app("Tessian").users

    def test_one_that_a_group_gives_is_refused_where_a_create_does_not_take_it_up(self, okta: OktaBox) -> None:
        self.given_by_group(okta)
        (trait,) = (each.absent_rows for each in PROVIDER.collections if each.name == "app_users")
        assert trait is not None
        shim = with_collection(PROVIDER, "app_users", absent_rows=replace(trait, taken_up=False))
        (problem,) = errors(practitioner(okta, shim).plan(DIRECT, **direct(okta)).diagnostics)
        assert "A group that has the app gives it to the user." in problem
        assert okta.log.count("POST") == 0

    def test_one_that_okta_does_not_make_direct_is_an_error_and_changes_nothing(self, okta: OktaBox) -> None:
        self.given_by_group(okta)
        okta.options.repeated_assignment = "refuse"
        person, wanted = practitioner(okta), direct(okta)
        result = person.apply(DIRECT, **wanted)
        assert "assigned to the application already" in errors(result)[0]
        assert result.state is None
        assert okta.store.app("Tessian").users[wanted["user_id"]].direct is False

    def test_without_the_trait_a_groups_assignment_counts_as_ours(self, okta: OktaBox) -> None:
        self.given_by_group(okta)
        person = practitioner(okta, with_collection(PROVIDER, "app_users", absent_rows=None))
        wanted = direct(okta)
        assert person.import_(DIRECT, f"{wanted['app_id']}/{wanted['user_id']}").state is not None

    def test_destroying_says_that_access_stays(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(DIRECT, **direct(okta))
        self.given_by_group(okta)
        result = person.destroy(DIRECT)
        assert (result.state, errors(result)) == (None, [])
        assert "goes on: A group that has the app gives it to the user." in warnings(result)[0]
        assert okta.store.user(ONE).id in okta.store.app("Tessian").users

    def test_destroying_says_nothing_where_access_ends(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(DIRECT, **direct(okta))
        result = person.destroy(DIRECT)
        assert (result.state, errors(result), warnings(result)) == (None, [], [])
        assert okta.store.app("Tessian").users == {}

    def test_without_the_trait_destroying_fails_though_it_was_done(self, okta: OktaBox) -> None:
        person = practitioner(okta, with_collection(PROVIDER, "app_users", absent_rows=None))
        person.done(DIRECT, **direct(okta))
        self.given_by_group(okta)
        assert "is still there" in errors(person.destroy(DIRECT))[0]

    def test_a_vendor_that_refuses_to_unassign_is_heard(self, okta: OktaBox) -> None:
        okta.options.shared_removal = "refuse"
        person = practitioner(okta)
        person.done(DIRECT, **direct(okta))
        self.given_by_group(okta)
        result = person.destroy(DIRECT)
        assert "while their group memberships grant them access" in errors(result)[0]
        assert result.state is not None

    def test_one_that_became_the_groups_is_drift(self, okta: OktaBox) -> None:
        person = practitioner(okta)
        person.done(DIRECT, **direct(okta))
        self.given_by_group(okta)
        okta.change("app.unassign", app="Tessian", user=ONE)
        person.restart()
        assert person.refresh(DIRECT).state is None

    def test_a_lost_answer_makes_one_assignment(self, okta: OktaBox) -> None:
        okta.faults.add(Fault("drop_after", method="POST", times=1))
        practitioner(okta).done(DIRECT, **direct(okta))
        assert okta.log.count("POST") == 1

    def test_an_update_of_a_groups_assignment_keeps_its_settings(self, okta: OktaBox) -> None:
        person, wanted = practitioner(okta), shared(okta)
        okta.change("app.assign_group", app="Tessian", group="Security")
        person.done(SHARED, **wanted)
        okta.store.app("Tessian").groups[wanted["group_id"]].profile["role"] = "by hand"
        assert person.done(SHARED, **wanted, priority=0)["priority"] == 0
        assert okta.store.app("Tessian").groups[wanted["group_id"]].profile == {"role": "by hand"}

    def test_without_the_trait_an_update_clears_them(self, okta: OktaBox) -> None:
        person = practitioner(okta, with_lifecycle(PROVIDER, "okta_app_group_assignment", full_replace=None))
        okta.change("app.assign_group", app="Tessian", group="Security")
        wanted = shared(okta)
        person.done(SHARED, **wanted)
        okta.store.app("Tessian").groups[wanted["group_id"]].profile["role"] = "by hand"
        person.done(SHARED, **wanted, priority=0)
        assert okta.store.app("Tessian").groups[wanted["group_id"]].profile == {}


class TestQuota:
    @pytest.mark.caveat("Quota", option="okta.rate_limit")
    def test_a_429_is_waited_out_to_the_reset(self) -> None:
        with start("okta", seed=1, options={"rate_limit": 2, "rate_seconds": 0.5}) as box:
            person = practitioner(box)
            box.store.user(ONE)
            for _ in range(3):
                assert person.import_("okta_user.one", f"name={ONE}").state is not None
            refused = [event.status for event in box.log].count(429)
            assert refused <= 1

    def test_without_the_trait_calls_run_into_the_limit_and_give_up(self) -> None:
        shim = replace(PROVIDER, quota=None)
        with start("okta", seed=1, options={"rate_limit": 2, "rate_seconds": 3600.0}) as box:
            person = practitioner(box, shim)
            person.restart(max_retries=1)
            results = [person.import_("okta_user.one", f"name={ONE}") for _ in range(2)]
            assert any("E0000047" in text for result in results for text in errors(result))
            assert [event.status for event in box.log].count(429) == 2


def many(box: OktaBox, count: int) -> list[str]:
    """The ids of so many seeded people."""
    return [box.store.user(f"user{number:05}@example.com").id for number in range(1, count + 1)]


def refreshed(person: Practitioner, type_name: str, states: list[dict[str, Any]]) -> int:
    """How many of `states` a refresh still finds, ten at a time as Terraform does."""
    empty = dict.fromkeys((item.name for item in person.shim.resource(type_name).schema.attributes), None)

    def read(state: dict[str, Any]) -> bool:
        found = person.engine.read(type_name, {**empty, **state}, b"", identity=None, deferral_allowed=False)
        assert not found.diagnostics.has_error
        return found.state is not None

    with ThreadPoolExecutor(10) as workers:
        return sum(workers.map(read, states))


class TestCosts:
    def test_a_refresh_of_many_users_and_members(self) -> None:
        with start("okta", seed=2_000) as box:
            people = many(box, 2_000)
            group = box.store.group("Engineering")
            group.members = dict.fromkeys(people, "")
            person = practitioner(box)
            assert refreshed(person, "okta_user", [{"id": id} for id in people]) == 2_000
            assert len(box.log) <= 22
            box.log.clear()
            members = [{"id": f"{group.id}/{id}", "group_id": group.id, "user_id": id} for id in people]
            assert refreshed(person, "okta_group_member", members) == 2_000
            assert len(box.log) <= 22
