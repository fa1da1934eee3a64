"""Role bindings of Splunk, and what other providers made: what a trait does, and what happens without it."""

from __future__ import annotations

import pytest

from providers.splunk import PROVIDER
from rolecall.specification.schema import Provider
from tests.runtime.resources.boxes import SplunkBox
from tests.runtime.resources.practitioner import Practitioner, Resource, errors, warnings
from tests.runtime.resources.switches import with_lifecycle

JANE = {"name": "jane", "password_wo": "correct horse 1", "password_wo_version": 1}
ALONE = {**JANE, "create_role": True}


def practitioner(box: SplunkBox, shim: Provider = PROVIDER) -> Practitioner:
    return Practitioner(shim, box.environment)


class TestBindings:
    def test_a_binding_adds_beside_what_is_there(self, splunk: SplunkBox) -> None:
        splunk.store.add_user("jane", roles=["user"])
        person = practitioner(splunk)
        person.done("splunk_role_binding.x", user="jane", role="power")
        assert set(splunk.store.user("jane").roles) == {"user", "power"}
        person.destroy("splunk_role_binding.x")
        assert splunk.store.user("jane").roles == ["user"]

    def test_what_was_there_before_is_not_adopted(self, splunk: SplunkBox) -> None:
        splunk.store.add_user("jane", roles=["user"])
        person = practitioner(splunk)
        person.import_("splunk_user.admin", "admin")
        person.refresh("splunk_user.admin")
        result = person.apply("splunk_role_binding.x", user="jane", role="user")
        assert "already has" in errors(result)[0]
        assert result.state is None

    def test_where_nothing_is_refreshed_it_is_taken_over_with_a_warning(self, splunk: SplunkBox) -> None:
        splunk.store.add_user("jane", roles=["user"])
        person = practitioner(splunk)
        assert (
            "destroying this resource takes it away"
            in warnings(person.plan("splunk_role_binding.x", user="jane", role="user").diagnostics)[0]
        )

    @pytest.mark.parametrize("first", ["user", "binding"])
    def test_both_ways_on_one_user_is_an_error(self, splunk: SplunkBox, first: str) -> None:
        person = practitioner(splunk)
        person.done("splunk_user.jane", **JANE, roles=["user"])
        person.restart()
        plans = {
            "user": lambda: person.plan("splunk_user.jane", **JANE, roles=["user"]),
            "binding": lambda: person.plan("splunk_role_binding.x", user="jane", role="power"),
        }
        order = ["user", "binding"] if first == "user" else ["binding", "user"]
        found = [plans[name]().diagnostics for name in order]
        assert not found[0].has_error
        assert "managed twice" in errors(found[1])[0]

    def test_without_the_trait_the_two_fight(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk, with_lifecycle(PROVIDER, "splunk_user", authoritative=()))
        person.done("splunk_user.jane", **JANE, roles=["user"])
        person.done("splunk_role_binding.x", user="jane", role="power")
        person.refresh("splunk_user.jane")
        plan = person.plan("splunk_user.jane", **JANE, roles=["user"])
        assert plan.planned is not None
        assert plan.planned["roles"] != person.resources["splunk_user.jane"].state["roles"]

    def test_roles_that_are_not_listed_leave_room_for_bindings(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        person.done("splunk_user.jane", **ALONE)
        person.done("splunk_role_binding.x", user="jane", role="power")
        person.refresh("splunk_user.jane")
        plan = person.plan("splunk_user.jane", **ALONE)
        assert plan.planned == person.resources["splunk_user.jane"].state


MOVED = {
    "splunk_user": ("splunk/splunk", "splunk_authentication_users", "splunk/scp", "scp_users"),
    "splunk_role": ("splunk/splunk", "splunk_authorization_roles", "splunk/scp", "scp_roles"),
    "splunk_saml_group": ("splunk/splunk", "splunk_admin_saml_groups"),
}


class TestMoves:
    @pytest.mark.parametrize("host", ["registry.terraform.io", "registry.opentofu.org"])
    @pytest.mark.parametrize(
        ("type_name", "provider", "source"),
        [(kind, *pair) for kind, each in MOVED.items() for pair in zip(each[::2], each[1::2], strict=True)],
    )
    def test_what_another_provider_made_comes_over_and_plans_no_change(
        self, splunk: SplunkBox, type_name: str, provider: str, source: str, host: str
    ) -> None:
        splunk.store.add_user("soc", roles=["user"], email="soc@example.com")
        splunk.store.add_role("soc", imported_roles=["user"])
        splunk.store.saml_groups["soc"] = ["user"]
        theirs = {"id": "soc", "name": "soc", "roles": ["user"], "password": "not ours", "acl": []}
        person = practitioner(splunk)
        moved = person.engine.move_state(f"{host}/{provider}", source, 0, theirs, type_name)
        assert moved.state is not None and "not ours" not in str(moved.state)
        label = f"{type_name}.soc"
        person.resources[label] = Resource(moved.state, moved.private)
        state = person.refresh(label).state
        config = {"name": "soc", "imported_roles" if type_name == "splunk_role" else "roles": ["user"]}
        plan = person.plan(label, **config)
        assert plan.planned == state and plan.requires_replace == [] and not plan.diagnostics.has_error
        assert splunk.log.count("DELETE") == 0 and splunk.log.count("POST") == 1  # the login

    def test_no_other_type_can_become_one(self, splunk: SplunkBox) -> None:
        engine = practitioner(splunk).engine
        found = engine.move_state("registry.terraform.io/splunk/splunk", "splunk_indexes", 0, {}, "splunk_user")
        assert found.state is None and "cannot become" in errors(found)[0]
        found = engine.move_state("example.com/notsplunk/splunk", MOVED["splunk_user"][1], 0, {}, "splunk_user")
        assert found.state is None
