"""Invitations that a listing of their own shows (trait InvitationListing)."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from rolecall.runtime.collections.listings import Listings
from rolecall.runtime.collections.references import References
from rolecall.runtime.errors import VendorError
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.specification.schema import Collection, Provider
from rolecall.specification.traits import InvitationListing

NOT_OFFERED = (404, 405, 501)
"""Statuses by which a vendor says that it does not offer a listing."""

OVER = object()
"""The standing of an invitation that can no longer be accepted, whatever its status says."""

log = Logger("invitations")


class Invitations:
    """The invitations of one vendor: the latest of each person, listed once per run and again where it matters."""

    def __init__(self, shim: Provider, listings: Listings, references: References) -> None:
        self._shim = shim
        self._listings = listings
        self._references = references
        self._offered = True

    def corrected(
        self, collection: Collection, row: dict[str, Any] | None, values: Mapping[str, Any], *, fresh: bool
    ) -> dict[str, Any] | None:
        """`row` as the invitation lets it stand: None where that ended, a row for somebody who is invited and has none.

        `values` are what is known of the object by attribute; `fresh` asks for invitations as they are now. Raises
        VendorError.
        """
        trait = collection.invitation
        if trait is None or trait.listing is None:
            return row
        listing = trait.listing
        before = values.get(trait.status)
        if row is None and isinstance(before, str) and before != trait.pending:
            return None
        if row is not None and dig(row, listing.flag) != trait.pending:
            return row
        who = dig(row, listing.by) if row is not None else _name(collection, values)
        latest = self._latest(listing, who, fresh=fresh) if isinstance(who, str) else None
        status = None if latest is None else _standing(listing, latest)
        if row is not None:
            return None if status in _ended(listing) else row
        if latest is None or status != listing.open:
            return None
        return _invited(listing, trait.pending, str(who), latest)

    def waiting(self, collection: Collection, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Rows for everybody who is invited and whom the listing, `rows`, lacks. Raises VendorError."""
        trait = collection.invitation
        if trait is None or trait.listing is None:
            return []
        listing = trait.listing
        latest: dict[str, Mapping[str, Any]] = {}
        for each in sorted(self._rows(listing, True), key=lambda row: _number(dig(row, listing.since))):
            latest[str(dig(each, listing.who)).casefold()] = each
        listed = {str(dig(row, listing.by)).casefold() for row in rows}
        return [
            _invited(listing, trait.pending, str(dig(each, listing.who)), each)
            for who, each in latest.items()
            if who not in listed and _standing(listing, each) == listing.open
        ]

    def ending(self, collection: Collection, listing: InvitationListing, who: str) -> tuple[str, str] | None:
        """The end of somebody who is not there any more: of what, and the verb; None where nothing says."""
        latest = self._latest(listing, who, fresh=False)
        status = None if latest is None else _standing(listing, latest)
        if status in _ended(listing):
            return "The invitation of ", _ended(listing)[status]
        removed = any(str(dig(row, listing.by)).casefold() == who.casefold() for row in self._removed(collection))
        accepted = latest is not None and status != listing.open
        return ("", "was removed") if removed or accepted else None

    def _removed(self, collection: Collection) -> list[dict[str, Any]]:
        return self._references.deleted(collection.name) if collection.absent("deleted") is not None else []

    def _latest(self, listing: InvitationListing, who: str, *, fresh: bool) -> Mapping[str, Any] | None:
        mine = [row for row in self._rows(listing, fresh) if str(dig(row, listing.who)).casefold() == who.casefold()]
        return max(mine, key=lambda row: _number(dig(row, listing.since)), default=None)

    def _rows(self, listing: InvitationListing, fresh: bool) -> list[dict[str, Any]]:
        if not self._offered:
            return []
        try:
            if fresh:
                return self._listings.all(self._shim.collection(listing.lookup))
            return self._references.rows(listing.lookup)
        except VendorError as error:
            if error.status not in NOT_OFFERED:
                raise
            log.info("the vendor lists no invitations", status=error.status)
            self._offered = False
            return []


def _invited(listing: InvitationListing, pending: str, who: str, invitation: Mapping[str, Any]) -> dict[str, Any]:
    """The row of somebody whom only an invitation shows."""
    filled = {here: value for here, there in listing.fills if (value := dig(invitation, there)) is not MISSING}
    return {listing.by: who, listing.flag: pending, **filled}


def _standing(listing: InvitationListing, invitation: Mapping[str, Any]) -> Any:
    """The status of an invitation, or that its time is over."""
    status = dig(invitation, listing.status)
    until = dig(invitation, listing.expires) if listing.expires else MISSING
    is_over = isinstance(until, int | float | Decimal) and until < time.time() * 1000
    return OVER if status == listing.open and is_over else status


def _ended(listing: InvitationListing) -> dict[Any, str]:
    return {OVER: "expired", **dict(listing.ended)}


def _name(collection: Collection, values: Mapping[str, Any]) -> Any:
    natural = collection.natural_key
    return None if natural is None else values.get(natural.attribute)


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
