"""Ask a vendor one question that changes nothing, to learn whether it can be reached and lets us in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rolecall.runtime.candidates import candidates
from rolecall.runtime.configuration.provider_block import check_own_system
from rolecall.runtime.diagnostics import Diagnostic, Diagnostics, Refusal
from rolecall.runtime.dialects import Vendor
from rolecall.runtime.errors import VendorError
from rolecall.runtime.secrets import redact
from rolecall.specification.schema import Provider


@dataclass(frozen=True)
class ProbeResult:
    """The answer: `text` says what was found, `advice` what to do about it. Neither holds a secret.

    `asked` is False where nothing was sent, because nothing says where the vendor is or who we are.
    """

    ok: bool
    text: str
    advice: str = ""
    asked: bool = True


def probe(shim: Provider, environment: Mapping[str, str]) -> ProbeResult:
    """Ask the vendor who we are, with URL and credentials from `environment` as in an empty provider block."""
    allowed, found = candidates(shim, {}, environment)
    if not allowed:
        return _failed([item for item in found if item.severity == "error"], asked=False)
    missing = Diagnostics()
    check_own_system(allowed[0].shim, allowed[0].settings.arguments, missing)
    if missing.has_error:
        return _failed(list(missing), asked=False)
    vendor = Vendor(allowed, read_only=True)
    try:
        connection = vendor.connection()
        account = connection.who()
    except VendorError as error:
        return _failed([error.diagnostic()])
    except Refusal as error:
        return _failed(list(error.diagnostics))
    finally:
        vendor.close()
    who = "it has no way to say who we are" if account is None else f"we are {account}"
    return ProbeResult(True, redact(f"{connection.settings.url} lets us in; {who}"))


def _failed(findings: list[Diagnostic], *, asked: bool = True) -> ProbeResult:
    texts = [item.summary for item in findings]
    details = [" ".join(item.detail.split()) for item in findings]
    return ProbeResult(False, redact("; ".join(texts)), redact(" ".join(details)), asked)
