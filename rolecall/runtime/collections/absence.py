"""Proof that an object is gone, asked for only where one seems to be.

A 404 for an object says something only where the API that would have it answers, so that the collection proves itself
first, once per run: by anything that was read of it, by its listing, or by whatever else of the system is always there.
A listing that is empty proves no single read: the vendor's own word does, or what else of the API is there. Then the
object is looked for once more: a few by a single read after a pause, many by one listing for all.
"""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from rolecall.runtime.collections.rows import Row, Rows
from rolecall.runtime.concurrency.single_flight import Once
from rolecall.runtime.errors import (
    Denied,
    EndlessListing,
    NotFound,
    NotTheApi,
    Rejected,
    TornListing,
    Unproven,
)
from rolecall.runtime.http.client import Client
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import PLACES
from rolecall.specification.schema import Collection, Operation, Provider

FEW: Final = 3
"""So many absent objects of a collection are read again one by one; for more, the listing is the second look."""

SAMPLES: Final = 3
"""So many listed objects are read singly until one is found; some may have been deleted since."""

_REFUSALS: Final = (Denied, Rejected, NotTheApi)

log = Logger("absence")


class Proofs:
    """Proofs that a vendor's collections are where we look for them."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._proven: Once[str, Unproven | None] = Once()

    def collection(self, rows: Rows) -> None:
        """Make sure that the API has the collection of `rows`, and single reads of it where they are to be had.

        Raises Unproven and VendorError.
        """
        known = self._client.answered_singly if rows.collection.get is not None else self._client.answered
        if rows.collection.name not in known:
            self._once("/".join([rows.collection.name, *rows.parent.values()]), lambda: self._ask(rows))

    def listing(self, rows: Rows) -> None:
        """Make sure that the listing of `rows` is to be had itself, or that what it is inside of is gone.

        Raises Unproven and VendorError.
        """
        self._once("/".join(["listing", rows.collection.name, *rows.parent.values()]), lambda: self._ask(rows))

    def system(self, endpoint: str) -> None:
        """Make sure that the system called `endpoint` is the vendor's. Raises Unproven and VendorError."""
        of_it = [each for each in self._client.shim.collections if _endpoint(each) == endpoint]
        if not any(each.name in self._client.answered for each in of_it):
            self._once(f"@{endpoint}", lambda: self._ask_system(endpoint, of_it))

    def _once(self, what: str, ask: Callable[[], None]) -> None:
        """`ask` once per run. What it did not prove is not proven later either."""

        def outcome() -> Unproven | None:
            try:
                ask()
            except Unproven as error:
                return error
            return None

        if (error := self._proven(what, outcome)) is not None:
            raise copy.copy(error)

    def _ask(self, rows: Rows) -> None:
        collection = rows.collection
        if collection.list is None:
            self.system(_endpoint(collection))
            return
        listed = Rows(self._client, collection, rows.parent, whole=False)
        try:
            page = next(listed.pages(exhaustive=False))
        except NotFound as error:
            if not collection.parents:
                raise self._unproven(error) from None
            self._ask_parent(rows, error)
        except _REFUSALS as error:
            log.info("the listing proves nothing; asking for something else", path=error.path, why=str(error))
            self.system(_endpoint(collection))
        else:
            if collection.elements is not None and collection.name not in self._client.answered:
                missed = NotFound().at(collection.list.method, self._client.path_of(collection.list), 404)
                raise self._unproven(missed)
            self._ask_for_one(listed, [row for row in listed.clean(page.rows) if not listed.is_deleted(row)])

    def _ask_for_one(self, rows: Rows, listed: list[Row]) -> None:
        """Make sure that a single read finds what the listing shows. Raises Unproven and VendorError."""
        get = rows.collection.get
        if get is None or not rows.has_single:
            return
        if not listed:
            if rows.collection.name not in self._client.denied_singly:
                self._ask_beside(rows.collection, get)
            return
        for row in listed[:SAMPLES]:
            if rows.one(rows.key(row)) is not None:
                return
        key = rows.key(listed[0])
        if self._client.consistency.again(lambda: rows.one(key)) is not None:
            return
        raise Unproven(
            f"{self._client.shim.title} lists {key!r} in {rows.collection.name}, and answers that it does not exist "
            "when it is read alone. What a single read does not find is not taken as gone.",
        ).at(get.method, self._client.path_of(get), 404)

    def _ask_beside(self, collection: Collection, get: Operation) -> None:
        """Make sure that the API of an empty `collection` is there, by what else of it always is. Raises Unproven.

        That a single read says so in other words than the vendor's own is no proof: every server without this route
        does, and so does a proxy.
        """
        client, endpoint = self._client, _endpoint(collection)
        others = [each for each in client.shim.collections if _endpoint(each) == endpoint and each is not collection]
        if any(each.name in client.answered_singly for each in others):
            return
        always = (client.shim.whoami, client.shim.capabilities) if not endpoint else ()
        asked: list[Callable[[], bool]] = [partial(self._answers, each.path) for each in always if each is not None]
        asked += [partial(self._shows_any, each) for each in others if each.list is not None and not each.parents]
        for ask in asked:
            try:
                if ask():
                    return
            except (NotFound, *_REFUSALS) as error:
                log.info("this proves nothing; asking for something else", path=error.path, why=str(error))
        raise Unproven(
            f"The listing of {collection.name} is empty, and the answer to a single read is 404, though not in the "
            f"form of the errors of {client.shim.title}: a server without this route answers so, and so does a proxy. "
            "Nothing else of it is there that would tell them apart.",
            advice="State stays as it is. Check the URL in the provider block, and what is between it and us. If all "
            "of it was really deleted, take it out of the state with `terraform state rm`, and plan again.",
        ).at(get.method, client.path_of(get), 404)

    def _answers(self, path: str) -> bool:
        return self._client.call(Operation(method="GET", path=path)).data is not None

    def _shows_any(self, collection: Collection) -> bool:
        return bool(next(Rows(self._client, collection, whole=False).pages(exhaustive=False)).rows)

    def _ask_parent(self, rows: Rows, error: NotFound) -> None:
        """A listing inside of something is not there where that is gone, which is to be proven itself."""
        around = [(_around(self._client.shim, rows.collection, name), key) for name, key in rows.parent.items()]
        for collection, key in around:
            if collection is not None and not self._is_there(Rows(self._client, collection, whole=False), key):
                return
        if around and all(collection is not None for collection, _ in around):
            raise self._unproven(error)
        self.system(_endpoint(rows.collection))

    def _is_there(self, rows: Rows, key: str) -> bool:
        self.collection(rows)
        return rows.one(key) is not None or self._client.consistency.again(lambda: rows.one(key)) is not None

    def _ask_system(self, endpoint: str, of_it: list[Collection]) -> None:
        whoami = self._client.shim.whoami
        listed = next((each for each in of_it if each.list is not None and not each.parents), None)
        try:
            if whoami is not None and not endpoint:
                self._client.call(Operation(method="GET", path=whoami.path))
            elif listed is not None:
                next(Rows(self._client, listed, whole=False).pages(exhaustive=False))
            else:
                raise Unproven(f"Nothing of {self._client.shim.title} is known that is always there.")
        except NotFound as error:
            raise self._unproven(error) from None

    def _unproven(self, error: NotFound) -> Unproven:
        found = Unproven(
            f"{self._client.shim.title} does not have an object that we ask for. But it answers {error.status} to "
            f"{error.method} {error.path} too, which is always there: this URL may answer so to everything, and "
            "nothing is taken as gone.",
            request_id=error.request_id,
        )
        return found.at(error.method, error.path, error.status)


