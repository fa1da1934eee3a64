"""The two sides of plans: what access there is before the apply, and what there is after it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rolecall.access import Item, Link, shim_traits
from rolecall.estate.runtime_facade import UNKNOWN, ValuePath, normal_url
from rolecall.estate.terraform.plan import Change, Instance, Plan
from rolecall.estate.terraform.references import Configuration
from rolecall.review.taken_out import with_taken_out
from rolecall.specification.schema import ObjectLifecycle, PrincipalLifecycle, Resource

OURS = "rolecall"
"""The namespace of our providers in a source address."""
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One change of a plan, with what is known about its resource type. `address` tells plans apart.

    `exposed` are write-only attributes, each with a variable that gives it and whose value the plan holds.
    """

    address: str
    plan: Plan
    change: Change
    resource: Resource
    realm: str
    before: Item | None
    after: Item | None
    exposed: tuple[tuple[str, str], ...] = ()

    @property
    def is_change(self) -> bool:
        """True if the apply does something to it."""
        return self.change.actions not in (("no-op",), ("read",))


@dataclass
class Sides:
    """Everything that plans know, on both sides.

    `lingering` are addresses of accounts that go while what names them stays. `foreign` counts, by type, changes of
    resources that nobody here knows; `kept` are the addresses whose object stays although Terraform lets go of it.
    `taken_out` are addresses with values that a plan marks as sensitive and does not hold.
    `blocks` are the aliases of provider blocks by vendor and system; `prefixes` tell the addresses of plans apart.
    """

    before: list[Item] = field(default_factory=list)
    after: list[Item] = field(default_factory=list)
    reviewed: list[Reviewed] = field(default_factory=list)
    ourselves: list[Item] = field(default_factory=list)
    lingering: set[str] = field(default_factory=set)
    kept: dict[str, str] = field(default_factory=dict)
    foreign: dict[str, int] = field(default_factory=dict)
    taken_out: dict[str, None] = field(default_factory=dict)
    blocks: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    prefixes: tuple[str, ...] = ()

    def in_its_plan(self, address: str) -> str:
        """An address as its own plan has it."""
        return next((address.removeprefix(each) for each in self.prefixes if address.startswith(each)), address)


def sides_of(plans: Sequence[Plan]) -> Sides:
    """Both sides of all plans together."""
    sides = Sides()
    names = _names(plans)
    sides.prefixes = tuple(name for name in names.values() if name)
    for plan in plans:
        _Reader(plan, names[id(plan)], sides).read()
    managed = {_identity(item) for item in (*sides.before, *sides.after) if not item.observed}
    sides.before = [item for item in sides.before if not (item.observed and _identity(item) in managed)]
    sides.after = [item for item in sides.after if not (item.observed and _identity(item) in managed)]
    return sides


def _identity(item: Item) -> tuple[str, str, str, str]:
    value = item.values.get("id")
    return item.type, item.vendor, item.realm, "" if value is None or value is UNKNOWN else str(value)


def _names(plans: Sequence[Plan]) -> dict[int, str]:
    """The text before an address: nothing for one plan, else the shortest path that tells it from the others."""
    if len(plans) == 1:
        return {id(plans[0]): ""}
    short = [plan.path.name for plan in plans]
    return {id(plan): f"{plan.path.name if short.count(plan.path.name) == 1 else plan.path}: " for plan in plans}


