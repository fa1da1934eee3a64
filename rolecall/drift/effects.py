"""Effects of findings: what people gain and lose by each, and how grave that makes it.

`rolecall.access` works it out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from rolecall.access import (
    TIERS,
    AccessMap,
    Consequences,
    Difference,
    Entity,
    GrantKey,
    Item,
    People,
    Reader,
    built_in,
    effective_access,
    highest,
    item_of_live,
    items_of_vendors,
    names_of_change,
    people_of_stacks,
    readers,
    realm_of,
    tier_in,
    undescribed_roles,
    unexplained_rights,
)
from rolecall.drift.account_status import GONE, presence_of_subject
from rolecall.drift.comparison import Estate, Managed
from rolecall.drift.display_names import subject
from rolecall.drift.effect import NOTHING, SEVERITIES, Effect
from rolecall.drift.findings import Severity
from rolecall.estate.declarations import Declarations
from rolecall.estate.gaps import Gap
from rolecall.estate.live_object import LiveObject
from rolecall.estate.live_vendor import LiveVendor
from rolecall.specification.schema import Attribute, MembershipLifecycle
from rolecall.specification.traits import BuiltIn, Permission, Tier


class Effects:
    """The effects of all that differs in an estate. What is not asked for is not worked out."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._realms = {vendor.label: realm_of(vendor, estate.vendors) for vendor in estate.vendors}

    def of_change(self, item: Managed, before: Mapping[str, Any], after: Mapping[str, Any]) -> Effect:
        """The effect of a change of some attributes of a managed resource."""
        return self._effect(self._item(item, {**after, **before}), self._item(item, after))

    def of_absence(self, item: Managed) -> Effect:
        """The effect of a managed resource that the vendor no longer has."""
        return self._effect(self._item(item, item.prior), None)

    def read_by(self, item: Managed, attribute: Attribute, before: Any, after: Any) -> list[tuple[str, Tier]]:
        """What reads an attribute of a managed account that changed, in sentences, and how grave what it gives is."""
        access, at = item.resource.access, self._item(item, item.prior)
        if access is None or access.account is None:
            return []
        names, who = set(names_of_change(attribute, before, after)), subject(item.vendor, item.resource, item.prior)
        found = []
        for reader in self._readers:
            here = (reader.item.vendor, reader.item.realm) == (at.vendor, at.realm)
            if not here or not names & reader.words or item.id in reader.spared:
                continue
            given = reader.given({} if reader.means is None else self._consequences.rights_of(reader.means))
            found.append((reader.told(names & reader.words, [who], given), highest(given)))
        return found

    @cached_property
    def _readers(self) -> list[Reader]:
        return list(readers(self._now))

    def account_of(self, item: Managed) -> frozenset[GrantKey]:
        """The right in the access map by which a managed resource is somebody's account."""
        found = self._consequences.account_at(self._address(item))
        return frozenset() if found is None else frozenset({found})

    def grave_takeover(self, item: Managed) -> Severity:
        """How grave it is where somebody else may have a managed account: as what the account has, at least high."""
        tiers = [
            tier_in(key, found.name)[0]
            for account in self.account_of(item)
            for key, found in self._consequences.rights_of(account.subject).items()
            if key.right.kind != "token"
        ]
        return max([Severity.HIGH, *(SEVERITIES[tier] for tier in tiers)])

    def of_presence(self, vendor: LiveVendor, each: LiveObject, values: Mapping[str, Any]) -> Effect:
        """The effect of an object that no state has; an element of a set is what the object that has it shows."""
        lifecycle = vendor.shim.resource(each.type).lifecycle
        if isinstance(lifecycle, MembershipLifecycle):
            return self._of_element(vendor, lifecycle, str(values[lifecycle.owner]), values[lifecycle.member])
        return self._effect(None, item_of_live(vendor, each, values, None, self._realm(vendor)))

    def _of_element(self, vendor: LiveVendor, lifecycle: MembershipLifecycle, owner: str, element: object) -> Effect:
        parent = vendor.by_id(lifecycle.parent, owner)
        if parent is None:
            return NOTHING
        address, now = self._estate.told(vendor, parent) or (None, vendor.values(parent))
        now = {**now, lifecycle.of: vendor.value(parent, lifecycle.of)}
        without = {**now, lifecycle.of: [each for each in now[lifecycle.of] or () if each != element]}
        old, new = (item_of_live(vendor, parent, values, address, self._realm(vendor)) for values in (without, now))
        return self._effect(old, new)

    def of_object(self, item: Managed, live: LiveObject) -> Effect:
        """What the object `live` gives that stands in the place of a managed one.

        One that was made anew under the name of one that is gone is weighed by what it has beyond that one.
        """
        if item.live is None or live.id != item.live.id:
            now = item_of_live(item.vendor, live, item.vendor.values(live), None, self._realm(item.vendor))
            return self._effect(replace(now, values={**item.prior, "id": live.id}), now)
        return self._effect(None, self._item(item, item.values(live)))

    def of_holding(self, vendor: LiveVendor, each: LiveObject, values: Mapping[str, Any]) -> Effect:
        """What those whom a binding names have by it, also where they have it by others too."""
        item = item_of_live(vendor, each, values, None, self._realm(vendor))
        return self._of(self._consequences.held_by(item))

    def built_in(
        self, vendor: LiveVendor, each: LiveObject, values: Mapping[str, Any], presence: Effect
    ) -> tuple[BuiltIn, list[str]] | None:
        """The trait by which an object comes with the vendor, and what it has beyond that, seen by its `presence`."""
        brought = [grant for row in presence.gains for grant in (row.grant, *row.along)]
        return built_in(item_of_live(vendor, each, values, None, self._realm(vendor)), brought)

    def is_unexplained(self, item: Managed, permission: Permission, right: str) -> bool:
        """True if a managed resource shows an effective right that it has by no managed resource."""
        return (self._address(item), permission.attribute, right) in self._unexplained

    def was_unexplained(self, item: Managed, permission: Permission, right: str) -> bool:
        """True if a managed resource had an effective right that it had by no managed resource."""
        return (self._address(item), permission.attribute, right) in self._unexplained_before

    @cached_property
    def _unexplained_before(self) -> frozenset[tuple[str, str, str]]:
        return frozenset(unexplained_rights([self._item(item, item.prior) for item in self._estate.managed]))

    @cached_property
    def _unexplained(self) -> frozenset[tuple[str, str, str]]:
        found = [(each, each.live) for each in self._estate.managed if each.live is not None]
        return frozenset(unexplained_rights([self._item(item, item.values(live)) for item, live in found]))

    def map(self, declarations: Declarations, people: People | None, gaps: Sequence[Gap]) -> AccessMap:
        """All access at the vendors that were read. The stacks say whose accounts are whose, and `people` does.

        `gaps` are what it may lack.
        """

        def declared(address: str) -> str | None:
            said = declarations.of(address)
            return None if said is None else f"{said.file}:{said.line}"

        known = people_of_stacks(self._now, declarations) | (people or People())
        unseen = [f"{gap.vendor} {gap.what}: {gap.why}".strip() for gap in gaps]
        sources = [vendor.label for vendor in self._estate.vendors]
        return effective_access(self._now, declared=declared, people=known, sources=sources, unseen=unseen)

    def _effect(self, before: Item | None, now: Item | None) -> Effect:
        return self._of(self._consequences.of(before, now))

    def _of(self, found: Difference) -> Effect:
        there = [row for row in found.rows if self._is_somebody(row.grant.key.subject)]
        rows = sorted(there, key=lambda row: (TIERS.index(row.tier), row.grant.person, row.grant.right))
        gains = tuple(row for row in rows if row.effect == "gains")
        roles = undescribed_roles((row.grant for row in gains if row.grant.kind == "role"), self._roles)
        unknown = tuple(name for names in roles.values() for name in names)
        holders = {row.grant.key.subject for row in gains}
        held = bool(holders) and any(who.kind != "role" or self._consequences.is_held(who) for who in holders)
        return Effect(gains, tuple(row for row in rows if row.effect == "loses"), unknown, held)

    def _is_somebody(self, who: Entity) -> bool:
        """False for an id that outlived its account: neither state nor vendor has anybody of that id."""
        form, _, key = who.key.partition(":")
        if who.kind != "user" or form != "id" or self._consequences.knows(who):
            return True
        for vendor in self._estate.vendors:
            if (vendor.shim.name, self._realm(vendor)) == (who.vendor, who.realm):
                return presence_of_subject(vendor, "user", key, directory=True) not in GONE
        return True

    @cached_property
    def _roles(self) -> list[Item]:
        types = {
            resource.name
            for vendor in self._estate.vendors
            for resource in vendor.shim.resources
            if resource.access is not None and resource.access.role is not None
        }
        return [each for each in self._now if each.type in types]

    def _realm(self, vendor: LiveVendor) -> str:
        return self._realms.get(vendor.label, "")

    def _item(self, item: Managed, values: Mapping[str, Any]) -> Item:
        live = item.live or LiveObject(item.resource.name, item.id)
        return item_of_live(item.vendor, live, values, self._address(item), self._realm(item.vendor))

    def _address(self, item: Managed) -> str:
        """The address that stands for an object in the map: of several that manage it, one."""
        known = None if item.live is None else self._estate.told(item.vendor, item.live)
        return item.state.address if known is None else known[0]

    @cached_property
    def _now(self) -> list[Item]:
        """What the vendors have: what can be listed, and what was read singly because it is in state."""
        estate = self._estate
        items = [*items_of_vendors(estate.vendors, estate.told), *estate.shown]
        seen = {each.address for each in items}
        for item in estate.managed:
            if item.live is not None and self._address(item) not in seen:
                seen.add(self._address(item))
                items.append(self._item(item, item.values(item.live)))
        return items

    @cached_property
    def _consequences(self) -> Consequences:
        now = {each.address: each for each in self._now}
        before = dict(now)
        for item in self._estate.managed:
            here = now.get(self._address(item))
            if here is None:
                before[self._address(item)] = self._item(item, item.prior)
            else:
                known = {name: value for name, value in item.prior.items() if value is not None}
                before[self._address(item)] = replace(here, values={**here.values, **known})
        expected = {*map(self._address, self._estate.managed), *(each.address for each in self._estate.shown)}
        return Consequences(list(before.values()), self._now, unexpected=frozenset(now.keys() - expected))
