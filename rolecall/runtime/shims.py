"""Generated providers and their hooks by vendor name: the one place that knows where they are.

Those of the library come first. Further ones, which somebody generated in a repository of their own, are in the folders
that the environment variable `ROLECALL_PROVIDERS` names; a provider's package finds its own, and never looks there.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rolecall.version import providers

if TYPE_CHECKING:
    from rolecall.specification.schema import Provider

VARIABLE = "ROLECALL_PROVIDERS"
"""The environment variable with the folders of further providers, separated as those of `PATH` are."""


def load(vendor: str, further: Sequence[Path] | None = None) -> Provider | None:
    """The declarations of the vendor's provider, or None where there is no such vendor.

    `further` are folders of providers beside the library's, in place of those in `ROLECALL_PROVIDERS`.
    """
    home = home_of(vendor, further)
    if home is None:
        return None
    if home != folder():
        found = import_module(package()).__path__
        if str(home) not in found:
            found.append(str(home))
    shim: Provider = import_module(f"{package()}.{vendor}").PROVIDER
    return shim


def home_of(vendor: str, further: Sequence[Path] | None = None) -> Path | None:
    """The folder that holds the vendor's provider, the library's before `further`; None where there is none."""
    if not vendor.isidentifier():
        return None
    if _holds(folder(), vendor):
        return folder()
    return next((home for home in _further(further) if _holds(home, vendor)), None)


def bindings_of(vendor: str) -> str:
    """The package of the vendor's bindings: the library's, or that of the repository that holds the provider."""
    return "rolecall.bindings" if home_of(vendor) in (None, folder()) else "bindings"


def dialect(vendor: str, name: str) -> Provider:
    """The declarations of another dialect of the vendor. Raises ImportError if there is none."""
    shim: Provider = import_module(f"{package()}.{vendor}.dialects.{name}").PROVIDER
    return shim


def hook(vendor: str, name: str) -> Any:
    """The hook `name` of the vendor (see `rolecall.runtime.resources.hooks`). Raises ImportError if there is none."""
    return import_module(f"{package()}.hooks.{vendor}.{name}").HOOK


def package() -> str:
    """The name under which the providers of this library are imported: the repository has a shorter one."""
    return folder().name


def folder() -> Path:
    """The folder that holds one package per vendor. Raises ImportError where no providers are installed."""
    return providers()


def vendors() -> list[str]:
    """The names of all vendors that have a provider, sorted: the library's, and those in `ROLECALL_PROVIDERS`."""
    return sorted({shim.parent.name for home in (folder(), *_further(None)) for shim in home.glob("*/provider.py")})


def _holds(home: Path, vendor: str) -> bool:
    return (home / vendor / "provider.py").is_file()


def _further(given: Sequence[Path] | None) -> list[Path]:
    if given is not None:
        return [each.resolve() for each in given]
    return [Path(each).resolve() for each in os.environ.get(VARIABLE, "").split(os.pathsep) if each]
