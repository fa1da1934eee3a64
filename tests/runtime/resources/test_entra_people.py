"""Users and groups of Entra: the recycle bin, managers, members that are a listing of their own, and refusals."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from providers.entra import PROVIDER
from rolecall.sandbox import Fault, start
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.switches import impatient, with_attribute, with_lifecycle

USER, GROUP, MEMBER = "entra_user.ada", "entra_group.analysts", "entra_group_member.one"
ADA: dict[str, Any] = {
    "user_principal_name": "ada@example.onmicrosoft.com",
    "display_name": "Ada",
    "mail_nickname": "ada",
    "account_enabled": True,
    "password_wo": "Analytical-engine-1843",
    "password_wo_version": 1,
}
ANALYSTS: dict[str, Any] = {"display_name": "Analysts", "mail_nickname": "analysts"}


def practitioner(box: EntraBox) -> Practitioner:
    return Practitioner(PROVIDER, box.environment)


def people(box: EntraBox) -> list[str]:
    return sorted(box.store.users)


class TestRecycleBin:
    def test_destroying_disables_then_deletes_and_a_restore_brings_all_back(self, entra: EntraBox) -> None:
        person = practitioner(entra)
        state = person.done(USER, **ADA)
        entra.change("group.create", name="Engines", members=[state["id"]])
        assert person.destroy(USER).state is None
        (gone,) = entra.store.deleted_users.values()
        assert not gone.user.account_enabled
        back = person.apply(USER, **ADA, restore_deleted=True)
        assert back.state is not None
        assert back.state["id"] == state["id"]
        assert entra.store.users[state["id"]].account_enabled
        assert entra.store.group("Engines").members == [state["id"]]
        assert "was restored" in warnings(back)[0]
        assert entra.log.count("POST", "/users$") == 1

    def test_without_asking_a_new_one_is_made(self, entra: EntraBox) -> None:
        person = practitioner(entra)
        first = person.done(USER, **ADA)["id"]
        person.destroy(USER)
        assert person.done(USER, **ADA)["id"] != first
        assert first in entra.store.deleted_users

    def test_asking_where_nobody_was_deleted_makes_a_new_one(self, entra: EntraBox) -> None:
        assert practitioner(entra).done(USER, **ADA, restore_deleted=True)["id"] in entra.store.users

    def test_several_of_the_name_are_refused_with_their_ids(self, entra: EntraBox) -> None:
        person = practitioner(entra)
        ids = []
        for _ in range(2):
            ids.append(person.done(USER, **ADA)["id"])
            person.destroy(USER)
        (problem,) = errors(person.apply(USER, **ADA, restore_deleted=True))
        assert all(each in problem for each in ids)
        assert not any(each.user_principal_name == ADA["user_principal_name"] for each in entra.store.users.values())

    def test_without_the_declaration_nothing_is_restored(self, entra: EntraBox) -> None:
        shim = with_lifecycle(PROVIDER, "entra_user", restore=None)
        person = Practitioner(shim, entra.environment)
        first = person.done(USER, **ADA)["id"]
        person.destroy(USER)
        assert person.done(USER, **ADA, restore_deleted=True)["id"] != first


class TestUser:
    def test_what_leaves_is_sent_as_null_for_graph_takes_no_blank_text(self, entra: EntraBox) -> None:
        person, manager = practitioner(entra), people(entra)[0]
        state = person.done(USER, **ADA, department="Engines", manager_id=manager)
        user = entra.store.users[state["id"]]
        assert (user.department, user.manager_id) == ("Engines", manager)
        person.done(USER, **ADA)
        assert (user.department, user.manager_id) == (None, None)

    def test_a_manager_gives_way_to_another_in_one_call(self, entra: EntraBox) -> None:
        first, second = people(entra)
        person = practitioner(entra)
        state = person.done(USER, **ADA, manager_id=first)
        entra.log.clear()
        person.done(USER, **ADA, manager_id=second)
        assert entra.store.users[state["id"]].manager_id == second
        assert entra.log.count("PUT", r"/manager/\$ref$") == 1
        assert entra.log.count("DELETE", r"/manager/\$ref$") == 0

    @pytest.mark.parametrize(
        ("name", "value", "words"),
        [
            ("user_principal_name", "ada@elsewhere.example.com", "domain portion"),
            ("password_wo", "analytical", "complexity"),
        ],
    )
    def test_what_graph_refuses_is_told_in_its_words(self, entra: EntraBox, name: str, value: str, words: str) -> None:
        result = practitioner(entra).apply(USER, **{**ADA, name: value})
        assert words in errors(result)[0]
        assert result.state is None

    @pytest.mark.parametrize(("name", "value"), [("usage_location", "Germany"), ("manager_id", "ada")])
    def test_a_malformed_value_fails_in_validation(self, entra: EntraBox, name: str, value: str) -> None:
        engine = practitioner(entra).engine
        schema = engine.resource_schemas()["entra_user"]
        config = {**{item.name: None for item in schema.attributes}, **ADA, name: value}
        (problem,) = engine.validate_resource("entra_user", config)
        assert problem.path == (name,)

    def test_what_another_directory_writes_is_refused_in_the_plan(self, entra: EntraBox) -> None:
        person = practitioner(entra)
        entra.change("user.update", user="user00001", on_premises_sync_enabled=True)
        person.import_(USER, entra.store.user("user00001").id)
        person.refresh(USER)
        assert "directory of the company" in errors(person.plan_destroy(USER))[0]


class TestGroup:
    def test_members_that_others_added_stay_and_the_rest_is_as_listed(self, entra: EntraBox) -> None:
        one, two = people(entra)
        person = practitioner(entra)
        state = person.done(GROUP, **ANALYSTS, members=[one])
        entra.change("group.update", group="Analysts", members=[one, two])
        assert person.refresh(GROUP).state == {**state, "members": [one, two]}
        person.done(GROUP, **ANALYSTS, members=[two])
        assert entra.store.group("Analysts").members == [two]

    def test_a_member_whom_the_group_hides_is_told_with_the_way_to_see_them(self, entra: EntraBox) -> None:
        one = people(entra)[0]
        entra.change("group.create", name="Engines", members=[one])
        entra.options.hidden_members = True
        wanted = {"group_id": entra.store.group("Engines").id, "member_id": one}
        (problem,) = errors(practitioner(entra).apply(MEMBER, **wanted))
        assert "already exist" in problem and "Member.Read.Hidden" in problem
        assert entra.store.group("Engines").members == [one]

    def test_fifty_members_are_three_requests(self) -> None:
        with start("entra", seed=50, options={"early_writes": []}) as box:
            practitioner(box).done(GROUP, **ANALYSTS, members=people(box))
            assert sorted(box.store.group("Analysts").members) == people(box)
            assert box.log.count("PATCH", "/groups/[^/]+$") == 3

    def test_one_who_joined_meanwhile_does_not_stop_the_others(self, entra: EntraBox) -> None:
        one, two = people(entra)
        person = practitioner(entra)
        person.done(GROUP, **ANALYSTS, members=[])
        entra.faults.add(Fault("drop_after", method="PATCH", path="/groups/", times=1))
        person.done(GROUP, **ANALYSTS, members=[one, two])
        assert sorted(entra.store.group("Analysts").members) == [one, two]

    def test_whom_nobody_manages_is_not_read(self, entra: EntraBox) -> None:
        person = practitioner(entra)
        state = person.done(GROUP, **ANALYSTS)
        assert state["members"] is None
        entra.change("group.update", group="Analysts", members=people(entra))
        entra.log.clear()
        assert person.refresh(GROUP).state == state
        person.done(GROUP, **ANALYSTS, description="People who look at alerts.")
        assert entra.log.count("GET", "/members$") == 0
        assert sorted(entra.store.group("Analysts").members) == people(entra)

    def test_members_that_are_not_found_are_no_empty_group(self, entra: EntraBox) -> None:
        person = practitioner(entra)
        person.done(GROUP, **ANALYSTS, members=people(entra))
        person.restart()
        entra.store.settle()
        entra.faults.add(Fault("status", method="GET", path="/members$", status=404))
        result = person.refresh(GROUP)
        assert "are not found" in errors(result)[0]

    def test_a_new_group_whose_members_fail_is_kept_with_a_warning(self, entra: EntraBox) -> None:
        entra.options.early_writes = []
        missing = "00000000-0000-0000-0000-00000000abcd"
        unchecked = with_attribute(impatient(PROVIDER), "entra_group", "members", checks=())
        result = Practitioner(unchecked, entra.environment).apply(GROUP, **ANALYSTS, members=[missing])
        assert not errors(result)
        assert any(missing in each for each in warnings(result))
        assert result.state is not None
        assert result.state["id"] in entra.store.groups


class TestMember:
    def test_others_stay(self, entra: EntraBox) -> None:
        one, two = people(entra)
        entra.change("group.create", name="Engines", members=[two])
        group = entra.store.group("Engines")
        person = practitioner(entra)
        state = person.done(MEMBER, group_id=group.id, member_id=one)
        assert state["id"] == f"{group.id}/{one}"
        assert sorted(group.members) == sorted([one, two])
        assert person.refresh(MEMBER).state == state
        assert person.destroy(MEMBER).state is None
        assert entra.store.group("Engines").members == [two]

    def test_one_who_is_in_already_is_refused_with_the_way_to_import_it(self, entra: EntraBox) -> None:
        one, _ = people(entra)
        entra.change("group.create", name="Engines", members=[one])
        group = entra.store.group("Engines")
        result = practitioner(entra).apply(MEMBER, group_id=group.id, member_id=one)
        assert f"terraform import entra_group_member.<label> '{group.id}/{one}'" in errors(result)[0]

    def test_beside_a_whole_set_it_is_refused_in_the_plan(self, entra: EntraBox) -> None:
        one, two = people(entra)
        person = practitioner(entra)
        state = person.done(GROUP, **ANALYSTS, members=[one])
        person.plan(GROUP, **ANALYSTS, members=[one])
        assert errors(person.plan(MEMBER, group_id=state["id"], member_id=two).diagnostics)

    def test_a_thousand_members_are_read_once_for_all_bindings(self) -> None:
        with start("entra", seed=1200) as box:
            everybody = people(box)
            box.change("group.create", name="Engines", members=everybody)
            group = box.store.group("Engines").id
            person = practitioner(box)
            for number, each in enumerate(everybody[:20]):
                person.import_(f"entra_group_member.m{number}", f"{group}/{each}")
            person.restart()
            box.log.clear()
            for number in range(20):
                assert person.refresh(f"entra_group_member.m{number}").state is not None
            assert box.log.count("GET", "/members$") <= 3


def test_a_dynamic_group_says_so(entra: EntraBox) -> None:
    entra.change("group.create", name="Everybody", group_types=["DynamicMembership"])
    member = {"group_id": entra.store.group("Everybody").id, "member_id": people(entra)[0]}
    person = Practitioner(impatient(PROVIDER), entra.environment)
    assert "dynamic membership" in errors(person.apply(MEMBER, **member))[0]


def test_the_lag_of_a_directory_is_waited_out(entra: EntraBox) -> None:
    state = practitioner(entra).done(GROUP, **ANALYSTS, members=people(entra))
    assert entra.store.groups[state["id"]].members
    hasty = Practitioner(replace(PROVIDER, eventual_consistency=None), entra.environment)
    assert warnings(hasty.apply("entra_group.other", display_name="Others", mail_nickname="others", members=[]))


class TestThereAlready:
    """What exists is refused in the plan with the way to import it, before anything is asked of a create."""

    @pytest.mark.parametrize("restore", [None, True])
    def test_a_user_is_not_asked_for_a_password(self, entra: EntraBox, restore: bool | None) -> None:
        person = practitioner(entra)
        id = person.done(USER, **ADA)["id"]
        del person.resources[USER]
        entra.change("replication.settle")
        person.restart()
        values = {name: value for name, value in ADA.items() if not name.startswith("password")}
        (problem,) = errors(person.plan("entra_user.new", **values, restore_deleted=restore).diagnostics)
        assert f"terraform import entra_user.<label> {id}" in problem

    def test_one_in_the_recycle_bin_comes_back_without_a_password(self, entra: EntraBox) -> None:
        person = practitioner(entra)
        id = person.done(USER, **ADA)["id"]
        person.destroy(USER)
        values = {name: value for name, value in ADA.items() if not name.startswith("password")}
        assert "needs password_wo" in errors(person.plan(USER, **values).diagnostics)[0]
        assert person.done(USER, **values, restore_deleted=True)["id"] == id

    def test_a_new_one_without_a_password_is_refused_in_the_apply_too(self, entra: EntraBox) -> None:
        person = practitioner(entra)
        values = {name: value for name, value in ADA.items() if not name.startswith("password")}
        result = person.carry_out(USER, person.plan(USER, **ADA), **values)
        assert "needs password_wo" in errors(result)[0]
        assert entra.log.count("POST", "/users$") == 0

    def test_a_member_is_refused_in_the_plan(self, entra: EntraBox) -> None:
        person = practitioner(entra)
        ada = person.done(USER, **ADA)["id"]
        group = person.done(GROUP, **ANALYSTS)["id"]
        entra.store.groups[group].members.append(ada)
        person.restart()
        person.refresh(GROUP)
        (problem,) = errors(person.plan(MEMBER, group_id=group, member_id=ada).diagnostics)
        assert f"terraform import entra_group_member.<label> '{group}/{ada}'" in problem
