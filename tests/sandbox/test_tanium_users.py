"""Tanium users: the guide's operations, and each way they can hurt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from rolecall.sandbox import start
from rolecall.sandbox.tanium.records import NEVER
from tests.runtime.resources.boxes import TaniumBox


def data(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def refused(answer: httpx.Response, status: int, kind: str) -> None:
    assert (answer.status_code, answer.json()["type"]) == (status, kind)
    assert set(answer.json()) == {"type", "exception", "error_context"}


def role_id(api: httpx.Client, name: str) -> int:
    found = [role["id"] for role in data(api.get("/roles")) if role["name"] == name]
    assert len(found) == 1
    return int(found[0])


def create(api: httpx.Client, name: str, **fields: Any) -> int:
    return int(data(api.post("/users", json={"name": name, **fields}))["id"])


def test_a_created_user_is_answered_in_short_and_read_in_full(api: httpx.Client) -> None:
    analyst = role_id(api, "Analyst")
    answer = api.post("/users", json={"name": "jdoe", "email": "jdoe@example.com", "roles": [{"id": analyst}]})
    created = data(answer)
    assert set(created) == {"id", "name", "active"}
    assert created["active"] is True
    assert answer.headers["x-request-id"]
    assert data(api.get(f"/users/{created['id']}")) == {
        "id": created["id"],
        "name": "jdoe",
        "display_name": "",
        "email": "jdoe@example.com",
        "active": True,
        "local_admin_flag": False,
        "roles": [{"id": analyst, "name": "Analyst"}],
        "computer_groups": [],
        "content_sets": [],
        "persona_id": None,
        "last_login": NEVER,
        "deleted_flag": False,
    }


def test_an_update_replaces_the_user_and_wipes_what_it_leaves_out(api: httpx.Client, tanium: TaniumBox) -> None:
    id = create(api, "jdoe", display_name="Jane", roles=[{"id": role_id(api, "Analyst")}], active=False)
    tanium.store.update_user(
        id, computer_groups=["Servers"], content_sets=["Base"], persona_id=next(iter(tanium.store.personas)).id
    )
    updated = data(api.put(f"/users/{id}", json={"email": "new@example.com"}))
    assert updated["name"] == "jdoe"
    assert updated["email"] == "new@example.com"
    assert updated["roles"] == updated["computer_groups"] == updated["content_sets"] == []
    assert updated["persona_id"] is None
    assert updated["display_name"] == ""
    assert updated["active"] is True  # an update that leaves `active` out lets a blocked user in again
    assert data(api.get(f"/users/{id}")) == updated


def test_an_update_keeps_what_it_sends(api: httpx.Client) -> None:
    id = create(api, "jdoe", roles=[{"id": role_id(api, "Analyst")}])
    row = data(api.get(f"/users/{id}"))
    row["active"] = False
    del row["id"]
    assert data(api.put(f"/users/{id}", json=row)) == {"id": id, **row}


def test_read_only_fields_in_an_update_are_ignored_and_an_id_is_refused(api: httpx.Client) -> None:
    id = create(api, "jdoe")
    updated = data(api.put(f"/users/{id}", json={"last_login": "2026-01-01T00:00:00Z", "deleted_flag": True}))
    assert updated["last_login"] == NEVER
    assert updated["deleted_flag"] is False
    refused(api.put(f"/users/{id}", json={"id": id}), 400, "TooManyTagsWithSameName")


def test_a_user_can_be_renamed_but_not_onto_another(api: httpx.Client) -> None:
    id = create(api, "jdoe")
    create(api, "other")
    assert data(api.put(f"/users/{id}", json={"name": "jane"}))["name"] == "jane"
    refused(api.put(f"/users/{id}", json={"name": "other"}), 409, "UserAlreadyExists")


def test_a_deleted_user_is_gone_for_get_but_not_for_the_list(api: httpx.Client) -> None:
    id = create(api, "jdoe")
    assert data(api.delete(f"/users/{id}")) == {"id": id}
    refused(api.get(f"/users/{id}"), 404, "UserNotFound")
    refused(api.put(f"/users/{id}", json={}), 404, "UserNotFound")
    refused(api.delete(f"/users/{id}"), 404, "UserNotFound")
    assert [row["deleted_flag"] for row in data(api.get("/users")) if row["id"] == id] == [True]


def test_a_deleted_name_gets_a_new_id_and_both_are_listed_under_it(api: httpx.Client) -> None:
    old = create(api, "jdoe")
    api.delete(f"/users/{old}")
    new = create(api, "jdoe")
    assert new != old
    rows = data(api.get("/users", params={"name": "jdoe"}))
    assert [(row["id"], row["deleted_flag"]) for row in rows] == [(old, True), (new, False)]


def test_hidden_deleted_users_are_an_option(api: httpx.Client, tanium: TaniumBox) -> None:
    id = create(api, "jdoe")
    api.delete(f"/users/{id}")
    tanium.options.hide_deleted = True
    assert id not in [row["id"] for row in data(api.get("/users"))]


def test_revive_on_create_brings_the_old_id_and_its_roles_back(api: httpx.Client, tanium: TaniumBox) -> None:
    tanium.options.revive_on_create = True
    id = create(api, "jdoe", roles=[{"id": role_id(api, "Operator")}])
    api.delete(f"/users/{id}")
    assert create(api, "jdoe", roles=[{"id": role_id(api, "Analyst")}]) == id
    assert {role["name"] for role in data(api.get(f"/users/{id}"))["roles"]} == {"Operator", "Analyst"}


@pytest.mark.parametrize("character", list("/\\[]:;|=,+*?<>"))
def test_forbidden_characters_in_a_name(api: httpx.Client, character: str) -> None:
    refused(api.post("/users", json={"name": f"j{character}doe"}), 400, "InvalidUserName")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({}, "UserNameRequired"),
        ({"name": ""}, "UserNameRequired"),
        ({"name": 7}, "InvalidFieldType"),
        ({"name": "x", "password": "secret"}, "UnknownField"),
        ({"name": "x", "nickname": "y"}, "UnknownField"),
        ({"name": "x", "id": 5}, "TooManyTagsWithSameName"),
        ({"name": "x", "email": 5}, "InvalidFieldType"),
        ({"name": "x", "active": "yes"}, "InvalidFieldType"),
        ({"name": "x", "roles": "Analyst"}, "InvalidFieldType"),
        ({"name": "x", "roles": ["Analyst"]}, "InvalidReference"),
        ({"name": "x", "roles": [{"name": "Analyst"}]}, "InvalidReference"),
        ({"name": "x", "roles": [{"id": True}]}, "InvalidReference"),
        ({"name": "x", "roles": [{"id": 1, "rank": 1}]}, "InvalidReference"),
        ({"name": "x", "roles": [{"id": 1}]}, "ObjectNotFound"),
        ({"name": "x", "computer_groups": [{"id": 1}]}, "ObjectNotFound"),
        ({"name": "x", "persona_id": 1}, "InvalidPersonaForUser"),
        ({"name": "x", "persona_id": "1"}, "InvalidFieldType"),
    ],
)
def test_what_a_create_refuses(api: httpx.Client, body: Mapping[str, Any], kind: str) -> None:
    before = len(data(api.get("/users")))
    refused(api.post("/users", json=body), 400, kind)
    assert len(data(api.get("/users"))) == before


def test_a_live_name_is_taken(api: httpx.Client) -> None:
    create(api, "jdoe")
    refused(api.post("/users", json={"name": "jdoe"}), 409, "UserAlreadyExists")


def test_bodies_that_are_not_json_objects(api: httpx.Client) -> None:
    refused(api.post("/users", data={"name": "jdoe"}), 415, "UnsupportedMediaType")
    json_type = {"content-type": "application/json; charset=utf-8"}
    refused(api.post("/users", content=b"{", headers=json_type), 400, "InvalidJSONBody")
    refused(api.post("/users", content=b"[]", headers=json_type), 400, "InvalidJSONBody")


def test_wrong_verbs_and_paths(api: httpx.Client) -> None:
    answer = api.patch("/users/1", json={})
    refused(answer, 405, "MethodNotAllowed")
    assert answer.headers["allow"] == "GET, PUT, DELETE"
    refused(api.get("/groups"), 404, "EndpointNotFound")
    refused(api.get("/users/jdoe"), 400, "InvalidID")
    refused(api.get("/users/4711"), 404, "UserNotFound")


def test_pages_of_a_hundred_unless_asked_and_never_more_than_five_hundred() -> None:
    with start("tanium", seed=1200) as box:
        headers = {"session": box.environment["TANIUM_API_TOKEN"]}
        with httpx.Client(base_url=f"{box.url}/api/v2", headers=headers) as api:
            assert len(data(api.get("/users"))) == 100
            assert len(data(api.get("/users", params={"limit": 10_000}))) == 500
            ids = [
                row["id"]
                for offset in (0, 500, 1000, 1500)
                for row in data(api.get("/users", params={"limit": 500, "offset": offset}))
            ]
            assert len(ids) == len(set(ids)) == 1201
            box.options.clamp = 100
            assert len(data(api.get("/users", params={"limit": 500}))) == 100
            assert len(data(api.get("/roles", params={"limit": 2, "offset": 1}))) == 2


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "many"}, {"limit": "-1"}, {"offset": "-1"}])
def test_a_page_that_cannot_be(api: httpx.Client, query: dict[str, str]) -> None:
    refused(api.get("/users", params=query), 400, "InvalidParameter")


def test_summary_rows_lack_what_a_single_read_has(api: httpx.Client, tanium: TaniumBox) -> None:
    assert "roles" in data(api.get("/users"))[0]
    tanium.options.summary_rows = True
    row = data(api.get("/users"))[0]
    assert set(row) == {"id", "name", "display_name", "email", "active", "deleted_flag"}
    assert "roles" in data(api.get(f"/users/{row['id']}"))


def test_ids_differ_per_instance_unless_fixed() -> None:
    def ids(options: Mapping[str, Any]) -> tuple[int, ...]:
        with start("tanium", options=options) as box:
            return tuple(role.id for role in box.store.roles)

    assert ids({"id_offset": 40}) == ids({"id_offset": 40}) != ids({"id_offset": 50})
    assert len({ids({}) for _ in range(4)}) > 1


def test_all_that_users_point_at_is_listed_by_id_and_name(api: httpx.Client) -> None:
    seen: set[int] = set()
    for path in ("/roles", "/computer_groups", "/content_sets", "/personas"):
        rows = data(api.get(path))
        assert rows
        assert all(set(row) == {"id", "name"} for row in rows)
        assert seen.isdisjoint(row["id"] for row in rows)
        seen |= {row["id"] for row in rows}


def test_seeded_users_are_the_same_each_time_and_have_one_to_three_roles() -> None:
    def seeded() -> list[tuple[str, str, set[str]]]:
        with start("tanium", seed=7) as box:
            return [(user.name, user.email, box.store.role_names(user.id)) for user in box.store.users.values()][1:]

    first = seeded()
    assert first == seeded()
    assert first[0][:2] == ("user00001", "user00001@example.com")
    assert {len(roles) for _, _, roles in first} == {1, 2, 3}
