"""The access map: who has what where at the vendors that were read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rolecall.drift.comparison import Estate, Managed
from rolecall.drift.display_names import holders, noun
from rolecall.drift.findings import Finding, Severity
from rolecall.drift.report import Grant
from rolecall.drift.severities import TIERS, level_of, names, weight
from rolecall.drift.unmanaged import holders_with_kinds
from rolecall.estate.live_object import LiveObject
from rolecall.estate.live_vendor import LiveVendor
from rolecall.specification.schema import MembershipLifecycle, Resource


def grants(estate: Estate, findings: Sequence[Finding]) -> Iterator[Grant]:
    """Every right that the vendors say somebody has, with the findings about it."""
    marks: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for finding in findings:
        marks[finding.vendor, finding.type, finding.object_id].append(finding.id)
    managed = {(item.vendor.label, item.resource.name, item.id): item for item in estate.managed}
    for vendor in estate.vendors:
        for type_name in vendor.types:
            resource = vendor.shim.resource(type_name)
            if not vendor.is_own(type_name) or isinstance(resource.lifecycle, MembershipLifecycle):
                continue
            for item in vendor.objects(type_name):
                place = (vendor.label, type_name, item.id)
                yield from _of(vendor, resource, item, managed.get(place), tuple(marks.get(place, ())))


def _of(
    vendor: LiveVendor, resource: Resource, item: LiveObject, known: Managed | None, found: tuple[str, ...]
) -> Iterator[Grant]:
    access = resource.access
    if access is None or not access.permissions:
        return
    subject = access.subject
    said = access.account or access.group
    if subject is None and said is None:
        return
    values = vendor.values(item) if known is None else known.values(item)
    who = holders(vendor, resource, values) if subject is not None else [str(values.get(said.name))] if said else []
    kinds = [kind for _, kind in holders_with_kinds(subject, values)] if subject is not None else []
    kinds = kinds or ["user" if access.account is not None else "group"]
    level, name = level_of(vendor, access, values)
    for index, person in enumerate(who):
        for permission in access.permissions:
            for given in names(vendor, permission, values):
                yield Grant(
                    vendor=vendor.label,
                    subject=person,
                    kind=kinds[min(index, len(kinds) - 1)],
                    right=given if permission.kind == "role" else f"{permission.kind} {given}",
                    scope="" if level is None else f"{level} {name}" if name else level,
                    tier=_tier(weight(vendor, permission, given, level)),
                    through=noun(resource),
                    address="" if known is None else known.state.address,
                    findings=found,
                )


def _tier(weight: Severity) -> str:
    return next(tier for tier, value in TIERS.items() if value == weight)
