"""Findings as Terraform gets them: their place, and never a secret."""

from __future__ import annotations

import pytest

from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from rolecall.runtime.values.unknown import UNKNOWN
from tests.runtime.protocol.harness import Client, value, wire
from tests.runtime.protocol.things import KIND, NULL, TYPE, thing
from tests.runtime.protocol.toy import schemas


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
