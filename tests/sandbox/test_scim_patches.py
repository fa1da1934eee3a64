"""PATCH in the SCIM sandbox: RFC 7644 section 3.5.2, and the habits of Entra and Okta."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from rolecall.sandbox.scim.store import Resource
from tests.runtime.resources.scim_people import ScimBox
from tests.sandbox.scim_bodies import ENTERPRISE, PATCH, USER, body, op

WORK = {"value": "babs@example.com", "type": "work", "primary": True}
HOME = {"value": "babs@example.org", "type": "home"}
OTHER = {"value": "babs@example.net", "type": "other", "primary": True}
BEFORE: dict[str, Any] = {
    "name": {"givenName": "Barbara", "familyName": "Jensen"},
    "title": "Guide",
    "emails": [WORK, HOME],
    ENTERPRISE: {"department": "Tours", "manager": {"value": "26118915"}},
}


def babs(box: ScimBox) -> Resource:
    box.change("user.create", user_name="bjensen", **BEFORE)
    return box.store.users.find("bjensen")


@pytest.mark.parametrize(
    ("clause", "operation", "after"),
    [
        ("3.5.2.1 add, a new attribute", op("add", "nickName", "Babs"), {"nickName": "Babs"}),
        ("3.5.2.1 add, one that is there is replaced", op("add", "title", "Boss"), {"title": "Boss"}),
        (
            "3.5.2.1 add, no path",
            op("add", value={"nickName": "Babs", "emails": [OTHER]}),
            {"nickName": "Babs", "emails": [{**WORK, "primary": False}, HOME, OTHER]},
        ),
        (
            "3.5.2.1 add, complex: sub-attributes are added",
            op("add", "name", {"middleName": "J"}),
            {"name": {"givenName": "Barbara", "familyName": "Jensen", "middleName": "J"}},
        ),
        (
            "3.5.2.1 add, values: a new primary ends the old",
            op("add", "emails", [OTHER]),
            {"emails": [{**WORK, "primary": False}, HOME, OTHER]},
        ),
        ("3.5.2.1 add, a value that is there", op("add", "emails", [HOME]), {}),
        ("3.5.2.1 add, what is there", op("add", "title", "Guide"), {}),
        ("3.5.2.1 add, one value instead of a list", op("add", "emails", HOME), {}),
        (
            "3.5.2.1 add, filtered",
            op("add", 'emails[type eq "home"]', {"display": "Babs"}),
            {"emails": [WORK, {**HOME, "display": "Babs"}]},
        ),
        (
            "3.5.2.1 add, extension",
            op("add", f"{ENTERPRISE}:division", "South"),
            {ENTERPRISE: {**BEFORE[ENTERPRISE], "division": "South"}},
        ),
        (
            "3.5.2.1 add, the extension's URN as the path",
            op("add", ENTERPRISE, {"division": "South"}),
            {ENTERPRISE: {**BEFORE[ENTERPRISE], "division": "South"}},
        ),
        (
            "3.5.2.1 add, the extension's URN in a value without a path",
            op("add", value={ENTERPRISE: {"division": "South"}}),
            {ENTERPRISE: {**BEFORE[ENTERPRISE], "division": "South"}},
        ),
        ("3.5.2.2 remove, an attribute", op("remove", "title"), {"title": None}),
        ("3.5.2.2 remove, one that is not there", op("remove", "nickName"), {}),
        ("3.5.2.2 remove, a sub-attribute", op("remove", "name.givenName"), {"name": {"familyName": "Jensen"}}),
        ("3.5.2.2 remove, all values", op("remove", "emails"), {"emails": None}),
        ("3.5.2.2 remove, filtered values", op("remove", 'emails[type eq "work"]'), {"emails": [HOME]}),
        ("3.5.2.2 remove, filtered values, none meant", op("remove", 'emails[type eq "x"]'), {}),
        (
            "3.5.2.2 remove, a sub-attribute of filtered values",
            op("remove", 'emails[type eq "work" and value ew "example.com"].primary'),
            {"emails": [{"value": "babs@example.com", "type": "work"}, HOME]},
        ),
        ("3.5.2.2 remove, the last value", op("remove", "emails[value pr]"), {"emails": None}),
        (
            "3.5.2.2 remove, extension attribute",
            op("remove", f"{ENTERPRISE}:manager"),
            {ENTERPRISE: {"department": "Tours"}},
        ),
        ("3.5.2.2 remove, extension", op("remove", ENTERPRISE), {ENTERPRISE: None}),
        ("3.5.2.3 replace, one attribute", op("replace", "title", "Boss"), {"title": "Boss"}),
        ("3.5.2.3 replace, one that is not there", op("replace", "nickName", "Babs"), {"nickName": "Babs"}),
        ("3.5.2.3 replace, null unsets", op("replace", "title", None), {"title": None}),
        ("3.5.2.3 replace, an empty list unsets", op("replace", "emails", []), {"emails": None}),
        ("3.5.2.3 replace, all values", op("replace", "emails", [OTHER]), {"emails": [OTHER]}),
        (
            "3.5.2.3 replace, no path",
            op("replace", value={"emails": [HOME], "title": "Boss"}),
            {"emails": [HOME], "title": "Boss"},
        ),
        (
            "3.5.2.3 replace, complex: only what is named",
            op("replace", "name", {"givenName": "Babs"}),
            {"name": {"givenName": "Babs", "familyName": "Jensen"}},
        ),
        (
            "3.5.2.3 replace, a sub-attribute",
            op("replace", "name.givenName", "Babs"),
            {"name": {"givenName": "Babs", "familyName": "Jensen"}},
        ),
        (
            "3.5.2.3 replace, a sub-attribute of filtered values",
            op("replace", 'emails[type eq "work"].value', "new@example.com"),
            {"emails": [{**WORK, "value": "new@example.com"}, HOME]},
        ),
        (
            "3.5.2.3 replace, filtered values",
            op("replace", 'emails[type eq "home"]', {"value": "new@example.org", "primary": True}),
            {"emails": [{**WORK, "primary": False}, {"value": "new@example.org", "type": "home", "primary": True}]},
        ),
        ("3.10 a path with the URN of the core schema", op("replace", f"{USER}:title", "Boss"), {"title": "Boss"}),
        ("3.10 a path whatever its case", op("replace", "NAME.GivenName", "Babs"), {"name.givenName": "Babs"}),
        ("Entra: capitalised operation", op("Replace", "title", "Boss"), {"title": "Boss"}),
        ("Entra: active as text", op("Replace", "active", "False"), {"active": False}),
        (
            "Entra: paths as names in a value",
            op("Replace", value={"name.givenName": "Babs", f"{ENTERPRISE}:division": "South", "active": "False"}),
            {"name.givenName": "Babs", ENTERPRISE: {**BEFORE[ENTERPRISE], "division": "South"}, "active": False},
        ),
        (
            "Entra: add to a value that is not there yet",
            op("Add", 'phoneNumbers[type eq "mobile"].value', "+1"),
            {"phoneNumbers": [{"type": "mobile", "value": "+1"}]},
        ),
        ("Okta: a value with the id in it", op("replace", value={"id": "x", "title": "Boss"}), {"title": "Boss"}),
        ("Okta: deactivate", op("replace", value={"active": False}), {"active": False}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_patch(
    scim: ScimBox, scim_api: httpx.Client, clause: str, operation: dict[str, Any], after: dict[str, Any]
) -> None:
    user = babs(scim)
    before = scim_api.get(f"/Users/{user.id}").json()
    answer = scim_api.patch(f"/Users/{user.id}", json=body(operation))
    assert answer.status_code == 200, answer.text
    expected: dict[str, Any] = {**before, "name": dict(before["name"])}
    for name, value in after.items():
        if name == "name.givenName":
            expected["name"]["givenName"] = value
        elif value is None:
            del expected[name]
        else:
            expected[name] = value
    expected["schemas"] = [USER] if ENTERPRISE not in expected else [USER, ENTERPRISE]
    changed = answer.json()
    assert (changed["meta"] == before["meta"]) == (not after), "lastModified moves when something changes, only then"
    assert {**changed, "meta": None} == {**expected, "meta": None}, clause
    assert scim_api.get(f"/Users/{user.id}").json() == changed


@pytest.mark.parametrize(
    ("clause", "operation", "scim_type"),
    [
        ("no such operation", op("move", "title", "x"), "invalidSyntax"),
        ("no operation", {"path": "title"}, "invalidSyntax"),
        ("unknown attribute", op("replace", "shoeSize", 42), "invalidPath"),
        ("unknown attribute without a path", op("replace", value={"shoeSize": 42}), "invalidPath"),
        ("a path that is none", op("replace", "emails[", "x"), "invalidFilter"),
        ("a path that ends too late", op("replace", "title title", "x"), "invalidPath"),
        ("a filter on a single value", op("replace", 'title[value eq "x"]', "x"), "invalidPath"),
        ("a filter that is none", op("replace", "emails[type is work]", "x"), "invalidFilter"),
        ("unknown sub-attribute behind a filter", op("replace", "emails[type pr].size", "x"), "invalidPath"),
        ("3.5.2.2 remove without a path", op("remove"), "noTarget"),
        ("3.5.2.2 remove what is required", op("remove", "userName"), "mutability"),
        ("3.5.2.2 remove what is read-only", op("remove", "groups"), "mutability"),
        ("3.5.2.3 replace filtered values, none meant", op("replace", 'emails[type eq "x"].value', "x"), "noTarget"),
        ("add filtered values, none meant and none to be made", op("add", "ims[type pr].value", "x"), "noTarget"),
        ("add without a value", op("add", "title"), "invalidValue"),
        ("add without path and object", op("add", value="x"), "invalidValue"),
        ("a value of another type", op("replace", "title", 5), "invalidValue"),
        ("a text that is no boolean", op("replace", "active", "no"), "invalidValue"),
        ("what is required set to null", op("replace", "userName", None), "invalidValue"),
        ("what is read-only", op("replace", "meta.version", "x"), "mutability"),
        ("id", op("replace", "id", "x"), "mutability"),
        ("two primary values", op("replace", "emails", [WORK, OTHER]), "invalidValue"),
        ("two primary values by a filter", op("replace", "emails[value pr].primary", True), "invalidValue"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_operation_changes_nothing(
    scim: ScimBox, scim_api: httpx.Client, clause: str, operation: dict[str, Any], scim_type: str
) -> None:
    """RFC 7644 section 3.5.2: a PATCH is atomic, also when an earlier operation was right."""
    user = babs(scim)
    before = scim_api.get(f"/Users/{user.id}").json()
    answer = scim_api.patch(f"/Users/{user.id}", json=body(op("replace", "title", "Boss"), operation))
    assert (answer.status_code, answer.json()["scimType"]) == (400, scim_type), clause
    assert scim_api.get(f"/Users/{user.id}").json() == before


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"schemas": [PATCH]},
        {"schemas": [PATCH], "Operations": []},
        {"Operations": [{"op": "remove", "path": "title"}]},
    ],
)
def test_a_body_that_is_no_patch(scim: ScimBox, scim_api: httpx.Client, wrong: dict[str, Any]) -> None:
    answer = scim_api.patch(f"/Users/{babs(scim).id}", json=wrong)
    assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidSyntax")


def test_a_patch_cannot_take_another_users_name(scim: ScimBox, scim_api: httpx.Client) -> None:
    answer = scim_api.patch(f"/Users/{babs(scim).id}", json=body(op("replace", "userName", "USER00001")))
    assert (answer.status_code, answer.json()["scimType"]) == (409, "uniqueness")


def test_an_empty_answer_unless_attributes_are_asked_for(scim: ScimBox, scim_api: httpx.Client) -> None:
    """RFC 7644 section 3.5.2: 204, or 200 with the body, and 200 always when `attributes` is given."""
    scim.options.patch_answer = "empty"
    path = f"/Users/{babs(scim).id}"
    empty = scim_api.patch(path, json=body(op("replace", "title", "Boss")))
    assert (empty.status_code, empty.content) == (204, b"")
    assert scim_api.get(path).json()["title"] == "Boss"
    full = scim_api.patch(path, params={"attributes": "title"}, json=body(op("replace", "title", "Chief")))
    assert (full.status_code, full.json()["title"]) == (200, "Chief")


def test_a_password_in_a_patch_stays_out_of_the_log(scim: ScimBox, scim_api: httpx.Client) -> None:
    path = f"/Users/{babs(scim).id}"
    for operation in (op("replace", "password", "S3cret!"), op("replace", value={"password": "S3cret!"})):
        assert "password" not in scim_api.patch(path, json=body(operation)).json()
    assert scim.store.users.find("bjensen").values["password"] == "S3cret!"
    assert "S3cret" not in str([event.dump() for event in scim.log])


def test_texts_are_no_booleans_when_the_server_is_strict(scim: ScimBox, scim_api: httpx.Client) -> None:
    scim.options.text_booleans = False
    answer = scim_api.patch(f"/Users/{babs(scim).id}", json=body(op("Replace", "active", "False")))
    assert answer.json()["scimType"] == "invalidValue"


def test_deactivation_as_entra_and_okta_do_it(scim: ScimBox, scim_api: httpx.Client) -> None:
    one = scim.store.users.find("user00001")
    found = scim_api.get("/Users", params={"filter": 'userName eq "user00001"', "startIndex": "1", "count": "100"})
    assert [row["id"] for row in found.json()["Resources"]] == [one.id]
    row = found.json()["Resources"][0]
    assert scim_api.put(f"/Users/{one.id}", json={**row, "active": False}).json()["active"] is False
    assert scim_api.patch(f"/Users/{one.id}", json=body(op("Replace", "active", "True"))).json()["active"] is True
    assert scim_api.patch(f"/Users/{one.id}", json=body(op("replace", value={"active": False}))).status_code == 200
    assert one.values["active"] is False
