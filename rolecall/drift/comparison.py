"""State and vendors side by side: each managed resource with what the vendor has of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from rolecall.access import Item
from rolecall.drift.object_places import can_be_read_alone, instance_of, is_named, normal_id
from rolecall.estate.gaps import Gap
from rolecall.estate.inside import read_inside
from rolecall.estate.instances import label_of
from rolecall.estate.known_elements import ask_for_known
from rolecall.estate.live_object import LiveObject
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.runtime_facade import Diagnostic, Refusal, from_json
from rolecall.estate.terraform.state import ManagedResource, State
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle, Resource


@dataclass(slots=True, kw_only=True)
class Managed:
    """A resource in state. `prior` are its values as the provider reads them, `live` what the vendor has.

    `refusal` says why it is none of this instance's, and was not looked for here. `verdict` is `gone` only where the
    vendor was asked twice, and `unknown` where it could not be asked. `unplaced`: the state does not say to which
    provider block it belongs, and what was found, or not found, may be another one's.
    """

    state: ManagedResource
    resource: Resource
    vendor: LiveVendor
    prior: dict[str, Any]
    live: LiveObject | None = None
    refusal: Diagnostic | None = None
    verdict: Literal["found", "gone", "unknown"] = "unknown"
    unplaced: bool = False

    @property
    def id(self) -> str:
        """The address in state."""
        return str(self.prior.get("id"))

    def values(self, live: LiveObject, *, settable: bool = False) -> dict[str, Any]:
        """The values of `live` as a refresh of this resource gives them (see `LiveVendor.values`)."""
        return self.vendor.values(live, self.prior, settable=settable, private=self.state.private)


class Estate:
    """Everything that findings are drawn from.

    `managed` are the resources in state whose vendor was read; `gaps` what kept others from being looked at. `owners`
    are the resources in state that stand for one object, where it can be told at which instance it is. `shown` is what
    data sources of a plan show beside them.
    """

    def __init__(self, state: State, vendors: Sequence[LiveVendor]) -> None:
        self.vendors = list(vendors)
        self.managed: list[Managed] = []
        self.gaps: list[Gap] = []
        self.shown: list[Item] = []
        self.owners: dict[tuple[str, str, str], list[Managed]] = defaultdict(list)
        self._known: dict[tuple[str, str, str], Managed] = {}
        self._elements: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
        for vendor in self.vendors:
            read_inside(vendor, state)
            ask_for_known(vendor, state)
        self._unsure: list[tuple[Managed, list[LiveVendor]]] = []
        for item in state.resources:
            self._add(item)
        self._separate()
        self._settle()
        self._disbelieve()
        if not state.knows_aliases:
            self._doubt()

    def is_managed(self, vendor: LiveVendor, type_name: str, id_: str) -> bool:
        """True if some state has the object. Provider blocks that share a listing share what is known of it."""
        return self.managed_at(vendor, type_name, id_) is not None

    def gone(self, vendor: LiveVendor, type_name: str, id_: str) -> Managed | None:
        """The resource in state that is the object, where the vendor no longer has it: an apply makes it again."""
        found = self.managed_at(vendor, type_name, id_)
        return found if found is not None and found.verdict == "gone" else None

    def gone_by_name(self, vendor: LiveVendor, name: str) -> Managed | None:
        """The account in state that is called `name`, where the vendor no longer has it."""
        return self._gone_by_name.get((vendor.label, name.casefold()))

    @cached_property
    def _gone_by_name(self) -> dict[tuple[str, str], Managed]:
        found = {}
        for item in self.managed:
            account = None if item.resource.access is None else item.resource.access.account
            if account is not None and item.verdict == "gone":
                for attribute in (account.name, account.mail or account.name):
                    found[item.vendor.label, str(item.prior.get(attribute)).casefold()] = item
        return found

    def told(self, vendor: LiveVendor, each: LiveObject) -> tuple[str, Mapping[str, Any]] | None:
        """The address at which some state has a live object, and its values; None where none has it."""
        found = self.managed_at(vendor, each.type, each.id)
        return None if found is None else (found.state.address, found.values(each))

    def manages_set(self, vendor: LiveVendor, lifecycle: MembershipLifecycle, owner: str) -> bool:
        """True if some state manages a whole set of the object `owner`."""
        found = self.managed_at(vendor, lifecycle.parent, owner)
        return found is not None and (
            found.prior.get(lifecycle.of) is not None
            or vendor.manages(lifecycle.parent, lifecycle.of, found.prior, found.state.private) is True
        )

    def managed_at(self, vendor: LiveVendor, type_name: str, id_: str) -> Managed | None:
        """The resource in state that is a live object; None where no state has it."""
        return self._known.get((instance_of(vendor, type_name), type_name, normal_id(vendor, type_name, id_)))

    def at(self, managed: Managed) -> tuple[str, str, str]:
        """The instance, resource type and id of a managed object."""
        return self._place(managed, managed.vendor)

    def holder(self, managed: Managed, lifecycle: MembershipLifecycle) -> tuple[str, str, str]:
        """The instance, resource type and id of the object whose set a managed binding is an element of."""
        owner = str(managed.prior.get(lifecycle.owner))
        return self.at(managed)[0], lifecycle.parent, normal_id(managed.vendor, lifecycle.parent, owner)

    def bound(self, vendor: LiveVendor, parent: str, attribute: str, owner: str) -> frozenset[str]:
        """The elements of a parent's set that bindings in state stand for."""
        return frozenset(self._elements.get((instance_of(vendor, parent), parent, attribute, owner), ()))

    def _add(self, item: ManagedResource) -> None:
        candidates = [each for each in self.vendors if each.shim.name == item.vendor]
        if item.alias is not None:
            label = label_of(item.vendor, item.alias)
            candidates = [each for each in candidates if each.label == label]
        if not candidates:
            return
        resource = next((each for each in candidates[0].shim.resources if each.name == item.type), None)
        if resource is None:
            self._gap(item, "this version of rolecall does not know the resource type", "Use the newer one.")
            return
        try:
            prior = {
                each.name: from_json(each.value_type, item.values.get(each.name)) for each in resource.schema.attributes
            }
        except Refusal as problem:
            self._gap(item, f"its state cannot be read: {problem}", "Run `terraform apply -refresh-only` there.")
            return
        managed = Managed(state=item, resource=resource, vendor=candidates[0], prior=prior)
        refusals = [vendor.refusal(item.type, prior, item.private) for vendor in candidates]
        candidates = [vendor for vendor, why in zip(candidates, refusals, strict=True) if why is None]
        if not candidates:
            managed.refusal = why = refusals[0]
            assert why is not None
            self.gaps.append(Gap(vendor=managed.vendor.label, what=item.address, why=why.summary, advice=why.detail))
            self.managed.append(managed)
            return
        managed.vendor = candidates[0]
        found = [
            (vendor, live)
            for vendor in candidates
            if vendor.table(item.type) is not None and (live := vendor.find(item.type, prior)) is not None
        ]
        if found:
            managed.vendor, managed.live = found[0]
            managed.verdict = "found"
        place = self.add(managed)
        if len({self._place(managed, vendor) for vendor in candidates}) == 1:
            self.owners[place].append(managed)
        elif found and item.alias is None and not item.placed:
            self._unsure.append((managed, [vendor for vendor, _ in found]))

    def _separate(self) -> None:
        """Take back what was found at one of several instances where it may as well be another one's.

        Nothing that was found there is unmanaged for that.
        """
        claims = Counter((item.resource.name, item.id) for item, _ in self._unsure)
        for item, vendors in self._unsure:
            places = {self._place(item, vendor): None for vendor in vendors}
            if len(places) > 1 or claims[item.resource.name, item.id] > 1:
                item.live, item.verdict, item.unplaced = None, "unknown", True
                for place in places:
                    self._known.setdefault(place, item)
            elif is_named(item.resource, item.vendor):
                item.unplaced = True

    def _gap(self, item: ManagedResource, why: str, advice: str) -> None:
        self.gaps.append(Gap(vendor=item.vendor, what=item.address, why=why, advice=advice))

    def add(self, managed: Managed) -> tuple[str, str, str]:
        """Take in a managed resource that was looked at; gives the place of its object."""
        self.managed.append(managed)
        here = self._place(managed, managed.vendor)
        self._known.setdefault(here, managed)
        lifecycle = managed.resource.lifecycle
        if isinstance(lifecycle, MembershipLifecycle):
            place = (here[0], lifecycle.parent, lifecycle.of, str(managed.prior.get(lifecycle.owner)))
            self._elements[place].add(str(managed.prior.get(lifecycle.member)))
        return here

    @staticmethod
    def _place(managed: Managed, vendor: LiveVendor) -> tuple[str, str, str]:
        """The instance, resource type and id of an object that `vendor` may have."""
        name = managed.resource.name
        return instance_of(vendor, name), name, normal_id(vendor, name, managed.id)

    def _settle(self) -> None:
        """Ask once more about what no listing has, and read what cannot be listed."""
        groups: dict[tuple[str, str], list[Managed]] = defaultdict(list)
        for item in self.managed:
            if item.verdict == "unknown" and item.refusal is None and not item.unplaced:
                groups[item.vendor.label, item.resource.name].append(item)
        whole = {place: items[0].vendor.is_whole(place[1]) for place, items in groups.items()}
        for place, items in groups.items():
            vendor, resource = items[0].vendor, items[0].resource
            table = vendor.table(resource.name)
            if table is None:
                if can_be_read_alone(vendor, resource):
                    self._read(items)
            elif whole[place]:
                self._confirm(items)

    def _disbelieve(self) -> None:
        """Take back that something is gone that was seen in another dialect, where it may have another id."""
        for item in [each for each in self.managed if each.verdict == "gone"]:
            why = item.vendor.refusal(item.resource.name, item.prior, item.state.private, gone=True)
            if why is not None:
                item.verdict, item.refusal = "unknown", why
                self._gap(item.state, why.summary, why.detail)

    def _doubt(self) -> None:
        """Take back that something is gone where the provider block chooses the system, and nothing says which."""
        for item in self.managed:
            if (
                item.verdict == "gone"
                and item.state.alias is None
                and not item.state.placed
                and is_named(item.resource, item.vendor)
            ):
                item.verdict, item.unplaced = "unknown", True

    def _confirm(self, items: Sequence[Managed]) -> None:
        vendor, resource = items[0].vendor, items[0].resource
        lifecycle = resource.lifecycle
        if isinstance(lifecycle, ObjectLifecycle):
            self._judge(items, vendor.are_gone(resource.name, [item.id for item in items]), lambda item: item.id)
            return
        if not isinstance(lifecycle, MembershipLifecycle):
            return
        orphans: list[Managed] = []
        for item in items:
            parent = vendor.by_id(lifecycle.parent, str(item.prior.get(lifecycle.owner)))
            if parent is None:
                orphans.append(item)
            elif lifecycle.of not in vendor.unsaid(parent, {lifecycle.of: [item.prior.get(lifecycle.member)]}):
                item.verdict = "gone"
        owners = list(dict.fromkeys(str(item.prior.get(lifecycle.owner)) for item in orphans))
        gone = vendor.are_gone(lifecycle.parent, owners)
        self._judge(orphans, gone, lambda item: str(item.prior.get(lifecycle.owner)))

    def _judge(self, items: Iterable[Managed], gone: Mapping[str, bool], key: Any) -> None:
        there: list[Managed] = []
        for item in items:
            if gone.get(key(item)) is True:
                item.verdict = "gone"
            elif gone.get(key(item)) is False:
                there.append(item)
        if there:
            self._read(there)

    def _read(self, items: Sequence[Managed]) -> None:
        """Single reads, for what cannot be listed and for what a listing missed."""
        vendor, resource = items[0].vendor, items[0].resource
        priors, privates = [each.prior for each in items], [each.state.private for each in items]
        for item, found in zip(items, vendor.read_each(resource.name, priors, privates), strict=True):
            if found is None:
                item.verdict = "gone"
            elif isinstance(found, LiveObject):
                item.live, item.verdict = found, "found"
            else:
                vendor.add_gap(f"{resource.name} objects, one by one", found)
