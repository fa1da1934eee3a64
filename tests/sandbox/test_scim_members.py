"""Members of groups in the SCIM sandbox: PATCH as the RFC, Entra and Okta have it, and groups of ten thousand."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from rolecall.sandbox import start
from tests.runtime.resources.scim_people import ScimBox
from tests.sandbox.conftest import scim_client
from tests.sandbox.scim_bodies import body, op


def names(box: ScimBox, group: str) -> list[str]:
    return [box.store.users.find(id).name for id in box.store.groups.find(group).members]


@pytest.mark.parametrize(
    ("clause", "operations", "after"),
    [
        ("add", [op("add", "members", [{"value": "3"}])], ["1", "2", "3"]),
        ("add again", [op("add", "members", [{"value": "2"}, {"value": "2", "display": "Two"}])], ["1", "2"]),
        ("remove one", [op("remove", 'members[value eq "1"]')], ["2"]),
        ("remove one that is not in it", [op("remove", 'members[value eq "3"]')], ["1", "2"]),
        ("remove several", [op("Remove", 'members[value eq "1"]'), op("Remove", 'members[value eq "2"]')], []),
        ("remove by or", [op("remove", 'members[value eq "1" or value eq "2"]')], []),
        ("remove all", [op("remove", "members")], []),
        ("replace all", [op("replace", "members", [{"value": "3"}])], ["3"]),
        ("replace by none", [op("replace", "members", [])], []),
        ("Entra: remove with values", [op("Remove", "members", [{"$ref": None, "value": "1"}])], ["2"]),
        (
            "Entra: add and remove",
            [op("Add", "members", [{"value": "3"}]), op("Remove", 'members[value eq "1"]')],
            ["2", "3"],
        ),
        (
            "Okta: replace without a path",
            [op("replace", value={"id": "g", "displayName": "crew", "members": [{"value": "2"}]})],
            ["2"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_members(
    scim: ScimBox, scim_api: httpx.Client, clause: str, operations: list[dict[str, Any]], after: list[str]
) -> None:
    """In the operations, 1, 2 and 3 stand for the ids of the users of that number; 1 and 2 are in the group."""
    users = [scim.store.users.find(f"user0000{number}") for number in (1, 2, 3)]
    scim.change("group.create", display_name="crew", members=[user.id for user in users[:2]])
    crew = scim.store.groups.find("crew")
    text = scim_api.build_request("PATCH", f"/Groups/{crew.id}", json=body(*operations)).content.decode()
    for number, user in enumerate(users, 1):
        text = text.replace(f'"value":"{number}"', f'"value":"{user.id}"').replace(
            f'\\"{number}\\"', f'\\"{user.id}\\"'
        )
    answer = scim_api.patch(f"/Groups/{crew.id}", content=text)
    assert answer.status_code == 200, answer.text
    assert names(scim, "crew") == [f"user0000{name}" for name in after], clause
    assert [row["value"] for row in answer.json().get("members", [])] == list(crew.members)


def test_removing_members_with_values_can_mean_all_of_them(scim: ScimBox, scim_api: httpx.Client) -> None:
    """RFC 7644 section 3.5.2.2 knows no value in a remove: a server may go by the path alone."""
    scim.options.remove_with_value = "all"
    scim.change("group.create", display_name="crew", members=["user00001", "user00002"])
    crew, one = scim.store.groups.find("crew"), scim.store.users.find("user00001")
    scim_api.patch(f"/Groups/{crew.id}", json=body(op("remove", "members", [{"value": one.id}])))
    assert names(scim, "crew") == []


@pytest.mark.parametrize(
    ("path", "value", "scim_type"),
    [
        ('members[value eq "ID"].value', "other", "mutability"),
        ('members[value eq "ID"].display', "other", "mutability"),
        ("members", [{"display": "no id"}], "invalidValue"),
        ("members", [{"value": "ghost"}], "invalidValue"),
    ],
)
def test_a_member_is_its_id(scim: ScimBox, scim_api: httpx.Client, path: str, value: Any, scim_type: str) -> None:
    one = scim.store.users.find("user00001")
    scim.change("group.create", display_name="crew", members=["user00001"])
    crew = scim.store.groups.find("crew")
    answer = scim_api.patch(f"/Groups/{crew.id}", json=body(op("replace", path.replace("ID", one.id), value)))
    assert (answer.status_code, answer.json()["scimType"]) == (400, scim_type)
    assert names(scim, "crew") == ["user00001"]


def test_a_group_is_not_its_own_member(scim: ScimBox, scim_api: httpx.Client) -> None:
    scim.change("group.create", display_name="crew")
    crew = scim.store.groups.find("crew")
    answer = scim_api.patch(f"/Groups/{crew.id}", json=body(op("add", "members", [{"value": crew.id}])))
    assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidValue")


def test_fifty_members_more_in_ten_thousand_are_one_small_patch() -> None:
    options = {"patch_answer": "empty"}
    with start("scim", seed=10_000, options=options) as box, scim_client(box) as api:
        ids = [user.id for user in box.store.users]
        crew = box.store.add_group("crew", ids[:-50])
        answer = api.patch(f"/Groups/{crew.id}", json=body(op("add", "members", [{"value": id} for id in ids[-50:]])))
        assert answer.status_code == 204
        assert len(crew.members) == 10_000
        assert (len(box.log), box.log[-1].response_bytes) == (1, 0)
        assert box.log[-1].request_bytes < 3_000
        removals = [op("remove", f'members[value eq "{id}"]') for id in ids[:5_000]]
        assert api.patch(f"/Groups/{crew.id}", json=body(*removals)).status_code == 204
        assert list(crew.members) == ids[5_000:]
        shown = api.get(f"/Groups/{crew.id}", params={"excludedAttributes": "members"})
        assert "members" not in shown.json()
