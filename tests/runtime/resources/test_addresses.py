"""One object, one address: two addresses of one object, renames without `moved`, and names that are taken already."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from providers.okta import PROVIDER as OKTA
from providers.scim import PROVIDER as SCIM
from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER
from rolecall.runtime.concurrency.quiet import Quiet
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.sandbox import start
from tests.runtime.resources.boxes import OktaBox, SplunkBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, Resource, errors, warnings

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
        wanted = {**dict.fromkeys(person.resources["tanium_user.old"].state), **JANE}
        again = person.engine.plan(
            "tanium_user", None, wanted, wanted, plan.private, identity=None, deferral_allowed=False
        )
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


class TestNameThatIsTaken:
    def test_the_plan_refuses_what_this_state_does_not_know(self, tanium: TaniumBox) -> None:
        user = tanium.store.add_user("jane", roles=["Analyst"])
        found = Practitioner(PROVIDER, tanium.environment).plan("tanium_user.jane", **JANE).diagnostics
        said = errors(found)
        assert "'jane' already exists" in said[0]
        assert f"terraform import tanium_user.<label> {user.id}" in said[0]
        assert [item.path for item in found] == [("name",)]

    def test_many_new_ones_cost_few_requests(self, tanium: TaniumBox) -> None:
        for number in range(40):
            tanium.store.add_user(f"taken{number}")
        person = Practitioner(PROVIDER, tanium.environment)
        tanium.log.clear()
        refused = [
            bool(errors(person.plan(f"tanium_user.u{number}", name=f"taken{number}").diagnostics))
            for number in range(80)
        ]
        assert refused == [number < 40 for number in range(80)]
        assert tanium.log.count("GET", "/users") <= 5

    def test_an_apply_asks_nothing_more(self, tanium: TaniumBox) -> None:
        def requests(count: int) -> int:
            person = Practitioner(PROVIDER, tanium.environment)
            person.done(f"tanium_user.first{count}", name=f"first{count}")
            tanium.log.clear()
            for number in range(count):
                person.done(f"tanium_user.u{count}_{number}", name=f"u{count}-{number}")
            return tanium.log.count("GET", "/users")

        assert requests(4) == 2 * 4
        assert requests(8) == 8 + 3 + 1  # three look-ups, then a listing for the rest

    def test_a_filter_finds_it_where_the_vendor_has_one(self) -> None:
        with start("scim") as box:
            box.store.add_user("jane@example.com")
            found = Practitioner(SCIM, box.environment).plan("scim_user.jane", user_name="jane@example.com").diagnostics
            assert "already exists" in errors(found)[0]
            assert all("filter=" in event.query for event in box.log if event.path.endswith("/Users"))

    def test_a_name_that_is_not_known_yet_passes(self, tanium: TaniumBox) -> None:
        person = Practitioner(PROVIDER, tanium.environment)
        found = person.plan("tanium_api_token.ci", name="ci", user_id=UNKNOWN).diagnostics
        assert not errors(found)

    def test_a_token_of_the_same_name_is_named(self, tanium: TaniumBox) -> None:
        owner = tanium.store.add_user("bot")
        token = tanium.store.add_token(owner, "ci", 30)
        person = Practitioner(PROVIDER, tanium.environment)
        person.import_("tanium_user.bot", str(owner.id))
        person.refresh("tanium_user.bot")
        found = person.plan("tanium_api_token.ci", name="ci", user_id=str(owner.id)).diagnostics
        assert not errors(found)
        assert "already has a tanium_api_token called 'ci'" in warnings(found)[0]
        assert str(token.id) in warnings(found)[0]

    def test_a_run_that_refreshes_nothing_names_it_too(self, tanium: TaniumBox) -> None:
        owner = tanium.store.add_user("bot")
        token = tanium.store.add_token(owner, "ci", 30)
        person, config = Practitioner(PROVIDER, tanium.environment), {"name": "ci", "user_id": str(owner.id)}
        first = person.plan("tanium_api_token.ci", **config)
        (said,) = warnings(first.diagnostics)
        assert str(token.id) in said and "as far as this run has read the state" in said
        (said,) = warnings(person.plan_after(b"", "tanium_api_token.ci", **config).diagnostics)
        assert str(token.id) in said and "this state does not know it" in said
        again = person.plan_after(first.private, "tanium_api_token.ci", **config)
        assert not warnings(again.diagnostics)

    def test_a_token_that_only_the_upgrade_of_the_state_shows_is_no_namesake(
        self, tanium: TaniumBox, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Terraform hands every state to its upgrade first, also in a plan without a refresh, in no order."""
        owner = tanium.store.add_user("bot")
        person, config = Practitioner(PROVIDER, tanium.environment), {"name": "ci", "user_id": str(owner.id)}
        state = person.done("tanium_api_token.ci", **config)
        person.restart()

        def upgraded(quiet: Quiet, seconds: float) -> bool:
            monkeypatch.undo()
            person.engine.upgrade_state("tanium_api_token", 0, state)
            return True

        monkeypatch.setattr(Quiet, "pause", upgraded)
        assert not warnings(person.plan("tanium_api_token.next", **config).diagnostics)
        assert Quiet.pause is not upgraded, "the plan did not wait"

    def test_a_token_of_this_state_is_no_namesake(self, tanium: TaniumBox) -> None:
        owner = tanium.store.add_user("bot")
        person = Practitioner(PROVIDER, tanium.environment)
        person.done("tanium_api_token.ci", name="ci", user_id=str(owner.id))
        person.restart()
        person.refresh("tanium_api_token.ci")
        assert not warnings(person.plan("tanium_api_token.next", name="ci", user_id=str(owner.id)).diagnostics)
        person.restart()
        person.refresh("tanium_api_token.ci")
        assert not warnings(person.apply("tanium_api_token.next", name="ci", user_id=str(owner.id)))
        assert tanium.log.count("POST") == 2

    def test_two_tokens_of_one_name_that_one_run_makes_are_no_namesakes(self, tanium: TaniumBox) -> None:
        owner = tanium.store.add_user("bot")
        person = Practitioner(PROVIDER, tanium.environment)
        for label in ("tanium_api_token.one", "tanium_api_token.two"):
            assert not warnings(person.apply(label, name="ci", user_id=str(owner.id)))

    def test_a_namesake_that_came_after_the_plan_is_told_by_the_create(self, tanium: TaniumBox) -> None:
        owner = tanium.store.add_user("bot")
        person = Practitioner(PROVIDER, tanium.environment)
        person.done("tanium_api_token.other", name="other", user_id=str(owner.id))
        token = tanium.store.add_token(owner, "ci", 30)
        (found,) = warnings(person.apply("tanium_api_token.ci", name="ci", user_id=str(owner.id)))
        assert "There is another tanium_api_token of this name" in found
        assert str(token.id) in found

    @pytest.mark.parametrize("name", ["Jane", "jane"])
    def test_the_vendors_canonical_form_is_the_same_name(self, splunk: SplunkBox, name: str) -> None:
        splunk.store.add_user("jane", roles=["user"], email="jane@example.com")
        config = {"name": name, "password_wo": "correct horse 1", "password_wo_version": 1, "roles": ["user"]}
        found = Practitioner(SPLUNK, splunk.environment).plan("splunk_user.jane", **config).diagnostics
        assert any("already exists" in each for each in errors(found))


