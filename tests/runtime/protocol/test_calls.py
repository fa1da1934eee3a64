"""The protocol from a client that is not ours (grpcio): what there is, and calls of all kinds but managed resources."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
import pytest

from rolecall.runtime.protocol.dispatch import CALLS, STREAMS
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from rolecall.specification.types import NUMBER, STRING
from tests.runtime.protocol.harness import Client, raw, value, wire
from tests.runtime.protocol.things import KIND, NULL, TYPE, create, thing
from tests.runtime.protocol.toy import schemas


def test_what_there_is(client: Client) -> None:
    metadata = client.call("GetMetadata")
    assert [item.type_name for item in metadata.resources] == ["toy_thing"]
    assert [item.type_name for item in metadata.ephemeral_resources] == ["toy_session"]
    assert [item.type_name for item in metadata.actions] == ["toy_ring"]
    assert [item.name for item in metadata.functions] == ["join_id"]
    schema = client.call("GetProviderSchema")
    assert metadata.server_capabilities == schema.server_capabilities
    assert [item.name for item in schema.provider.block.attributes] == ["url", "api_token"]
    block = schema.resource_schemas["toy_thing"].block
    assert [item.name for item in block.attributes] == [item.name for item in schemas.THING.attributes]
    (bell, pin) = schema.action_schemas["toy_ring"].schema.block.attributes
    assert (bell.name, bell.required, pin.sensitive) == ("bell", True, True)
    attributes = {item.name: item for item in block.attributes}
    assert json.loads(attributes["roles"].type) == ["set", "string"]
    assert attributes["parts"].nested_type.nesting == pb.Schema.Object.LIST
    assert not attributes["parts"].type
    assert [item.write_only for item in attributes["parts"].nested_type.attributes] == [False, True, False]
    assert attributes["old"].deprecation_message == "Use `name`."
    assert json.loads(getattr(schema.functions["join_id"], "return").type) == "string"
    assert client.call("GetFunctions").functions == schema.functions
    (declared,) = client.call("GetResourceIdentitySchemas").identity_schemas["toy_thing"].identity_attributes
    assert (declared.name, declared.required_for_import, declared.optional_for_import) == ("id", True, False)


def test_every_call_is_answered_or_known_not_to_be(client: Client) -> None:
    offered = {method.name for method in pb.DESCRIPTOR.services_by_name["Provider"].methods}
    assert offered == {*CALLS, *STREAMS}
    unoffered = raw(client.channel, "/tfplugin6.Provider/ValidateStateStoreConfig")
    with pytest.raises(grpc.RpcError) as caught:
        unoffered(b"", timeout=20)
    assert caught.value.code() == grpc.StatusCode.UNIMPLEMENTED
    assert list(raw(client.channel, "/plugin.GRPCStdio/StreamStdio", "stream")(b"", timeout=20)) == []


def test_a_data_source(client: Client) -> None:
    created = value(KIND, create(client, name="looked-up").new_state)
    kind = schemas.READING.type
    config = wire(kind, {"name": "looked-up"})
    assert not client.call("ValidateDataResourceConfig", **TYPE, config=config).diagnostics
    assert value(kind, client.call("ReadDataSource", **TYPE, config=config).state)["id"] == created["id"]
    (finding,) = client.call("ReadDataSource", **TYPE, config=wire(kind, {"name": "nobody"})).diagnostics
    assert finding.attribute.steps[0].attribute_name == "name"


def test_an_ephemeral_resource(client: Client) -> None:
    kind = schemas.SESSION.type
    config = wire(kind, {"username": "u"})
    named = {"type_name": "toy_session"}
    assert not client.call("ValidateEphemeralResourceConfig", **named, config=config).diagnostics
    opened = client.call("OpenEphemeralResource", **named, config=config)
    assert value(kind, opened.result) == {"username": "u", "token": "issued-once-4711"}
    assert opened.private == b"handle"
    assert opened.HasField("renew_at")
    renewed = client.call("RenewEphemeralResource", **named, private=opened.private)
    assert renewed.private == b"handle+"
    assert renewed.renew_at.ToJsonString() == "2040-01-02T00:00:00Z"
    assert not client.call("CloseEphemeralResource", **named, private=renewed.private).diagnostics


def test_a_function(client: Client) -> None:
    def join(left: str, right: Any) -> Any:
        return client.call("CallFunction", name="join_id", arguments=[wire(STRING, left), wire(NUMBER, right)])

    assert value(STRING, join("a", 2.5).result) == "a/2.5"
    assert (join("", 1).error.text, join("", 1).error.function_argument) == ("left is empty", 0)
    assert not join("a", 1).HasField("error")
    unheard_of = client.call("CallFunction", name="nothing")
    assert "KeyError" in unheard_of.error.text


def test_a_listing(client: Client) -> None:
    for name in ("list-a", "list-b"):
        create(client, name=name)
    config = wire(schemas.LISTING.type, {"prefix": "list-"})
    assert not client.call("ValidateListResourceConfig", **TYPE, config=config).diagnostics
    rows = client.rows(**TYPE, config=config, include_resource_object=True)
    assert [row.display_name for row in rows] == ["list-a", "list-b"]
    assert [value(KIND, row.resource_object)["name"] for row in rows] == ["list-a", "list-b"]
    assert all(row.HasField("identity") for row in rows)
    bare = client.rows(**TYPE, config=config)
    assert not any(row.HasField("resource_object") for row in bare)


def test_a_listing_that_fails_says_so_after_its_rows(client: Client) -> None:
    create(client, name="raise-not")
    rows = client.rows(**TYPE, config=wire(schemas.LISTING.type, {"prefix": "raise"}))
    assert [row.display_name for row in rows] == ["raise-not", ""]
    assert "RuntimeError during ListResource" in rows[-1].diagnostic[0].detail


def ring(bell: str) -> Any:
    return wire(schemas.RING.type, {"bell": bell, "pin": "pin-of-the-bell-4711"})


def test_an_action_is_checked_planned_and_told_line_by_line(client: Client) -> None:
    (missing,) = client.call("ValidateActionConfig", type_name="toy_ring", config=ring("")).diagnostics
    assert missing.attribute.steps[0].attribute_name == "bell"
    planned = client.call("PlanAction", action_type="toy_ring", config=ring("cracked"))
    assert [item.summary for item in planned.diagnostics] == ["It is cracked"]
    *told, end = client.events("InvokeAction", action_type="toy_ring", config=ring("cracked"))
    assert [item.WhichOneof("type") for item in told] == ["progress", "progress"]
    assert "cracked rings" in told[0].progress.message
    assert "\x1b" not in told[0].progress.message
    assert "4711" not in str(told)
    assert [item.summary for item in end.completed.diagnostics] == ["It sounded bad"]


def test_an_action_that_fails_ends_with_a_finding(client: Client) -> None:
    told, end = client.events("InvokeAction", action_type="toy_ring", config=ring("raise"))
    assert told.progress.message.startswith("raise rings")
    assert "RuntimeError during InvokeAction" in end.completed.diagnostics[0].detail
    (unknown,) = client.events("InvokeAction", action_type="toy_bang", config=ring("x"))
    assert "Unknown action toy_bang" in unknown.completed.diagnostics[0].summary


def test_a_message_of_many_megabytes(client: Client) -> None:
    roles = [f"role-{number:07d}-{'x' * 44}" for number in range(100_000)]
    config = wire(KIND, thing(name="large", roles=roles))
    assert len(config.msgpack) > 5_600_000
    assert not client.call("ValidateResourceConfig", **TYPE, config=config).diagnostics
    planned = client.call("PlanResourceChange", **TYPE, prior_state=NULL, proposed_new_state=config, config=config)
    assert value(KIND, planned.planned_state)["roles"] == roles


def test_many_calls_at_once(client: Client, tmp_path: Path) -> None:
    sizes = [0, 10, 1_000, 70_000, 400_000]

    def plan(number: int) -> bool:
        config = thing(name=f"n{number}", secret="s" * sizes[number % len(sizes)])
        message = wire(KIND, config)
        answer = client.call("PlanResourceChange", **TYPE, prior_state=NULL, proposed_new_state=message, config=message)
        return bool(value(KIND, answer.planned_state)["name"] == config["name"])

    with ThreadPoolExecutor(50) as pool:
        assert all(pool.map(plan, range(400)))
