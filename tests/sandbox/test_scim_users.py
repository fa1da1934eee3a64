"""The SCIM sandbox: requests and answers of RFC 7644 other than filters and PATCH."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.runtime.resources.scim_people import ScimBox
from tests.sandbox.scim_bodies import ENTERPRISE, ERROR, GROUP, USER, user


def test_create_answers_201_with_location_and_what_was_kept(scim: ScimBox, scim_api: httpx.Client) -> None:
    """RFC 7644 section 3.3; read-only attributes are ignored."""
    body = user("ann", id="mine", meta={"version": "x"}, groups=[{"value": "g"}], password="S3cret!", active=False)
    made = scim_api.post("/Users", json=body)
    row = made.json()
    assert made.status_code == 201
    assert made.headers["Location"] == f"{scim.environment['SCIM_URL']}/Users/{row['id']}" == row["meta"]["location"]
    assert made.headers["Content-Type"].startswith("application/scim+json")
    assert {name for name in row if name != "meta"} == {"schemas", "id", "userName", "active"}
    assert row["id"] != "mine"
    assert set(row["meta"]) == {"resourceType", "created", "lastModified", "location"}
    assert "S3cret" not in str([event.dump() for event in scim.log])


def test_a_user_is_active_unless_told_otherwise_also_when_replaced(scim_api: httpx.Client) -> None:
    made = scim_api.post("/Users", json=user("ann", active=False)).json()
    assert made["active"] is False
    assert scim_api.put(f"/Users/{made['id']}", json=user("ann")).json()["active"] is True


@pytest.mark.parametrize(
    ("change", "scim_type", "text"),
    [
        ({"schemas": None}, "invalidSyntax", "schemas"),
        ({"schemas": [GROUP]}, "invalidSyntax", "no schema"),
        ({"schemas": [ENTERPRISE]}, "invalidSyntax", USER),
        ({"userName": None}, "invalidValue", "needs userName"),
        ({"userName": ""}, "invalidValue", "needs userName"),
        ({"userName": 5}, "invalidValue", "userName is a string"),
        ({"shoeSize": 42}, "invalidSyntax", "shoeSize"),
        ({"name": {"middle": "x"}}, "invalidSyntax", "middle"),
        ({"name": "Ann"}, "invalidValue", "object"),
        ({"active": "yes"}, "invalidValue", "active is a boolean"),
        ({"active": 1}, "invalidValue", "active is a boolean"),
        ({"emails": {"value": "x"}}, "invalidValue", "emails is a list"),
        ({"emails": ["x"]}, "invalidValue", "object"),
        (
            {"emails": [{"value": "x", "primary": True}, {"value": "y", "primary": True}]},
            "invalidValue",
            "Only one value of emails",
        ),
        ({"x509Certificates": [{"value": "???"}]}, "invalidValue", "binary"),
        ({ENTERPRISE: {"shoeSize": 42}}, "invalidSyntax", "shoeSize"),
        ({"password": ["S3cret!"]}, "invalidValue", "not this"),
    ],
)
def test_a_body_that_does_not_fit_its_schema(
    scim: ScimBox, scim_api: httpx.Client, change: dict[str, Any], scim_type: str, text: str
) -> None:
    answer = scim_api.post("/Users", json=user("ann") | change)
    assert answer.status_code == 400
    assert answer.json()["schemas"] == [ERROR]
    assert (answer.json()["status"], answer.json()["scimType"]) == ("400", scim_type)
    assert text in answer.json()["detail"]
    assert len(scim.store.users) == 3


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [(b"{", "application/scim+json", 400), (b"[]", "application/json", 400), (b"{}", "text/plain", 415)],
)
def test_a_body_that_is_no_json_object(scim_api: httpx.Client, body: bytes, media_type: str, status: int) -> None:
    answer = scim_api.post("/Users", content=body, headers={"Content-Type": media_type})
    assert answer.status_code == status
    assert answer.json()["schemas"] == [ERROR]


def test_attribute_names_are_taken_whatever_their_case(scim_api: httpx.Client) -> None:
    """RFC 7643 section 2.1."""
    body = {"Schemas": [USER], "USERNAME": "ann", "Name": {"GIVENNAME": "Ann"}, ENTERPRISE.lower(): {"Division": "x"}}
    row = scim_api.post("/Users", json=body).json()
    assert (row["userName"], row["name"]) == ("ann", {"givenName": "Ann"})
    assert row["schemas"] == [USER, ENTERPRISE]
    assert row[ENTERPRISE] == {"division": "x"}


def test_values_of_one_attribute_are_kept_once(scim_api: httpx.Client) -> None:
    """RFC 7643 section 2.4: value and type tell values apart."""
    emails = [
        {"value": "a@x.y", "type": "work"},
        {"value": "a@x.y", "type": "home"},
        {"value": "a@x.y", "type": "work"},
    ]
    assert scim_api.post("/Users", json=user("ann", emails=emails)).json()["emails"] == emails[:2]


def test_unknown_attributes_can_be_ignored(scim: ScimBox, scim_api: httpx.Client) -> None:
    scim.options.unknown_attributes = "ignore"
    answer = scim_api.post("/Users", json=user("ann", shoeSize=42))
    assert answer.status_code == 201
    assert "shoeSize" not in answer.json()


def test_user_names_are_unique_whatever_their_case(scim_api: httpx.Client) -> None:
    """RFC 7643 section 4.1.1, RFC 7644 section 3.3."""
    ann = scim_api.post("/Users", json=user("Ann")).json()
    again = scim_api.post("/Users", json=user("aNN"))
    assert (again.status_code, again.json()["scimType"]) == (409, "uniqueness")
    moved = scim_api.put(f"/Users/{ann['id']}", json=user("USER00001"))
    assert (moved.status_code, moved.json()["scimType"]) == (409, "uniqueness")
    assert scim_api.put(f"/Users/{ann['id']}", json=user("ANN")).json()["userName"] == "ANN"
    scim_api.delete(f"/Users/{ann['id']}")
    assert scim_api.post("/Users", json=user("ann")).status_code == 201


def test_a_replacement_clears_what_it_does_not_name(scim: ScimBox, scim_api: httpx.Client) -> None:
    """RFC 7644 section 3.5.1; a password nobody can read is kept."""
    made = scim_api.post("/Users", json=user("ann", title="Guide", password="S3cret!")).json()
    replaced = scim_api.put(f"/Users/{made['id']}", json=user("ann", nickName="An", id="other", groups=[]))
    assert replaced.status_code == 200
    assert "title" not in replaced.json()
    assert replaced.json()["id"] == made["id"]
    assert replaced.json()["meta"]["created"] == made["meta"]["created"]
    assert scim.store.users.find("ann").values["password"] == "S3cret!"


def test_delete_answers_204_and_is_gone_from_groups_too(scim: ScimBox, scim_api: httpx.Client) -> None:
    """RFC 7644 section 3.6."""
    one = scim.store.users.find("user00001").id
    scim.change("group.create", display_name="crew", members=["user00001", "user00002"])
    gone = scim_api.delete(f"/Users/{one}")
    assert (gone.status_code, gone.content) == (204, b"")
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        answer = scim_api.request(method, f"/Users/{one}", json=user("x"))
        assert (answer.status_code, answer.json()["status"]) == (404, "404")
    [crew] = scim_api.get("/Groups").json()["Resources"]
    assert [member["value"] for member in crew["members"]] == [scim.store.users.find("user00002").id]


def test_groups_of_a_user_are_computed(scim: ScimBox, scim_api: httpx.Client) -> None:
    """RFC 7643 section 4.1.2: directly, or through a group in a group; also when groups are in each other."""
    one = scim.store.users.find("user00001").id
    scim.change("group.create", display_name="inner", members=["user00001"])
    scim.change("group.create", display_name="outer", members=["inner"])
    scim.change("member.add", group="inner", member="outer")
    groups = scim_api.get(f"/Users/{one}").json()["groups"]
    assert [(group["display"], group["type"]) for group in groups] == [("inner", "direct"), ("outer", "indirect")]
    found = scim_api.get("/Groups", params={"filter": 'displayName eq "inner"'}).json()["Resources"]
    assert groups[0]["$ref"] == found[0]["meta"]["location"]
    scim.change("group.rename", group="inner", to="crew")
    assert scim_api.get(f"/Users/{one}").json()["groups"][0]["display"] == "crew"
    scim.change("member.remove", group="crew", member="user00001")
    assert "groups" not in scim_api.get(f"/Users/{one}").json()


def test_members_must_exist_or_are_dropped(scim: ScimBox, scim_api: httpx.Client) -> None:
    one = scim.store.users.find("user00001").id
    body = {"schemas": [GROUP], "displayName": "crew", "members": [{"value": one}, {"value": "ghost"}]}
    refused = scim_api.post("/Groups", json=body)
    assert (refused.status_code, refused.json()["scimType"]) == (400, "invalidValue")
    assert "'ghost'" in refused.json()["detail"]
    scim.options.unknown_members = "drop"
    made = scim_api.post("/Groups", json=body).json()
    location = f"{scim.environment['SCIM_URL']}/Users/{one}"
    assert made["members"] == [{"value": one, "$ref": location, "type": "User"}]
    scim.options.member_display = True
    assert scim_api.get(f"/Groups/{made['id']}").json()["members"][0]["display"] == "User 1"


@pytest.mark.parametrize(
    ("parameters", "shown"),
    [
        ({"attributes": "userName"}, {"userName"}),
        ({"attributes": f"{USER}:userName,name.givenName"}, {"userName", "name"}),
        ({"attributes": "emails.value, meta.location"}, {"emails", "meta"}),
        ({"attributes": f"{ENTERPRISE}:department"}, {ENTERPRISE}),
        ({"attributes": ENTERPRISE}, {ENTERPRISE}),
        ({"attributes": "password,shoeSize,userName"}, {"userName"}),
        (
            {"excludedAttributes": f"id,schemas,meta,name,emails,{ENTERPRISE}"},
            {"userName", "displayName", "externalId", "active"},
        ),
        (
            {"excludedAttributes": f"meta,name.givenName,emails.value,{ENTERPRISE}:department"},
            {"userName", "displayName", "externalId", "active", "name", "emails"},
        ),
    ],
)
def test_what_an_answer_shows(
    scim: ScimBox, scim_api: httpx.Client, parameters: dict[str, str], shown: set[str]
) -> None:
    """RFC 7644 section 3.9: id and schemas always, passwords never."""
    one = scim.store.users.find("user00001").id
    row = scim_api.get(f"/Users/{one}", params=parameters).json()
    assert set(row) == {"id", "schemas"} | shown
    listed = scim_api.get("/Users", params={**parameters, "count": "1"}).json()["Resources"][0]
    assert listed == row
    if "name" in shown:
        assert len(row["name"]) == 1
    if "emails" in shown:
        assert "value" in row["emails"][0] if "attributes" in parameters else "value" not in row["emails"][0]


def test_shown_and_hidden_exclude_each_other(scim_api: httpx.Client) -> None:
    answer = scim_api.get("/Users", params={"attributes": "userName", "excludedAttributes": "name"})
    assert answer.json()["scimType"] == "invalidValue"
