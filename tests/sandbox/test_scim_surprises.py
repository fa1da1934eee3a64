"""What real SCIM servers do against the RFCs, as options of the sandbox."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.sandbox import start
from tests.runtime.resources.scim_people import ScimBox
from tests.sandbox.conftest import scim_client
from tests.sandbox.scim_bodies import body, op
from tests.sandbox.test_scim_compliance import results


def group_of_two(box: ScimBox) -> tuple[str, list[str]]:
    users = [user.id for user in box.store.users][:2]
    return box.store.add_group("crew", members=users).id, users


@pytest.mark.parametrize(("shown", "there"), [("never", None), ("empty", [])])
def test_members_are_hidden_and_filters_see_them(shown: str, there: Any) -> None:
    with start("scim", seed=2, options={"members_shown": shown}) as box, scim_client(box) as api:
        group, users = group_of_two(box)
        for answer in (api.get(f"/Groups/{group}"), api.get("/Groups"), api.patch(f"/Groups/{group}", json=_title())):
            row = answer.json().get("Resources", [answer.json()])[0]
            assert row.get("members") == there
        found = api.get("/Groups", params={"filter": f'id eq "{group}" and members.value eq "{users[0]}"'}).json()
        assert found["totalResults"] == 1


def test_presence_cannot_be_asked_for() -> None:
    with start("scim", options={"presence_filters": False}) as box, scim_client(box) as api:
        assert api.get("/Groups", params={"filter": "members pr"}).json()["scimType"] == "invalidFilter"
        assert api.get("/Groups", params={"filter": 'displayName eq "a"'}).status_code == 200


def test_a_read_option_of_a_patch_empties_the_group() -> None:
    with start("scim", seed=3, options={"excluded_before_patch": True}) as box, scim_client(box) as api:
        group, users = group_of_two(box)
        third = [user.id for user in box.store.users][2]
        change = body(op("add", "members", [{"value": third}]))
        api.patch(f"/Groups/{group}", json=change)
        assert set(box.store.groups.find("crew").members) == {*users, third}
        api.patch(f"/Groups/{group}", json=change, params={"excludedAttributes": "members"})
        assert set(box.store.groups.find("crew").members) == {third}


def test_added_members_take_the_place_of_others() -> None:
    with start("scim", seed=3, options={"patch_replaces_members": True}) as box, scim_client(box) as api:
        group, _ = group_of_two(box)
        third = [user.id for user in box.store.users][2]
        api.patch(f"/Groups/{group}", json=body(op("add", "members", [{"value": third}])))
        assert set(box.store.groups.find("crew").members) == {third}


def test_listings_leave_out_what_single_reads_show() -> None:
    with start("scim", seed=2, options={"listing_leaves_out": ["members", "title"]}) as box, scim_client(box) as api:
        group, _ = group_of_two(box)
        assert "members" not in api.get("/Groups").json()["Resources"][0]
        assert len(api.get(f"/Groups/{group}").json()["members"]) == 2


def test_values_are_kept_in_another_form_or_not_at_all() -> None:
    options = {"lower_emails": True, "trim_names": True, "drops": ["externalId"]}
    with start("scim", options=options) as box, scim_client(box) as api:
        user = {
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
            "userName": "Ada@Example.com",
            "displayName": " Ada ",
            "externalId": "e-1",
            "emails": [{"value": "Ada@Example.com", "type": "work"}],
        }
        row = api.post("/Users", json=user).json()
        assert (row["userName"], row["displayName"]) == ("ada@example.com", "Ada")
        assert row["emails"][0]["value"] == "ada@example.com"
        assert "externalId" not in row


@pytest.mark.parametrize("options", [{"lower_emails": True}, {"trim_names": True}, {"excluded_before_patch": True}])
def test_a_compliance_test_that_others_wrote_does_not_notice(options: dict[str, Any]) -> None:
    with start("scim", options=options) as box:
        assert {row.status.name for row in results(box.environment)} == {"SUCCESS"}


def _title() -> dict[str, Any]:
    return body(op("replace", "displayName", "crew"))


def test_the_members_of_a_hidden_group_are_a_fault_to_the_compliance_test() -> None:
    with start("scim", options={"members_shown": "never"}) as box:
        assert any(row.status.name == "ERROR" for row in results(box.environment))
