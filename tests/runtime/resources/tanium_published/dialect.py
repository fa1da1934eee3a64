"""The shim of the API that Tanium publishes, and what a test changes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rolecall.runtime import shims
from rolecall.runtime.configuration.provider_block import resolve
from rolecall.runtime.connection import Connection
from rolecall.specification.schema import Collection, Provider
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.switches import with_collection

HOLDERS = "/api/v2/content_set_roles/memberships"
PAIRS = "/api/v2/content_set_role_memberships"


def alone(**changes: Any) -> Provider:
    """The shim of the dialect without the other one, and changed."""
    return replace(shims.dialect("tanium", "platform"), dialects=(), spoken=(), **changes)


def shim(**users: Any) -> Provider:
    """The shim of the dialect, the collection of users changed."""
    return with_collection(shims.dialect("tanium", "platform"), "users", **users)


def connection(box: TaniumBox, provider: Provider) -> Connection:
    settings, findings = resolve(provider, {}, box.environment)
    assert settings is not None, list(findings)
    return Connection(provider, settings)


def users_of(provider: Provider) -> Collection:
    return provider.collection("users")
