"""Calls about managed resources: plan, apply, read, upgrade, import and move."""

from __future__ import annotations

import json

import pytest

from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from rolecall.runtime.values.unknown import UNKNOWN
from tests.runtime.protocol.harness import Client, value, wire
from tests.runtime.protocol.things import KIND, NULL, TYPE, create, identity, thing


def test_the_life_of_a_resource(client: Client) -> None:
    created = create(client, name="life", roles=["b", "a"], size=12345678901234567890, password_wo="pass-word")
    assert not created.diagnostics
    state = value(KIND, created.new_state)
    assert state == thing(
        id=state["id"], name="life", roles=["a", "b"], size=12345678901234567890, active=True, revision=1
    )
    assert created.private == b"planned."
    assert created.new_identity == identity(state["id"])

    read = client.call("ReadResource", **TYPE, current_state=created.new_state, private=created.private,
                       current_identity=created.new_identity)  # fmt: skip
    assert (read.new_state, read.private, read.new_identity) == (
        created.new_state, created.private, created.new_identity)  # fmt: skip

    config = wire(KIND, thing(name="renamed"))
    proposed = wire(KIND, state | {"name": "renamed", "roles": None, "size": None})
    planned = client.call("PlanResourceChange", **TYPE, prior_state=read.new_state, proposed_new_state=proposed,
                          config=config, prior_private=read.private, prior_identity=read.new_identity)  # fmt: skip
    assert value(KIND, planned.planned_state)["revision"] is UNKNOWN
    assert [path.steps[0].attribute_name for path in planned.requires_replace] == ["name"]
    assert planned.planned_identity == read.new_identity
    updated = client.call("ApplyResourceChange", **TYPE, prior_state=read.new_state,
                          planned_state=planned.planned_state, config=config, planned_private=planned.planned_private,
                          planned_identity=planned.planned_identity)  # fmt: skip
    assert value(KIND, updated.new_state)["revision"] == 2

    doomed = client.call("PlanResourceChange", **TYPE, prior_state=updated.new_state, proposed_new_state=NULL,
                         config=NULL)  # fmt: skip
    assert value(KIND, doomed.planned_state) is None
    gone = client.call("ApplyResourceChange", **TYPE, prior_state=updated.new_state, planned_state=NULL, config=NULL)
    assert value(KIND, gone.new_state) is None
    after = client.call("ReadResource", **TYPE, current_state=updated.new_state)
    assert value(KIND, after.new_state) is None


def test_a_failed_create_leaves_no_state_and_a_failed_update_the_prior_one(client: Client) -> None:
    failed = create(client, name="raise", password_wo="pass-phrase")
    assert value(KIND, failed.new_state) is None
    assert "ValueError during ApplyResourceChange" in failed.diagnostics[0].detail
    assert "pass-phrase" not in str(failed)

    made = create(client, name="fine")
    prior = made.new_state
    changed = wire(KIND, value(KIND, prior) | {"name": "raise"})
    failed = client.call("ApplyResourceChange", **TYPE, prior_state=prior, planned_state=changed, config=changed,
                         planned_private=b"kept", planned_identity=made.new_identity)  # fmt: skip
    assert (failed.new_state, failed.private, failed.new_identity) == (prior, b"kept", made.new_identity)
    assert failed.diagnostics


def test_a_created_object_is_kept_even_when_its_state_does_not_fit(client: Client) -> None:
    created = create(client, name="misfit", password_wo="pass-words")
    state = value(KIND, created.new_state)
    assert state["id"]
    assert (state["size"], state["password_wo"]) == (None, None)
    assert len(created.diagnostics) == 2


def test_stored_state_is_upgraded(client: Client) -> None:
    stored = {**thing(id="1", roles=["b", "a"], size=12345678901234567890), "title": "old"}
    del stored["name"]
    upgraded = client.call("UpgradeResourceState", **TYPE, version=0,
                           raw_state=pb.RawState(json=json.dumps(stored).encode()))  # fmt: skip
    assert value(KIND, upgraded.upgraded_state) == thing(
        id="1", name="old", roles=["a", "b"], size=12345678901234567890
    )
    raw = pb.RawState(json=b'{"id": "9"}')
    moved = client.call("UpgradeResourceIdentity", **TYPE, version=0, raw_identity=raw)
    assert moved.upgraded_identity == identity("9")


@pytest.mark.parametrize("raw", [pb.RawState(flatmap={"id": "1"}), pb.RawState(json=b"[]"), pb.RawState(json=b"{")])
def test_stored_state_that_cannot_be_read_is_a_finding(client: Client, raw: pb.RawState) -> None:
    answer = client.call("UpgradeResourceState", **TYPE, version=1, raw_state=raw)
    assert [item.severity for item in answer.diagnostics] == [pb.Diagnostic.ERROR]


def test_import_by_id_and_by_identity(client: Client) -> None:
    created = create(client, name="found")
    number = value(KIND, created.new_state)["id"]
    for asked in ({"id": number}, {"identity": identity(number)}):
        (imported,) = client.call("ImportResourceState", **TYPE, **asked).imported_resources
        assert (imported.type_name, imported.state, imported.identity) == (
            "toy_thing", created.new_state, identity(number))  # fmt: skip
    missing = client.call("ImportResourceState", **TYPE, id="4711")
    assert not missing.imported_resources
    assert missing.diagnostics[0].summary == "No such thing"
    config = client.call("GenerateResourceConfig", **TYPE, state=created.new_state)
    assert value(KIND, config.config) == thing(name="found", active=True)


def test_move_from_another_type(client: Client) -> None:
    created = create(client, name="moved")
    number = value(KIND, created.new_state)["id"]
    moved = client.call(
        "MoveResourceState",
        source_provider_address="terraform.io/builtin/terraform",
        source_type_name="terraform_data",
        source_state=pb.RawState(json=json.dumps({"input": {"value": number, "type": "string"}}).encode()),
        target_type_name="toy_thing",
    )
    assert (moved.target_state, moved.target_identity) == (created.new_state, identity(number))
