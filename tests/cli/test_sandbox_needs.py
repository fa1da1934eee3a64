"""`rolecall sandbox --stacks`: all that the stacks of a folder need of stand-in vendors."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import pytest

from rolecall.cli.repository.contents import contents
from rolecall.cli.repository.write import write
from rolecall.cli.sandbox_needs import NeedsError, needs
from rolecall.sandbox import start

ROOT = Path(__file__).parents[2]


def test_the_lines_are_in_a_file_while_it_runs(tmp_path: Path) -> None:
    write(tmp_path, contents("splunk", "file:", hcl=True, name="access"))
    (tmp_path / ".rolecall").mkdir()
    (tmp_path / ".rolecall/terraform.rc").touch()
    file = tmp_path / ".rolecall/sandbox.env"
    process = subprocess.Popen(
        [sys.executable, "-m", "rolecall", "sandbox", "--stacks", str(tmp_path), "--env", str(file)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        said = "".join(iter(process.stdout.readline, "# serving; stop with Ctrl-C\n"))
        assert file.read_text() == said
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()
    assert process.returncode == 0
    assert not file.exists()
    names = {line.removeprefix("export ").partition("=")[0] for line in said.splitlines()}
    assert {"SPLUNK_URL", "TF_VAR_splunk_initial_password", "CDKTF_SKIP_PROVIDER_LOCK"} < names
    assert f"export TF_CLI_CONFIG_FILE={tmp_path}/.rolecall/terraform.rc\n" in said
    assert not [name for name in names if name.startswith("TANIUM")]


def test_the_sample_stacks_get_all_that_they_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (tmp_path / "cdktf.json").write_text(json.dumps({"app": f"'{sys.executable}' -m stacks"}))
    found = needs(tmp_path)
    assert set(found.vendors) == {"tanium", "splunk", "tanzu", "okta", "entra"}
    assert set(found.variables) == {"splunk_initial_password", "tanium_scim_token"}
    with ExitStack() as stack:
        boxes = {name: stack.enter_context(start(name)) for name in found.vendors}
        environment = stack.enter_context(found.preparing())(boxes)
        kubeconfig = Path(environment["TANZU_KUBERNETES_CONFIG_PATH"])
        assert "alpha" in kubeconfig.read_text()
        assert stat.S_IMODE(kubeconfig.parent.stat().st_mode) == 0o700
        known = {vendor: _state(boxes[vendor].url) for vendor in ("okta", "entra", "tanzu")}
    assert not kubeconfig.exists()
    assert "jane.doe@example.com" in known["okta"]
    assert "omar.haddad@example.com" in known["entra"] and "Security analysts" in known["entra"]
    assert "platform-team" in known["tanzu"]


def _state(url: str) -> str:
    """Everything that a stand-in vendor knows, as text."""
    with urllib.request.urlopen(f"{url}/__sandbox__/state") as answer:
        return str(answer.read().decode())


def test_stacks_that_cannot_be_looked_at(tmp_path: Path) -> None:
    with pytest.raises(NeedsError, match="names a vendor of ours; name the vendors instead"):
        needs(tmp_path)
    (tmp_path / "cdktf.json").write_text("{}")
    with pytest.raises(NeedsError, match="has no command under `app`"):
        needs(tmp_path)
    (tmp_path / "cdktf.json").write_text('{"app": "echo why >&2; exit 3"}')
    with pytest.raises(NeedsError, match=r"failed in .*:\nwhy"):
        needs(tmp_path)
