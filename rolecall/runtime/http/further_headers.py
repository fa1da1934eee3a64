"""Headers and certificates that go with every request (traits `FurtherHeaders` and `ClientCertificate`)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rolecall.runtime.errors import TlsFailure
from rolecall.runtime.logging import register_secret
from rolecall.specification.schema import Provider
from rolecall.specification.traits import ClientCertificate, FurtherHeaders


def further_headers(shim: Provider, arguments: Mapping[str, Any]) -> dict[str, str]:
    """The headers that the arguments give, by their names in small letters. Their values are secrets."""
    found: dict[str, str] = {}
    for trait in shim.authentication:
        given = arguments.get(trait.argument) if isinstance(trait, FurtherHeaders) else None
        if isinstance(given, Mapping):
            found |= {name.lower(): str(value) for name, value in given.items()}
    for value in found.values():
        register_secret(value)
    return found


def client_certificate(shim: Provider, arguments: Mapping[str, Any]) -> bytes | None:
    """The certificate with its key, as PEM, that the arguments name. Raises TlsFailure for a file that is not there."""
    for trait in shim.authentication:
        if isinstance(trait, ClientCertificate) and arguments.get(trait.certificate):
            files = [arguments[trait.certificate], *filter(None, [arguments.get(trait.key)])]
            try:
                return b"\n".join(Path(str(each)).expanduser().read_bytes() for each in files)
            except OSError as error:
                raise TlsFailure(
                    f"`{trait.certificate}` cannot be read: {error.filename}: {error.strerror}.",
                    advice="Nothing was sent. Name PEM files that the provider may read.",
                ) from None
    return None
