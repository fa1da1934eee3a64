"""Rules by which a vendor itself gives access (trait `GivenBy`), and findings about those that no state knows."""

from __future__ import annotations

from typing import Any

from rolecall.access import says_access, tier_of
from rolecall.drift.comparison import Estate
from rolecall.drift.display_names import noun, subject
from rolecall.drift.effect import SEVERITIES
from rolecall.drift.finding_builder import Unmanaged
from rolecall.drift.findings import Finding, Severity
from rolecall.estate.live_object import LiveObject
from rolecall.estate.live_vendor import LiveVendor
from rolecall.specification.schema import Resource


def rule_of(estate: Estate, vendor: LiveVendor, resource: Resource, values: dict[str, Any]) -> tuple[str, bool] | None:
    """The rule that may have made a binding, in a sentence, and whether a state has it so; None where none may have.

    Of several, one that a state has. A rule that means or gives something else than a state says excuses nobody.
    """
    trait = resource.access.given_by if resource.access is not None else None
    if trait is None or trait.rule not in vendor.types:
        return None
    found = []
    for item in vendor.objects(trait.rule):
        rule = vendor.values(item)
        names, status = rule.get(trait.names), rule.get(trait.where[0])
        if status == trait.where[1] and isinstance(names, list) and values.get(trait.attribute) in names:
            text = f"The rule {rule.get('name', item.id)} may have given it. {trait.reason}"
            found.append((text, _is_as_declared(estate, vendor, trait.rule, item)))
    return max(found, key=lambda each: each[1], default=None)


def _is_as_declared(estate: Estate, vendor: LiveVendor, type_name: str, item: LiveObject) -> bool:
    """True if some state has a rule, and all of it that is about access as it is."""
    known = estate.managed_at(vendor, type_name, item.id)
    if known is None:
        return False
    now = known.values(item)
    told = [name for name in says_access(vendor.shim.name, type_name) if known.prior.get(name) is not None]
    return all(known.prior[name] == now.get(name) for name in told)


def unmanaged_rule(found: Unmanaged) -> Finding | None:
    """The finding about an object in no state that is a rule; as grave as what it gives, low while it is off."""
    vendor, resource, item = found
    values = vendor.values(item)
    name = subject(vendor, resource, values)
    rule = None if resource.access is None else resource.access.rule
    means = (rule.expression, rule.excluded) if rule is not None else ()
    for made in vendor.shim.resources:
        trait = made.access.given_by if made.access is not None else None
        if made.access is None or trait is None or trait.rule != resource.name:
            continue
        kind = next((each.kind for each in made.access.permissions if each.attribute == trait.attribute), "group")
        given = [vendor.called(str(each)) for each in values.get(trait.names) or ()]
        tiers = [SEVERITIES[tier_of(vendor.shim.name, kind, each)[0]] for each in given]
        is_on = values.get(trait.where[0]) == trait.where[1]
        what = ", ".join(f"{kind} {each}" for each in given)
        gives = "It gives" if is_on else "It is off; on it would give"
        return found.finding(
            "unmanaged_binding",
            max([Severity.MEDIUM, *tiers]) if is_on else Severity.LOW,
            name,
            f"The {noun(resource)} {name} is in no state. {gives} {what or 'nothing'} to whom it means.",
            after=what,
            brings=max(tiers, default=None),
            gives=tuple(str(values.get(each)) for each in means if each),
        )
    return None
