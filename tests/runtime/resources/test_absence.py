"""Absence needs proof: nothing leaves the state, and no destroy is done, because of one answer that says 404."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeAlias

import pytest

from rolecall.runtime import shims
from rolecall.runtime.collections.absence import FEW
from rolecall.sandbox import Fault, Sandbox, start
from tests.runtime.resources.boxes import EntraBox, OktaBox, SplunkBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings

Box: TypeAlias = Sandbox[Any, Any]
REMOVALS: Mapping[str, Callable[[Box, str], Any]] = {
    "tanium": lambda box, key: box.store.purge_user(int(key)),
    "splunk": lambda box, key: box.store.users.pop(key),
    "okta": lambda box, key: box.store.groups.pop(key),
    "scim": lambda box, key: box.store.delete(box.store.resource(key)),
}
JANE = {"name": "jane", "email": "jane@example.com"}
OBJECTS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "tanium": ("tanium_user", JANE),
    "splunk": (
        "splunk_user",
        {"name": "jane", "password_wo": "long enough", "password_wo_version": 1, "roles": ["user"]},
    ),
    "okta": ("okta_group", {"name": "Leavers"}),
    "entra": ("entra_gallery_application", {"display_name": "Tessian", "template": "Tessian"}),
    "scim": ("scim_user", {"user_name": "jane@example.com"}),
}


@contextmanager
def made(vendor: str) -> Iterator[tuple[Box, Practitioner, str]]:
    """A vendor with an object that an earlier run made."""
    kind, values = OBJECTS[vendor]
    shim = shims.load(vendor)
    assert shim is not None
    with start(vendor, seed=3) as box:
        person = Practitioner(shim, box.environment)
        person.done(f"{kind}.jane", **values)
        person.restart()
        box.log.clear()
        yield box, person, f"{kind}.jane"


@pytest.fixture(params=["tanium", "splunk", "okta", "scim"])
def existing(request: pytest.FixtureRequest) -> Iterator[tuple[Box, Practitioner, str]]:
    with made(request.param) as found:
        yield found


class TestRoutes:
    def test_a_url_that_answers_404_to_everything_takes_nothing_out_of_state(
        self, existing: tuple[Box, Practitioner, str]
    ) -> None:
        box, person, label = existing
        box.faults.add(Fault("route_missing", path="^(?!.*(login|token$|oauth)).*$"))
        kept = person.resources[label].state
        result = person.refresh(label)
        assert "hether it is gone cannot be told" in errors(result)[0]
        assert "404" in errors(result)[0] and "Check the URL" in errors(result)[0]
        assert person.resources[label].state == kept
        assert "Check the URL" in errors(person.destroy(label))[0]
        assert label in person.resources

    def test_a_single_read_that_is_not_there_takes_nothing_out_of_state(
        self, existing: tuple[Box, Practitioner, str]
    ) -> None:
        """The listing shows the object, and every single read answers 404: the route is missing, not the object."""
        box, person, label = existing
        box.faults.add(Fault("route_missing", method="GET", path=r"(?i)/users/[^/]+$|/groups/[^/]+$"))
        assert "hether it is gone cannot be told" in errors(person.refresh(label))[0]
        assert label in person.resources

    def test_the_proof_is_asked_once_for_all_that_is_missing(self, splunk: SplunkBox) -> None:
        person = Practitioner(_shim("splunk"), splunk.environment)
        for number in range(5):
            person.done(f"splunk_role.r{number}", name=f"r{number}")
        person.restart()
        splunk.faults.add(Fault("route_missing", path="/services/authorization"))
        splunk.log.clear()
        for number in range(5):
            assert errors(person.refresh(f"splunk_role.r{number}"))
        listings = [each for each in splunk.log if each.path == "/services/authorization/roles"]
        assert len(listings) == 2  # the page that the reads share, and the proof

    def test_a_refresh_without_changes_asks_for_no_proof(self, existing: tuple[Box, Practitioner, str]) -> None:
        box, person, label = existing
        person.refresh(label)
        before = box.log.count("GET")
        person.refresh(label)
        assert box.log.count("GET") - before <= 2  # a page, and a single read where its row leaves members out
        assert before <= 3


class TestSecondLook:
    def test_a_404_in_between_takes_nothing_out_of_state(self, existing: tuple[Box, Practitioner, str]) -> None:
        box, person, label = existing
        box.faults.add(Fault("not_found", method="GET", path=r"(?i)/(users|groups)/[^/]+$", times=1))
        result = person.refresh(label)
        assert not errors(result) and result.state is not None

    def test_a_404_of_the_first_read_ends_no_destroy(self, existing: tuple[Box, Practitioner, str]) -> None:
        box, person, label = existing
        box.faults.add(Fault("not_found", method="GET", path=r"(?i)/(users|groups)/[^/]+$", times=1))
        assert not errors(person.destroy(label))
        assert box.log.count("DELETE") >= 1
        assert label not in person.resources

    def test_a_404_to_the_deletion_ends_no_destroy(self, existing: tuple[Box, Practitioner, str]) -> None:
        box, person, label = existing
        fault = box.faults.add(Fault("not_found", method="DELETE", times=1))
        assert not errors(person.destroy(label))
        assert fault.fired == 1
        assert box.log.count("DELETE") == 2

    @pytest.mark.parametrize("vendor", ["tanium", "splunk", "okta", "scim"])
    def test_a_copy_that_lags_behind_an_earlier_run_ends_no_destroy(self, vendor: str) -> None:
        kind, values = OBJECTS[vendor]
        with start(vendor, seed=3) as box:
            person = Practitioner(_shim(vendor), box.environment)
            fault = box.faults.add(Fault("stale", method="GET", path=r"(?i)/(users|groups)/[^/]+$", times=0))
            person.done(f"{kind}.jane", **values)
            person.restart()
            fault.times = 1
            assert not errors(person.destroy(f"{kind}.jane"))
            assert fault.fired == 1
            assert box.log.count("DELETE") == 1

    def test_what_is_gone_is_gone(self, existing: tuple[Box, Practitioner, str]) -> None:
        box, person, label = existing
        REMOVALS[label.split("_")[0]](box, str(person.resources[label].state["id"]))
        result = person.refresh(label)
        assert not errors(result) and result.state is None

    def test_many_that_are_gone_share_one_listing(self, splunk: SplunkBox) -> None:
        person = Practitioner(replace(_shim("splunk"), eventual_consistency=None), splunk.environment)
        person.done("splunk_role.kept", name="kept")
        count = 40
        for number in range(count):
            person.done(f"splunk_role.r{number}", name=f"r{number}")
        for number in range(count):
            del splunk.store.roles[f"r{number}"]
        person.restart()
        splunk.log.clear()
        person.refresh("splunk_role.kept")
        with ThreadPoolExecutor(10) as pool:
            found = list(pool.map(lambda number: person.refresh(f"splunk_role.r{number}").state, range(count)))
        assert found == [None] * count
        singles = [each for each in splunk.log if each.path.startswith("/services/authorization/roles/")]
        assert len(singles) <= count + 2 * FEW + 1  # each once, a few again, and one that is there

    def test_a_binding_is_not_ended_by_one_answer_without_its_role(self, tanium: TaniumBox) -> None:
        user = tanium.store.add_user("jane", roles=["Analyst"])
        person = Practitioner(_shim("tanium"), tanium.environment)
        fault = tanium.faults.add(Fault("stale", method="GET", path=r"/users/\d+$", times=0))
        person.done("tanium_role_binding.b", user_id=str(user.id), role="Operator")
        person.restart()
        fault.times = 1
        assert not errors(person.destroy("tanium_role_binding.b"))
        assert fault.fired == 1
        assert tanium.store.role_names("jane") == {"Analyst"}

    def test_what_is_inside_of_something_is_gone_with_it_and_not_with_a_404(self, entra: EntraBox) -> None:
        kind, values = OBJECTS["entra"]
        person = Practitioner(_shim("entra"), entra.environment)
        state = person.done(f"{kind}.app", **values)
        person.done(
            "entra_app_role_assignment.a",
            resource_id=state["service_principal_id"],
            principal_id=next(iter(entra.store.users)),
        )
        person.restart()
        entra.faults.add(Fault("not_found", method="GET", path="appRoleAssignedTo", times=1))
        assert person.refresh("entra_app_role_assignment.a").state is not None


class TestMisrouted:
    @pytest.mark.parametrize("verb", ["refresh", "destroy"])
    def test_an_answer_about_another_object_is_an_error(
        self, existing: tuple[Box, Practitioner, str], verb: str
    ) -> None:
        box, person, label = existing
        kept = person.resources[label].state
        box.faults.add(Fault("misrouted", method="GET", path=r"(?i)/(users|groups)/[^/]+$"))
        result = getattr(person, verb)(label)
        assert "he answer is about another object" in errors(result)[0]
        assert repr(str(kept["id"])) in errors(result)[0]
        assert person.resources[label].state["id"] == kept["id"]
        deleted = [each.path.rpartition("/")[2] for each in box.log if each.method == "DELETE"]
        assert deleted in ([], [str(kept["id"])])
        assert box.log.count("PUT") == 0

    def test_no_update_follows_it(self, tanium: TaniumBox) -> None:
        person = Practitioner(_shim("tanium"), tanium.environment)
        person.done("tanium_user.jane", **JANE)
        tanium.faults.add(Fault("misrouted", method="GET", path=r"/users/\d+$"))
        result = person.apply("tanium_user.jane", **{**JANE, "email": "new@example.com"})
        assert "he answer is about another object" in errors(result)[0]
        assert tanium.log.count("PUT") == 0


class TestAnswersToCreates:
    """The answer to a create shows somebody who was there before: nobody takes them for the new one."""

    @pytest.mark.parametrize(
        ("vendor", "values"),
        [("tanium", JANE), ("okta", {"name": "Leavers"}), ("scim", {"user_name": "jane@example.com"})],
    )
    def test_the_new_one_is_looked_for_by_its_name(self, vendor: str, values: Mapping[str, Any]) -> None:
        kind, _ = OBJECTS[vendor]
        with start(vendor, seed=3) as box:
            person = Practitioner(_shim(vendor), box.environment)
            fault = box.faults.add(Fault("misrouted", method="POST", path=r"(?i)/(users|groups)$", times=1))
            result = person.apply(f"{kind}.x", **values)
            assert fault.fired == 1
            assert not errors(result) and result.state is not None
            name = next(iter(values))
            assert result.state[name] == values[name]
            person.restart()
            fault.times = 0
            state = person.refresh(f"{kind}.x").state
            assert state is not None and state[name] == values[name]

    def test_a_token_whose_answer_shows_another_one_is_not_that_one(self, tanium: TaniumBox) -> None:
        other = tanium.store.add_token(tanium.store.add_user("robot"), "production", days=30)
        person = Practitioner(_shim("tanium"), tanium.environment)
        tanium.faults.add(Fault("misrouted", method="POST", path="api_tokens", times=1))
        result = person.apply("tanium_api_token.ci", name="ci", expire_in_days=30)
        assert errors(result)
        assert result.state is None or result.state["id"] != str(other.id)


class TestCreateOnce:
    @pytest.mark.parametrize("status", [500, 502, 503, 504])
    @pytest.mark.parametrize("retry_after", [None, 0])
    def test_a_token_that_was_made_and_answered_by_an_error_is_made_once(
        self, tanium: TaniumBox, status: int, retry_after: float | None
    ) -> None:
        tanium.faults.add(
            Fault("status_after", method="POST", path="api_tokens", times=1, status=status, retry_after=retry_after)
        )
        person = Practitioner(_shim("tanium"), tanium.environment)
        result = person.apply("tanium_api_token.ci", name="ci", expire_in_days=30)
        assert errors(result)
        assert [token.name for token in tanium.store.tokens.values()].count("ci") == 1
        assert result.state is not None and result.state["id"]


class TestUnownedTokens:
    def test_a_destroy_lists_the_tokens_whose_owner_cannot_be_told(self, tanium: TaniumBox) -> None:
        person = Practitioner(_shim("tanium"), tanium.environment)
        person.done("tanium_user.jane", **JANE)
        user = tanium.store.user("jane")
        token = tanium.store.add_token(user, "hers", days=30)
        tanium.options.tokens_name_no_owner = True
        result = person.destroy("tanium_user.jane")
        assert not errors(result)
        (found,) = [said for said in warnings(result) if "cannot be told" in said]
        assert f"'{token.id}' (hers)" in found
        assert "api_tokens" in found and "revoke them there" in found

    def test_no_word_of_it_where_every_token_names_its_owner(self, tanium: TaniumBox) -> None:
        person = Practitioner(_shim("tanium"), tanium.environment)
        person.done("tanium_user.jane", **JANE)
        assert not [said for said in warnings(person.destroy("tanium_user.jane")) if "cannot be told" in said]


class TestSessions:
    def test_our_own_session_is_ended_at_the_end_of_a_run(self, splunk: SplunkBox) -> None:
        person = Practitioner(_shim("splunk"), splunk.environment)
        person.done("splunk_role.r", name="r")
        assert len(splunk.store.sessions) == 1
        person.engine.stop()
        person.engine.close()
        assert not splunk.store.sessions

    def test_a_session_that_cannot_be_ended_holds_nothing_up(self, splunk: SplunkBox) -> None:
        person = Practitioner(_shim("splunk"), splunk.environment)
        person.done("splunk_role.r", name="r")
        splunk.faults.add(Fault("slow", method="DELETE", seconds=30.0))
        person.engine.close()

    def test_an_ephemeral_session_that_the_vendor_does_not_know_may_live_on(self, splunk: SplunkBox) -> None:
        person = Practitioner(_shim("splunk"), splunk.environment)
        environment = splunk.environment
        config = {"username": environment["SPLUNK_USERNAME"], "password": environment["SPLUNK_PASSWORD"], "token": None}
        opened = person.engine.open_ephemeral("splunk_session", config, deferral_allowed=False)
        splunk.faults.add(Fault("not_found", method="DELETE", path="httpauth-tokens"))
        found = person.engine.close_ephemeral("splunk_session", opened.private)
        assert not errors(found)
        assert "may live on" in warnings(found)[0] and "times out" in warnings(found)[0]
        assert opened.result is not None and str(opened.result["token"]) not in warnings(found)[0]


class TestWords:
    def test_a_listing_that_is_not_there_was_not_deleted(self, okta: OktaBox) -> None:
        person = Practitioner(_shim("okta"), okta.environment)
        okta.faults.add(Fault("route_missing"))
        result = person.apply("okta_group.g", name="Leavers")
        assert "nothing at this address" in errors(result)[0]
        assert "Check the URL" in errors(result)[0] and "dialect" in errors(result)[0]
        assert "deleted" not in errors(result)[0]


def _shim(vendor: str) -> Any:
    return shims.load(vendor)


class TestListedOnly:
    """What only a listing inside of something shows: a 404 of that listing is no proof while the other is there."""

    @pytest.mark.parametrize("kind", ["not_found", "route_missing"])
    def test_a_member_stays_in_state_while_the_group_is_there(self, okta: OktaBox, kind: str) -> None:
        person, group, user = with_a_member(okta)
        okta.faults.add(Fault(kind, path="/groups/.*/users"))
        result = person.destroy("okta_group_member.one")
        assert "nothing is taken as gone" in errors(result)[0]
        assert result.state is not None
        assert user in okta.store.groups[group].members

    def test_a_member_of_a_group_that_is_gone_is_gone(self, okta: OktaBox) -> None:
        person, group, _ = with_a_member(okta)
        okta.store.groups.pop(group)
        result = person.destroy("okta_group_member.one")
        assert (errors(result), result.state) == ([], None)


def with_a_member(okta: OktaBox) -> tuple[Practitioner, str, str]:
    """Somebody whose membership an earlier run made, and the ids of the group and of the user."""
    group, user = okta.store.group("Engineering").id, next(iter(okta.store.users))
    shim = shims.load("okta")
    assert shim is not None
    person = Practitioner(shim, okta.environment)
    person.done("okta_group_member.one", group_id=group, user_id=user)
    person.restart()
    person.refresh("okta_group_member.one")
    return person, group, user
