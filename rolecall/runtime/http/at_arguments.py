"""The arguments of the provider block that errors of calls are about."""

from __future__ import annotations

from rolecall.runtime.errors import CertificateRefused, NotTheApi, VendorError
from rolecall.specification.schema import Provider
from rolecall.specification.traits import ClientCertificate


def point_to_argument(error: VendorError, shim: Provider) -> None:
    """Let `error`, of a call of the system `shim`, say which argument to look at, where that follows from its kind."""
    if isinstance(error, CertificateRefused):
        shown = [each for each in shim.authentication if isinstance(each, ClientCertificate)]
        error.argument = shown[0].certificate if shown else ""
    elif isinstance(error, NotTheApi):
        error.argument = shim.url_argument
        error.advice = error.advice or (
            f"Check the URL in the provider block (`{shim.url_argument}`): it may lead to a web page, a proxy or "
            "another service."
        )
