"""The arguments of the provider block that errors of calls are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.errors import CertificateRefused, NotTheApi, TlsFailure, Unreachable, VendorError
from rolecall.specification.schema import Provider
from rolecall.specification.traits import ClientCertificate


def giver_of(url_argument: str, shim: Provider, arguments: Mapping[str, Any]) -> str:
    """The argument that said where to go: `url_argument`, or the one whose value gave it another default."""
    url = arguments.get(url_argument)
    given = (
        each.argument
        for each in shim.defaults
        if arguments.get(each.argument) == each.value and dict(each.defaults).get(url_argument) == url
    )
    return next(given, url_argument)


def point_to_argument(error: VendorError, shim: Provider, arguments: Mapping[str, Any]) -> None:
    """Let `error`, of a call of the system `shim`, say which of `arguments` to look at, where its kind tells."""
    if isinstance(error, CertificateRefused):
        shown = [each for each in shim.authentication if isinstance(each, ClientCertificate)]
        error.argument = shown[0].certificate if shown else ""
    elif isinstance(error, NotTheApi | Unreachable | TlsFailure) and shim.url_argument and not error.argument:
        giver = error.argument = giver_of(shim.url_argument, shim, arguments)
        said = f"`{giver}`" if giver == shim.url_argument else f"of `{giver}`, unless `{shim.url_argument}` is set"
        error.advice = error.advice or f"Check the URL in the provider block ({said}){_otherwise(error)}"


def _otherwise(error: VendorError) -> str:
    """What else to look at beside the URL."""
    if isinstance(error, TlsFailure):
        return f". {error.next_step}"
    if isinstance(error, Unreachable):
        return ", the network, a proxy, a firewall."
    return ": it may lead to a web page, a proxy or another service."
