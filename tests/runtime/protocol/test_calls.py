"""Every call of the protocol, from a client that is not ours (grpcio) to a provider process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
import pytest

from rolecall.runtime.protocol.dispatch import CALLS, STREAMS
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.types import NUMBER, STRING
from tests.runtime.protocol.harness import Client, null_object, raw, running, value, wire
from tests.runtime.protocol.toy import schemas

KIND = schemas.THING.type
NULL = wire(KIND, None)
TYPE = {"type_name": "toy_thing"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with running(tmp_path_factory.mktemp("store")) as client:
        yield client


def thing(**given: Any) -> dict[str, Any]:
    return null_object(KIND, **given)


def identity(number: str) -> pb.ResourceIdentityData:
    return pb.ResourceIdentityData(identity_data=wire(schemas.IDENTITY.type, {"id": number}))


def create(client: Client, **given: Any) -> Any:
    config = wire(KIND, thing(**given))
    planned = client.call("PlanResourceChange", **TYPE, prior_state=NULL, proposed_new_state=config, config=config)
    return client.call(
        "ApplyResourceChange",
        **TYPE,
        prior_state=NULL,
        planned_state=planned.planned_state,
        planned_private=planned.planned_private,
        config=config,
    )


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


def test_findings_have_their_place(client: Client) -> None:
    config = thing(name="", parts=[{"kind": "ok"}, {"kind": "bad"}], labels={"bad": "x"})
    answer = client.call("ValidateResourceConfig", **TYPE, config=wire(KIND, config))
    found = [(item.severity, item.summary, [str(step).strip() for step in item.attribute.steps])
             for item in answer.diagnostics]  # fmt: skip
    assert found == [
        (pb.Diagnostic.ERROR, "Empty name", ['attribute_name: "name"']),
        (pb.Diagnostic.ERROR, "Bad kind", ['attribute_name: "parts"', "element_key_int: 1", 'attribute_name: "kind"']),
        (pb.Diagnostic.WARNING, "Bad label", ['attribute_name: "labels"', 'element_key_string: "bad"']),
    ]


def test_unknown_configuration_is_no_error(client: Client) -> None:
    config = thing(name=UNKNOWN, roles=UNKNOWN, labels={"a": UNKNOWN}, parts=[{"kind": UNKNOWN, "counts": [UNKNOWN]}])
    assert not client.call("ValidateResourceConfig", **TYPE, config=wire(KIND, config)).diagnostics
    planned = client.call(
        "PlanResourceChange", **TYPE, prior_state=NULL, proposed_new_state=wire(KIND, config), config=wire(KIND, config)
    )
    assert value(KIND, planned.planned_state)["parts"] == [{"kind": UNKNOWN, "pin_wo": None, "counts": [UNKNOWN]}]
    unknown_provider = wire(schemas.PROVIDER.schema.type, {"url": UNKNOWN, "api_token": UNKNOWN})
    assert not client.call("ConfigureProvider", config=unknown_provider).diagnostics


def test_write_only_needs_a_terraform_that_knows_it(client: Client) -> None:
    config = wire(KIND, thing(name="x", password_wo="given-but-stored"))
    old = client.call("ValidateResourceConfig", **TYPE, config=config)
    assert [item.attribute.steps[0].attribute_name for item in old.diagnostics] == ["password_wo"]
    new = client.call(
        "ValidateResourceConfig",
        **TYPE,
        config=config,
        client_capabilities=pb.ClientCapabilities(write_only_attributes_allowed=True),
    )
    assert not new.diagnostics


@pytest.mark.parametrize(("name", "exception"), [("raise", "KeyError"), ("exit", "SystemExit")])
def test_an_exception_is_a_finding_without_values(client: Client, name: str, exception: str) -> None:
    config = wire(KIND, thing(name=name, secret="never-to-be-seen"))
    (finding,) = client.call("ValidateResourceConfig", **TYPE, config=config).diagnostics
    assert finding.severity == pb.Diagnostic.ERROR
    assert f"{exception} during ValidateResourceConfig" in finding.detail
    assert "rpc/validate_resource_config.py:" in finding.detail
    assert "never-to-be-seen" not in str(finding)


def test_a_secret_in_a_finding_is_not_shown(client: Client) -> None:
    config = wire(KIND, thing(name="leak", password_wo="hunter2hunter2"))
    finding = client.call("ValidateResourceConfig", **TYPE, config=config).diagnostics[0]
    assert finding.detail == "The password (secret) is bad."


def test_an_unknown_type_is_a_finding(client: Client) -> None:
    (finding,) = client.call("ReadResource", type_name="toy_nothing", current_state=NULL).diagnostics
    assert finding.summary == "Unknown resource type toy_nothing"


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
