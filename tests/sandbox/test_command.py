"""`python -m sandbox`, in a process of its own."""

from __future__ import annotations

import shlex
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

import sandbox
from sandbox import start
from sandbox.__main__ import main


def test_it_prints_environment_lines_serves_and_stops_on_ctrl_c() -> None:
    command = [sys.executable, "-m", "sandbox", "tanium", "splunk", "--seed", "3", "--latency", "0.001"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        lines = [process.stdout.readline() for _ in range(6)]
        exported = [shlex.split(line) for line in lines[:5]]
        values = dict(pair.split("=", 1) for word, pair in exported if word == "export")
        assert list(values) == [
            "TANIUM_URL",
            "TANIUM_API_TOKEN",
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


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["acme"], "no vendor 'acme'; there are tanium, splunk"),
        (["tanium", "--tls-cert", "x.pem"], "belong together"),
        (["tanzu", "--tls-client-ca", "x.pem"], "needs --tls-cert"),
        (["tanium", "--seed", "-1"], "cannot be negative"),
        (["entra", "--option", "groups=1"], "is not VENDOR.NAME=VALUE"),
        (["entra", "--option", "tanium.clamp=1"], "'tanium' is not started here"),
        (["entra", "--option", "entra.colour=red"], "no option 'colour'"),
        (["entra", "--option", "entra.groups=many"], "option 'groups' takes int"),
        (["tanium", "--port", "many"], "invalid int value"),
    ],
)
def test_wrong_arguments_are_told_why(arguments: list[str], text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert text in capsys.readouterr().err


def test_the_options_of_a_vendor_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["entra", "okta", "--rules"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("entra\n\nThe rules that can be changed")
    assert "- `lag_reads`: how many reads" in text
    assert "\n\nokta\n\n" in text


def test_options_are_given_at_the_start() -> None:
    command = [sys.executable, "-m", "sandbox", "entra", "--seed", "4"]
    command += [
        "--option",
        "entra.groups=2",
        "--option",
        "entra.secrets_put=replace",
        "--option",
        "entra.early_writes=[]",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        exported = [shlex.split(process.stdout.readline())[1].split("=", 1) for _ in range(5)]
        url = dict(exported)["ENTRA_GRAPH_URL"]
        options = httpx.get(f"{url}/__sandbox__/options").json()
        state = httpx.get(f"{url}/__sandbox__/state").json()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    assert (options["groups"], options["secrets_put"], options["early_writes"]) == (2, "replace", [])
    assert (len(state["users"]), len(state["groups"])) == (4, 2)


def test_a_taken_port_is_told() -> None:
    with start("tanium") as box:
        command = [sys.executable, "-m", "sandbox", "splunk", "--port", str(box.port)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert f"cannot start splunk on port {box.port}" in done.stderr


def test_it_needs_nothing_but_the_standard_library_and_itself() -> None:
    """Without site-packages nothing else can be imported; of this project only the sandbox is."""
    root = Path(sandbox.__file__).parents[1]
    code = (
        f"import sys; sys.path.insert(0, {str(root)!r}); import sandbox.__main__; "
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "sandbox" in loaded
    assert loaded.isdisjoint({"providers", "stacks", "generators", "jobs", "rolecall", "httpx", "yaml"})
