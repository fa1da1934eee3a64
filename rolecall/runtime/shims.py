"""Generated providers and their hooks by vendor name: the one place that knows where they are."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from rolecall.specification.schema import Provider

PACKAGE: Final = "providers"


def load(vendor: str) -> Provider | None:
    """The declarations of the vendor's provider, or None where there is no such vendor."""
    if not vendor.isidentifier() or not (folder() / vendor / "provider.py").is_file():
        return None
    shim: Provider = import_module(f"{PACKAGE}.{vendor}").PROVIDER
    return shim


def dialect(vendor: str, name: str) -> Provider:
    """The declarations of another dialect of the vendor. Raises ImportError if there is none."""
    shim: Provider = import_module(f"{PACKAGE}.{vendor}.dialects.{name}").PROVIDER
    return shim


def hook(vendor: str, name: str) -> Any:
    """The hook `name` of the vendor (see `rolecall.runtime.resources.hooks`). Raises ImportError if there is none."""
    return import_module(f"{PACKAGE}.hooks.{vendor}.{name}").HOOK


def folder() -> Path:
    """The folder that holds one package per vendor. Raises ImportError where no providers are installed."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise ImportError(f"the package {PACKAGE!r} is not installed")
    return Path(found.origin).resolve().parent


def vendors() -> list[str]:
    """The names of all vendors that have a provider, sorted."""
    return sorted(shim.parent.name for shim in folder().glob("*/provider.py"))
