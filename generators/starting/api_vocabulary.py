"""The words by which APIs call what every API has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

NATURAL: Final = ("login", "userName", "username", "email", "mail", "handle", "name", "title", "label", "displayName")
"""Members that people know an object by, the likeliest first."""
KEYS: Final = ("id", "uuid", "guid", "key", "number", "code", "name", "login")
NEXT: Final = ("next", "next_cursor", "nextCursor", "next_page_token", "nextPageToken", "cursor")
TOTALS: Final = ("total", "totalCount", "total_count", "totalResults", "count")
ACCOUNTS: Final = ("user", "person", "people", "account", "member", "sailor", "employee", "principal")
GROUPS: Final = ("group", "team", "crew", "guild", "squad")
SECRETS: Final = ("token", "secret", "key", "password", "credential")
OWNERS: Final = ("owner_id", "owner")
"""Members that say whose a credential is, beside those called like an account."""
ENDS: Final = ("expires_at", "expiresAt", "expires", "expiry", "expiration", "expires_on", "valid_until", "until")
RIGHTS: Final = ("role", "scope", "permission", "privilege", "right", "entitlement", "grant", "capability", "authority")
"""Members that list or name what somebody may do, as one of them is called."""
MIGHTY: Final = {"admin": "administrator", "administrator": "administrator", "superuser": "superuser", "owner": "owner"}
"""Switches that give a right, and what it is called."""
IDS: Final = ("id", "uuid", "guid")
STATUSES: Final = ("status", "state", "lifecycle_state")
LET_IN: Final = ("active", "enabled", "activated", "open", "ok", "normal")
SHUT_OUT: Final = (
    "inactive",
    "disabled",
    "suspended",
    "deactivated",
    "deprovisioned",
    "blocked",
    "banned",
    "archived",
    "deleted",
    "revoked",
)
"""Switches and statuses of accounts with which nobody gets in."""
LOCKED: Final = ("locked", "locked_out")
MAILS: Final = ("email", "mail", "emailAddress")
PLACE: Final = re.compile(r"\{([^{}]+)\}")
"""A place in a path that a parameter fills."""


def first_of(wanted: Iterable[str], there: Iterable[str]) -> str | None:
    """The first of `wanted` that is `there`, whatever its case; as it is written there."""
    known = {name.lower(): name for name in there}
    return next((known[name.lower()] for name in wanted if name.lower() in known), None)


def singular(name: str) -> str:
    """`people` as `person`, `batches` as `batch`, `policies` as `policy`."""
    if name == "people":
        return "person"
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("s", "")):
        if name.endswith(ending) and not name.endswith("ss"):
            return name.removesuffix(ending) + instead
    return name


def snake(name: str) -> str:
    """`appUsers` and `app-users` as `app_users`."""
    return re.sub(r"\W+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)).strip("_").lower()
