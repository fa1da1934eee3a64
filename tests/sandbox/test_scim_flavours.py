"""What each vendor's SCIM does of its own, as the vendors' guides have it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from rolecall.sandbox import start
from rolecall.sandbox.scim.flavours import FLAVOURS
from rolecall.sandbox.scim.options import ScimOptions
from tests.runtime.resources.scim_people import ScimBox
from tests.sandbox.conftest import scim_client
from tests.sandbox.scim_bodies import USER, body, group, user

Starter = Callable[..., tuple[ScimBox, httpx.Client]]


@pytest.fixture
def flavoured() -> Iterator[Starter]:
    """A sandbox of a flavour with two users, and a client of it."""
    with ExitStack() as stack:

        def make(flavour: str, **options: Any) -> tuple[ScimBox, httpx.Client]:
            box = stack.enter_context(start("scim", seed=2, options={"flavour": flavour, **options}))
            return box, stack.enter_context(scim_client(box))

        yield make


def test_the_option_names_every_flavour() -> None:
    assert [name for name in FLAVOURS if f"`{name}`" not in str(ScimOptions.__doc__)] == []


@pytest.mark.parametrize("flavour", ["generic", "tanium", "splunk", "tmc"])
def test_the_environment_leads_to_it(flavoured: Starter, flavour: str) -> None:
    box, api = flavoured(flavour)
    assert set(box.environment) == {"SCIM_URL", "SCIM_TOKEN", "SCIM_VENDOR"}
    assert box.environment["SCIM_VENDOR"] == flavour
    assert box.environment["SCIM_URL"].endswith("/scim/v2")
    rows = api.get("/Users").json()["Resources"]
    assert [row["userName"] for row in rows] == ["user00001", "user00002"]
    assert rows[0]["meta"]["location"].startswith(f"{box.environment['SCIM_URL']}/Users/")


DOCUMENTED = {
    "generic": "list create read replace patch delete / list create read replace patch delete",
    "tanium": "list create read replace patch delete / list create replace patch delete",
    "splunk": "list create read replace patch delete / list",
    "tmc": "list create replace patch delete / list create patch",
}


@pytest.mark.parametrize("flavour", list(DOCUMENTED))
def test_only_what_the_guide_lists_can_be_done(flavoured: Starter, flavour: str) -> None:
    box, api = flavoured(flavour)
    box.change("group.create", display_name="crew", externalId="x")
    one, crew = box.store.users.find("user00001").id, box.store.groups.find("crew").id
    full = {"active": True, "displayName": "x", "externalId": "x"}
    change = body({"op": "replace", "path": "displayName", "value": "y"})
    users, groups = (part.split() for part in DOCUMENTED[flavour].split("/"))
    for path, id, first, other, listed in (
        ("/Users", one, user("x", **full), user("z", **full), users),
        ("/Groups", crew, group("x", externalId="x"), group("z", externalId="z"), groups),
    ):
        wanted = {
            "list": api.get(path),
            "create": api.post(path, json=first),
            "read": api.get(f"{path}/{id}"),
            "replace": api.put(f"{path}/{id}", json=other),
            "patch": api.patch(f"{path}/{id}", json=change),
            "delete": api.delete(f"{path}/{id}"),
        }
        for name, answer in wanted.items():
            assert (answer.status_code < 300) == (name in listed), (path, name, answer.text)
            assert answer.status_code < 300 or answer.status_code == 405
    if flavour == "splunk":
        assert box.store.groups.find("crew")


def test_what_the_guide_does_not_list_can_be_allowed(flavoured: Starter) -> None:
    box, api = flavoured("tmc", undocumented=True)
    path = f"/Users/{box.store.users.find('user00001').id}"
    assert api.get(path).json()["userName"] == "user00001"
    refused = flavoured("tmc")[1].get("/Users/x")
    assert (refused.status_code, refused.headers["Allow"]) == (405, "PUT, PATCH, DELETE")


# Tanium


@pytest.mark.parametrize(
    "token", ["token-", "token-" + "a" * 57, "token-" + "a" * 57 + "!", "a" * 58, "token-" + "a" * 59]
)
def test_tanium_tokens_have_one_form(flavoured: Starter, token: str) -> None:
    box, _ = flavoured("tanium")
    assert re.fullmatch(r"token-[A-Za-z0-9]{58}", box.environment["SCIM_TOKEN"])
    answer = httpx.get(f"{box.environment['SCIM_URL']}/Users", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    assert "form of a tanium token" in answer.json()["detail"]


def test_tanium_does_not_know_every_token_of_the_form(flavoured: Starter) -> None:
    box, _ = flavoured("tanium")
    headers = {"Authorization": f"Bearer token-{'a' * 58}"}
    answer = httpx.get(f"{box.environment['SCIM_URL']}/Users", headers=headers)
    assert (answer.status_code, answer.json()["detail"]) == (401, "The token is not known.")


@pytest.mark.parametrize(
    ("path", "filter", "allowed"),
    [
        ("/Users", 'userName eq "USER00001"', True),
        ("/Users", 'userName sw "user" and userName ew "1"', True),
        ("/Users", 'displayName eq "User 1"', False),
        ("/Users", 'externalId eq "external-00001"', False),
        ("/Users", "active eq true", False),
        ("/Users", 'userName eq "user00001" or active eq true', False),
        ("/Users", 'not (emails[type eq "work"])', False),
        ("/Users", 'id eq "x"', False),
        ("/Groups", 'displayName eq "crew"', True),
        ("/Groups", 'externalId eq "x"', False),
        ("/Groups", 'members[value eq "x"]', False),
    ],
)
def test_tanium_filters_by_the_matching_attribute_only(
    flavoured: Starter, path: str, filter: str, allowed: bool
) -> None:
    box, api = flavoured("tanium")
    box.change("group.create", display_name="crew", externalId="x")
    answer = api.get(path, params={"filter": filter})
    if allowed:
        assert answer.json()["totalResults"] == 1
    else:
        assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidFilter")


@pytest.mark.parametrize("lacking", ["active", "displayName", "externalId"])
def test_tanium_requires_what_the_mapping_requires(flavoured: Starter, lacking: str) -> None:
    _, api = flavoured("tanium")
    body = user("ann", active=True, displayName="Ann", externalId="e-1")
    made = api.post("/Users", json=body)
    assert made.status_code == 201
    del body[lacking]
    created = api.post("/Users", json={**body, "userName": "bob"})
    replaced = api.put(f"/Users/{made.json()['id']}", json=body)
    for answer in (created, replaced):
        assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidValue")
        assert lacking in answer.json()["detail"]
    assert api.post("/Groups", json=group("crew")).status_code == 400


def test_tanium_takes_changes_of_a_group_made_without_what_is_required(flavoured: Starter) -> None:
    box, api = flavoured("tanium")
    box.change("group.create", display_name="console made")
    path = f"/Groups/{box.store.groups.find('console made').id}"
    member = {"value": box.store.users.find("user00001").id}
    assert api.patch(path, json=body({"op": "add", "path": "members", "value": [member]})).status_code == 200


def test_tanium_takes_no_password(flavoured: Starter) -> None:
    _, api = flavoured("tanium")
    body = user("ann", active=True, displayName="Ann", externalId="e-1", password="S3cret!")
    refused = api.post("/Users", json=body)
    assert (refused.status_code, refused.json()["scimType"]) == (400, "invalidSyntax")
    assert "S3cret" not in refused.text
    assert api.get("/ServiceProviderConfig").json()["changePassword"] == {"supported": False}
    schema = api.get(f"/Schemas/{USER}").json()
    assert "password" not in [attribute["name"] for attribute in schema["attributes"]]


@pytest.mark.parametrize(("flavour", "status"), [("generic", 201), ("tanium", 409), ("tmc", 201)])
def test_whether_group_names_may_differ_by_case_alone(flavoured: Starter, flavour: str, status: int) -> None:
    _, api = flavoured(flavour)
    assert api.post("/Groups", json=group("crew", externalId="1")).status_code == 201
    answer = api.post("/Groups", json=group("CREW", externalId="2"))
    assert answer.status_code == status
    same = api.post("/Groups", json=group("crew", externalId="3"))
    assert same.status_code == (201 if flavour == "generic" else 409)
    assert flavour == "generic" or same.json()["scimType"] == "uniqueness"


# Splunk


def test_splunk_groups_are_its_roles(flavoured: Starter) -> None:
    box, api = flavoured("splunk")
    box.change("member.add", group="power", member="user00001")
    rows = {row["displayName"]: row for row in api.get("/Groups").json()["Resources"]}
    assert list(rows) == ["admin", "can_delete", "power", "user"]
    assert [member["value"] for member in rows["power"]["members"]] == [box.store.users.find("user00001").id]


@pytest.mark.parametrize("way", ["deactivate", "delete"])
def test_splunk_sessions_outlive_the_user(flavoured: Starter, way: str) -> None:
    box, api = flavoured("splunk")
    one = box.store.users.find("user00001").id
    box.change("session.start", user="user00001", seconds=3600)
    if way == "delete":
        assert api.delete(f"/Users/{one}").status_code == 204
    else:
        change = body({"op": "replace", "path": "active", "value": False})
        assert api.patch(f"/Users/{one}", json=change).json()["active"] is False
    assert [session.user_id for session in box.store.live_sessions("user00001")] == [one]
    state = httpx.get(f"{box.url}/__sandbox__/state").json()
    assert [session["user"] for session in state["sessions"]] == ["user00001"]
    box.change("clock.advance", seconds=3601)
    assert box.store.live_sessions(one) == []
    assert httpx.get(f"{box.url}/__sandbox__/state").json()["sessions"] == []


# Mission Control


def test_each_tmc_connection_has_a_url_of_its_own(flavoured: Starter) -> None:
    first, second = flavoured("tmc")[0], flavoured("tmc")[0]
    paths = [box.environment["SCIM_URL"].removeprefix(box.url) for box in (first, second)]
    assert paths[0] != paths[1]
    token = {"Authorization": f"Bearer {first.environment['SCIM_TOKEN']}"}
    assert httpx.get(f"{first.url}/scim/v2/Users", headers=token).status_code == 404
    assert httpx.get(f"{first.url}{paths[1]}/Users", headers=token).status_code == 404
    assert httpx.get(f"{first.url}{paths[0]}/Users", headers=token).status_code == 200
    box, api = flavoured("tmc", prefix="/idp/okta/")
    assert box.environment["SCIM_URL"] == f"{box.url}/idp/okta/scim/v2"
    assert api.get("/Users").status_code == 200
