"""Credentials beside tokens (traits `FurtherHeaders`, `ClientCertificate`): headers, and certificates in files."""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from rolecall.runtime.diagnostics import Diagnostics
from rolecall.specification.schema import Provider
from rolecall.specification.traits import ClientCertificate, FurtherHeaders

_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE: Final = re.compile(r"[\x21-\x7e\xa1-\xff]([\t\x20-\x7e\xa0-\xff]*[\x21-\x7e\xa1-\xff])?")
"""What a header can carry (RFC 9110 section 5)."""


def check_headers(shim: Provider, arguments: Mapping[str, Any]) -> Diagnostics:
    """Findings about headers that cannot be sent, each at the argument that gives them. No value is told."""
    found = Diagnostics()
    for trait in shim.authentication:
        given = arguments.get(trait.argument) if isinstance(trait, FurtherHeaders) else None
        for name, value in given.items() if isinstance(given, Mapping) else ():
            if isinstance(value, str) and not (_NAME.fullmatch(name) and _VALUE.fullmatch(value)):
                found.error(
                    "A header cannot be sent",
                    f"{name!r} is no name of a header, or its value is empty, has a line break, a blank around it or a "
                    "character that no header can carry. A value read from a file often ends in a line break: use "
                    "`trimspace`.",
                    (trait.argument,) if isinstance(trait, FurtherHeaders) else (),
                )
    return found


def check_certificates(shim: Provider, arguments: Mapping[str, Any]) -> Diagnostics:
    """Findings about the certificates that `arguments` name, each at the argument of the certificate."""
    found = Diagnostics()
    for trait in shim.authentication:
        if isinstance(trait, ClientCertificate) and arguments.get(trait.certificate):
            problem = _problem(str(arguments[trait.certificate]), arguments.get(trait.key))
            if problem:
                found.error("The client certificate cannot be used", problem, (trait.certificate,))
    return found


def _problem(certificate: str, key: str | None) -> str | None:
    from cryptography import x509

    paths = [str(Path(each).expanduser()) for each in (certificate, key) if each]
    try:
        # A key with a password would be asked for on the terminal.
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_cert_chain(paths[0], paths[-1], password=lambda: "")
        until = x509.load_pem_x509_certificate(Path(paths[0]).read_bytes()).not_valid_after_utc
    except OSError as error:
        if isinstance(error, ssl.SSLError):
            return f"{' and '.join(paths)}: no certificate in PEM with the key that belongs to it, without a password."
        return f"{' and '.join(paths)}: {error.strerror}."
    except ValueError as error:
        return f"{paths[0]}: {error}."
    if until < datetime.now(UTC):
        return f"{paths[0]} has expired, at {until:%Y-%m-%d %H:%M} UTC. Nothing was sent. Name one that is valid."
    return None
