"""Findings about managed resources, with what they all say."""

from __future__ import annotations

from typing import Any

from rolecall.drift.comparison import Managed
from rolecall.drift.display_names import subject
from rolecall.drift.findings import Finding, Severity


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
