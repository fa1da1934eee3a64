"""The files of a provider's package: launcher, start, engine, shim, hooks and all dependencies.

A package depends on the sources, on `dependencies.lock` and on the platform, and on nothing of the machine that builds
it: there are sources alone, neither paths nor times nor anything compiled here.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rolecall import version
from rolecall.cli.packages import wheels

_HERE = Path(__file__).parent
_ENGINE = (
    "rolecall/__init__.py",
    "rolecall/version.py",
    "rolecall/runtime/",
    "rolecall/specification/",
    "rolecall/text/",
)
_SERVE = "from rolecall.runtime.serve import serve\n\n"


@dataclass(frozen=True)
class Package:
    """A provider for one platform: its files' bytes by path, in the order of their paths. One is a program."""

    vendor: str
    platform: str
    version: str
    files: Mapping[str, bytes]

    @property
    def program(self) -> str:
        """The path of the launcher, which Terraform starts."""
        return f"terraform-provider-{self.vendor}_v{self.version}"

    @property
    def archive(self) -> str:
        """The name of the package as a zip."""
        return f"terraform-provider-{self.vendor}_{self.version}_{self.platform}.zip"

    def mode(self, path: str) -> int:
        """The permissions of a file."""
        return 0o755 if path == self.program else 0o644


def package(vendor: str, platform: str) -> Package:
    """The package of a vendor that is known. Raises PackagesError where dependencies cannot be fetched."""
    number = version.version()
    calls = f"\n\nprepare({f'{version.content()}-{platform}'!r})\n\n{_SERVE}serve({vendor!r})\n"
    files = {
        f"terraform-provider-{vendor}_v{number}": (_HERE / "launcher.sh").read_bytes(),
        "__main__.py": (_HERE / "start.py").read_bytes() + calls.encode(),
        f"rolecall/{version.STAMP}": json.dumps({"version": number}).encode(),
        **_dependencies(platform),
    }
    own = [
        f"{version.PROVIDERS[0]}/{path}"
        for path in ("__init__.py", f"{vendor}/", "hooks/__init__.py", f"hooks/{vendor}/")
    ]
    for name, file in version.sources():
        if name.startswith((*_ENGINE, *own)):
            files[name] = file.read_bytes()
    return Package(vendor, platform, number, dict(sorted(files.items())))


@functools.cache  # every vendor's package holds the same
def _dependencies(platform: str) -> dict[str, bytes]:
    return wheels.files(platform)
