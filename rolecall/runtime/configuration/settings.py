"""Settings of one provider: its block with the environment and the defaults filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The provider block with the environment and the defaults filled in.

    `arguments` are all provider arguments by name, members of nested ones by dotted name too (`kubernetes.host`),
    secrets among them; its values never show in the repr. `url` is that of the provider's own system.
    `timeout_seconds` holds for each attempt of a request; `page_size` None means the vendor's documented maximum.
    """

    url: str
    arguments: Mapping[str, Any] = field(repr=False)
    ca_file: str | None = None
    insecure_skip_verify: bool = False
    allow_insecure_http: bool = False
    timeout_seconds: float = 30.0
    max_retries: int = 4
    page_size: int | None = None
    requests_per_minute: int | None = None
    refresh: Literal["auto", "list", "get"] = "auto"
