"""Absence needs proof: nothing leaves the state, and no destroy is done, because of one answer that says 404."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from providers.splunk import PROVIDER as SPLUNK
from rolecall.runtime.collections.absence import FEW
from rolecall.sandbox import Fault, start
from tests.runtime.resources.boxes import EntraBox, OktaBox, SplunkBox, TaniumBox
from tests.runtime.resources.existing_objects import OBJECTS, REMOVALS, Box, practitioner
from tests.runtime.resources.practitioner import Practitioner, errors


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
        person = practitioner("splunk", splunk)
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
            person = practitioner(vendor, box)
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
        person = Practitioner(replace(SPLUNK, eventual_consistency=None), splunk.environment)
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
        person = practitioner("tanium", tanium)
        fault = tanium.faults.add(Fault("stale", method="GET", path=r"/users/\d+$", times=0))
        person.done("tanium_role_binding.b", user_id=str(user.id), role="Operator")
        person.restart()
        fault.times = 1
        assert not errors(person.destroy("tanium_role_binding.b"))
        assert fault.fired == 1
        assert tanium.store.role_names("jane") == {"Analyst"}

    def test_what_is_inside_of_something_is_gone_with_it_and_not_with_a_404(self, entra: EntraBox) -> None:
        kind, values = OBJECTS["entra"]
        person = practitioner("entra", entra)
        state = person.done(f"{kind}.app", **values)
        person.done(
            "entra_app_role_assignment.a",
            resource_id=state["service_principal_id"],
            principal_id=next(iter(entra.store.users)),
        )
        person.restart()
        entra.faults.add(Fault("not_found", method="GET", path="appRoleAssignedTo", times=1))
        assert person.refresh("entra_app_role_assignment.a").state is not None


class TestWords:
    def test_a_listing_that_is_not_there_was_not_deleted(self, okta: OktaBox) -> None:
        person = practitioner("okta", okta)
        okta.faults.add(Fault("route_missing"))
        result = person.apply("okta_group.g", name="Leavers")
        assert "nothing at this address" in errors(result)[0]
        assert "Check the URL" in errors(result)[0] and "dialect" in errors(result)[0]
        assert "deleted" not in errors(result)[0]


def with_a_member(okta: OktaBox) -> tuple[Practitioner, str, str]:
    """Somebody whose membership an earlier run made, and the ids of the group and of the user."""
    group, user = okta.store.group("Engineering").id, next(iter(okta.store.users))
    person = practitioner("okta", okta)
    person.done("okta_group_member.one", group_id=group, user_id=user)
    person.restart()
    person.refresh("okta_group_member.one")
    return person, group, user


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