class _Reader:
    def __init__(self, plan: Plan, prefix: str, sides: Sides) -> None:
        self._plan = plan
        self._prefix = prefix
        self._sides = sides
        self._configuration = Configuration(plan)
        self._realms: dict[tuple[str, str, str], tuple[str, str]] = {}

    def read(self) -> None:
        """Add what the plan knows to both sides."""
        seen = set()
        for change in self._plan.changes:
            seen.add(change.address)
            found = shim_traits.resource(change.vendor, change.type) if change.namespace == OURS else None
            if found is not None:
                self._change(change, found)
            elif change.actions != ("no-op",):
                kind = f"{change.namespace}/{change.vendor} {change.type}"
                self._sides.foreign[kind] = self._sides.foreign.get(kind, 0) + 1
        for instance in self._plan.prior:
            if instance.namespace != OURS:
                continue
            if instance.mode == "managed" and instance.address not in seen:
                known = shim_traits.resource(instance.vendor, instance.type)
                values = self._whole(instance, known, instance.values, instance.sensitive)
                item = self._item(instance, instance.type, instance.address, values)
                self._both(replace(item, unmanaged=self._unmanaged(instance, known)) if known else item)
            elif instance.mode == "data":
                self._data(instance)

    def _both(self, item: Item) -> None:
        self._sides.before.append(item)
        self._sides.after.append(item)

    def _change(self, change: Change, resource: Resource) -> None:
        deposed = f" (deposed {change.deposed})" if change.deposed else ""
        address = f"{change.address}{deposed}"
        before = after = None
        if change.before is not None:
            had = self._whole(change, resource, change.before, change.before_sensitive)
            before = replace(self._item(change, change.type, address, had), unmanaged=self._unmanaged(change, resource))
            self._sides.before.append(before)
        values = self._after(change, resource, f"{self._prefix}{address}")
        if values is not None:
            has = self._whole(change, resource, values, change.after_sensitive)
            after = replace(
                self._item(change, change.type, address, has),
                unmanaged=self._unmanaged(change, resource),
                link=self._link(change),
                made="create" in change.actions,
            )
            self._sides.after.append(after)
        self._sides.reviewed.append(
            Reviewed(
                address=f"{self._prefix}{address}",
                plan=self._plan,
                change=change,
                resource=resource,
                realm=self._realm(change, resource)[0],
                before=before,
                after=after,
                exposed=tuple(
                    (item.name, name)
                    for item in resource.schema.attributes
                    if item.write_only
                    for name in self._configuration.planned_variables(change, item.name)
                ),
            )
        )

    def _whole(
        self, row: Change | Instance, resource: Resource | None, values: Mapping[str, Any], marks: Any
    ) -> Mapping[str, Any]:
        """`values`, in which what somebody took out of the plan and counts for access is unknown."""
        if not marks or resource is None or resource.access is None:
            return values
        names = {each.name for each in resource.schema.attributes if each.required and not each.write_only}
        names |= shim_traits.says_access(row.vendor, row.type)
        return self._with_taken_out(row, values, marks, names - self._unmanaged(row, resource))

    def _with_taken_out(
        self, row: Change | Instance, values: Mapping[str, Any], marks: Any, names: Collection[str]
    ) -> Mapping[str, Any]:
        found = with_taken_out(values, marks, names)
        if found is not values:
            self._sides.taken_out[f"{self._prefix}{row.address}"] = None
        return found

    def _after(self, change: Change, resource: Resource, address: str) -> Mapping[str, Any] | None:
        """The values after the apply; None where the object is gone."""
        if change.after is not None:
            return self._settled(change, resource, change.after)
        if change.before is None:
            return None
        if "forget" in change.actions:
            self._sides.kept[address] = "Terraform forgets it; the object stays as it is."
            return change.before
        lifecycle = resource.lifecycle
        ending = lifecycle.deprovision if isinstance(lifecycle, ObjectLifecycle | PrincipalLifecycle) else None
        if ending is None:
            return None
        if any(item.switch and change.before.get(item.switch) is False for item in ending.cascade_delete):
            self._sides.lingering.add(address)
        mode = change.before.get(ending.mode) if ending.mode else None
        if mode == "retain":
            self._sides.kept[address] = f"`{ending.mode}` is `retain`: the object stays as it is, without Terraform."
            return change.before
        if mode == "deactivate":
            return {**change.before, **dict(ending.disable)}
        return None

    def _settled(self, change: Change, resource: Resource, after: Mapping[str, Any]) -> Mapping[str, Any]:
        """`after` where what is unknown only because nobody manages it is what it was before."""
        old = change.before if change.before is not None and not change.replaces else NOTHING
        required = {item.name for item in resource.schema.attributes if item.required}
        unmanaged = {
            name: old.get(name)
            for name, value in after.items()
            if value is UNKNOWN and name not in {"id", *required} and self._configuration.is_set(change, name) is False
        }
        return {**after, **unmanaged}

    def _unmanaged(self, row: Change | Instance, resource: Resource) -> frozenset[str]:
        """The attributes that the configuration leaves out."""
        names = (item.name for item in resource.schema.attributes if not item.required)
        return frozenset(name for name in names if self._configuration.is_set(row, name) is False)

    def _item(self, row: Change | Instance, type_name: str, address: str, values: Mapping[str, Any]) -> Item:
        found = shim_traits.resource(row.vendor, type_name)
        realm, where = self._realm(row, found)
        return Item(
            address=f"{self._prefix}{address}",
            type=type_name,
            vendor=row.vendor,
            values=values,
            realm=realm,
            where=where,
        )

    def _data(self, instance: Instance) -> None:
        values = instance.values
        if shim_traits.shows_ourselves(instance.vendor, instance.type):
            self._sides.ourselves.append(self._item(instance, instance.type, instance.address, values))
        rows = shim_traits.rows(instance.vendor, instance.type)
        if rows is None:
            if any(label.of == instance.type for label in _labels(instance.vendor)):
                self._both(replace(self._item(instance, instance.type, instance.address, values), observed=True))
            return
        names = (rows.into,) if rows.into else shim_traits.says_access(instance.vendor, rows.type)
        values = self._with_taken_out(instance, values, instance.sensitive, names)
        shown = values.get(rows.into) if rows.into else [values]
        for number, row in enumerate(shown if isinstance(shown, list) else ()):
            if isinstance(row, Mapping):
                address = f"{instance.address}[{number}]" if rows.into else instance.address
                self._both(replace(self._item(instance, rows.type, address, row), observed=True))

    def _link(self, change: Change) -> Callable[[ValuePath], Link | None]:
        def link(path: ValuePath) -> Link | None:
            found = self._configuration.target(change, path)
            return Link(f"{self._prefix}{found.address}", found.attribute, found.exact) if found else None

        return link

    def _realm(self, row: Change | Instance, resource: Resource | None) -> tuple[str, str]:
        """The instance of the vendor that a resource belongs to, and the system behind it."""
        key = self._configuration.provider_key(row)
        lifecycle = resource.lifecycle if resource else None
        endpoint = lifecycle.create.endpoint if isinstance(lifecycle, ObjectLifecycle) else ""
        wanted = (row.vendor, key, endpoint)
        if wanted not in self._realms:
            self._realms[wanted] = (
                self._place(row.vendor, key, ""),
                self._place(row.vendor, key, endpoint) if endpoint else "",
            )
            for place in self._realms[wanted]:
                found = self._sides.blocks.get((row.vendor, place), frozenset())
                self._sides.blocks[row.vendor, place] = found | {self._configuration.alias(key)}
        return self._realms[wanted]

    def _place(self, vendor: str, key: str, endpoint: str) -> str:
        """The address of a system where the configuration shows it, else the alias of a block that gives one."""
        known = shim_traits.shim(vendor)
        if known is None:
            return ""
        system = known.at(endpoint)
        arguments = [system.url_argument]
        arguments += [each.kubeconfig.context for each in known.endpoints if each.name == endpoint and each.kubeconfig]
        given = False
        for argument in arguments:
            is_given, value = self._configuration.provider_argument(key, argument)
            given |= is_given
            if isinstance(value, str) and value:
                return normal_url(value) if argument == system.url_argument and "://" in value else value
        return self._configuration.alias(key) if given else ""


def _labels(vendor: str) -> Iterator[Any]:
    known = shim_traits.shim(vendor)
    yield from known.labels if known else ()
