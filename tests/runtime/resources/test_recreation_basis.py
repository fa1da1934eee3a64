"""Deleting and creating an object again carries all it had, so all of it must have been read."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from providers.splunk import PROVIDER
from rolecall.runtime.resources.object.carried_attributes import carried_by


def test_a_recreation_carries_what_can_be_configured() -> None:
    resource = PROVIDER.resource("splunk_saml_user")
    context: Any = SimpleNamespace(lifecycle=resource.lifecycle, resource=resource)
    assert {item.name for item in carried_by(cast(Any, context))} == {"name", "roles"}
