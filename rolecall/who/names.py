"""Names that questions about access may use: of vendors, and of the levels of their scopes."""

from __future__ import annotations

from contextlib import suppress

from rolecall.estate.runtime_facade import shims
from rolecall.specification.schema import Provider


def vendors() -> list[str]:
    """The vendors that there are."""
    return sorted(shims.vendors())


def levels() -> list[str]:
    """The levels on which any vendor gives rights, and those inside of them."""
    found: set[str] = set()
    for vendor in shims.vendors():
        known = shims.load(vendor)
        for each in known.dialects if known is not None else ():
            with suppress(ImportError):  # the first dialect is the vendor's own shim
                found |= _levels(shims.dialect(vendor, each.name))
        found |= set() if known is None else _levels(known)
    return sorted(found)


def _levels(shim: Provider) -> set[str]:
    given = {level for each in shim.resources if each.access is not None for level, _ in each.access.scopes}
    wider = {level for each in shim.containments for level in (each.whole, *each.parts)}
    return given | wider
