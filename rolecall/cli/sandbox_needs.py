"""Everything that the stacks of a folder need of stand-in vendors: which ones, and what Terraform asks for besides."""

from __future__ import annotations

import json
import re
import secrets
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from rolecall.sandbox.__main__ import Prepare
from rolecall.sandbox.core.server import Sandbox
from rolecall.sandbox.registry import VENDORS
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox

CONFIGURATION: Final = Path(".rolecall/terraform.rc")
"""Where `rolecall init` tells people to write the Terraform CLI configuration."""
_SOURCE: Final = re.compile(r"""source\s*=\s*"(?:[\w.-]+/)?rolecall/(\w+)\"""")
_VARIABLE: Final = re.compile(r"""^variable\s+"(\w+)"\s*\{(.*?)^\}""", re.MULTILINE | re.DOTALL)
_LOOKED_UP: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "okta_user": ("okta", "login", "user.create", "login"),
    "entra_user": ("entra", "user_principal_name", "user.create", "name"),
    "entra_group": ("entra", "display_name", "group.create", "name"),
}
"""By data source: its vendor, the attribute that names the object, the change that makes one, and its argument."""


class NeedsError(Exception):
    """The stacks cannot be looked at; the text says why."""


@dataclass(frozen=True, kw_only=True)
class Needs:
    """The vendors of the stacks, their variables without a value, and the changes that make what they look up."""

    vendors: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    changes: tuple[tuple[str, str, str, str], ...] = ()
    clusters: bool = False
    configuration: Path | None = None

    @contextmanager
    def preparing(self) -> Iterator[Prepare]:
        """What prepares the vendors; files that it writes are gone after the block."""
        with tempfile.TemporaryDirectory(prefix="rolecall-sandbox-") as folder:
            yield lambda boxes: self._prepare(boxes, Path(folder))

    def _prepare(self, boxes: Mapping[str, Sandbox[Any, Any]], folder: Path) -> Mapping[str, str]:
        for vendor, do, argument, value in self.changes:
            if vendor in boxes:
                boxes[vendor].change(do, **{argument: value})
        environment = {f"TF_VAR_{name}": _value(name) for name in self.variables}
        tanzu = boxes.get("tanzu")
        if self.clusters and isinstance(tanzu, TanzuSandbox):
            file = folder / "kubeconfig"
            file.write_text(tanzu.kubeconfig(), encoding="utf-8")
            environment["TANZU_KUBERNETES_CONFIG_PATH"] = str(file)
        if self.configuration is not None:
            quiet = {"CDKTF_SKIP_PROVIDER_LOCK": "true", "CHECKPOINT_DISABLE": "1"}
            environment |= {"TF_CLI_CONFIG_FILE": str(self.configuration), **quiet}
        return environment


def _value(variable: str) -> str:
    """A value that stand-in vendors take: tokens begin as Tanium's do, passwords have every kind of character."""
    return f"token-{secrets.token_hex(29)}" if "token" in variable else f"aB3-{secrets.token_urlsafe(24)}"


def needs(folder: Path) -> Needs:
    """Look at the stacks in `folder`: synthesized by the command of its `cdktf.json`, or plain HCL.

    Raises NeedsError where synthesis fails, or where no stack names a vendor.
    """
    if (folder / "cdktf.json").is_file():
        _synthesize(folder)
        files = sorted((folder / "cdktf.out" / "stacks").glob("*/cdk.tf.json"))
        found = _of_json([json.loads(file.read_text(encoding="utf-8")) for file in files])
    else:
        files = [path for path in sorted(folder.rglob("*.tf")) if ".terraform" not in path.parts]
        found = _of_hcl("\n".join(file.read_text(encoding="utf-8") for file in files))
    if not found.vendors:
        raise NeedsError(f"no stack in {folder.absolute()} names a vendor of ours; name the vendors instead")
    configuration = (folder / CONFIGURATION).absolute()
    return replace(found, configuration=configuration if configuration.is_file() else None)


def _synthesize(folder: Path) -> None:
    try:
        command = json.loads((folder / "cdktf.json").read_text(encoding="utf-8"))["app"]
    except (OSError, ValueError, KeyError, TypeError):
        raise NeedsError(f"{folder / 'cdktf.json'} has no command under `app`") from None
    done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise NeedsError(f"`{command}` failed in {folder.absolute()}:\n{said}")


def _of_json(stacks: list[dict[str, Any]]) -> Needs:
    sources: list[str] = []
    variables: list[str] = []
    changes: list[tuple[str, str, str, str]] = []
    clusters = False
    for stack in stacks:
        sources += [each["source"] for each in stack.get("terraform", {}).get("required_providers", {}).values()]
        variables += [name for name, each in stack.get("variable", {}).items() if "default" not in each]
        changes += _changes(stack)
        clusters = clusters or any("kubernetes" in block for block in stack.get("provider", {}).get("tanzu", ()))
    ours = {source.rpartition("/")[2] for source in sources if source.split("/")[-2:-1] == ["rolecall"]}
    return Needs(
        vendors=tuple(name for name in VENDORS if name in ours),
        variables=tuple(dict.fromkeys(variables)),
        changes=tuple(dict.fromkeys(changes)),
        clusters=clusters,
    )


def _changes(stack: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    for kind, (vendor, attribute, do, argument) in _LOOKED_UP.items():
        for block in stack.get("data", {}).get(kind, {}).values():
            if attribute in block:
                yield vendor, do, argument, block[attribute]
    for block in stack.get("resource", {}).get("tanzu_role_binding", {}).values():
        if block["subject"].get("kind") == "GROUP":
            yield "tanzu", "group.push", "name", block["subject"]["name"]


def _of_hcl(text: str) -> Needs:
    ours = set(_SOURCE.findall(text))
    default = re.compile(r"^\s*default\s*=", re.MULTILINE)
    variables = tuple(name for name, body in _VARIABLE.findall(text) if not default.search(body))
    return Needs(vendors=tuple(name for name in VENDORS if name in ours), variables=variables)
