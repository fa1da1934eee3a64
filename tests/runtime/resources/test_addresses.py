"""One object, one address: two addresses of one object, and renames without `moved`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from providers.scim import PROVIDER as SCIM
from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER
from rolecall.runtime.resources.private_state import Private
from rolecall.sandbox import start
from tests.runtime.resources.boxes import SplunkBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, Resource, errors

JANE: dict[str, Any] = {"name": "jane"}


def settled(box: TaniumBox) -> Practitioner:
    person = Practitioner(PROVIDER, box.environment)
    person.done("tanium_user.old", **JANE, roles=["Analyst"])
    person.restart()
    return person


class TestManagedTwice:
    def test_one_user_at_two_addresses_is_refused_in_the_plan(self, tanium: TaniumBox) -> None:
        person = settled(tanium)
        jane = person.resources["tanium_user.old"]
        person.resources["tanium_user.other"] = Resource(dict(jane.state), jane.private)
        assert not errors(person.plan("tanium_user.old", **JANE, roles=["Analyst"]).diagnostics)
        found = person.plan("tanium_user.other", **JANE, roles=["Operator"]).diagnostics
        assert "jane is managed twice" in errors(found)[0]

    def test_one_binding_at_two_addresses_is_refused_in_the_plan(self, tanium: TaniumBox) -> None:
        user = tanium.store.add_user("ada")
        person = Practitioner(PROVIDER, tanium.environment)
        config = {"user_id": str(user.id), "role": "Analyst"}
        person.done("tanium_role_binding.one", **config)
        held = person.resources["tanium_role_binding.one"]
        person.resources["tanium_role_binding.two"] = Resource(dict(held.state), held.private)
        person.restart()
        assert not errors(person.plan("tanium_role_binding.one", **config).diagnostics)
        assert "is managed twice" in errors(person.plan("tanium_role_binding.two", **config).diagnostics)[0]

    def test_two_new_users_of_one_name_are_refused_in_the_plan(self, tanium: TaniumBox) -> None:
        person = Practitioner(PROVIDER, tanium.environment)
        assert not errors(person.plan("tanium_user.one", **JANE).diagnostics)
        found = person.plan("tanium_user.two", **JANE, roles=["Analyst"]).diagnostics
        assert "jane is managed twice" in errors(found)[0]
        assert [item.path for item in found if item.severity == "error"] == [("name",)]

    def test_a_replacement_is_one_address(self, tanium: TaniumBox) -> None:
        person = settled(tanium)
        person.refresh("tanium_user.old")
        plan = person.plan("tanium_user.old", **JANE)
        again = person.plan_anew("tanium_user.old", plan.private, **JANE)
        assert not errors(again.diagnostics)

    def test_what_is_tainted_is_one_address(self, tanium: TaniumBox) -> None:
        """Of something tainted Terraform reads the state, and plans without it."""
        person = settled(tanium)
        person.refresh("tanium_user.old")
        del person.resources["tanium_user.old"]
        assert not errors(person.plan("tanium_user.old", **JANE).diagnostics)


class TestRenamedWithoutMoved:
    def test_the_destroy_is_refused_where_the_create_was_planned_first(self, tanium: TaniumBox) -> None:
        person = settled(tanium)
        person.refresh("tanium_user.old")
        assert not errors(person.plan("tanium_user.new", **JANE).diagnostics)
        said = errors(person.plan_destroy("tanium_user.old"))
        assert "'jane' would be removed and made again" in said[0]
        assert "from = tanium_user.<old label>" in said[0]

    def test_the_create_is_refused_where_the_destroy_was_planned_first(self, tanium: TaniumBox) -> None:
        person = settled(tanium)
        person.refresh("tanium_user.old")
        assert not errors(person.plan_destroy("tanium_user.old"))
        found = person.plan("tanium_user.new", **JANE).diagnostics
        assert "'jane' would be removed and made again" in errors(found)[0]
        assert [item.path for item in found if item.severity == "error"] == [("name",)]

    def test_people_that_move_up_in_a_shorter_list_are_refused(self, tanium: TaniumBox) -> None:
        """`count` over ann, bob and cat, of which ann leaves."""
        person = Practitioner(PROVIDER, tanium.environment)
        names = ["ann", "bob", "cat"]
        for number, name in enumerate(names):
            person.done(f"tanium_user.u{number}", name=name)
        person.restart()
        said = [errors(person.plan(f"tanium_user.u{number}", name=names[number + 1]).diagnostics) for number in (0, 1)]
        said.append(errors(person.plan_destroy("tanium_user.u2")))
        assert [bool(each) for each in said] == [False, True, True]
        assert "'cat' would be removed and made again" in said[2][0]
        assert "for_each" in said[2][0] and "terraform state rm tanium_user.<label>" in said[2][0]

    def test_two_people_who_change_places_are_refused(self, tanium: TaniumBox) -> None:
        person = Practitioner(PROVIDER, tanium.environment)
        person.done("tanium_user.a", name="ann")
        person.done("tanium_user.b", name="bob")
        person.restart()
        assert not errors(person.plan("tanium_user.a", name="bob").diagnostics)
        assert "would be removed and made again" in errors(person.plan("tanium_user.b", name="ann").diagnostics)[0]

    def test_names_that_can_change_may_change_places(self) -> None:
        with start("scim") as box:
            person = Practitioner(SCIM, box.environment)
            person.done("scim_user.a", user_name="ann@example.com")
            person.done("scim_user.b", user_name="bob@example.com")
            person.restart()
            for label, name in (("a", "bob@example.com"), ("b", "ann@example.com")):
                assert not errors(person.plan(f"scim_user.{label}", user_name=name).diagnostics)

    def test_another_name_at_the_same_address_is_a_replacement(self, tanium: TaniumBox) -> None:
        person = settled(tanium)
        assert not errors(person.plan("tanium_user.old", name="joan").diagnostics)

    def test_a_binding_changes_hands(self, splunk: SplunkBox) -> None:
        splunk.store.add_user("ada", roles=["user"], email="ada@example.com")
        person = Practitioner(SPLUNK, splunk.environment)
        person.done("splunk_role_binding.old", user="ada", role="power")
        person.restart()
        person.refresh("splunk_role_binding.old")
        new = ("splunk_role_binding.new", {"user": "ada", "role": "power"})
        with ThreadPoolExecutor() as pool:
            ending = pool.submit(person.planned_destroy, "splunk_role_binding.old")
            assert not errors(pool.submit(person.plan, new[0], **new[1]).result().diagnostics)
            assert not errors(ending.result().diagnostics)
        assert Private.from_bytes(ending.result().private).stays

    def test_another_name_may_come_while_one_goes(self, tanium: TaniumBox) -> None:
        person = settled(tanium)
        assert not errors(person.plan_destroy("tanium_user.old"))
        assert not errors(person.plan("tanium_user.new", name="joan").diagnostics)
