"""The providers as a practitioner has them: a mirror, a CLI configuration, and folders where `terraform init` ran."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rolecall import version
from rolecall.cli.packages import archives, mirror
from rolecall.cli.packages.mirror import Mirror
from rolecall.cli.toolchain.programs import Toolchain, ToolchainError

LOCK_FILE = ".terraform.lock.hcl"
IDENTITY_VERSION = (1, 12)
"""From this Terraform on an import block may give an identity."""
AS_SHIPPED = {"ROLECALL_TESTS_PROVIDER": "as-shipped"}
"""In the environment of a workspace: its providers are started as practitioners start them, not forked."""
_HERE = Path(__file__).parent
_ISOLATED = (sys.executable, "-I", "-S", "-B")
_CLIENT = (*_ISOLATED, str(_HERE / "fork_client.py"))
_PYTHON = """
# A Python for the launchers of other mirrors: a package with this content is forked, all else is run.
package=${4%/*} folder=${4%/*/*/*}
forks=$forks/${folder##*/}
if [ "$#" = 4 ] && cmp -s "$4" "$forks.py"; then client "$forks.socket" "$package"; fi
exec "$python" "$@"
"""


@dataclass(frozen=True)
class Installation:
    """A built mirror, the Terraform to use it with, and what `terraform init` made of the two.

    `template` is a folder with the lock file and the `.terraform` folder of one real `terraform init`. `python` is a
    program for `ROLECALL_PYTHON`: with it the providers of other mirrors are forks too, where their packages have the
    same content.
    """

    mirror: Mirror
    cli_config: Path
    tools: Toolchain
    template: Path
    python: Path

    @classmethod
    @contextmanager
    def built(cls, directory: Path) -> Iterator[Installation]:
        """Build the mirror in `directory` and run `terraform init` once. Raises AssertionError when that fails.

        Inside the context the providers are forks of servers that have imported them; see `fork_server.py`.
        """
        with ExitStack() as stack:
            shipped = mirror.build(directory / "mirror")
            checksums = {vendor: stack.enter_context(_forking(shipped, vendor)) for vendor in shipped.checksums}
            yield cls._of(replace(shipped, checksums=checksums), directory)

    @classmethod
    def _of(cls, built: Mirror, directory: Path) -> Installation:
        config = directory / "terraform.rc"
        config.write_text(built.cli_config(), encoding="utf-8")
        template = directory / "template"
        template.mkdir()
        made = cls(built, config, Toolchain.find(), template, _forking_python(directory))
        (template / "main.tf.json").write_text(json.dumps(requirements(*built.checksums)), encoding="utf-8")
        done = subprocess.run(
            [made.tools.terraform, "init", "-input=false", "-no-color"],
            cwd=template,
            env=made.environment({}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return made

    @property
    def version(self) -> tuple[int, ...]:
        """The version of the Terraform in use."""
        return tuple(int(number) for number in re.findall(r"\d+", self.tools.terraform_version)[:3])

    def newest(self) -> Installation:
        """The same with the embedded Terraform, if there is one and it is newer."""
        try:
            embedded = replace(self, tools=Toolchain.find({**os.environ, "ROLECALL_TERRAFORM": "embedded"}))
        except ToolchainError:
            return self
        return max(self, embedded, key=lambda each: each.version)

    def environment(self, variables: Mapping[str, str]) -> dict[str, str]:
        """A quiet environment with `variables`, free of what the caller has set for Terraform or for vendors."""
        foreign = ("TF_", *(f"{vendor.upper()}_" for vendor in self.mirror.checksums))
        base = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        return self.tools.environment({**base, **variables}, self.cli_config)

    def prepare(self, directory: Path) -> None:
        """Make `directory` one in which `terraform init` was run."""
        directory.mkdir(parents=True, exist_ok=True)
        shutil.copytree(self.template / ".terraform", directory / ".terraform", symlinks=True)
        self.lock(directory, self.mirror.checksums)

    def lock(self, directory: Path, vendors: Iterable[str]) -> None:
        """Lock the providers of `vendors` in `directory`; Terraform checks each locked one before every command."""
        whole = (self.template / LOCK_FILE).read_text(encoding="utf-8")
        blocks = re.findall(r'(provider "[^"]*/([^/"]*)" \{.*?^\}\n)', whole, re.DOTALL | re.MULTILINE)
        wanted = set(vendors)
        kept = [block for block, vendor in blocks if vendor in wanted]
        (directory / LOCK_FILE).write_text("\n".join(kept), encoding="utf-8")


@contextmanager
def _forking(built: Mirror, vendor: str) -> Iterator[str]:
    """Let the launcher of the vendor's package ask a fork server; gives the package's new checksum."""
    package = built.package(vendor)
    (launcher,) = package.glob("terraform-provider-*")
    path = built.directory.parent / f"{vendor}.socket"
    path.with_suffix(".py").symlink_to(package / "__main__.py")
    shebang, shipped = launcher.read_text(encoding="utf-8").split("\n", 1)
    forked = shlex.join([*_CLIENT, str(path)])
    ((name, value),) = AS_SHIPPED.items()
    launcher.write_text(f'{shebang}\n[ "${name}" = {value} ] || exec {forked}\n{shipped}', encoding="utf-8")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        number = listener.fileno()
        server = subprocess.Popen(
            [*_ISOLATED, _HERE / "fork_server.py", package, str(number)],
            stdin=subprocess.PIPE,
            pass_fds=[number],
            start_new_session=True,
        )
    with server:  # leaving it closes the input, which ends the server
        yield archives.folder_checksum(package)


def _forking_python(directory: Path) -> Path:
    path = directory / "python"
    known = f"forks={shlex.quote(str(directory))} python={shlex.quote(sys.executable)}"
    path.write_text(f'#!/bin/sh\n{known}\nclient() {{ exec {shlex.join(_CLIENT)} "$@"; }}\n{_PYTHON}', "utf-8")
    path.chmod(0o755)
    return path


def requirements(*vendors: str) -> dict[str, Any]:
    """The `terraform` block that asks for these vendors' providers."""
    number = version.version()  # Terraform takes what lies between two releases only where it is named
    sources = {vendor: {"source": f"{mirror.NAMESPACE}/{vendor}", "version": number} for vendor in vendors}
    return {"terraform": {"required_providers": sources}}
