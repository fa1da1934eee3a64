"""One configured vendor: everything that the lifecycle of a resource needs to reach it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from rolecall.runtime.collections.absence import call_twice
from rolecall.runtime.collections.attributes import AttributeConverter
from rolecall.runtime.collections.envelope import item_of, key_of
from rolecall.runtime.collections.hidden_members import KeptBack
from rolecall.runtime.collections.invitations import Invitations
from rolecall.runtime.collections.kept_elements import KeptElements
from rolecall.runtime.collections.large_sets import LargeSets
from rolecall.runtime.collections.listings import Listings, narrowing
from rolecall.runtime.collections.lookups import Lookups
from rolecall.runtime.collections.natural_keys import Names
from rolecall.runtime.collections.references import References
from rolecall.runtime.collections.removals import Removals
from rolecall.runtime.collections.written_elements import WrittenElements
from rolecall.runtime.concurrency.addresses import Addresses
from rolecall.runtime.concurrency.batching import Batches
from rolecall.runtime.concurrency.calls_in_hand import Presence
from rolecall.runtime.concurrency.locks import KeyedLocks
from rolecall.runtime.concurrency.missed_elements import MissedElements
from rolecall.runtime.concurrency.objects_seen import Sightings
from rolecall.runtime.concurrency.single_flight import Once
from rolecall.runtime.concurrency.single_owner import SingleOwners
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.errors import Rejected, Stopped, VendorError
from rolecall.runtime.http.capabilities import Capabilities
from rolecall.runtime.http.client import Client, Settings
from rolecall.runtime.http.jwt import claim
from rolecall.runtime.http.member_schemas import MemberSchemas
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.runtime.values.unknown import is_set
from rolecall.specification.schema import Collection, Envelope, ObjectLifecycle, Operation, Provider
from rolecall.specification.traits import Expiring, HeaderToken, InstanceId, WhoAmI

if TYPE_CHECKING:
    from rolecall.runtime.http.token_exchange import Tokens

T = TypeVar("T")

log = Logger("connection")


class Connection:
    """A vendor reached with `settings`. Nothing is sent before a resource asks.

    `written` are the parts of documents that this run wrote, by the document's address and the part's names.
    `misplaced` are the URLs at which this run met state of another instance. `second_looks` are those at the sets of
    parents that seemed to lack an element. `existing` says of ids that plans name whether something may have them.
    `instance_ids` are the vendor's own ids of the instances, by system, as far as they were asked for.
    """

    def __init__(
        self,
        shim: Provider,
        settings: Settings,
        *,
        read_only: bool = False,
        addresses: Addresses | None = None,
        exchanges: Once[Expiring, Tokens] | None = None,
    ) -> None:
        self.shim = shim
        self.settings = settings
        self.client = Client(shim, settings, read_only=read_only, exchanges=exchanges)
        self.capabilities = Capabilities(self.client, shim.capabilities)
        self.member_schemas = MemberSchemas(self.client)
        self.listings = Listings(self.client, self.capabilities)
        self.references = References(shim, self.listings)
        self.large_sets = LargeSets(self.client, self.listings, self.capabilities)
        large_sets = ((each.name, each.large_set) for each in shim.collections)
        self.kept = KeptElements(name for name, large in large_sets if large is not None and large.additions_keep)
        self.kept_back = KeptBack(self.client, self.capabilities)
        self.elements = WrittenElements()
        self.missed = MissedElements()
        self.presence = Presence()
        self.lookups = Lookups(self.listings, self.presence)
        self.names = Names(self.listings, self.lookups, self.presence)
        self.invitations = Invitations(shim, self.listings, self.references)
        self.wire = AttributeConverter(self.references, settings.arguments)
        self.locks = KeyedLocks()
        self.removals = Removals()
        self._sightings: Once[str, Sightings] = Once()
        self.listing_sizes: Once[str, int] = Once()
        self.invited: set[tuple[str, str]] = set()
        self.single_owners = SingleOwners()
        self.addresses = addresses or Addresses()
        self.written: dict[str, dict[tuple[str, ...], Any]] = {}
        self.misplaced: set[str] = set()
        self.batches: Batches[tuple[str, str, str], str, Any] = Batches()
        self.second_looks: Once[str, Any] = Once()
        self.existing: Once[str, bool] = Once()
        self._unpatched: list[Operation] = []
        self._who: Once[str, str] = Once()
        self._instance_ids: Once[str, str | None] = Once()
        self.instance_ids: dict[str, str] = {}
        self.recognised: Once[str, bool] = Once()

    def sightings(self, endpoint: str) -> Sightings:
        """What this run found of its state at the system called `endpoint`."""
        return self._sightings(endpoint, Sightings)

    def fresh(
        self, collection: Collection, key: str, values: Mapping[str, Any], *, whole: bool = False
    ) -> dict[str, Any] | None:
        """The row of `key` as it is now, or None where it is proven to be gone; `values` may narrow the search.

        Not `whole`: without its large set (trait `LargeSet`). Raises VendorError.
        """
        return self._row(collection, key, values, self.listings.fresh, whole=whole)

    def now(
        self, collection: Collection, key: str, values: Mapping[str, Any], *, whole: bool = False
    ) -> dict[str, Any] | None:
        """As `fresh`, by one look: for whoever expects that it is not there, or looks again themselves."""
        return self._row(collection, key, values, self.listings.now, whole=whole)

    def _row(
        self,
        collection: Collection,
        key: str,
        values: Mapping[str, Any],
        read: Callable[..., dict[str, Any] | None],
        *,
        whole: bool,
    ) -> dict[str, Any] | None:
        natural = collection.natural_key
        if collection.get is None and collection.filters is not None and natural is not None:
            name = values.get(natural.attribute)
            found = self.listings.find(collection, {natural.field: name}, whole=whole) if is_set(name) else []
            row = next((each for each in found if str(key_of(collection, each)) == key), None)
            if row is not None:
                return row
        row = read(collection, key, narrowing(collection, values), whole=whole)
        return self.invitations.corrected(collection, row, values, fresh=True)

    def known(self, operation: Operation, call: Callable[[], T]) -> T | None:
        """The outcome of `call`, by which `operation` reads what no collection lists; None where it is proven gone."""
        found: T | None = call_twice(self.client, self.listings.proofs, operation, call)
        return found

    def patches(self, lifecycle: ObjectLifecycle) -> bool:
        """True if updates say what changes, rather than write whole objects."""
        return lifecycle.patch not in (None, *self._unpatched) and self.capabilities.has("patch")

    def refuses_patch(self, operation: Operation, error: Rejected) -> bool:
        """True if `error` says that there is no such call, whatever the server claims; it is not tried again."""
        if not error.is_no_method:
            return False
        if operation not in self._unpatched:
            log.info("the server takes no patches; writing whole objects", path=error.path, status=error.status)
            self._unpatched.append(operation)
        return True

    def unless_changed(self, collection: Collection, row: Mapping[str, Any]) -> dict[str, str]:
        """The header by which a write is refused where the object is no longer the version of `row`."""
        trait = collection.etag
        version = None if trait is None else dig(row, trait.member)
        if trait is None or not isinstance(version, str) or not self.capabilities.has(trait.capability):
            return {}
        return {trait.header: version}

    def search(
        self, collection: Collection, wanted: Mapping[str, Any], values: Mapping[str, Any]
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The live and the soft-deleted rows that have `wanted`, as of now; `values` as for `fresh`."""
        live, deleted = self.listings.search(collection, wanted, narrowing(collection, values))
        if collection.invitation is None or len(live) > 1:
            return live, deleted
        row = self.invitations.corrected(collection, live[0] if live else None, values, fresh=True)
        return ([] if row is None else [row]), deleted

    def changed(self, collection: str, key: str | None) -> None:
        """An object of `collection` was written: forget what was read of it and of names that it may carry."""
        self.references.forget(collection)
        self.names.forget(collection)
        self.large_sets.forget(collection, key)
        trait = self.shim.collection(collection).invitation
        if trait is not None and trait.listing is not None:
            self.references.forget(trait.listing.lookup)
        if key is not None:
            self.client.seen.note_incarnation(collection, key, None)
            self.listings.changed(collection, key)

    def who(self) -> str | None:
        """The key of the account we run as, asked once per run; None where the vendor offers no way to ask.

        Raises VendorError or Refusal: protection that cannot be established is no protection.
        """
        trait = self.shim.whoami
        if trait is None or self.client.runs_as_client():
            return self.client.account()
        return self._who("", lambda: self._ask_who(trait))

    def _ask_who(self, trait: WhoAmI) -> str:
        answer = self.client.call(Operation(method="GET", path=trait.path))
        row = item_of(Envelope(item=trait.item, merge=trait.merge), answer.data)
        key = MISSING if row is None else dig(row, trait.key)
        if key is MISSING or key is None:
            raise refusal(
                f"{self.shim.title} did not say whose credentials these are",
                f"The answer to {trait.path} has no {trait.key!r}. Nothing that could remove the account we "
                "run as is done without knowing which it is.",
            )
        return str(key)

    def instance_id(self, endpoint: str) -> str | None:
        """The vendor's own id of the instance at `endpoint`, asked once per run; None where nobody can tell.

        What was told is in `instance_ids` from then on.
        """
        trait = next((each for each in self.shim.instance_ids if each.endpoint == endpoint), None)
        found = None if trait is None else self._instance_ids(endpoint, lambda: self._ask_instance(trait))
        if found is not None:
            self.instance_ids[endpoint] = found
        return found

    def _ask_instance(self, trait: InstanceId) -> str | None:
        operation = Operation(
            method="GET",
            path=trait.path,
            endpoint=trait.endpoint,
            authenticated=trait.authenticated,
            from_root=True,
        )
        try:
            if trait.claim:
                return claim(self.client.access_token(), trait.claim)
            found = dig(self.client.call(operation).data, trait.key)
        except Stopped:
            raise
        except VendorError as error:
            log.info("the instance does not tell its id; its URL alone counts", path=error.path, why=str(error))
            return None
        return found if isinstance(found, str) and found else None

    def own_secret(self) -> str | None:
        """The bearer secret that we authenticate with, if that is how we do."""
        for trait in self.shim.authentication:
            if isinstance(trait, HeaderToken) and self.settings.arguments.get(trait.argument):
                return str(self.settings.arguments[trait.argument])
        return None

    def own_token_id(self) -> str | None:
        """The `jti` claim of our own secret where that is a JWT (RFC 7519), else None. The signature is not checked."""
        return claim(self.own_secret() or "", "jti")

    def close(self) -> None:
        """Release the vendor's connections."""
        self.client.close()
