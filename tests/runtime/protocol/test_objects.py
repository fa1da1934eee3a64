from __future__ import annotations

from typing import Any

import msgpack
import pytest

from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.protocol.codec.messages import attribute_path, deferred, diagnostic
from rolecall.runtime.protocol.codec.msgpack_json import CodecError
from rolecall.runtime.protocol.codec.objects import ObjectCodec, required
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from rolecall.runtime.secrets import redact, register_secret
from rolecall.runtime.values.unknown import UNKNOWN
from tests.runtime.protocol.harness import null_object, value, wire
from tests.runtime.protocol.things import KIND
from tests.runtime.protocol.toy import schemas


def test_write_only_values_are_received_and_never_sent() -> None:
    thing = ObjectCodec(schemas.THING)
    given = null_object(
        KIND,
        name="x",
        password_wo="only-written",
        parts=[{"kind": "k", "pin_wo": "1234-5678", "counts": None}],
    )
    received = thing.receive(wire(KIND, given))
    assert received == given
    without = given | {"password_wo": None, "parts": [{"kind": "k", "pin_wo": None, "counts": None}]}
    assert value(KIND, thing.send(received)) == without
    assert thing.receive_state(wire(KIND, given)) == without


def test_an_unknown_write_only_value_is_not_sent_either() -> None:
    sent = ObjectCodec(schemas.THING).send(null_object(KIND, name="x", password_wo=UNKNOWN))
    assert value(KIND, sent)["password_wo"] is None


def test_null_stays_null() -> None:
    thing = ObjectCodec(schemas.THING)
    assert thing.receive(thing.send(None)) is None
    assert thing.receive_state(pb.DynamicValue()) is None
    with pytest.raises(CodecError):
        required(thing.receive(thing.send(None)))


def test_json_is_received_as_well() -> None:
    received = ObjectCodec(schemas.IDENTITY).receive(pb.DynamicValue(json=b'{"id": "7"}'))
    assert received == {"id": "7"}


@pytest.mark.parametrize("received", [True, False])
def test_sensitive_values_become_secrets(received: bool) -> None:
    mark = f"passing-by-{received}"
    thing = ObjectCodec(schemas.THING)
    given = null_object(
        KIND,
        name="a shed",
        secret=f"secret-{mark}",
        password_wo=f"password-{mark}",
        parts=[{"kind": "a kind", "pin_wo": f"pin-{mark}", "counts": None}],
    )
    if received:
        thing.receive(wire(KIND, given))
    else:
        thing.send(given)
    text = f"a shed a kind secret-{mark} password-{mark} pin-{mark}"
    assert redact(text) == "a shed a kind (secret) (secret) (secret)"


def test_a_state_that_does_not_fit_is_sent_as_far_as_it_fits() -> None:
    findings: list[Diagnostic] = []
    broken: dict[str, Any] = null_object(KIND, id="7", name="x", size="large", labels={"a": 1}) | {"unheard_of": 1}
    sent = msgpack.unpackb(ObjectCodec(schemas.THING).send_state(broken, findings).msgpack)
    assert (sent["id"], sent["name"], sent["size"], sent["labels"]) == ("7", "x", None, None)
    assert sorted(item.path for item in findings) == [("labels", "a"), ("size",), ("unheard_of",)]
    assert all(item.severity == "error" and "large" not in item.detail for item in findings)


def steps(message: pb.AttributePath) -> list[tuple[str | None, Any]]:
    return [(kind := step.WhichOneof("selector"), getattr(step, kind or "")) for step in message.steps]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("name",), [("attribute_name", "name")]),
        (
            ("parts", 2, "kind"),
            [("attribute_name", "parts"), ("element_key_int", 2), ("attribute_name", "kind")],
        ),
        (("labels", "team"), [("attribute_name", "labels"), ("element_key_string", "team")]),
        (("pair", "left"), [("attribute_name", "pair"), ("attribute_name", "left")]),
        (("roles", 0), [("attribute_name", "roles")]),
        (("nowhere", 1, "x"), [("attribute_name", "nowhere"), ("element_key_int", 1), ("attribute_name", "x")]),
    ],
)
def test_a_path_by_its_type(path: tuple[str | int, ...], expected: list[tuple[str, Any]]) -> None:
    assert steps(attribute_path(path, KIND)) == expected


def test_a_diagnostic_has_no_secret_and_only_valid_text() -> None:
    register_secret("in-the-detail")
    sent = diagnostic(Diagnostic("warning", "Bad \ud800", "It is in-the-detail."))
    assert (sent.severity, sent.summary, sent.detail) == (pb.Diagnostic.WARNING, "Bad \ufffd", "It is (secret).")
    assert not sent.HasField("attribute")


def test_deferrals_have_their_reasons() -> None:
    assert deferred(None) is None
    found = deferred("provider_config_unknown")
    assert found is not None
    assert found.reason == pb.Deferred.PROVIDER_CONFIG_UNKNOWN
