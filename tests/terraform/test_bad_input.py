"""Wrong values in a configuration: an error at the attribute, before anything is changed."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.version import version
from tests.terraform.scene import Scene, refused

pytestmark = pytest.mark.terraform

ADA = {"name": "ada", "password_wo": "Correct-Horse-1"}
BOUND = {
    "role": "cluster.view",
    "subject": {"kind": "USER", "name": "ada@example.com"},
    "scope": {"cluster": {"name": "alpha"}},
}
TWICE = {"cluster": {"name": "alpha"}, "organization": {"name": "acme"}}


@pytest.mark.parametrize(
    ("type_name", "values", "attribute", "words"),
    [
        ("tanium_user", {"name": ""}, "name", ("must not be empty",)),
        ("tanium_user", {"name": "   "}, "name", ("must not be empty",)),
        ("tanium_user", {"name": "ada", "on_destroy": "purge"}, "on_destroy", ("delete", "deactivate", "retain")),
        ("tanium_role_binding", {"user_id": "7", "role": ""}, "role", ("must not be empty",)),
        (
            "tanium_role_binding",
            {"user_id": "a@example.com", "role": "x"},
            "user_id",
            ("'a@example.com'", "whole number"),
        ),
        ("tanium_api_token", {"name": "ci", "expire_in_days": 0}, "expire_in_days", ("from 1 to 365",)),
        ("tanium_api_token", {"name": "ci", "expire_in_days": 1.5}, "expire_in_days", ("whole number",)),
        ("splunk_user", {"name": ""}, "name", ("must not be empty",)),
        ("splunk_user", {"name": "ada", "locked_out": True}, "locked_out", ("false",)),
        ("splunk_role", {"name": ""}, "name", ("must not be empty",)),
        ("splunk_saml_group", {"name": "", "roles": ["user"]}, "name", ("must not be empty",)),
        ("splunk_token", {"user": "admin", "name": ""}, "name", ("must not be empty",)),
        ("splunk_token", {"user": "admin", "name": "x", "expires_on": "2020-01-01"}, "expires_on", ("past",)),
        ("splunk_token", {"user": "admin", "name": "x", "expires_on": "1577836800"}, "expires_on", ("past",)),
        ("splunk_token", {"user": "admin", "name": "x", "expires_on": "tomorrow"}, "expires_on", ("+30d",)),
        ("tanzu_org_member", {"email": "ada"}, "email", ("'ada'", "e-mail address")),
        ("tanzu_org_member", {"email": "a@example.com", "role": "king"}, "role", ("'king'", "org_owner", "org_member")),
        ("tanzu_role_binding", {**BOUND, "subject": {"kind": "ROBOT", "name": "x"}}, "kind", ("USER", "GROUP")),
        (
            "tanzu_role_binding",
            {**BOUND, "scope": TWICE},
            "scope",
            ("Exactly one", "cluster_group", "organization and cluster are set"),
        ),
    ],
)
def test_a_wrong_value_is_named_by_validate(
    type_name: str,
    values: dict[str, Any],
    attribute: str,
    words: tuple[str, ...],
    request: pytest.FixtureRequest,
) -> None:
    scene: Scene = request.getfixturevalue(type_name.partition("_")[0])
    scene.configure({type_name: {"this": values}})
    refused(scene.workspace.validate(), attribute, *words, address=f"{type_name}.this")
    assert list(scene.box.log) == []


def test_each_forbidden_character_of_a_tanium_name_is_named(tanium: Scene) -> None:
    users = {f"u{number}": {"name": f"a{character}b"} for number, character in enumerate("/\\[]:;|=,+*?<>")}
    tanium.configure({"tanium_user": users})
    result = tanium.workspace.validate()
    for label, user in users.items():
        refused(result, "name", f"must not contain {user['name'][1]} ", address=f"tanium_user.{label}")
    assert len(result.errors) == len(users)


@pytest.mark.parametrize(
    ("type_name", "values", "attribute", "words"),
    [
        ("tanium_user", {"name": "ada", "roles": ["Analist"]}, "roles", ("'Analist'", "'Analyst'")),
        ("tanium_user", {"name": "ada", "roles": ["analyst"]}, "roles", ("'Analyst'", "letter by letter")),
        ("tanium_user", {"name": "ada", "computer_groups": ["Lapptops"]}, "computer_groups", ("'Laptops'",)),
        ("tanium_user", {"name": "ada", "content_sets": ["Nothing"]}, "content_sets", ("Base", "Default")),
        ("tanium_role_binding", {"user_id": "1", "role": "Analist"}, "role", ("'Analist'", "'Analyst'")),
        ("splunk_user", {**ADA, "roles": ["powr"]}, "roles", ("'powr'", "'power'")),
        ("splunk_user", {**ADA, "roles": ["Power"]}, "roles", ("'Power'", "'power'", "letter by letter")),
        ("splunk_role", {"name": "x", "imported_roles": ["usr"]}, "imported_roles", ("'user'",)),
        ("splunk_role_binding", {"user": "admin", "role": "Power"}, "role", ("'Power'", "'power'")),
        ("splunk_saml_group", {"name": "x", "roles": ["Admin"]}, "roles", ("'admin'",)),
    ],
)
def test_an_unknown_name_is_refused_in_the_plan_with_the_nearest(
    type_name: str,
    values: dict[str, Any],
    attribute: str,
    words: tuple[str, ...],
    request: pytest.FixtureRequest,
) -> None:
    scene: Scene = request.getfixturevalue(type_name.partition("_")[0])
    scene.configure({type_name: {"this": values}})
    refused(scene.workspace.plan(), attribute, "Unknown", *words, address=f"{type_name}.this")
    assert scene.writes() == []


def test_an_ambiguous_role_is_refused(tanium: Scene) -> None:
    twin = tanium.box.store.roles.add("Analyst")
    tanium.configure({"tanium_user": {"this": {"name": "ada", "roles": ["Analyst"]}}})
    refused(tanium.workspace.plan(), "roles", "ambiguous", str(twin.id))
    assert tanium.writes() == []


def test_an_ambiguous_import_names_the_candidates(tanium: Scene) -> None:
    tokens = [tanium.box.store.add_token(tanium.box.store.administrator, "twin", 7) for _ in range(2)]
    tanium.configure({"tanium_api_token": {"this": {"name": "twin"}}})
    result = tanium.workspace.import_("tanium_api_token.this", "name=twin")
    assert result.code == 1
    assert all(str(token.id) in result.stderr for token in tokens)
    assert tanium.workspace.state() == {}


def test_a_role_of_the_same_run_is_known(splunk: Scene) -> None:
    splunk.configure(
        {
            "splunk_role": {"new": {"name": "hunters"}},
            "splunk_user": {
                "this": {"name": "ada", "password_wo": "Correct-Horse-1", "roles": ["${splunk_role.new.name}", "user"]}
            },
        }
    )
    splunk.workspace.apply().ok()
    assert splunk.box.store.user("ada").roles == ["hunters", "user"]
    assert splunk.workspace.plan().code == 0


def test_what_exists_is_refused_with_the_way_to_import_it(either: Scene) -> None:
    existing = either.box.store.add_user("ada")
    key = str(getattr(existing, "id", existing.name))
    kind = f"{either.box.name}_user"
    password = {"password_wo": "Correct-Horse-1", "roles": ["user"]} if either.box.name == "splunk" else {}
    either.configure({kind: {"this": {"name": "ada", **password}}})
    result = either.workspace.apply()
    refused(result, "name", "already exists", f"terraform import {kind}", key, address=f"{kind}.this")
    assert either.writes() == []
    assert either.workspace.state() == {}


@pytest.mark.parametrize(
    ("type_name", "given", "words"),
    [
        ("tanium_user", "12345", ("no tanium_user", "name=12345")),
        ("tanium_user", "name=nobody", ("no tanium_user",)),
        ("tanium_role_binding", "Analyst", ("<user_id>/<role>",)),
        ("splunk_user", "nobody", ("no splunk_user",)),
        ("splunk_role_binding", "admin/nothing", ("no splunk_role_binding",)),
    ],
)
def test_an_import_of_nothing_says_so(
    type_name: str, given: str, words: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    scene: Scene = request.getfixturevalue(type_name.partition("_")[0])
    scene.workspace.write(f'resource "{type_name}" "this" {{}}\n{_requirements(scene)}')
    result = scene.workspace.import_(f"{type_name}.this", given)
    assert result.code == 1
    said = " ".join(result.stderr.replace("│", " ").split())
    assert all(word in said for word in words), result.stderr
    assert scene.workspace.state() == {}


def _requirements(scene: Scene) -> str:
    source = f'{{ source = "rolecall/{scene.box.name}", version = "{version()}" }}'
    return f"terraform {{\n  required_providers {{\n    {scene.box.name} = {source}\n  }}\n}}\n"
