"""Surroundings of the story: stand-in vendors, a mirror, a folder to work in, and the programs that run there."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

from rolecall.cli.demo import drift
from rolecall.cli.demo.interruptions import Interruptions
from rolecall.cli.packages import mirror
from rolecall.cli.terminal import Terminal
from rolecall.cli.toolchain.programs import Toolchain, ToolchainError
from rolecall.runtime.concurrency import run_exchange
from rolecall.sandbox import start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox

VENDORS = ("tanium", "splunk", "tanzu", "okta", "entra")
OPTIONS: dict[str, dict[str, Any]] = {"tanzu": {"accept_seconds": 2}}
"""Behaviour of the stand-in vendors: whoever Tanzu invites accepts a moment later."""
STACKS = ("access", "credentials", "single-sign-on")
REAL: Mapping[str, Mapping[str, tuple[str, Any]]] = {
    "tanium": {"api_dialect": ("platform", {"api": "platform"})},
    "splunk": {"api_dialect": ("acs", {"api": "acs"})},
    "tanzu": {
        "csp_dialect": ("v2", {"cloud_services": "v2"}),
        "tmc_dialect": ("policy", {"mission_control": "policy"}),
    },
}
"""By vendor and provider argument: the dialect of `--dialect real`, and the stand-in vendor's options that make it."""
_SHOWN = 40  # lines of a failed program's output, from its first error on
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class StepError(Exception):
    """A step of the story failed; the text holds the end of the program's output."""


