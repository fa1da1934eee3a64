"""Roles that change hands inside of one state: nobody loses them for a moment, and nothing is to be imported."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any, Final

from providers.scim import PROVIDER as SCIM
from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER
from rolecall.runtime.application import PlanResult
from rolecall.runtime.concurrency.run_exchange import Neighbours
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.sandbox import start
from tests.runtime.resources.boxes import SplunkBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, Resource, errors, full, warnings
from tests.runtime.resources.takeovers import BINDING, bound, owned, writes

NOBODY: Final = 2**22 + 1
"""More than the id of any process."""


def planned_anew(person: Practitioner, label: str, **config: Any) -> PlanResult:
    """The second plan of a replacement."""
    return person.plan_anew(label, person.plan(label, **config).private, **config)


class TestReplacedByItsEqual:
    def test_the_heir_takes_over_and_nobody_loses_anything(self, tanium: TaniumBox) -> None:
        person, config = bound(tanium)
        plan = planned_anew(person, BINDING, **config)
        assert not errors(plan.diagnostics)
        person.restart()
        held = person.resources[BINDING]
        held.private = plan.private
        assert not errors(person.destroy(BINDING))
        person.done(BINDING, **config)
        assert tanium.store.role_names("ada") == {"Analyst", "Operator"}
        assert writes(tanium) == 0

    def test_an_heir_that_is_made_first_takes_over_too(self, tanium: TaniumBox) -> None:
        person, config = bound(tanium)
        plan = planned_anew(person, BINDING, **config)
        old = person.resources.pop(BINDING)
        person.restart()
        wanted = full(person.engine.resource_schemas()["tanium_role_binding"], config)
        heir = person.engine.apply("tanium_role_binding", None, plan.planned, wanted, b"", identity=None)
        assert not errors(heir) and heir.state == old.state
        assert "destroying this resource takes it away" in warnings(heir)[0]
        ended = person.engine.apply("tanium_role_binding", old.state, None, None, plan.private, identity=None)
        assert ended.state is None and not errors(ended)
        assert tanium.store.role_names("ada") == {"Analyst", "Operator"}
        assert writes(tanium) == 0

    def test_the_heir_can_be_destroyed_later(self, tanium: TaniumBox) -> None:
        self.test_the_heir_takes_over_and_nobody_loses_anything(tanium)
        person = Practitioner(PROVIDER, tanium.environment)
        user = tanium.store.user("ada")
        person.import_(BINDING, f"{user.id}/Analyst")
        plan = person.planned_destroy(BINDING)
        person.restart()
        person.resources[BINDING].private = plan.private
        assert not errors(person.destroy(BINDING))
        assert tanium.store.role_names("ada") == {"Operator"}

    def test_what_one_address_keeps_another_one_does_not_take_away(self, tanium: TaniumBox) -> None:
        """A deposed binding, or a second address of one, is destroyed while its equal stays."""
        person, config = bound(tanium)
        held = person.resources[BINDING]
        person.resources["tanium_role_binding.deposed"] = Resource(dict(held.state), held.private)
        assert not errors(person.plan(BINDING, **config).diagnostics)
        plan = person.planned_destroy("tanium_role_binding.deposed")
        assert not errors(plan.diagnostics)
        person.restart()
        person.resources["tanium_role_binding.deposed"].private = plan.private
        assert not errors(person.destroy("tanium_role_binding.deposed"))
        assert tanium.store.role_names("ada") == {"Analyst", "Operator"}

    def test_what_somebody_else_gave_is_refused_in_the_plan(self, tanium: TaniumBox) -> None:
        user = tanium.store.add_user("ada", roles=["Analyst"])
        person = Practitioner(PROVIDER, tanium.environment)
        person.import_("tanium_user.ada", str(user.id))
        person.refresh("tanium_user.ada")
        found = person.plan(BINDING, user_id=str(user.id), role="Analyst")
        assert "already has 'Analyst'" in errors(found.diagnostics)[0]
        assert [item.path for item in found.diagnostics] == [("role",)]

    def test_what_somebody_else_gave_is_refused_without_a_refresh_where_this_is_certainly_a_plan(
        self, tanium: TaniumBox
    ) -> None:
        user = str(tanium.store.add_user("ada", roles=["Analyst"]).id)
        person = Practitioner(PROVIDER, tanium.environment)
        first = person.plan_after(b"", BINDING, user_id=user, role="Analyst")
        assert "already has 'Analyst'" in errors(first.diagnostics)[0]
        again = person.plan_after(first.private, BINDING, user_id=user, role="Analyst")
        assert not errors(again.diagnostics)

    def test_the_plan_of_many_bindings_reads_each_user_once(self, tanium: TaniumBox) -> None:
        users = [str(tanium.store.add_user(f"u{number}").id) for number in range(5)]
        person = Practitioner(PROVIDER, tanium.environment)
        tanium.log.clear()
        for user in users:
            for role in ("Analyst", "Operator", "Read Only User"):
                label = f"tanium_role_binding.{user}_{role.split()[0]}"
                assert not errors(person.plan(label, user_id=user, role=role).diagnostics)
        assert tanium.log.count("GET", "/users") <= len(users) + 1


class TestFromTheSetToBindings:
    def test_bindings_take_over_what_the_set_gave(self, tanium: TaniumBox) -> None:
        person = Practitioner(PROVIDER, tanium.environment)
        owned(person, "tanium_user.ada", name="ada", roles=["Analyst", "Operator"])
        config = {"user_id": str(person.resources["tanium_user.ada"].state["id"]), "role": "Analyst"}
        plan = person.plan("tanium_user.ada", name="ada")
        assert plan.planned is not None
        assert plan.planned["roles"] is UNKNOWN
        (told,) = warnings(plan.diagnostics)
        assert "nothing is taken away" in told
        assert "`tanium_role_binding` are handed over" in told
        assert not errors(person.plan(BINDING, **config).diagnostics)
        person.restart()
        tanium.log.clear()
        person.done("tanium_user.ada", name="ada")
        person.done(BINDING, **config)
        assert writes(tanium) == 0
        assert tanium.store.role_names("ada") == {"Analyst", "Operator"}

    def test_members_of_a_large_set_too(self) -> None:
        with start("scim") as box:
            person = Practitioner(SCIM, box.environment)
            ada = person.done("scim_user.ada", user_name="ada@example.com")["id"]
            owned(person, "scim_group.guild", display_name="Guild", members=[ada])
            group = person.resources["scim_group.guild"].state["id"]
            person.restart()
            box.log.clear()
            person.done("scim_group.guild", display_name="Guild")
            person.done("scim_group_member.ada", group_id=group, user_id=ada)
            assert [event.method for event in box.log if event.method != "GET"] == []
            assert box.store.groups.find("Guild").members == frozenset({ada})

    def test_a_set_that_was_imported_and_never_written_hands_over_too(self, tanium: TaniumBox) -> None:
        """Terraform calls no apply where nothing changes, so that nothing but the state says what the set gave."""
        user = tanium.store.add_user("ada", roles=["Analyst", "Operator"])
        person = Practitioner(PROVIDER, tanium.environment)
        person.import_("tanium_user.ada", str(user.id))
        person.refresh("tanium_user.ada")
        assert not list(person.plan("tanium_user.ada", name="ada", roles=["Analyst", "Operator"]).diagnostics)
        person.restart()
        tanium.log.clear()
        person.refresh("tanium_user.ada")
        person.plan("tanium_user.ada", name="ada")
        found = person.plan(BINDING, user_id=str(user.id), role="Analyst").diagnostics
        assert not errors(found)
        assert "The state knew that" in warnings(found)[0]
        person.done(BINDING, user_id=str(user.id), role="Analyst")
        assert writes(tanium) == 0
        assert tanium.store.role_names("ada") == {"Analyst", "Operator"}

    def test_members_of_a_group_that_was_imported_are_handed_over_by_the_apply_of_the_same_run(
        self, tmp_path: Path
    ) -> None:
        with start("scim") as box:
            ada = box.store.add_user("ada@example.com").id
            group = box.store.add_group("Guild", [ada]).id
            person = Practitioner(SCIM, box.environment)
            person.import_("scim_group.guild", group)
            person.neighbours = Neighbours(lambda: tmp_path, process=NOBODY)
            person.restart()
            person.refresh("scim_group.guild")
            person.plan("scim_group.guild", display_name="Guild")
            found = person.plan("scim_group_member.ada", group_id=group, user_id=ada).diagnostics
            assert not errors(found)
            assert "The state knew that" in warnings(found)[0]
            person.neighbours = Neighbours(lambda: tmp_path, process=NOBODY + 1)
            person.restart()
            box.log.clear()
            person.done("scim_group_member.ada", group_id=group, user_id=ada)
            assert [event.method for event in box.log if event.method != "GET"] == []

    def test_a_role_that_the_set_did_not_give_is_not_taken_over(self, tanium: TaniumBox) -> None:
        person = Practitioner(PROVIDER, tanium.environment)
        owned(person, "tanium_user.ada", name="ada")
        tanium.store.grant_role("ada", "Analyst")
        person.restart()
        person.refresh("tanium_user.ada")
        config = {"user_id": str(person.resources["tanium_user.ada"].state["id"]), "role": "Analyst"}
        assert not errors(person.plan("tanium_user.ada", name="ada").diagnostics)
        assert "already has 'Analyst'" in errors(person.plan(BINDING, **config).diagnostics)[0]

    def test_a_binding_that_is_planned_first_waits_for_the_set(self, splunk: SplunkBox) -> None:
        person = Practitioner(SPLUNK, splunk.environment)
        config = {"name": "ada", "email": "ada@example.com"}
        owned(person, "splunk_user.ada", **config, password_wo="Analytical-1843", roles=["user", "power"])
        found: list[PlanResult] = []
        binding = threading.Thread(
            target=lambda: found.append(person.plan("splunk_role_binding.p", user="ada", role="power"))
        )
        splunk.latency = 0.1  # so that the user's plan is under way before the binding's has looked
        binding.start()
        assert not errors(person.plan("splunk_user.ada", **config).diagnostics)
        binding.join()
        assert not errors(found[0].diagnostics)


class TestFromBindingsToTheSet:
    def settled(self, box: TaniumBox) -> Practitioner:
        person = Practitioner(PROVIDER, box.environment)
        person.done("tanium_user.ada", name="ada")
        person.done(BINDING, user_id=str(person.resources["tanium_user.ada"].state["id"]), role="Analyst")
        person.restart()
        person.refresh("tanium_user.ada")
        person.refresh(BINDING)
        box.log.clear()
        return person

    def test_the_binding_goes_and_the_role_stays(self, tanium: TaniumBox) -> None:
        person = self.settled(tanium)
        assert not errors(person.plan("tanium_user.ada", name="ada", roles=["Analyst"]).diagnostics)
        plan = person.planned_destroy(BINDING)
        assert not errors(plan.diagnostics)
        person.restart()
        person.resources[BINDING].private = plan.private
        assert not errors(person.destroy(BINDING))
        assert tanium.store.role_names("ada") == {"Analyst"}
        assert writes(tanium) == 0

    def test_a_role_that_the_set_does_not_list_goes(self, tanium: TaniumBox) -> None:
        person = self.settled(tanium)
        person.plan("tanium_user.ada", name="ada", roles=[])
        plan = person.planned_destroy(BINDING)
        person.restart()
        person.resources[BINDING].private = plan.private
        assert not errors(person.destroy(BINDING))
        assert tanium.store.role_names("ada") == set()

    def test_a_destroy_that_nobody_could_stop_is_refused_at_the_set(self, tanium: TaniumBox) -> None:
        """Where the binding was planned long before, its plan cannot be taken back."""
        person = self.settled(tanium)
        assert not errors(person.plan_destroy(BINDING))
        found = person.plan("tanium_user.ada", name="ada", roles=["Analyst"]).diagnostics
        assert "would lose Analyst in this run" in errors(found)[0]

    def test_many_destroys_wait_once(self, tanium: TaniumBox) -> None:
        person = self.settled(tanium)
        held = person.resources[BINDING]
        for number in range(50):
            state = {**held.state, "user_id": str(number), "id": f"{number}/Analyst"}
            person.resources[f"tanium_role_binding.b{number}"] = Resource(state, held.private)
        started = time.monotonic()
        for number in range(50):
            person.plan_destroy(f"tanium_role_binding.b{number}")
        assert time.monotonic() - started < 4
