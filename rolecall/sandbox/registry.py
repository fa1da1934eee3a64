"""The stand-in vendors there are, and `start`, which runs one."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, TypedDict, Unpack, overload

from rolecall.sandbox.core.server import Sandbox
from rolecall.sandbox.core.vendor import Vendor
from rolecall.sandbox.entra import Entra
from rolecall.sandbox.entra.options import EntraOptions
from rolecall.sandbox.entra.store import EntraStore
from rolecall.sandbox.generic import Generic
from rolecall.sandbox.generic.document import load
from rolecall.sandbox.generic.options import GenericOptions
from rolecall.sandbox.okta import Okta
from rolecall.sandbox.okta.options import OktaOptions
from rolecall.sandbox.okta.store import OktaStore
from rolecall.sandbox.scim import Scim
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.store import ScimStore
from rolecall.sandbox.splunk import Splunk
from rolecall.sandbox.splunk.options import SplunkOptions
from rolecall.sandbox.splunk.store import SplunkStore
from rolecall.sandbox.tanium import Tanium
from rolecall.sandbox.tanium.options import TaniumOptions
from rolecall.sandbox.tanium.store import TaniumStore
from rolecall.sandbox.tanzu import Tanzu
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox

_VENDORS: Mapping[str, Callable[[int, Mapping[str, Any]], Vendor[Any, Any]]] = {
    vendor.name: vendor for vendor in (Tanium, Splunk, Tanzu, Entra, Okta, Scim)
}

VENDORS: tuple[str, ...] = tuple(_VENDORS)
"""The names `start` takes."""


def describe_options(vendor: str) -> str:
    """The vendor's options and their effects; raises ValueError for an unknown vendor."""
    return inspect.getdoc(_make(vendor, 0, {}).options) or ""


def option_names() -> dict[str, tuple[str, ...]]:
    """The names of every vendor's options, and of those that the generic sandbox has as `generic`."""
    named = {vendor: _make(vendor, 0, {}).options for vendor in VENDORS}
    return {
        name: tuple(each.name for each in fields(given))
        for name, given in (*named.items(), ("generic", GenericOptions()))
    }


def is_known(vendor: str) -> bool:
    """Whether `start` takes it: a name, or the file of a generic vendor (`rolecall.sandbox.generic`)."""
    return vendor in _VENDORS or (vendor.endswith(".json") and Path(vendor).is_file())


def _make(vendor: str, seed: int, options: Mapping[str, Any]) -> Vendor[Any, Any]:
    if not is_known(vendor):
        raise ValueError(f"no vendor {vendor!r}; there are {', '.join(VENDORS)}, and files of generic ones")
    if vendor not in _VENDORS:
        return Generic(load(json.loads(Path(vendor).read_text(encoding="utf-8"))), seed, options)
    return _VENDORS[vendor](seed, options)


class Serving(TypedDict, total=False):
    """How a vendor is served: `latency` is in seconds per request, port 0 is a free one.

    `tls` is the PEM files of a certificate and its key, `client_ca` that of the authority of client certificates.
    """

    port: int
    latency: float
    tls: tuple[str, str] | None
    client_ca: str | None


class Starting(Serving, total=False):
    """The keyword arguments of `start`: `seed` is how many users a vendor starts with, `options` are its rules."""

    seed: int
    options: Mapping[str, Any] | None


@overload
def start(vendor: Literal["tanium"], **given: Unpack[Starting]) -> Sandbox[TaniumStore, TaniumOptions]: ...
@overload
def start(vendor: Literal["splunk"], **given: Unpack[Starting]) -> Sandbox[SplunkStore, SplunkOptions]: ...
@overload
def start(vendor: Literal["tanzu"], **given: Unpack[Starting]) -> TanzuSandbox: ...
@overload
def start(vendor: Literal["entra"], **given: Unpack[Starting]) -> Sandbox[EntraStore, EntraOptions]: ...
@overload
def start(vendor: Literal["okta"], **given: Unpack[Starting]) -> Sandbox[OktaStore, OktaOptions]: ...
@overload
def start(vendor: Literal["scim"], **given: Unpack[Starting]) -> Sandbox[ScimStore, ScimOptions]: ...
@overload
def start(vendor: str, **given: Unpack[Starting]) -> Sandbox[Any, Any]: ...
def start(
    vendor: str, *, seed: int = 0, options: Mapping[str, Any] | None = None, **serving: Unpack[Serving]
) -> Sandbox[Any, Any]:
    """Start a stand-in vendor on loopback in a thread of its own.

    Takes what `Starting` names; the options are those of `TaniumOptions`, `SplunkOptions`, `TanzuOptions`,
    `EntraOptions`, `OktaOptions` or `ScimOptions`. A vendor that ends in .json is the file of a generic one, with
    those of `GenericOptions`. Raises ValueError for an unknown vendor or option, OSError when
    the port is taken.
    """
    made = _make(vendor, seed, options or {})
    return TanzuSandbox(made, **serving) if isinstance(made, Tanzu) else Sandbox(made, **serving)