class Stage:
    """Vendors, mirror and folder while the block runs; afterwards nothing of it is left.

    `keep` is a folder to work in and to leave behind; without it a temporary one is used and removed. `real`: the
    vendors speak the dialects of `REAL`. Raises StepError when the machine lacks a program.
    """

    def __init__(
        self, terminal: Terminal, interruptions: Interruptions, keep: Path | None = None, *, real: bool = False
    ) -> None:
        self.terminal = terminal
        self._interruptions = interruptions
        self._keep = keep
        self.dialects: Mapping[str, Mapping[str, tuple[str, Any]]] = REAL if real else {}
        self._resources = ExitStack()
        self.names: dict[str, str] = {}
        """Names of the users of the first stack, by id."""

    def __enter__(self) -> Stage:
        try:
            self._build()
        except BaseException:
            self._resources.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._resources.close()

    def _build(self) -> None:
        self.folder = self._keep.absolute() if self._keep else Path(tempfile.mkdtemp(prefix="rolecall-demo-"))
        self.folder.mkdir(parents=True, exist_ok=True)
        self._resources.callback(run_exchange.sweep)
        if self._keep is None:
            self._resources.callback(shutil.rmtree, self.folder, ignore_errors=True)
        try:
            self.toolchain = Toolchain.find()
        except ToolchainError as error:
            raise StepError(str(error)) from None
        if self.toolchain.cdktf is None:
            raise StepError("the CDK's command line is not installed: run `rolecall toolchain --command-line`")
        self.vendors = {
            name: self._resources.enter_context(start(name, options=self._options(name))) for name in VENDORS
        }
        self.mirror = mirror.build(self.folder / "mirror", VENDORS)
        config = self.folder / "terraform.rc"
        config.write_text(self.mirror.cli_config(), encoding="utf-8")
        # What the practitioner has set for real vendors must not reach the story.
        prefixes = tuple(f"{name.upper()}_" for name in VENDORS)
        base = {name: value for name, value in os.environ.items() if not name.startswith((*prefixes, "TF_"))}
        for vendor in self.vendors.values():
            base |= vendor.environment
        for name, arguments in self.dialects.items():
            base |= {f"{name}_{argument}".upper(): dialect for argument, (dialect, _) in arguments.items()}
        base["TANZU_KUBERNETES_CONFIG_PATH"] = str(self._kubeconfig())
        base["TF_VAR_splunk_initial_password"] = secrets.token_urlsafe(24)
        base["TF_VAR_tanium_scim_token"] = f"token-{secrets.token_hex(29)}"
        self._fill_directories()
        self.environment = self.toolchain.environment(base, config)
        project = {"language": "python", "app": f"{_quoted(sys.executable)} -m stacks", "projectId": "rolecall-demo"}
        (self.folder / "cdktf.json").write_text(json.dumps({**project, "sendCrashReports": "false"}), encoding="utf-8")

    def _options(self, vendor: str) -> dict[str, Any]:
        found = dict(OPTIONS.get(vendor, {}))
        for _, options in self.dialects.get(vendor, {}).values():
            found |= options
        return found

    def _kubeconfig(self) -> Path:
        """Write the file with Tanzu's clusters, and push the group that the code binds."""
        tanzu = self.vendors["tanzu"]
        if not isinstance(tanzu, TanzuSandbox):
            raise TypeError("the stand-in Tanzu has no clusters")
        tanzu.change("group.push", name="platform-team")
        file = self.folder / "kubeconfig"
        file.touch(0o600)
        file.write_text(tanzu.kubeconfig(), encoding="utf-8")
        return file

    def _fill_directories(self) -> None:
        """Let the identity providers know the people and groups that the code names."""
        okta, entra = self.vendors["okta"], self.vendors["entra"]
        for name in ("jane.doe", "mats.lindqvist"):
            okta.change("user.create", login=f"{name}@example.com")
        for name in ("omar.haddad", "lena.sorensen"):
            entra.change("user.create", name=f"{name}@example.com")
        entra.change("group.create", name="Security analysts")

    def cdktf(self, *arguments: str) -> None:
        """Run the CDKTF command line in the folder; raises StepError when it fails."""
        self._run([str(self.toolchain.cdktf), *arguments], self.folder, f"cdktf {arguments[0]}", (0,))

    def deploy(self) -> None:
        """Deploy all stacks with the real `cdktf deploy`."""
        self.cdktf("deploy", *STACKS, "--auto-approve")

    def destroy(self) -> None:
        """Destroy what the stacks have made, the dependent stack first; stacks never deployed are passed over."""
        # By then every copy of a real directory has caught up; what is new to one refuses to be written.
        self.vendors["entra"].change("replication.settle")
        for stack in reversed(STACKS):
            if (self.stack(stack) / ".terraform").is_dir():
                self._terraform(stack, "destroy", "-auto-approve", "-lock-timeout=60s")

    def plan(self, stack: str) -> list[str] | None:
        """Plan a stack and return its drift in sentences, or None when the plan is empty."""
        saved = self.folder / f"{stack}.plan"
        code = self._terraform(
            stack, "plan", "-input=false", "-detailed-exitcode", f"-out={saved}", accept=(0, 2)
        ).returncode
        try:
            # Showing a plan starts every provider once more.
            shown = self._terraform(stack, "show", "-json", str(saved)).stdout if code == 2 else None
        finally:
            # A saved plan holds the state, secrets included.
            saved.unlink()
        return None if shown is None else drift.sentences(json.loads(shown), self.names)

    def resources(self, stack: str) -> list[dict[str, Any]]:
        """Return a stack's resources as the state has them: `type`, `values` and more of each."""
        state = json.loads(self._terraform(stack, "show", "-json").stdout)
        found = state.get("values", {}).get("root_module", {}).get("resources", [])
        return [item for item in found if item["mode"] == "managed"]

    def declared(self, stack: str, kind: str, block: str = "resource") -> list[dict[str, Any]]:
        """Return what a stack's code says about its resources of one type, or its data sources (`block` is `data`)."""
        text = (self.stack(stack) / "cdk.tf.json").read_text(encoding="utf-8")
        return list(json.loads(text).get(block, {}).get(kind, {}).values())

    def change(self, vendor: str, do: str, **arguments: Any) -> None:
        """Change something at a vendor as a person at its console would, past Terraform."""
        body = json.dumps({"do": do, **arguments}).encode()
        with urllib.request.urlopen(f"{self.vendors[vendor].url}/__sandbox__/change", body) as answer:
            answer.read()

    def stack(self, name: str) -> Path:
        """Return the folder with a stack's Terraform JSON."""
        return self.folder / "cdktf.out" / "stacks" / name

    def _terraform(self, stack: str, *arguments: str, accept: Sequence[int] = (0,)) -> subprocess.CompletedProcess[str]:
        command = [str(self.toolchain.terraform), arguments[0], "-no-color", *arguments[1:]]
        return self._run(command, self.stack(stack), f"terraform {arguments[0]}", accept)

    def _run(
        self, command: Sequence[str], cwd: Path, name: str, accept: Sequence[int]
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end; Ctrl-C lets it finish first, so that everything it made is recorded.

        The program runs in a session of its own: the terminal's Ctrl-C reaches this process alone. A second one is
        passed on.
        """
        process: subprocess.Popen[str] | None = None

        def arrived(count: int) -> None:
            if count == 1:
                self.terminal.line(f"\nletting {name} finish, so that nothing it made is lost, then tidying up")
            elif process is not None and process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)

        with self._interruptions.held(arrived), self.terminal.waiting(name):
            process = subprocess.Popen(
                command,
                cwd=cwd,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                start_new_session=True,
            )
            output, errors = process.communicate()
        if process.returncode not in accept:
            lines = _ESCAPES.sub("", output + errors).strip().splitlines()
            first = next((at for at, line in enumerate(lines) if "Error:" in line), max(0, len(lines) - _SHOWN))
            shown = "\n".join(lines[first : first + _SHOWN])
            raise StepError(f"{name} failed (exit code {process.returncode}):\n{shown}")
        return subprocess.CompletedProcess(command, process.returncode, output, errors)


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path
