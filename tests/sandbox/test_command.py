"""`python -m rolecall.sandbox`, in a process of its own."""

from __future__ import annotations

import dataclasses
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from rolecall import sandbox
from rolecall.sandbox import start
from rolecall.sandbox.__main__ import main


def test_it_prints_environment_lines_serves_and_stops_on_ctrl_c() -> None:
    command = [sys.executable, "-m", "rolecall.sandbox", "tanium", "splunk", "--seed", "3", "--latency", "0.001"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        lines = [process.stdout.readline() for _ in range(7)]
        exported = [shlex.split(line) for line in lines[:6]]
        values = dict(pair.split("=", 1) for word, pair in exported if word == "export")
        assert list(values) == [
            "TANIUM_URL",
            "TANIUM_API_TOKEN",
            "TANIUM_API_DIALECT",
            "SPLUNK_URL",
            "SPLUNK_USERNAME",
            "SPLUNK_PASSWORD",
        ]
        headers = {"session": values["TANIUM_API_TOKEN"]}
        users = httpx.get(f"{values['TANIUM_URL']}/api/v2/users", headers=headers).json()["data"]
        assert [user["name"] for user in users[1:]] == ["user00001", "user00002", "user00003"]
        auth = (values["SPLUNK_USERNAME"], values["SPLUNK_PASSWORD"])
        assert httpx.get(f"{values['SPLUNK_URL']}/services/authentication/users", auth=auth).status_code == 200
        assert httpx.get(f"{values['SPLUNK_URL']}/__sandbox__/options").json()["latency"] == 0.001
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        assert process.stderr.read() == ""


def test_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"], prog="rolecall sandbox")
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert text.startswith("usage: rolecall sandbox")
    assert "export TANIUM_URL" in text
    assert "/__sandbox__/change" in text


def test_options_are_the_vendors_rules() -> None:
    command = [sys.executable, "-m", "rolecall.sandbox", "scim", "tanium", "--seed", "2"]
    command += ["--option", "scim.flavour=splunk", "--option", "scim.largest_page=1", "--option", "tanium.clamp=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        words = [shlex.split(process.stdout.readline())[1] for _ in range(6)]
        values = dict(word.split("=", 1) for word in words)
        assert values["SCIM_VENDOR"] == "splunk"
        headers = {"Authorization": f"Bearer {values['SCIM_TOKEN']}"}
        assert httpx.get(f"{values['SCIM_URL']}/Users", headers=headers).json()["itemsPerPage"] == 1
        headers = {"session": values["TANIUM_API_TOKEN"]}
        assert len(httpx.get(f"{values['TANIUM_URL']}/api/v2/users", headers=headers).json()["data"]) == 1
        process.send_signal(signal.SIGINT)


@pytest.mark.parametrize("vendor", sandbox.VENDORS)
def test_options_are_told(vendor: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([vendor, "--list-options"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"{vendor}: ")
    fields = dataclasses.fields(_options(vendor))
    assert [field.name for field in fields if f"`{field.name}`" not in text] == []


def _options(vendor: str) -> Any:
    with start(vendor) as box:
        return box.options


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["acme"], "no vendor 'acme'; there are tanium, splunk"),
        (["tanium", "--tls-cert", "x.pem"], "belong together"),
        (["tanzu", "--tls-client-ca", "x.pem"], "needs --tls-cert"),
        (["tanium", "--seed", "-1"], "cannot be negative"),
        (["tanium", "--port", "many"], "invalid int value"),
        (["scim", "--option", "flavour=acme"], "there are generic, tanium, splunk, tmc"),
        (["scim", "--option", "flavour"], "--option takes VENDOR.NAME=VALUE"),
        (["scim", "tanium", "--option", "flavour=tanium"], "--option takes VENDOR.NAME=VALUE"),
        (["scim", "--option", "tanium.clamp=5"], "--option takes VENDOR.NAME=VALUE"),
        (["scim", "--option", "patch=maybe"], "option 'patch' takes bool, not 'maybe'"),
    ],
)
def test_wrong_arguments_are_told_why(arguments: list[str], text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert text in capsys.readouterr().err


def test_a_taken_port_is_told() -> None:
    with start("tanium") as box:
        command = [sys.executable, "-m", "rolecall.sandbox", "splunk", "--port", str(box.port)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert f"cannot start splunk on port {box.port}" in done.stderr


def test_it_needs_nothing_but_the_standard_library_and_itself() -> None:
    """Without site-packages nothing else can be imported; of this project only the sandbox is."""
    root = Path(sandbox.__file__).parents[2]
    code = (
        f"import sys; sys.path.insert(0, {str(root)!r}); import rolecall.sandbox.__main__; "
        "print(*sorted({'.'.join(name.split('.')[:2]) for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "rolecall.sandbox" in loaded
    assert {name for name in loaded if name.startswith("rolecall.")} == {"rolecall.sandbox"}
    assert loaded.isdisjoint({"providers", "stacks", "generators", "httpx", "yaml"})
