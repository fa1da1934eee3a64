"""A plan's own drift, laid out like an estate: what was in state before the refresh, and what the refresh found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from rolecall.drift.comparison import Estate, Managed
from rolecall.drift.plan_data import shown_by_data
from rolecall.estate.gaps import Gap
from rolecall.estate.instances import Instance, label_of
from rolecall.estate.labels import names_by_id
from rolecall.estate.live_object import LiveObject
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.runtime_facade import Connection, Refusal, Settings, from_json, shims
from rolecall.estate.terraform.plan import Change, Plan
from rolecall.estate.terraform.plan import Instance as Planned
from rolecall.estate.terraform.references import Configuration
from rolecall.estate.terraform.state import OURS, ManagedResource, State
from rolecall.specification.schema import Resource


def estate_of_plan(plan: Plan) -> Estate:
    """Every managed resource of ours in the plan's prior state, and those that the refresh no longer found.

    Each belongs to the provider block that the configuration gives it.
    """
    estate = Estate(State(resources=()), [])
    configuration = Configuration(plan)
    vendors: dict[str, LiveVendor] = {}
    drifted = {change.address: change for change in plan.resource_drift if change.mode == "managed"}
    seen: set[str] = set()
    for item in plan.prior:
        if item.mode != "managed" or item.namespace != OURS:
            continue
        seen.add(item.address)
        change = drifted.get(item.address)
        before = item.values if change is None or change.before is None else change.before
        _add(estate, vendors, item, configuration, before, item.values, item.sensitive)
    for address, change in drifted.items():
        if address not in seen and change.namespace == OURS and change.before is not None:
            _add(estate, vendors, change, configuration, change.before, change.after, change.before_sensitive)
    estate.vendors.extend(vendors.values())
    has = {(item.vendor.label, item.resource.name, item.id) for item in estate.managed}
    for shown in shown_by_data(plan, configuration):
        if (label_of(shown.vendor, shown.realm or None), shown.type, str(shown.values.get("id"))) not in has:
            estate.shown.append(shown)
    for vendor in vendors.values():
        vendor.call(_names(vendor, estate))
    if plan.errored:
        _gap(estate, plan, "Terraform failed while it made the plan", "Make it again when the error is mended.")
    if not plan.complete:
        _gap(estate, plan, "the plan leaves something out (-target, -exclude or deferred changes)", "Plan everything.")
    return estate


def _names(vendor: LiveVendor, estate: Estate) -> dict[str, str]:
    """The names by id that the plan's resources and data sources give, lists of them too."""
    known: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for item in estate.managed:
        if item.vendor.shim is vendor.shim:
            known[item.resource.name].append(item.prior)
    for shown in estate.shown:
        if shown.vendor == vendor.shim.name:
            known[shown.type].append(shown.values)
    found = {}
    for type_name, access in ((each.name, each.access) for each in vendor.shim.resources):
        said = None if access is None else access.account or access.group or access.role
        for values in known[type_name] if said is not None else ():
            if said is not None and isinstance(name := values.get(said.name), str) and values.get("id") is not None:
                found[str(values["id"])] = name
    return names_by_id(vendor.shim.labels, lambda type_name, _: iter(known[type_name])) | found


def _gap(estate: Estate, plan: Plan, why: str, advice: str) -> None:
    estate.gaps.append(Gap(vendor="", what=str(plan.path), why=why, advice=advice))


def _add(
    estate: Estate,
    vendors: dict[str, LiveVendor],
    item: Change | Planned,
    configuration: Configuration,
    before: Mapping[str, Any],
    after: Mapping[str, Any] | None,
    sensitive: Any,
) -> None:
    address, type_name, vendor = item.address, item.type, item.vendor
    shim = shims.load(vendor)
    resource = None if shim is None else next((each for each in shim.resources if each.name == type_name), None)
    if shim is None or resource is None:
        why = "this version of rolecall does not know the resource type"
        estate.gaps.append(Gap(vendor=vendor, what=address, why=why, advice="Use the newer one."))
        return
    alias = configuration.alias(configuration.provider_key(item)) or None
    label = label_of(vendor, alias)
    if label not in vendors:
        settings = Settings(url="", arguments={})
        instance = Instance(shim=shim, settings=settings, alias=alias)
        vendors[label] = LiveVendor(instance, Connection(shim, settings, read_only=True), {}, account=None)
    try:
        prior = _read(resource, before)
        found = None if after is None else _read(resource, after)
    except Refusal as problem:
        estate.gaps.append(Gap(vendor=label, what=address, why=f"its values cannot be read: {problem}"))
        return
    marks = sensitive if isinstance(sensitive, Mapping) else {}
    state = ManagedResource(
        address=address,
        type=type_name,
        name=item.name,
        vendor=vendor,
        alias=alias,
        values=before,
        sensitive=frozenset(key for key, mark in marks.items() if mark is True),
    )
    live = None if found is None else LiveObject(type_name, str(found.get("id")), None, found)
    managed = Managed(state=state, resource=resource, vendor=vendors[label], prior=prior, live=live)
    managed.verdict = "gone" if live is None else "found"
    estate.add(managed)


def _read(resource: Resource, values: Mapping[str, Any]) -> dict[str, Any]:
    return {each.name: from_json(each.value_type, values.get(each.name)) for each in resource.schema.attributes}
