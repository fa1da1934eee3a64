"""The life of a provider process: how it starts, whom it lets in, when it ends."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import grpc
import pytest
from cryptography import x509

from rolecall.runtime.protocol import handshake
from rolecall.runtime.protocol.grpc import certificates
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from tests.runtime.protocol.harness import (
    TOY,
    Client,
    open_channel,
    raw,
    read_handshake,
    running,
    start,
    wait_for,
    wire,
)
from tests.runtime.protocol.things import KIND, NULL, thing
from tests.runtime.protocol.toy import schemas
from tests.runtime.protocol.toy.store import objects_in


def calls(store: Path) -> list[str]:
    path = store / "calls.log"
    return path.read_text().splitlines() if path.exists() else []


def slow_create(channel: grpc.Channel) -> Any:
    """A create that takes a second, on its way."""
    config = wire(KIND, thing(name="slow"))
    request = pb.ApplyResourceChange.Request(
        type_name="toy_thing", prior_state=NULL, planned_state=config, config=config
    )
    return raw(channel, "/tfplugin6.Provider/ApplyResourceChange").future(request.SerializeToString(), timeout=20)


def test_started_by_hand_it_says_who_starts_it(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != handshake.COOKIE_NAME}
    found = subprocess.run(
        [sys.executable, TOY], env=environment | {"TOY_STORE": str(tmp_path)}, capture_output=True, text=True
    )
    assert found.returncode == 1
    assert found.stdout == ""
    assert "rolecall/toy" in found.stderr
    assert "rolecall mirror" in found.stderr
    assert "Traceback" not in found.stderr


def test_without_terraforms_certificate_it_does_not_start(tmp_path: Path) -> None:
    process = start(tmp_path, certificates.create(), PLUGIN_CLIENT_CERT="")
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (1, b"")
    assert b"PLUGIN_CLIENT_CERT" in err


def test_the_certificate_is_a_valid_one() -> None:
    identity = certificates.create()
    parsed = x509.load_pem_x509_certificate(identity.certificate_pem)
    parsed.verify_directly_issued_by(parsed)
    names = parsed.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost"]
    assert parsed.public_key().public_numbers().curve.name == "secp256r1"  # type: ignore[union-attr] # it is an EC key
    assert certificates.create().certificate != identity.certificate
    assert "PRIVATE" not in repr(identity)


def test_the_socket_is_private_and_goes_with_the_process(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as parent, running(tmp_path, TMPDIR=parent) as client:
        directory = client.path.parent
        assert directory.parent == Path(parent)
        assert directory.stat().st_mode & 0o777 == 0o700
        assert [item.name for item in directory.iterdir()] == ["s"]  # no key, no certificate
        assert client.call("GetMetadata").resources
        client.shutdown()
        assert client.process.wait(20) == 0
        assert not directory.exists()
    assert calls(tmp_path)[-1] == "closed"


def test_a_long_temporary_directory_does_not_matter(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 90)
    deep.mkdir()
    with running(tmp_path, TMPDIR=str(deep)) as client:
        assert client.call("GetMetadata").resources


def refused(path: str, pem: bytes, identity: certificates.Identity) -> bool:
    with open_channel(path, pem, identity) as channel:
        try:
            raw(channel, "/tfplugin6.Provider/GetMetadata")(b"", timeout=5)
        except grpc.RpcError as error:
            return bool(error.code() == grpc.StatusCode.UNAVAILABLE)
    return False


def test_only_the_announced_client_gets_in(tmp_path: Path) -> None:
    right, wrong = certificates.create(), certificates.create()
    process = start(tmp_path, right)
    try:
        path, pem = read_handshake(process)
        assert refused(path, pem, wrong)
        assert refused(path, pem, certificates.Identity(right.certificate, wrong.key_pem))
        anonymous = grpc.ssl_channel_credentials(pem)
        with (
            grpc.secure_channel(f"unix:{path}", anonymous, [("grpc.ssl_target_name_override", "localhost")]) as channel,
            pytest.raises(grpc.RpcError),
        ):
            raw(channel, "/tfplugin6.Provider/GetMetadata")(b"", timeout=5)
        with grpc.insecure_channel(f"unix:{path}") as channel, pytest.raises(grpc.RpcError):
            raw(channel, "/tfplugin6.Provider/GetMetadata")(b"", timeout=5)
        # And all of that was no harm to whom it waits for.
        with open_channel(path, pem, right) as channel:
            assert Client(process, path, channel).call("GetMetadata").resources
    finally:
        process.kill()
        process.communicate()


def test_logs_are_json_lines_without_secrets(tmp_path: Path) -> None:
    identity = certificates.create()
    process = start(tmp_path, identity, TF_LOG="TRACE")
    try:
        path, pem = read_handshake(process)
        with open_channel(path, pem, identity) as channel:
            client = Client(process, path, channel)
            config = {"url": "https://toy.example", "api_token": "token-in-the-block"}
            client.call("ConfigureProvider", config=wire(schemas.PROVIDER.schema.type, config))
            client.shutdown()
        _, err = process.communicate(timeout=20)
    finally:
        process.kill()
    lines = [json.loads(line) for line in err.splitlines()]
    assert all({"@level", "@message", "@module", "@timestamp"} <= line.keys() for line in lines)
    configured = next(line for line in lines if line["@message"] == "configured")
    assert (configured["url"], configured["token"]) == ("https://toy.example", "(secret)")
    assert b"token-in-the-block" not in err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP, signal.SIGTERM])
def test_a_signal_does_not_cut_a_call_short(tmp_path: Path, number: signal.Signals) -> None:
    with running(tmp_path) as client:
        pending = slow_create(client.channel)
        wait_for(tmp_path / "sleeping")
        client.process.send_signal(number)
        # SIGTERM asks to stop; the other two are for Terraform, which asks by itself.
        assert (b"The rest was left out." in pending.result()) == (number == signal.SIGTERM)
        assert client.call("GetMetadata").resources
    assert list(objects_in(tmp_path)) == ["1"]


def test_stop_is_heard_while_calls_run(tmp_path: Path) -> None:
    with running(tmp_path) as client:
        pending = slow_create(client.channel)
        wait_for(tmp_path / "sleeping")
        assert client.call("StopProvider").Error == ""
        assert b"The rest was left out." in pending.result()


def test_shutdown_waits_for_the_call_that_runs(tmp_path: Path) -> None:
    with running(tmp_path) as client:
        pending = slow_create(client.channel)
        wait_for(tmp_path / "sleeping")
        client.shutdown()
        assert pending.result()
        client.process.wait(20)
    assert calls(tmp_path) == ["create", "stop", "closed"]


PARENT = """
import signal, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE)
print(process.pid, process.stdout.readline().decode(), flush=True)
signal.pause()
"""


def test_it_ends_when_terraform_is_killed_and_finishes_what_runs(tmp_path: Path) -> None:
    identity = certificates.create()
    terraform = start(tmp_path, identity, command=[sys.executable, "-c", PARENT, sys.executable, str(TOY)])
    assert terraform.stdout is not None
    number, line = terraform.stdout.readline().decode().split(maxsplit=1)
    try:
        _, _, _, path, _, encoded = line.strip().split("|")
        pem = certificates.Identity(handshake_certificate(encoded), b"").certificate_pem
        with open_channel(path, pem, identity) as channel:
            pending = slow_create(channel)
            wait_for(tmp_path / "sleeping")
            terraform.kill()
            terraform.communicate()
            assert b"The rest was left out." in pending.result()
            deadline = time.monotonic() + 20
            while alive(int(number)):
                assert time.monotonic() < deadline, "the provider outlives Terraform"
                time.sleep(0.05)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(number), signal.SIGKILL)
    assert calls(tmp_path) == ["create", "stop", "closed"]
    assert not Path(path).parent.exists()


def handshake_certificate(encoded: str) -> bytes:
    import base64

    return base64.b64decode(encoded + "=" * (-len(encoded) % 4))


def alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    # A process whose parent died may stay behind as a zombie where nobody reaps it.
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True)
    return found.stdout.strip()[:1] not in ("", "Z")


def test_under_a_debugger_it_prints_how_to_attach(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != handshake.COOKIE_NAME}
    process = subprocess.Popen(
        [sys.executable, TOY, "--debug"], env=environment | {"TOY_STORE": str(tmp_path)}, stdout=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        text = "".join(process.stdout.readline().decode() for _ in range(3))
        value = json.loads(text.partition("TF_REATTACH_PROVIDERS='")[2].rpartition("'")[0])["rolecall/toy"]
        assert (value["Pid"], value["ProtocolVersion"], value["Test"]) == (process.pid, 6, True)
        with grpc.insecure_channel(f"unix:{value['Addr']['String']}") as channel:
            assert Client(process, value["Addr"]["String"], channel).call("GetMetadata").resources
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.communicate()
    assert not Path(value["Addr"]["String"]).parent.exists()
