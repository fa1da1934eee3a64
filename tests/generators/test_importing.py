"""Published API descriptions become the ones that generators read, and newer ones tell what they risk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generators.importing.document import Document
from generators.importing.operations import description
from generators.input.openapi import load_description
from generators.input.yaml_source import DefinitionError
from tests.generators.acme import changed, imported


def test_what_is_asked_for_is_taken_and_nothing_else(published: Path) -> None:
    code, output = imported(published, "--operations", "listUsers,createUser")
    assert code == 0
    found = load_description(output)
    assert sorted(found.operations) == ["createUser", "listUsers"]
    assert found.base_path == "/api"
    listed, created = found.operations["listUsers"], found.operations["createUser"]
    assert [each.name for each in listed.parameters] == ["limit"]
    assert listed.media_type == "application/vnd.acme+json"
    assert created.body is not None and created.answer is not None
    assert created.body.properties.keys() == created.answer.properties.keys()
    assert created.body.required == {"login"}
    assert {name: (each.kind, each.header) for name, each in found.schemes.items()} == {
        "key": ("apiKey", "X-Key"),
        "oauth": ("bearer", "Authorization"),
    }
    text = output.read_text()
    assert "Words of the vendor" not in text and "Unused" not in text and "unused" not in text


def test_alternatives_become_one_object_with_the_members_of_all(published: Path) -> None:
    _, output = imported(published, "--paths", "/users")
    body = load_description(output).operations["createUser"].body
    assert body is not None
    contact = body.properties["contact"]
    assert contact.properties.keys() == {"kind", "address", "number"}
    assert contact.required == {"kind"}
    assert contact.properties["kind"].enum == ("mail", "phone")
    assert body.properties["state"].enum == ("ON", "OFF")
    assert body.properties["either"].kind == ""
    assert body.properties["boss"].properties == {}, "what contains itself ends"


@pytest.mark.parametrize(
    "schema",
    [
        {"allOf": [{"$ref": "#/components/schemas/Named"}, {"required": ["id", "nick"], "properties": {"nick": {}}}]},
        {"allOf": [{"$ref": "#/components/schemas/Named"}], "properties": {"nick": {}}, "required": ["id", "nick"]},
        {"allOf": [{"$ref": "#/components/schemas/Named"}, {"properties": {"nick": {}}}], "required": ["id", "nick"]},
        {"allOf": [{"required": ["id", "nick"]}, {"$ref": "#/components/schemas/Named"}, {"properties": {"nick": {}}}]},
        {"allOf": [{"$ref": "#/components/schemas/Must"}, {"$ref": "#/components/schemas/Named"}]},
        {"$ref": "#/components/schemas/Named", "properties": {"nick": {}}, "required": ["id", "nick"]},
        {
            "properties": {"id": {}, "nick": {}, "mail": {}, "phone": {}},
            "oneOf": [{"required": ["id", "nick", "mail"]}, {"required": ["nick", "phone", "id"]}],
        },
    ],
    ids=["beside others", "beside allOf", "apart", "before", "by reference", "beside a reference", "in alternatives"],
)
def test_what_is_required_need_not_be_described_in_the_same_part(schema: Any, published: Path) -> None:
    def change(data: Any) -> None:
        data["components"]["schemas"]["Must"] = {"required": ["id", "nick", "nobody"], "properties": {"nick": {}}}
        content = {"application/json": {"schema": schema}}
        data["components"]["requestBodies"]["User"]["content"] = content

    changed(published, change)
    code, output = imported(published, "--operations", "createUser")
    body = load_description(output).operations["createUser"].body
    assert code == 0 and body is not None
    assert body.required == {"id", "nick"}


def test_a_member_that_an_extension_requires_now_is_told(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(published, "--operations", "createUser")
    changed(published, lambda data: data["components"]["schemas"]["User"]["allOf"][1]["required"].append("id"))
    capsys.readouterr()
    code, _ = imported(published, "--check")
    assert (code, "createUser: body: `id` became required" in capsys.readouterr().out) == (1, True)


def test_where_it_comes_from_is_recorded_and_taken_again(published: Path) -> None:
    _, output = imported(published, "--operations", "createUser")
    recorded = yaml.safe_load(output.read_text())["x-imported"]
    assert recorded["source"] == "acme.json" and len(recorded["sha256"]) == 64
    first = output.read_text()
    assert imported(published) == (0, output)
    assert output.read_text() == first


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: data["paths"]["/users"].pop("post"), "createUser: operation gone"),
        (
            lambda data: data["components"]["schemas"]["User"]["allOf"][1].pop("required"),
            "createUser: answer: `login` became optional",
        ),
        (
            lambda data: data["components"]["schemas"]["User"]["allOf"][1]["required"].append("nick"),
            "createUser: body: `nick` became required",
        ),
        (
            lambda data: data["components"]["schemas"]["User"]["allOf"][1]["properties"]["state"]["enum"].remove("OFF"),
            "createUser: body: `state`: enum lost 'OFF'",
        ),
        (
            lambda data: data["components"]["schemas"]["User"]["allOf"][1]["properties"].pop("nick"),
            "createUser: answer: `nick` gone",
        ),
        (
            lambda data: data["components"]["schemas"]["Named"].update(
                required=["key"], properties={"key": {"type": "string"}}
            ),
            "createUser: body: new required member `key`",
        ),
        (
            lambda data: data["paths"]["/users"]["get"]["parameters"][0].update(required=True),
            "listUsers: query parameter `limit` became required",
        ),
        (
            lambda data: data["paths"]["/users"]["get"]["parameters"][0]["schema"].update(maximum=20),
            "listUsers: query parameter `limit`: maximum was 50, is 20",
        ),
        (
            lambda data: data["components"]["schemas"]["User"]["allOf"][1]["properties"]["nick"].update(format="uuid"),
            "createUser: body: `nick`: format was nothing, is 'uuid'",
        ),
        (
            lambda data: data["servers"][0].update(url="https://acme.example.com/api/v3"),
            "all paths begin with /api/v3 now, and began with /api",
        ),
        (
            lambda data: data["components"]["securitySchemes"]["key"].update(name="X-Other"),
            "security scheme key: was apiKey in X-Key, is apiKey in X-Other",
        ),
        (
            lambda data: data["paths"]["/users"]["get"].update(security=[]),
            "listUsers: authentication was 'asked for', is nothing",
        ),
    ],
)
def test_a_newer_document_tells_what_it_risks(
    published: Path, capsys: pytest.CaptureFixture[str], change: Any, told: str
) -> None:
    imported(published, "--operations", "listUsers,createUser")
    changed(published, change)
    capsys.readouterr()
    code, output = imported(published, "--check")
    shown = capsys.readouterr()
    assert told in shown.out + shown.err
    assert code == 1
    assert yaml.safe_load(output.read_text())["x-imported"]["sha256"] != Document(published).sha256


def test_an_operation_that_is_gone_hides_no_other_change(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(data: Any) -> None:
        del data["paths"]["/users"]["post"]
        data["paths"]["/users"]["get"]["parameters"][0].update(required=True)

    imported(published, "--operations", "listUsers,createUser")
    changed(published, change)
    capsys.readouterr()
    code, output = imported(published)
    told = capsys.readouterr().out.splitlines()
    assert (code, told[0]) == (1, "createUser: operation gone")
    assert "listUsers: query parameter `limit` became required" in told
    assert imported(published) == (0, output), "what is gone is told once"


@pytest.mark.parametrize(
    ("change", "problem", "expected"),
    [
        (lambda data: data.update(openapi="2.0"), "openapi is '2.0'", "3.0 or 3.1"),
        (lambda data: data.pop("openapi"), "it has no `openapi`", "3.0 or 3.1"),
        (
            lambda data: data["components"]["requestBodies"]["User"]["content"].pop("application/json"),
            "the body of createUser is text/xml",
            "JSON or a form",
        ),
        (lambda data: data["components"].pop("schemas"), "leads nowhere", "one of"),
    ],
)
def test_a_document_that_cannot_be_used_says_why(published: Path, change: Any, problem: str, expected: str) -> None:
    changed(published, change)
    with pytest.raises(DefinitionError) as caught:
        description(Document(published), ["createUser"])
    assert problem in caught.value.problem and expected in caught.value.expected


def test_an_operation_that_is_not_there_names_the_nearest(published: Path) -> None:
    with pytest.raises(DefinitionError, match="'createUser'"):
        description(Document(published), ["creatUser"])
