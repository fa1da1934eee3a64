"""Entra: synchronization schemas, which are replaced whole."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import httpx
import pytest

from tests.runtime.resources.boxes import EntraBox

Change = Callable[[dict[str, Any]], Any]


class Schema:
    """The schema of one job."""

    def __init__(self, box: EntraBox, graph: httpx.Client, principal: str) -> None:
        job = box.change("job.create", principal=principal)["id"]
        self.graph = graph
        self.path = f"/servicePrincipals/{principal}/synchronization/jobs/{job}/schema"

    def get(self) -> dict[str, Any]:
        document: dict[str, Any] = self.graph.get(self.path).json()
        return document

    def put(self, document: Any) -> httpx.Response:
        return self.graph.put(self.path, json=document)


@pytest.fixture
def schema(entra: EntraBox, graph: httpx.Client, principal: str) -> Schema:
    return Schema(entra, graph, principal)


def mappings(document: dict[str, Any], kind: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document["synchronizationRules"][0]["objectMappings"][kind]["attributeMappings"]
    return found


def source(expression: str, kind: str = "Function", name: str = "") -> dict[str, Any]:
    return {"type": kind, "expression": expression, "name": name, "parameters": []}


def scope(operator: str, name: str, *values: str) -> dict[str, Any]:
    clause = {"operatorName": operator, "sourceOperandName": name, "targetOperand": {"values": list(values)}}
    return {"groups": [{"name": "scope", "clauses": [clause]}]}


def test_it_starts_with_the_mappings_of_the_guide(schema: Schema) -> None:
    document = schema.get()
    matching = {row["targetAttributeName"]: row["matchingPriority"] for row in mappings(document)}
    assert matching == {"userName": 1, "active": 0, "displayName": 0, "externalId": 0}
    matching = {row["targetAttributeName"]: row["matchingPriority"] for row in mappings(document, 1)}
    assert matching == {"displayName": 1, "externalId": 0, "members": 0}
    names = [row["name"] for row in document["synchronizationRules"][0]["objectMappings"]]
    assert names == [
        "Synchronize Microsoft Entra users to Tanium SSO",
        "Synchronize Microsoft Entra groups to Tanium SSO",
    ]
    kinds = {row["name"]: [kind["name"] for kind in row["objects"]] for row in document["directories"]}
    assert kinds == {"Azure Active Directory": ["User", "Group"], "Tanium SSO": ["User", "Group"]}


def test_what_is_put_back_unchanged_is_the_same_but_for_its_version(schema: Schema) -> None:
    before = schema.get()
    assert schema.put(before).status_code == 204
    after = schema.get()
    assert after.pop("version") != before.pop("version")
    assert after == before


def test_a_careless_put_loses_what_it_leaves_out(schema: Schema) -> None:
    document = schema.get()
    rule = document["synchronizationRules"][0]
    rule["objectMappings"] = rule["objectMappings"][:1]
    rule["metadata"] = None
    assert schema.put({**document, "synchronizationRules": [rule]}).status_code == 204
    kept = schema.get()
    assert len(kept["synchronizationRules"]) == 1
    assert len(kept["synchronizationRules"][0]["objectMappings"]) == 1
    assert kept["synchronizationRules"][0]["metadata"] == []
    assert schema.put({"directories": document["directories"]}).status_code == 204
    assert schema.get()["synchronizationRules"] == []


def test_a_put_without_directories_bears_no_mappings(schema: Schema) -> None:
    document = schema.get()
    refused = schema.put({"synchronizationRules": document["synchronizationRules"]})
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "InvalidSchema")
    assert "'Azure Active Directory' is not defined" in refused.json()["error"]["message"]


def test_delete_resets_it(schema: Schema) -> None:
    before = schema.get()
    schema.put({})
    assert schema.get()["directories"] == []
    assert schema.graph.delete(schema.path).status_code == 204
    assert schema.get() == before


def test_the_server_fills_in_and_rewrites(schema: Schema) -> None:
    document = schema.get()
    mappings(document).append(
        {"targetAttributeName": "title", "source": {"type": "Function", "expression": 'ToUpper( [jobTitle] ,"" )'}}
    )
    mappings(document)[2] = {"targetAttributeName": "displayName", "source": {"name": "mail"}}
    assert schema.put(document).status_code == 204
    filled = mappings(schema.get())
    assert filled[4]["source"]["expression"] == "ToUpper([jobTitle], )"
    assert [pair["key"] for pair in filled[4]["source"]["parameters"]] == ["source", "culture"]
    assert (filled[4]["flowType"], filled[4]["flowBehavior"], filled[4]["matchingPriority"]) == (
        "Always",
        "FlowWhenChanged",
        0,
    )
    assert filled[2]["source"] == {"expression": "[mail]", "name": "mail", "type": "Attribute", "parameters": []}


def mapped(target: str, of: dict[str, Any] | None) -> Change:
    return lambda document: mappings(document).append({"targetAttributeName": target, "source": of})


def scoped(filter: dict[str, Any]) -> Change:
    return lambda document: document["synchronizationRules"][0]["objectMappings"][0].update(scope=filter)


def unmatched(document: dict[str, Any]) -> None:
    mappings(document)[0]["matchingPriority"] = 0


def renamed(document: dict[str, Any]) -> None:
    document["synchronizationRules"][0]["objectMappings"][0]["targetObjectName"] = "Person"


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (mapped("colour", source("[mail]", "Attribute", "mail")), "target attribute 'colour' does not exist"),
        (mapped("userName", source("[mail]", "Attribute", "mail")), "'userName' is mapped twice"),
        (mapped("title", source("", "Attribute", "colour")), "The attribute 'colour' does not exist"),
        (mapped("title", source("Shout([mail])")), "The function 'Shout' does not exist"),
        (mapped("title", source("ToLower([colour])")), "The attribute 'colour' does not exist"),
        (mapped("title", source("ToLower()")), "does not take 0 parameters"),
        (mapped("title", source("ToLower([mail]")), "end too early"),
        (mapped("title", source("ToLower [mail]")), "parentheses"),
        (mapped("title", source("ToLower([mail]) x")), "Unexpected 'x'"),
        (mapped("title", source("^")), "Unexpected character"),
        (mapped("title", source("[mail]")), "is no Function"),
        (mapped("title", None), "has no source"),
        (mapped("title", {"type": "Guess"}), "is not one of Attribute, Constant, Function"),
        (scoped(scope("LIKE", "mail", "x")), "operator 'LIKE' does not exist"),
        (scoped(scope("EQUALS", "colour", "x")), "names 'colour'"),
        (scoped(scope("IS TRUE", "mail")), "'IS TRUE' does not fit 'mail', which is of type String"),
        (scoped(scope("Greater_Than", "mail", "1")), "does not fit"),
        (scoped(scope("EQUALS", "mail")), "takes a value"),
        (scoped(scope("IS NULL", "mail", "x")), "takes no value"),
        (scoped(scope("REGEX MATCH", "mail", "(")), "no regular expression"),
        (scoped({"groups": [{"name": "x", "clauses": []}]}), "no clauses"),
        (unmatched, "no attribute is used for matching"),
        (renamed, "defines no object 'Person'"),
        (lambda document: document["directories"].pop(), "'Tanium SSO' is not defined"),
        (lambda document: document["synchronizationRules"][0].update(colour="red"), "property 'colour'"),
        (lambda document: document["synchronizationRules"][0].update(priority="1"), "is not of type Int32"),
        (lambda document: document["synchronizationRules"][0].update(editable="yes"), "is not of type Boolean"),
        (lambda document: document["synchronizationRules"][0].update(objectMappings={}), "is not a collection"),
        (lambda document: mappings(document)[0].update(flowType="Sometimes"), "is not one of Always"),
        (
            lambda document: document["synchronizationRules"][0]["objectMappings"][0].update(flowTypes="Add,Grow"),
            "is not made of",
        ),
        (lambda document: document.update(synchronizationRules=["x"]), "is not an object"),
    ],
)
def test_schemas_that_are_refused(schema: Schema, change: Change, text: str) -> None:
    before = schema.get()
    document = deepcopy(before)
    change(document)
    answer = schema.put(document)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "InvalidSchema")
    assert text in answer.json()["error"]["message"]
    assert schema.get() == before


def test_operators_and_functions_are_listed(schema: Schema) -> None:
    operators = {row["id"]: row for row in schema.graph.get(f"{schema.path}/filterOperators()").json()["value"]}
    assert operators["IS TRUE"]["arity"] == "Unary"
    assert "String" not in operators["Greater_Than"]["supportedAttributeTypes"]
    functions = {row["id"]: row for row in schema.graph.get(f"{schema.path}/functions()").json()["value"]}
    assert [row["name"] for row in functions["ToLower"]["parameters"]] == ["source", "culture"]
    assert functions["Join"]["parameters"][-1]["allowMultipleOccurrences"]


def test_expressions_are_parsed(schema: Schema) -> None:
    def parse(expression: str, **properties: str) -> dict[str, Any]:
        body: dict[str, Any] = {"expression": expression}
        if properties:
            rows = [{"key": key, "value": value} for key, value in properties.items()]
            body["testInputObject"] = {"definition": None, "properties": rows}
        answer: dict[str, Any] = schema.graph.post(f"{schema.path}/parseExpression", json=body).json()
        return answer

    done = parse('Append(ToLower([mailNickname]), "@example.com")', mailNickname="JDoe")
    assert (done["parsingSucceeded"], done["evaluationResult"]) == (True, ["jdoe@example.com"])
    assert done["parsedExpression"]["parameters"][0]["value"]["name"] == "ToLower"
    failed = parse("Shout([mail])")
    assert (failed["parsingSucceeded"], failed["parsedExpression"]) == (False, None)
    assert "Shout" in failed["error"]["message"]


def test_the_template_has_a_schema_too(schema: Schema, principal: str) -> None:
    path = f"/servicePrincipals/{principal}/synchronization/templates/scim"
    assert schema.graph.get(path).json()["factoryTag"] == "scim"
    template = schema.graph.get(f"{path}/schema").json()
    assert template["synchronizationRules"] == schema.get()["synchronizationRules"]
    assert schema.graph.get(f"{path.removesuffix('scim')}workday").status_code == 404


def test_somebody_else_changes_it(entra: EntraBox, schema: Schema, principal: str) -> None:
    document = schema.get()
    mappings(document)[3]["source"] = {"name": "objectId"}
    entra.change("schema.set", principal=principal, document=document)
    assert mappings(schema.get())[3]["source"]["expression"] == "[objectId]"