class Absence:
    """Second looks at the objects that `rows` seem to lack."""

    def __init__(self, client: Client, rows: Rows, proofs: Proofs) -> None:
        self._client = client
        self._rows = rows
        self._proofs = proofs
        self._guard = threading.Lock()
        self._misses = 0
        self._can_list = rows.collection.list is not None and rows.collection.get is not None
        self._listed: Once[str, tuple[frozenset[str], float]] = Once()

    def confirmed(
        self,
        key: str,
        look: Callable[[], Row | None],
        *,
        listing: bool = True,
        unlisted: float | None = None,
    ) -> Any:
        """The row of `key` after all, or None when it is really gone; it was not found a moment ago.

        `look` looks again. Without `listing` a listing of this run says nothing about it. `unlisted` is when a listing
        ended that lacks it, by the clock of `time.monotonic`; without single reads it was the second, after a pause.
        Raises Unproven and VendorError.
        """
        then = time.monotonic() if unlisted is None else unlisted
        self._proofs.collection(self._rows)
        consistency = self._client.consistency
        if unlisted is not None and not self._rows.has_single and not consistency.needed:
            return None
        with self._guard:
            self._misses += 1
            many = self._misses > FEW
        alone = consistency.left_of(key) > 0
        if listing and many and not alone and self._can_list and (found := self._all()) is not None:
            keys, began = found
            if self._rows.normal(key) not in keys and abs(began - then) >= consistency.apart:
                return None
        return consistency.again(look, key)

    @property
    def has_listed(self) -> bool:
        """Whether the whole listing was read by now."""
        return self._listed.knows("")

    def lists(self, key: str) -> bool:
        """Whether the whole listing, read once for all, shows `key`; False where it cannot be had."""
        return (found := self._all()) is not None and self._rows.normal(key) in found[0]

    def _all(self) -> tuple[frozenset[str], float] | None:
        """The keys of the whole listing, read once for all, and when that began; None where it cannot be had."""
        try:
            return self._listed("", self._list)
        except (*_REFUSALS, NotFound, TornListing, EndlessListing) as error:
            log.info("the listing cannot be read; looking again one by one", path=error.path, why=str(error))
            self._can_list = False
            return None

    def _list(self) -> tuple[frozenset[str], float]:
        self._client.consistency.wait(self._client.consistency.apart)
        began = time.monotonic()
        rows = [row for row in self._rows.every() if not self._rows.is_deleted(row)]
        return frozenset(key for row in rows for key in self._rows.keys(row)), began


def call_twice(client: Client, proofs: Proofs, operation: Operation, call: Callable[[], Any]) -> Any:
    """The outcome of `call`, or None where the answer is 404 twice and the system of `operation` proves itself.

    For what no collection lists. Raises VendorError.
    """

    def look() -> Any:
        try:
            return call()
        except NotFound:
            return None

    if (found := look()) is not None:
        return found
    proofs.system(operation.endpoint)
    return client.consistency.again(look)


def _around(shim: Provider, collection: Collection, parent: str) -> Collection | None:
    """The collection of what `collection` is inside of, by the path of its listing; None where it cannot be asked."""
    listed = collection.list.path if collection.list is not None else ""
    head, place, _ = listed.partition(f"{{{parent}}}")
    of_it = (each for each in shim.collections if each.get is not None and _endpoint(each) == _endpoint(collection))
    single = ((each, each.get.path) for each in of_it if each.get is not None and not each.parents)
    return next((each for each, path in single if place and PLACES.sub("", path) == PLACES.sub("", head + place)), None)


def _endpoint(collection: Collection) -> str:
    operation = collection.list or collection.get
    return operation.endpoint if operation is not None else ""
