"""Findings about managed resources, and about objects that no state has, with what they all say."""

from __future__ import annotations

from typing import Any, NamedTuple

from rolecall.drift.comparison import Managed
from rolecall.drift.display_names import subject
from rolecall.drift.findings import Finding, Severity
from rolecall.estate.live_object import LiveObject
from rolecall.estate.live_vendor import LiveVendor
from rolecall.reports.commands import command
from rolecall.specification.schema import Resource


def make(item: Managed, kind: str, severity: Severity, text: str, fix: str, **more: Any) -> Finding:
    """A finding about a managed resource."""
    return Finding(
        kind=kind,
        severity=severity,
        vendor=item.vendor.label,
        subject=more.pop("subject", None) or subject(item.vendor, item.resource, item.prior),
        text=text,
        fix=fix,
        type=item.resource.name,
        object_id=item.id,
        address=item.state.address,
        **more,
    )


class Unmanaged(NamedTuple):
    """An object that no state has."""

    vendor: LiveVendor
    resource: Resource
    item: LiveObject

    @property
    def importing(self) -> str:
        """The command that imports it."""
        return command("terraform", "import", f"{self.resource.name}.NAME", self.item.id)

    def finding(self, kind: str, severity: Severity, who: str, text: str, fix: str = "", **more: Any) -> Finding:
        """A finding about it; without a `fix`, the advice is to import it or to remove it at the vendor."""
        return Finding(
            kind=kind,
            severity=severity,
            vendor=self.vendor.label,
            subject=who,
            text=text,
            fix=fix or f"Import it: {self.importing}, or remove it at the vendor.",
            type=self.resource.name,
            object_id=self.item.id,
            **more,
        )
