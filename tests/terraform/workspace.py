"""A folder with a configuration, and the real Terraform run in it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.terraform.installation import Installation
from tests.terraform.result import Result

PLAN_FILE = "saved.tfplan"
_STREAMING = {"plan", "apply", "destroy", "refresh"}


class Workspace:
    """One folder, ready to plan and apply.

    `environment` holds the vendors' variables. `secrets`, if given, is asked after each command for values that
    must not be seen; all it ever gave are in `known_secrets`, and all output so far is in `transcript`.
    """

    def __init__(
        self,
        directory: Path,
        environment: Mapping[str, str],
        installation: Installation,
        *,
        secrets: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self.directory = directory
        self.environment = dict(environment)
        self.installation = installation
        self.transcript: list[str] = []
        self.known_secrets: set[str] = set()
        self._secrets = secrets
        self._vendors: set[str] = set()
        installation.prepare(directory)

    def write(self, configuration: Mapping[str, Any] | str) -> None:
        """Make `configuration` the whole configuration: Terraform JSON as a mapping, or HCL as text."""
        json_file, hcl_file = self.directory / "main.tf.json", self.directory / "main.tf"
        json_file.unlink(missing_ok=True)
        hcl_file.unlink(missing_ok=True)
        if isinstance(configuration, str):
            hcl_file.write_text(configuration, encoding="utf-8")
            self._vendors |= set(self.installation.mirror.checksums)
        else:
            json_file.write_text(json.dumps(configuration, indent=2), encoding="utf-8")
            self._vendors |= set(configuration["terraform"]["required_providers"])
        self.installation.lock(self.directory, self._vendors)

    def forget(self) -> None:
        """Drop the state, as if nothing had ever been applied here."""
        for file in self.directory.glob("terraform.tfstate*"):
            file.unlink()

    def start(self, command: str, *options: str) -> subprocess.Popen[str]:
        """Start a command and leave it running; the caller waits for it. Its output is two pipes."""
        return subprocess.Popen(
            self._line(command, options),
            cwd=self.directory,
            env=self.installation.environment(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def finish(self, command: str, process: subprocess.Popen[str], already_read: str = "") -> Result:
        """Wait for a started command; `already_read` is the output that the caller took from the pipe."""
        stdout, stderr = process.communicate()
        result = Result.load(command, process.returncode, already_read + stdout, stderr)
        self.known_secrets.update(self._secrets())
        self.transcript += [result.stdout, result.stderr]
        return result

    def run(self, command: str, *options: str) -> Result:
        """Run a command to its end, whatever its exit code."""
        return self.finish(command, self.start(command, *options))

    def validate(self) -> Result:
        """`terraform validate`."""
        return self.run("validate")

    def plan(self, *options: str) -> Result:
        """`terraform plan`: exit code 0 is an empty plan, 2 one with changes."""
        return self.run("plan", "-detailed-exitcode", *options)

    def plan_for_people(self, *options: str) -> str:
        """What `terraform plan` shows on a terminal without colours; it joins warnings there."""
        line: list[str | Path] = [self.installation.tools.terraform, "plan", "-input=false", "-no-color", *options]
        environment = self.installation.environment(self.environment)
        done = subprocess.run(line, cwd=self.directory, env=environment, capture_output=True, text=True, check=True)
        self.transcript += [done.stdout, done.stderr]
        return done.stdout

    def saved_plan(self, *options: str) -> tuple[Result, dict[str, Any]]:
        """A plan, also saved in `PLAN_FILE`, and its `terraform show -json`."""
        result = self.plan(f"-out={PLAN_FILE}", *options)
        assert result.code in (0, 2), result.report()
        return result, json.loads(self.run("show", "-json", PLAN_FILE).ok().stdout)

    def apply(self, *options: str) -> Result:
        """`terraform apply` without asking."""
        return self.run("apply", "-auto-approve", *options)

    def destroy(self, *options: str) -> Result:
        """`terraform destroy` without asking."""
        return self.run("destroy", "-auto-approve", *options)

    def refresh(self) -> Result:
        """`terraform apply -refresh-only`."""
        return self.apply("-refresh-only")

    def import_(self, address: str, given: str) -> Result:
        """`terraform import`, by id or `name=<value>`."""
        return self.run("import", address, given)

    def state_list(self) -> list[str]:
        """The addresses in the state, as `terraform state list` gives them."""
        return self.run("state", "list").ok().stdout.split()

    def state(self) -> dict[str, dict[str, Any]]:
        """The attributes of each managed resource, by address, from the state file."""
        return {address: instance["attributes"] for address, instance in self._instances()}

    def outputs(self) -> dict[str, Any]:
        """The values of the outputs, from the state file."""
        return {name: output["value"] for name, output in self._state_file()["outputs"].items()}

    def tainted(self) -> set[str]:
        """The addresses of resources that the next apply replaces."""
        return {address for address, instance in self._instances() if instance.get("status") == "tainted"}

    def _instances(self) -> list[tuple[str, dict[str, Any]]]:
        found: list[tuple[str, dict[str, Any]]] = []
        for resource in self._state_file()["resources"]:
            for instance in resource["instances"]:
                key = f"[{json.dumps(instance['index_key'])}]" if "index_key" in instance else ""
                mode = "data." if resource["mode"] == "data" else ""
                found.append((f"{mode}{resource['type']}.{resource['name']}{key}", instance))
        return found

    def _state_file(self) -> dict[str, Any]:
        file = self.directory / "terraform.tfstate"
        empty: dict[str, Any] = {"resources": [], "outputs": {}}
        return json.loads(file.read_text(encoding="utf-8")) if file.exists() else empty

    def _line(self, command: str, options: tuple[str, ...]) -> list[str | Path]:
        line: list[str | Path] = [self.installation.tools.terraform, command]
        if command in _STREAMING:
            return [*line, "-input=false", "-json", *options]
        if command == "import":
            return [*line, "-input=false", "-no-color", *options]
        if command == "validate":
            return [*line, "-json", *options]
        return [*line, *options]
