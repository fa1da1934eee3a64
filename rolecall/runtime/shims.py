"""Generated providers and their hooks by vendor name: the one place that knows where they are."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from rolecall.specification.schema import Provider
from rolecall.version import providers


def load(vendor: str) -> Provider | None:
    """The declarations of the vendor's provider, or None where there is no such vendor."""
    if not vendor.isidentifier() or not (folder() / vendor / "provider.py").is_file():
        return None
    shim: Provider = import_module(f"{package()}.{vendor}").PROVIDER
    return shim


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
    """The names of all vendors that have a provider, sorted."""
    return sorted(shim.parent.name for shim in folder().glob("*/provider.py"))
