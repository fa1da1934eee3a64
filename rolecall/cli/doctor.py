"""Look at the machine and at the vendors, and say in plain words what is wrong and what to do."""

from __future__ import annotations

import importlib.util
import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Literal

from rolecall import version
from rolecall.cli import terraform_configuration
from rolecall.cli.packages import archives, contents, mirror, platforms
from rolecall.cli.terminal import Terminal
from rolecall.cli.toolchain import programs
from rolecall.reports.terminal_text import Colour
from rolecall.runtime import shims
from rolecall.text.sanitizer import one_line

Status = Literal["ok", "skipped", "warning", "error"]
_COLOURS: Mapping[Status, Colour] = {"ok": "green", "skipped": "dim", "warning": "yellow", "error": "red"}


@dataclass(frozen=True)
class Check:
    """One finding. `text` says what was found, `advice` what to do about it; neither holds a secret."""

    name: str
    status: Status
    text: str
    advice: str = ""


def unknown_vendors(names: Iterable[str]) -> list[str]:
    """Return those of the names that no provider has."""
    return sorted(set(names) - set(shims.vendors()))


def report(vendors: Iterable[str] = (), as_json: bool = False, terminal: Terminal | None = None) -> int:
    """Run all checks and print them; return 1 when one is an error, else 0.

    `vendors` are those that must work; without them every vendor is looked at whose URL is in the environment.
    """
    terminal = terminal or Terminal()
    checks = []
    for found in examine(vendors, terminal):
        check = replace(found, text=one_line(found.text), advice=one_line(found.advice))
        checks.append(check)
        if not as_json:
            status = terminal.style(f"{check.status:<8}", _COLOURS[check.status])
            terminal.line(f"{status} {check.name:<12} {check.text}")
            if check.advice:
                terminal.paragraph(check.advice, indent=" " * 22)
    healthy = all(check.status != "error" for check in checks)
    if as_json:
        terminal.line(json.dumps({"ok": healthy, "checks": [asdict(check) for check in checks]}, indent=2))
    return 0 if healthy else 1


def examine(vendors: Iterable[str], terminal: Terminal) -> Iterator[Check]:
    """Yield the findings, the machine's first."""
    asked = sorted(set(vendors))
    yield Check("rolecall", "ok", f"{version.version()}, Python {platform.python_version()}")
    yield _terraform()
    yield from _node_and_command_line()
    yield _mirror(asked)
    for vendor in asked or shims.vendors():
        with terminal.waiting(f"asking {vendor}"):
            check = _vendor(vendor, must_work=bool(asked))
        yield check


def _terraform() -> Check:
    try:
        found = programs.find_terraform()
    except programs.ToolchainError as error:
        return Check("terraform", "error", str(error))
    kind = "embedded" if found.embedded else "native"
    return Check("terraform", "ok", f"{found.version}, {kind}: {found.source}")


def _node_and_command_line() -> Iterator[Check]:
    advice = (
        "needed to synthesize and deploy stacks, not to run Terraform alone; run `rolecall toolchain --command-line`"
    )
    try:
        cdk = programs.the_cdk()
        node = programs.find_node()
    except programs.ToolchainError as error:
        yield Check("node", "error", str(error))
        return
    if node is None:
        yield Check("node", "warning", f"none that fits: {cdk.node_versions}", advice)
        return
    yield Check("node", "ok", f"{node.version}, {'from PyPI' if node.embedded else 'native'}: {node.path}")
    if importlib.util.find_spec(cdk.name) is None:
        extra = "stacks" if cdk.name == "cdktf" else cdk.name
        yield Check(cdk.name, "warning", "the library is not installed", f"run `pip install 'rolecall[{extra}]'`")
        return
    directory = programs.toolchain_directory()
    launcher = programs.find_command_line(directory, node)
    if launcher is None:
        yield Check(cdk.name, "warning", "the command line is not installed", advice)
        return
    library = metadata.version(cdk.name)
    yield Check(cdk.name, "ok", f"library {library}, command line {cdk.version(directory)}: {launcher}")


def _mirror(asked: list[str]) -> Check:
    """Compare the mirrors that Terraform is told to use with what this installation would build.

    That is what they hold of the vendors that are asked for, or else of those that are there in any version.
    """
    advice = "run `rolecall mirror DIR --write-config FILE`"
    number = version.version()
    for folder in terraform_configuration.mirrors():
        if not (folder / mirror.DEFAULT_HOST / mirror.NAMESPACE).is_dir():
            continue
        try:
            ours = folder / mirror.DEFAULT_HOST / mirror.NAMESPACE
            held = asked or [vendor for vendor in shims.vendors() if (ours / vendor).is_dir()]
            stale = [vendor for vendor in held if not _holds(folder, vendor, contents.version_of(vendor))]
        except platforms.PackagesError as error:
            return Check("mirror", "error", f"{folder} cannot be compared: {error}")
        if stale:
            text = f"{folder} does not hold this installation's {', '.join(stale)}"
            return Check("mirror", "error", text, f"run `rolecall mirror {folder}` again")
        return Check("mirror", "ok", f"{number}, {', '.join(held)}: {folder}")
    return Check("mirror", "warning", "Terraform's CLI configuration names no mirror with our providers", advice)


def _holds(folder: Path, vendor: str, number: str) -> bool:
    """Whether a mirror holds the very bytes of a vendor's package."""
    found = mirror.package_folder(folder, vendor, number)
    if not found.is_dir():
        return False
    return archives.folder_checksum(found) == archives.checksum(contents.package(vendor, platforms.here()))


def _vendor(vendor: str, must_work: bool) -> Check:
    """Ask the vendor who we are, with the URL and credentials from the environment."""
    prefix = f"{vendor.upper()}_"
    if not must_work and not any(name.startswith(prefix) for name in os.environ):
        return Check(vendor, "skipped", f"no {prefix}… in the environment")
    from rolecall.runtime.probe import probe

    shim = shims.load(vendor)
    assert shim is not None
    # A vendor that is down must not hold the answer up; whoever needs longer says so in the environment.
    environment = {f"{prefix}TIMEOUT_SECONDS": "10", f"{prefix}MAX_RETRIES": "1", **os.environ}
    result = probe(shim, environment)
    if result.ok:
        return Check(vendor, "ok", result.text, result.advice)
    # Of a vendor with several systems another one may be all that is wanted.
    alone = not result.asked and not must_work and bool(shim.endpoints)
    return Check(vendor, "warning" if alone else "error", result.text, result.advice)
