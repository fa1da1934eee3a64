"""`python -m generators new`: what it guesses of rights, members and what shuts out, and what it asks of the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generators.__main__ import main
from generators.input.yaml_source import DefinitionError
from generators.load import load_vendor
from tests.generators.test_new_vendor import answer

NOTHING = "? Why {} gives nobody anything; no such line where access names it"
TEXT: dict[str, Any] = {"type": "string"}
TEXTS = {"type": "array", "uniqueItems": True, "items": TEXT}
SEAT = {"type": "string", "enum": ["full", "readonly"]}
CHANGED = {"active": {"type": "boolean"}, "seat": SEAT, "note": TEXT}
CREATED = {**CHANGED, "email": TEXT, "send_invite": {"type": "boolean"}}
USER = {"id": TEXT, **CHANGED, "email": TEXT, "manager": {"type": ["object", "null"]}}
TEAM = {"name": TEXT, "members": TEXTS, "grants": TEXTS}
TOKEN = {"id": TEXT, "label": TEXT}


def answers(properties: dict[str, Any], *, several: bool = False) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "object", "properties": properties}
    schema = {"type": "array", "items": one} if several else one
    return {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}


def taken(properties: dict[str, Any]) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": {"type": "object", "properties": properties}}}}


def path(*places: str, **calls: dict[str, Any]) -> dict[str, Any]:
    parameters = [{"name": each, "in": "path", "required": True, "schema": TEXT} for each in places]
    done = {"responses": {"204": {"description": ""}}}
    return {
        **({"parameters": parameters} if places else {}),
        **{method: {**done, **each} for method, each in calls.items()},
    }


def elements(of: str, name: str, key: str) -> dict[str, Any]:
    """A set that is listed inside of its object, and changed by one call for each element."""
    own = of.title() + name.title()
    listing, one = f"/{of}s/{{{of}_id}}/{name}", name.removesuffix("s")
    listed = {"operationId": f"list{own}", "responses": answers({key: TEXT}, several=True)}
    add, remove = {"operationId": f"add{own}"}, {"operationId": f"remove{own}"}
    return {
        listing: path(f"{of}_id", get=listed),
        f"{listing}/{{{one}}}": path(f"{of}_id", one, put=add, delete=remove),
    }


def described(user: dict[str, Any] = USER, **more: dict[str, Any]) -> dict[str, Any]:
    """An API of users with roles and groups, of teams with members and grants, and of tokens of users."""
    user_, team = "/users/{user_id}", "/teams/{team_id}"
    team_of = {"id": TEXT, **TEAM}
    paths = {
        "/users": path(
            get={"operationId": "listUsers", "responses": answers(user, several=True)},
            post={"operationId": "addUser", "requestBody": taken(CREATED), "responses": answers(user)},
        ),
        user_: path(
            "user_id",
            get={"operationId": "getUser", "responses": answers(user)},
            patch={"operationId": "changeUser", "requestBody": taken(CHANGED), "responses": answers(user)},
            delete={"operationId": "removeUser"},
        ),
        **elements("user", "roles", "name"),
        **elements("user", "groups", "id"),
        **elements("user", "phones", "number"),
        "/teams": path(
            get={"operationId": "listTeams", "responses": answers(team_of, several=True)},
            post={"operationId": "addTeam", "requestBody": taken(TEAM), "responses": answers(team_of)},
        ),
        team: path(
            "team_id",
            patch={"operationId": "changeTeam", "requestBody": taken(TEAM), "responses": answers(team_of)},
            delete={"operationId": "removeTeam"},
        ),
        f"{user_}/tokens": path(
            "user_id",
            get={"operationId": "listTokens", "responses": answers(TOKEN, several=True)},
            post={
                "operationId": "addToken",
                "requestBody": taken({"label": TEXT}),
                "responses": answers({**TOKEN, "secret": TEXT}),
            },
        ),
        f"{user_}/tokens/{{token_id}}": path(
            "user_id",
            "token_id",
            get={"operationId": "getToken", "responses": answers(TOKEN)},
            delete={"operationId": "removeToken"},
        ),
    }
    key = {"type": "apiKey", "in": "header", "name": "X-Key"}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Signal", "version": "1"},
        "servers": [{"url": "https://signal.example.com"}],
        "paths": {**paths, **more},
        "components": {"securitySchemes": {"key": key}},
    }


def begun(document: dict[str, Any], into: Path) -> Any:
    source = into / "openapi.yaml"
    source.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    assert main(["new", "signal", "--from", str(source), "--into", str(into)]) == 0
    return yaml.safe_load((into / "signal" / "provider.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def said(tmp_path: Path) -> Any:
    return begun(described(), tmp_path)


def test_rights_and_what_shuts_out_are_in_access_and_the_rest_is_asked(said: Any) -> None:
    user = said["resources"]["signal_user"]
    assert user["access"] == {
        "account": {"name": "email", "mail": "email", "disabled": {"active": [False]}},
        "permissions": [{"attribute": "roles", "kind": "role"}],
    }
    assert user["gives_nothing"] == {name: NOTHING.format(name) for name in ("seat", "send_invite")}


def test_members_and_grants_of_a_group_are_in_access(said: Any) -> None:
    assert said["resources"]["signal_team"]["access"] == {
        "group": {"name": "name", "members": "members"},
        "permissions": [{"attribute": "grants", "kind": "grant"}],
    }
    assert "gives_nothing" not in said["resources"]["signal_team"]


def test_each_set_is_there(said: Any) -> None:
    assert said["collections"]["users"]["nested_set"] == {"field": "roles", "collection": "user_roles"}
    group = said["resources"]["signal_user_group"]
    assert (group["collection"], group["create"]["operation"]) == ("user_groups", "addUserGroups")
    assert group["access"] == {
        "subject": {"attribute": "user_id"},
        "permissions": [{"attribute": "group_id", "kind": "group", "by": "id"}],
    }
    assert said["resources"]["signal_user_phone"]["no_access"].startswith("? Why it gives nobody access")


def test_a_set_of_members_beside_another_names_them(tmp_path: Path) -> None:
    more = {**elements("team", "labels", "name"), **elements("team", "members", "email")}
    assert begun(described(**more), tmp_path)["resources"]["signal_team_member"]["access"] == {
        "subject": {"attribute": "email", "by": "name"},
        "permissions": [{"attribute": "team_id", "kind": "group", "by": "id"}],
    }


@pytest.mark.parametrize(
    ("status", "meant"),
    [
        (
            ["ACTIVE", "SUSPENDED", "LOCKED_OUT"],
            {"disabled": {"status": ["SUSPENDED"]}, "locked": {"status": ["LOCKED_OUT"]}},
        ),
        (["active", "invited"], {"disabled": {"status": ["? Which values of status shut it out: invited"]}}),
        ([], {"disabled": {"status": ["? Which values of status shut it out: the API description has none"]}}),
    ],
)
def test_a_status_shuts_out_by_its_values(status: list[str], meant: dict[str, Any], tmp_path: Path) -> None:
    user = {"id": TEXT, "email": TEXT, "status": {**TEXT, **({"enum": status} if status else {})}}
    account = begun(described(user), tmp_path)["resources"]["signal_user"]["access"]["account"]
    assert account == {"name": "email", "mail": "email", **meant}


def test_a_group_that_is_named_by_its_id_is_a_right(tmp_path: Path) -> None:
    user = {
        "id": TEXT,
        "email": TEXT,
        "group_ids": TEXTS,
        "primary_role": TEXT,
        "tags": TEXTS,
        "is_admin": {"type": "boolean"},
    }
    assert begun(described(user), tmp_path)["resources"]["signal_user"]["access"]["permissions"] == [
        {"attribute": "group_ids", "kind": "group", "by": "id"},
        {"attribute": "primary_role", "kind": "role"},
        {"attribute": "roles", "kind": "role"},
        {"attribute": "is_admin", "word": "administrator"},
    ]


def test_what_no_attribute_fits_and_what_only_create_takes_are_questions(said: Any) -> None:
    user = said["resources"]["signal_user"]
    assert user["ignore"]["manager"].startswith("? Why it is left out; or an attribute with nested")
    assert user["attributes"]["send_invite"]["replace"].startswith("? Only create takes it: true where")
    assert "replace" not in user["attributes"]["note"]


def test_what_no_attribute_fits_inside_of_an_object_is_no_attribute_too(tmp_path: Path) -> None:
    people = {"type": "object", "properties": {"users": {"type": "object"}, "all": TEXT}}
    document = described()
    post = document["paths"]["/teams"]["post"]
    post["requestBody"] = taken({**TEAM, "people": people})
    team = begun(document, tmp_path)["resources"]["signal_team"]
    assert team["ignore"]["people.users"].startswith("? Why it is left out")
    assert "users" not in team["attributes"]
    assert team["attributes"]["all"]["replace"].startswith("? Only create takes it")


def test_what_answers_show_is_no_question_of_the_create(tmp_path: Path) -> None:
    people = {"type": "object", "properties": {"all": TEXT}}
    document = described({**USER, "people": people})
    document["paths"]["/users"]["post"]["requestBody"] = taken({**CREATED, "people": people})
    attributes = begun(document, tmp_path)["resources"]["signal_user"]["attributes"]
    assert "replace" not in attributes["all"]


def test_a_place_that_is_called_like_an_id_keeps_its_name(said: Any) -> None:
    tokens = said["collections"]["tokens"]
    assert (tokens["key"], tokens["parents"]) == ("{user_id}/{id}", ["user_id"])
    assert tokens["get"] == {"operation": "getToken", "parameters": {"token_id": "id"}}
    assert said["resources"]["signal_token"]["secret"] == {"attribute": "secret", "owner": "user_id"}


def test_the_answers_make_a_definition_that_generates(said: Any, tmp_path: Path) -> None:
    assert said["resources"]
    answer(tmp_path / "signal")
    made = load_vendor(tmp_path / "signal").provider
    assert [each.name for each in made.resources] == [
        "signal_user",
        "signal_user_group",
        "signal_user_phone",
        "signal_team",
        "signal_token",
    ]
    invite = next(item for item in made.resource("signal_user").schema.attributes if item.name == "send_invite")
    assert (invite.replace, invite.sent_on) == (False, "create")


def test_an_answer_that_takes_the_rights_out_of_access_is_refused(said: Any, tmp_path: Path) -> None:
    del said["resources"]["signal_user"]["access"]["permissions"]
    written = tmp_path / "signal" / "provider.yaml"
    written.write_text(yaml.safe_dump(said, sort_keys=False, width=1000), encoding="utf-8")
    answer(tmp_path / "signal")
    with pytest.raises(DefinitionError) as caught:
        load_vendor(tmp_path / "signal")
    assert "signal_user: 'roles' refers to other objects, and `access` does not name it" in str(caught.value)
