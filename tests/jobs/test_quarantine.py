"""Provisioning that a vendor has stopped, told by an attribute `quarantine_reason` of whatever resource has one."""

from __future__ import annotations

from dataclasses import replace

from jobs.drift.estate import Estate, Managed
from jobs.drift.managed import managed_findings
from jobs.live import LiveObject, LiveVendor
from jobs.terraform.state import ManagedResource, State
from jobs.vendors import Instance
from providers.runtime.connection import Connection
from providers.runtime.schema import Attribute
from providers.runtime.settings import Settings
from providers.shims.tanium import PROVIDER


def test_a_reason_is_a_finding_and_none_is_none() -> None:
    user = PROVIDER.resource("tanium_user")
    reason = Attribute(name="quarantine_reason", computed=True, read="quarantine_reason")
    resource = replace(user, schema=replace(user.schema, attributes=(*user.schema.attributes, reason)))
    shim = replace(PROVIDER, resources=(resource,))
    settings = Settings(url="", arguments={})
    vendor = LiveVendor(
        Instance(shim=shim, settings=settings), Connection(shim, settings, read_only=True), {}, account=None
    )
    state = ManagedResource(address="tanium_user.job", type="tanium_user", name="job", vendor="tanium", values={})
    estate = Estate(State(resources=()), [])

    def kinds(why: str | None) -> list[str]:
        prior = {"id": "1", "name": "job"}
        live = LiveObject("tanium_user", "1", None, {**prior, "quarantine_reason": why})
        item = Managed(state=state, resource=resource, vendor=vendor, prior=prior, live=live, verdict="found")
        return [finding.kind for finding in managed_findings(estate, item, 14.0)]

    assert kinds("The secret token has expired.") == ["provisioning_quarantined"]
    assert kinds(None) == [] == kinds("")