def test_a_token_under_a_new_label_is_warned_of(tanium: TaniumBox) -> None:
    owner = tanium.store.add_user("bot")
    person = Practitioner(PROVIDER, tanium.environment)
    person.done("tanium_api_token.old", name="ci", user_id=str(owner.id))
    person.restart()
    person.refresh("tanium_api_token.old")
    person.plan_destroy("tanium_api_token.old")
    found = person.plan("tanium_api_token.new", name="ci", user_id=str(owner.id)).diagnostics
    assert not errors(found)
    assert any("'ci' ends, and another one of that name is made" in each for each in warnings(found))


class TestNamesThatEnd:
    """A role leaves the code while a binding goes on naming it."""

    @pytest.mark.parametrize("first", ["role", "binding"])
    def test_the_plan_says_that_whoever_has_it_loses_it(self, splunk: SplunkBox, first: str) -> None:
        person, binding = with_a_role(splunk)
        if first == "role":
            person.plan_destroy("splunk_role.soc")
            found = person.plan("splunk_role_binding.ada", **binding).diagnostics
            path = ("role",)
        else:
            person.plan("splunk_role_binding.ada", **binding)
            found = person.plan_destroy("splunk_role.soc")
            path = ("name",)
        said = [item for item in found if "goes on naming it" in item.summary]
        assert [(item.severity, item.path) for item in said] == [("warning", path)]

    @pytest.mark.parametrize("first", ["user", "binding"])
    def test_so_it_is_of_the_user_of_a_binding(self, tanium: TaniumBox, first: str) -> None:
        person = Practitioner(PROVIDER, tanium.environment)
        ada = str(person.done("tanium_user.ada", name="ada")["id"])
        binding = {"user_id": ada, "role": "Analyst"}
        person.done("tanium_role_binding.ada", **binding)
        person.restart()
        if first == "user":
            person.plan_destroy("tanium_user.ada")
            found = person.plan("tanium_role_binding.ada", **binding).diagnostics
        else:
            person.plan("tanium_role_binding.ada", **binding)
            found = person.plan_destroy("tanium_user.ada")
        said = [item for item in found if "goes on naming it" in item.summary]
        assert [(item.severity, item.path) for item in said] == [("warning", ("user_id" if first == "user" else "id",))]

    def test_so_it_is_of_the_group_that_something_is_inside_of(self, okta: OktaBox) -> None:
        person = Practitioner(OKTA, okta.environment)
        group = person.done("okta_group.team", name="Team")["id"]
        user = okta.store.user("user00002@example.com").id
        person.done("okta_group_member.ada", group_id=group, user_id=user)
        person.restart()
        person.plan_destroy("okta_group.team")
        found = person.plan("okta_group_member.ada", group_id=group, user_id=user).diagnostics
        assert [item.path for item in found if "goes on naming it" in item.summary] == [("group_id",)]

    def test_so_it_is_of_a_member_that_a_set_names_by_id(self) -> None:
        with start("tanium", options={"api": "platform"}) as box:
            person = Practitioner(PROVIDER, box.environment)
            ada = str(person.done("tanium_user.ada", name="ada")["id"])
            person.done("tanium_user_group.team", name="Team", members=[ada])
            person.restart()
            person.plan_destroy("tanium_user.ada")
            found = person.plan("tanium_user_group.team", name="Team", members=[ada]).diagnostics
            assert ["members" in item.path for item in found if "goes on naming it" in item.summary] == [True]

    def test_what_stays_at_the_vendor_does_not_end(self, tanium: TaniumBox) -> None:
        person = Practitioner(PROVIDER, tanium.environment)
        ada = str(person.done("tanium_user.ada", name="ada", on_destroy="retain")["id"])
        binding = {"user_id": ada, "role": "Analyst"}
        person.done("tanium_role_binding.ada", **binding)
        person.restart()
        person.plan_destroy("tanium_user.ada")
        found = person.plan("tanium_role_binding.ada", **binding).diagnostics
        assert not [item for item in found if "naming" in item.summary]

    def test_a_role_that_ends_with_its_bindings_is_no_news(self, splunk: SplunkBox) -> None:
        person, _ = with_a_role(splunk)
        found = [*person.plan_destroy("splunk_role_binding.ada"), *person.plan_destroy("splunk_role.soc")]
        assert not [item for item in found if "naming" in item.summary]


def with_a_role(splunk: SplunkBox) -> tuple[Practitioner, dict[str, str]]:
    """A role and a binding of an earlier run."""
    splunk.store.add_user("ada", roles=["user"], email="ada@example.com")
    person, binding = Practitioner(SPLUNK, splunk.environment), {"user": "ada", "role": "soc"}
    person.done("splunk_role.soc", name="soc")
    person.done("splunk_role_binding.ada", **binding)
    person.restart()
    return person, binding
