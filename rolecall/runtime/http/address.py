"""Addresses of systems, each with the trust in its TLS certificate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True, slots=True, kw_only=True)
class TlsTrust:
    """Whom to trust: the authorities in the file `ca_file` or the PEM text `ca`, else the system's; or `anybody`.

    `certificate` is a client certificate with its key, as PEM.
    """

    ca_file: str | None = None
    ca: str | None = None
    anybody: bool = False
    certificate: bytes | None = field(default=None, repr=False)
    server_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A system's address, trust, and its own way to authenticate where that does not come from the arguments."""

    url: str
    trust: TlsTrust
    auth: httpx.Auth | None = field(default=None, repr=False)
