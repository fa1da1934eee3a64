"""Build all providers as a filesystem mirror of this machine, from which `terraform init` installs them.

A package there is the folder that Terraform makes of the zip which `rolecall packages` builds: the same bytes and the
same checksum, so that one `.terraform.lock.hcl` holds for both. The checksum covers everything that runs but Python.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rolecall import version
from rolecall.cli.packages import archives, contents
from rolecall.cli.packages.platforms import PackagesError, here
from rolecall.runtime import shims

# The host that Terraform fills in for a source address without one, such as `rolecall/tanium`. Here it is the name
# of a folder, as the layout of a mirror asks for; nothing is fetched from it.
DEFAULT_HOST: Final = "registry.terraform.io"
NAMESPACE: Final = "rolecall"


@dataclass(frozen=True)
class Mirror:
    """A built mirror: where it is, what it holds, and the Terraform configuration that points to it."""

    directory: Path
    version: str
    checksums: dict[str, str]
    """The `h1:` checksum of each vendor's package, as in `.terraform.lock.hcl`."""
    versions: dict[str, str]
    """The version of each vendor's package: of one that is not the library's, another."""

    def cli_config(self) -> str:
        """Return the Terraform CLI configuration that takes our providers from here and all others as usual."""
        return (
            "provider_installation {\n"
            "  filesystem_mirror {\n"
            f"    path    = {json.dumps(str(self.directory), ensure_ascii=False)}\n"
            f'    include = ["{NAMESPACE}/*"]\n'
            "  }\n"
            "  direct {\n"
            f'    exclude = ["{NAMESPACE}/*"]\n'
            "  }\n"
            "}\n"
        )

    def package(self, vendor: str) -> Path:
        """Return the folder of the vendor's package for this machine."""
        return package_folder(self.directory, vendor, self.versions[vendor])


def build(directory: Path, names: Iterable[str] | None = None) -> Mirror:
    """Build the packages of the named vendors, or of all, below `directory` and return the mirror.

    A package that is already there with the same content is left alone, and so are those of other versions. Raises
    PackagesError for an unknown vendor, a machine that no package runs on and dependencies that cannot be fetched,
    OSError when the folder cannot be written.
    """
    directory = directory.absolute()
    platform = here()
    checksums, versions = {}, {}
    for vendor in chosen(names):
        package = contents.package(vendor, platform)
        archives.unpack(package, package_folder(directory, vendor, package.version))
        checksums[vendor], versions[vendor] = archives.checksum(package), package.version
    return Mirror(directory, version.version(), checksums, versions)


def chosen(names: Iterable[str] | None) -> list[str]:
    """The vendors that are named, or all, sorted. Raises PackagesError for one that has no provider."""
    known = shims.vendors()
    wanted = known if names is None else sorted(set(names))
    for vendor in wanted:
        if vendor not in known:
            raise PackagesError(f"no provider is called {vendor!r}; there are: {', '.join(known)}")
    return wanted


def package_folder(directory: Path, vendor: str, number: str) -> Path:
    """The folder of a vendor's package for this machine in a mirror."""
    return directory / DEFAULT_HOST / NAMESPACE / vendor / number / here()
