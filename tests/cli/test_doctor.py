"""What `rolecall doctor` says about a machine and about vendors, and its exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rolecall.cli.repository.vendors import VENDORS
from rolecall.cli.toolchain.cdk import CDKS
from rolecall.runtime import shims
from rolecall.runtime.probe import probe
from rolecall.sandbox import Fault, start
from tests.cli.command_lines import with_command_line

ROLECALL = Path(sys.executable).with_name("rolecall")
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def vendors() -> Iterator[dict[str, str]]:
    """The environment that leads to two stand-in vendors."""
    with start("tanium") as tanium, start("splunk") as splunk:
        yield {**tanium.environment, **splunk.environment}


def doctor(*arguments: str, **environ: str) -> tuple[int, dict[str, dict[str, Any]], str]:
    """Run the command without any vendor in the environment but the given; return code, checks by name, output."""
    base = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TANIUM_", "SPLUNK_", "TANZU_", "TF_"))
    }
    done = subprocess.run(
        [ROLECALL, "doctor", "--json", *arguments],
        env={**base, "HOME": "/nonexistent", **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    answer = json.loads(done.stdout)
    assert answer["ok"] == (done.returncode == 0)
    return done.returncode, {check["name"]: check for check in answer["checks"]}, done.stdout


def test_a_machine_without_vendors_is_fine_and_told_what_is_not_set_up() -> None:
    code, checks, _ = doctor()
    assert code == 0
    assert checks["rolecall"]["status"] == checks["terraform"]["status"] == checks["node"]["status"] == "ok"
    assert (checks["mirror"]["status"], checks["tanium"]["status"]) == ("warning", "skipped")
    assert "rolecall mirror" in checks["mirror"]["advice"]


def test_it_says_which_terraform_and_node() -> None:
    code, checks, _ = doctor(ROLECALL_TERRAFORM="embedded", ROLECALL_NODE="embedded")
    assert code == 0
    assert checks["terraform"]["text"].startswith("1.15.5, embedded: ")
    assert checks["node"]["text"].startswith("22.20.0, from PyPI: ")


@pytest.mark.parametrize("cdk", CDKS)
def test_it_looks_at_the_cdk_that_is_chosen(cdk: str) -> None:
    with_command_line(cdk)
    code, checks, _ = doctor(ROLECALL_CDK=cdk)
    assert code == 0
    assert checks[cdk]["status"] == "ok" and not (set(CDKS) - {cdk}) & set(checks)
    assert re.fullmatch(rf"library [\d.]+, command line [\d.]+: \S+/bin/{cdk}", checks[cdk]["text"])


def test_a_terraform_that_does_not_fit_is_an_error() -> None:
    code, checks, _ = doctor(ROLECALL_TERRAFORM="/bin/true")
    assert code == 1
    assert "1.11 or newer" in checks["terraform"]["text"]


def test_vendors_that_let_us_in(vendors: dict[str, str]) -> None:
    code, checks, _ = doctor("tanium", "splunk", **vendors)
    assert code == 0
    assert vendors["TANIUM_URL"] in checks["tanium"]["text"]
    assert "we are admin; api_dialect is 'management'" in checks["splunk"]["text"]


def test_a_wrong_token_is_an_error_and_never_shown(vendors: dict[str, str]) -> None:
    code, checks, output = doctor(**{**vendors, "TANIUM_API_TOKEN": "token-that-is-wrong"})
    assert code == 1
    assert checks["tanium"]["status"] == "error"
    assert "TANIUM_API_TOKEN" in checks["tanium"]["advice"]
    assert checks["splunk"]["status"] == "ok"
    for secret in ("token-that-is-wrong", vendors["SPLUNK_PASSWORD"]):
        assert secret not in output


def test_a_vendor_that_is_asked_for_must_be_set_up() -> None:
    code, checks, _ = doctor("tanium")
    assert code == 1
    assert "splunk" not in checks
    assert "TANIUM_URL" in checks["tanium"]["advice"]


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_vendor_of_which_a_variable_is_missing_was_not_asked(vendor: str) -> None:
    """Each needed one on its own, and all of them."""
    shim = shims.load(vendor)
    assert shim is not None
    needed = (*VENDORS[vendor].settings, *(name for name in VENDORS[vendor].secrets if not name.startswith("TF_")))
    given = {name: NOWHERE if name.endswith("_URL") else "x" for name in needed}
    whole = {} if vendor != "tanzu" else {"TANZU_TMC_URL"}  # another system, which this question is not about
    for missing in ([name] for name in given if name not in whole):
        found = probe(shim, {name: value for name, value in given.items() if name not in missing})
        assert not found.ok and not found.asked, missing
        assert missing[0] in found.advice
    nothing = probe(shim, {})
    assert not nothing.ok and not nothing.asked and needed[0] in nothing.advice


def test_tanzu_without_anything_is_an_error_and_with_a_cluster_alone_a_warning(tmp_path: Path) -> None:
    code, checks, _ = doctor("tanzu")
    assert code == 1 and checks["tanzu"]["status"] == "error"
    assert "TANZU_CSP_URL" in checks["tanzu"]["advice"] and "TANZU_API_TOKEN" in checks["tanzu"]["advice"]
    code, checks, _ = doctor(TANZU_KUBERNETES_HOST="https://127.0.0.1:9", TANZU_KUBERNETES_TOKEN="x")
    assert code == 0 and checks["tanzu"]["status"] == "warning"
    assert "lets us in" not in checks["tanzu"]["text"]


def test_a_vendor_that_cannot_be_reached() -> None:
    code, checks, _ = doctor(TANIUM_URL=NOWHERE, TANIUM_API_TOKEN="token-x", TANIUM_MAX_RETRIES="0")
    assert code == 1
    assert "cannot be reached" in checks["tanium"]["text"]


def test_a_mirror_that_is_current_and_one_that_is_not(tmp_path: Path) -> None:
    config = tmp_path / "terraform.rc"
    subprocess.run([ROLECALL, "mirror", tmp_path / "mirror", "--write-config", config], check=True, capture_output=True)
    code, checks, _ = doctor(TF_CLI_CONFIG_FILE=str(config))
    assert code == 0
    assert checks["mirror"]["status"] == "ok"
    assert str(tmp_path / "mirror") in checks["mirror"]["text"]

    victim = next((tmp_path / "mirror").rglob("engine.py"))
    victim.write_text(victim.read_text() + "# changed\n")
    code, checks, _ = doctor(TF_CLI_CONFIG_FILE=str(config))
    assert code == 1
    assert f"rolecall mirror {tmp_path / 'mirror'}" in checks["mirror"]["advice"]


def test_text_is_plain_in_a_pipe() -> None:
    done = subprocess.run([ROLECALL, "doctor"], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[0].startswith("ok       rolecall ")
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("form", ["plain", "basic", "hostile"])
def test_nothing_that_the_vendor_says_is_obeyed_or_gives_the_token_away(form: str) -> None:
    with start("tanium") as tanium:
        tanium.faults.add(Fault("echo", status=422, form=form))
        code, checks, output = doctor("tanium", **tanium.environment)
        assert (code, checks["tanium"]["status"]) == (1, "error")
        token = tanium.environment["TANIUM_API_TOKEN"]
        said = checks["tanium"]["advice"]
        assert "forged" in said if form == "hostile" else "(secret)" in said
        assert said.isprintable() and "##[" not in said and " ::" not in said and token[:8] not in output
