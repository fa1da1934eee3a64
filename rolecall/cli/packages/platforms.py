"""The platforms for which provider packages are built, in Terraform's names and in Python's."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from typing import Final

MINORS: Final = ("3.11", "3.12", "3.13", "3.14")
"""The versions of Python that a package runs on; `launcher.sh` and `start.py` name them too."""

WHEEL_TAGS: Final[Mapping[str, tuple[str, ...]]] = {
    "darwin_arm64": (
        "macosx_11_0_arm64",
        "macosx_11_0_universal2",
        "macosx_10_12_universal2",
        "macosx_10_9_universal2",
    ),
    "linux_amd64": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "linux_arm64": ("manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"),
}
"""Terraform's name of each platform, with the tags of wheels that run there: macOS 11, or glibc 2.28, and newer."""

_SYSTEMS = {"Darwin": "darwin", "Linux": "linux", "Windows": "windows"}
_MACHINES = {"aarch64": "arm64", "amd64": "amd64", "arm64": "arm64", "x86_64": "amd64"}


class PackagesError(Exception):
    """Packages cannot be built or kept; the text says why and what to do."""


def here() -> str:
    """Terraform's name of this machine's platform. Raises PackagesError where no package runs."""
    system, machine = platform.system(), platform.machine()
    return known(f"{_SYSTEMS.get(system, system)}_{_MACHINES.get(machine.lower(), machine)}")


def known(name: str) -> str:
    """`name`, if packages are built for it. Raises PackagesError with those that there are."""
    if name not in WHEEL_TAGS:
        raise PackagesError(f"no providers are built for {name!r}; there are packages for: {', '.join(WHEEL_TAGS)}")
    return name
