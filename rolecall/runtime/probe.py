"""Ask a vendor one question that changes nothing, to learn whether it can be reached and lets us in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rolecall.runtime.candidates import candidates
from rolecall.runtime.collections.pagination import pages
from rolecall.runtime.configuration.provider_block import check_own_system
from rolecall.runtime.connection import Connection
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
    """Ask the vendor who we are, or else for a page of what it has.

    URL and credentials are those of `environment`, as in an empty provider block.
    """
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
        read = _read(connection) if account is None else None
    except VendorError as error:
        return _failed([error.diagnostic()])
    except Refusal as error:
        return _failed(list(error.diagnostics))
    finally:
        vendor.close()
    url = connection.settings.url
    if account is not None:
        return ProbeResult(True, redact(f"{url} lets us in; we are {account}{_spoken(connection)}"))
    if read is not None:
        return ProbeResult(
            True, redact(f"{url} lets us read its {read}; it has no way to say who we are{_spoken(connection)}")
        )
    return ProbeResult(True, redact(f"{url} is set up, but has nothing that could be asked"), asked=False)


def _spoken(connection: Connection) -> str:
    """The dialects that were found, by the arguments which choose them."""
    return "".join(f"; {argument} is {name!r}" for argument, name in connection.shim.spoken)


def _read(connection: Connection) -> str | None:
    """The collection of which a page was read; None where each is inside of something. Raises VendorError."""
    for collection in connection.shim.collections:
        own = collection.list is not None and not collection.list.endpoint
        if own and not collection.parents and collection.elements is None:
            next(pages(connection.client, collection, size=1, exhaustive=False), None)
            return collection.name
    return None


def _failed(findings: list[Diagnostic], *, asked: bool = True) -> ProbeResult:
    texts = [item.summary for item in findings]
    details = [" ".join(item.detail.split()) for item in findings]
    return ProbeResult(False, redact("; ".join(texts)), redact(" ".join(details)), asked)
