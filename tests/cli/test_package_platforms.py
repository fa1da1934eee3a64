"""Packages for other machines and Pythons than the tests': what is inside fits them, and every Python here runs it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from rolecall.cli.packages import contents, wheels
from rolecall.cli.packages.platforms import MINORS, WHEEL_TAGS
from rolecall.cli.toolchain import launchers
from rolecall.sandbox import start
from tests.terraform.installation import AS_SHIPPED, Installation, requirements
from tests.terraform.workspace import Workspace

ELF_MACHINES = {"linux_amd64": 62, "linux_arm64": 183}
"""`e_machine` of the System V ABI."""
MACHO, MACHO_FAT, MACHO_ARM64 = 0xFEEDFACF, 0xCAFEBABE, 0x0100000C
"""Apple's `mach-o/loader.h` and `mach/machine.h`."""
OURS = f"{sys.version_info[0]}.{sys.version_info[1]}"
"""The Python that all other tests start providers with."""
COMPILED = re.compile(r"\.(?:so|dylib|pyd|dll)$")


def machines(content: bytes) -> set[str]:
    """The platforms for which a binary was made; none for a file that is no binary."""
    if content[:4] == b"\x7fELF":
        (machine,) = struct.unpack_from("<H", content, 18)
        return {next((name for name, number in ELF_MACHINES.items() if number == machine), f"ELF {machine}")}
    if content[:2] == b"MZ":
        return {"windows"}
    if len(content) < 8:
        return set()
    (magic,), (fat,) = struct.unpack_from("<I", content), struct.unpack_from(">I", content)
    if magic == MACHO:
        return {_darwin(struct.unpack_from("<I", content, 4)[0])}
    if fat == MACHO_FAT:
        (count,) = struct.unpack_from(">I", content, 4)
        return {_darwin(struct.unpack_from(">I", content, 8 + 20 * index)[0]) for index in range(count)}
    return set()


def _darwin(cpu: int) -> str:
    return "darwin_arm64" if cpu == MACHO_ARM64 else f"Mach-O {cpu:#x}"


@pytest.mark.parametrize("platform", WHEEL_TAGS)
def test_every_binary_in_a_package_is_one_of_its_platform(platform: str) -> None:
    files = contents.package("tanium", platform).files
    binaries = {name: found for name, content in files.items() if (found := machines(content))}
    assert len(binaries) > 2 * len(MINORS)
    assert not {name: found for name, found in binaries.items() if platform not in found}
    assert {name for name in files if COMPILED.search(name)} == set(binaries)


@pytest.mark.parametrize("platform", WHEEL_TAGS)
def test_every_wheel_in_a_package_says_that_it_runs_there(platform: str) -> None:
    """PEP 427: the last part of a wheel's name. Each Python that a package promises has its compiled modules."""
    compiled: dict[str, set[str]] = {}
    for wheel in wheels.fetch(platform):
        name, _, python, abi, tags = wheel.stem.split("-")
        assert tags == "any" or set(tags.split(".")) & set(WHEEL_TAGS[platform]), wheel.name
        if abi.startswith("cp"):
            compiled.setdefault(name, set()).add(python)
    wanted = {f"cp{minor.replace('.', '')}" for minor in MINORS}
    assert {name: found for name, found in compiled.items() if name != "pyyaml" and found != wanted} == {}


def python(minor: str) -> Path | None:
    """A Python of that minor version, from PATH or from pyenv; None where the machine has none."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    on_path = shutil.which(f"python{minor}")
    for candidate in ([Path(on_path)] if on_path else []) + sorted(pyenv.glob(f"{minor}.*/bin/python{minor}")):
        script = "import sys; print(sys.executable)"
        done = subprocess.run([candidate, "-I", "-S", "-c", script], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return Path(done.stdout.strip())
    return None


@pytest.mark.terraform
@pytest.mark.parametrize("minor", [minor for minor in MINORS if minor != OURS])
def test_every_other_python_serves_terraform(minor: str, installation: Installation, tmp_path: Path) -> None:
    found = python(minor)
    if found is None:
        pytest.skip(f"there is no Python {minor} here")
    started = tmp_path / "started"
    chosen = launchers.write_executable(
        tmp_path / "python", f'#!/bin/sh\necho once >> {started}\nexec {shlex.quote(str(found))} "$@"\n'
    )
    with start("tanium") as box:
        environment = {**box.environment, **AS_SHIPPED, "ROLECALL_PYTHON": str(chosen)}
        workspace = Workspace(tmp_path / "work", environment, installation)
        workspace.write({**requirements("tanium"), "resource": {"tanium_user": {"jane": {"name": "jane"}}}})
        workspace.apply().ok()
        assert [user.name for user in box.store.users.values()].count("jane") == 1
    assert started.is_file()
