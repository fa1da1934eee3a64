"""Names for things that the vendor knows by id, or drops without a word when it does not know them.

Names are compared exactly, but for how Unicode composes their letters, and sent as the vendor writes them. An unknown
or ambiguous one is an error that offers the nearest. A name that a resource of the same run will make counts as known
while planning.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from rolecall.runtime.collections.listings import Listings
from rolecall.runtime.concurrency.single_flight import Once
from rolecall.runtime.diagnostics import Diagnostic, Diagnostics, Path, Refusal
from rolecall.runtime.errors import Denied, Incomplete, NotFound, NotTheApi, Rejected, VendorError
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.texts import canonical_name, caseless_name, same_name
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import Provider
from rolecall.specification.traits import Reference

log = Logger("references")


class References:
    """The lookup collections of one vendor, each listed once per run and again after a write to it."""

    def __init__(self, shim: Provider, listings: Listings) -> None:
        self._shim = shim
        self._listings = listings
        self._guard = threading.Lock()
        self._listed: Once[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = Once()
        self._announced: dict[str, set[str]] = {}
        self._unseen: set[str] = set()

    def announce(self, resource: str, name: str) -> None:
        """A resource of type `resource` called `name` is about to be made in this run."""
        with self._guard:
            self._announced.setdefault(resource, set()).add(name)

    def announced(self, resource: str) -> frozenset[str]:
        """The names of the resources of type `resource` that are about to be made in this run."""
        with self._guard:
            return frozenset(self._announced.get(resource, ()))

    def rows(self, collection: str) -> list[dict[str, Any]]:
        """The rows of a lookup collection, listed once per run and again after a write to it. Raises VendorError."""
        return self._lookup(collection)[0]

    def deleted(self, collection: str) -> list[dict[str, Any]]:
        """The soft-deleted rows that a lookup collection's listing still shows; the same listing as for `rows`."""
        return self._lookup(collection)[1]

    def forget(self, collection: str) -> None:
        """`collection` was written: list it again when next needed."""
        self._listed.forget(collection)

    def check(self, reference: Reference, names: Iterable[Any], path: Path) -> Diagnostics:
        """Findings about names that the vendor does not know, or knows more than once. Unknown values pass."""
        found = Diagnostics()
        with self._guard:
            announced = {canonical_name(each) for each in self._announced.get(reference.made_by or "", ())}
        for name in names:
            if name is UNKNOWN or name is None or canonical_name(name) in announced or self._is_unseen(reference):
                continue
            problem = self._problem(reference, name, path)
            if problem:
                found.extend([problem])
        return found

    def encode(self, reference: Reference, names: Iterable[str], path: Path) -> list[Any]:
        """The form of `names` in request bodies; raises Refusal for a name that does not resolve to one row.

        A name that the listing lacks may have been made since it was read, so that it is read once more.
        """
        if reference.wire == "name" and self._is_unseen(reference):
            return list(names)
        encoded: list[Any] = []
        for name in names:
            if not self._matches(reference, name):
                self.forget(reference.lookup)
            problem = self._problem(reference, name, path)
            if problem:
                raise Refusal(problem)
            row = self._matches(reference, name)[0]
            if reference.wire == "name":
                encoded.append(row[reference.by])
                continue
            key = row.get(reference.key)
            if key is None:
                raise self._unsaid(reference, reference.key)
            encoded.append(key if reference.wire == "id" else {reference.key: key})
        return encoded

    def spelled(self, reference: Reference, name: str) -> str:
        """`name` as the vendor writes it; as it is where the vendor has no such name. Raises VendorError."""
        return next((str(row[reference.by]) for row in self._matches(reference, name)), name)

    def names(self, reference: Reference, raw: Iterable[Any]) -> list[str]:
        """The names in an answer, which carries objects with a name, objects with an id, bare ids, or names.

        Raises Incomplete where it says neither.
        """
        names: list[str] = []
        for item in raw:
            if isinstance(item, dict) and item.get(reference.by) is not None:
                names.append(str(item[reference.by]))
            elif isinstance(item, dict):
                names.append(self._name_of(reference, item.get(reference.key)))
            elif reference.wire == "name":
                names.append(str(item))
            else:
                names.append(self._name_of(reference, item))
        return names

    def _is_unseen(self, reference: Reference) -> bool:
        """Whether the lookup collection cannot be listed, and names pass then. Raises VendorError where they do not."""
        if reference.unseen == "refuse":
            return False
        if reference.lookup in self._unseen:
            return True
        try:
            self.rows(reference.lookup)
        except (Denied, NotFound, NotTheApi, Rejected) as error:
            log.info("names cannot be looked up, and are sent as they are", of=reference.lookup, why=str(error))
            self._unseen.add(reference.lookup)
        return reference.lookup in self._unseen

    def _name_of(self, reference: Reference, key: Any) -> str:
        """The name of what has the id `key`; the id itself where the vendor lists no such thing."""
        if key is None:
            raise Incomplete(f"A {reference.noun} in the answer has neither {reference.by!r} nor {reference.key!r}.")
        rows = self.rows(reference.lookup)
        name = next((row.get(reference.by) for row in rows if str(row.get(reference.key)) == str(key)), key)
        if name is None or (name is key and any(reference.key not in row for row in rows)):
            raise self._unsaid(reference, reference.by if name is None else reference.key)
        return str(name)

    def _unsaid(self, reference: Reference, member: str) -> VendorError:
        """The error for rows that lack `member`; the next who needs the listing reads it again."""
        self.forget(reference.lookup)
        where = f"the listing of `{reference.lookup}`"
        return Incomplete(f"A row of {where} has no {member!r}, so that the {reference.noun} cannot be told.")

    def _matches(self, reference: Reference, name: str) -> list[dict[str, Any]]:
        """The rows of that name; in the very spelling where there are any. Raises VendorError."""
        rows = self.rows(reference.lookup)
        found = [row for row in rows if same_name(str(row.get(reference.by)), name)]
        if not found and any(reference.by not in row for row in rows):
            raise self._unsaid(reference, reference.by)
        return [row for row in found if row[reference.by] == name] or found

    def _problem(self, reference: Reference, name: str, path: Path) -> Diagnostic | None:
        matches = self._matches(reference, name)
        if len(matches) == 1:
            return None
        if matches:
            return Diagnostic(
                "error",
                f"The {reference.noun} name {name!r} is ambiguous",
                f"{self._shim.title} has {len(matches)} of that name: {reference.key} "
                f"{', '.join(str(row.get(reference.key)) for row in matches)}. Rename all but one.",
                path,
            )
        known = [str(row.get(reference.by)) for row in self.rows(reference.lookup)]
        folded = {caseless_name(item): item for item in known}
        if caseless_name(name) in folded:
            advice = f"Names are compared letter by letter: did you mean {folded[caseless_name(name)]!r}?"
        elif near := get_close_matches(caseless_name(name), folded, n=1, cutoff=0.5):
            advice = f"Did you mean {folded[near[0]]!r}?"
        else:
            shown = ", ".join(sorted(known)[:10])
            advice = f"Known: {shown}{', …' if len(known) > 10 else ''}. Check the name, and what our account may see."
        if reference.made_by:
            advice += f" If the same run makes it, refer to it: {reference.made_by}.<label>.{reference.by}."
        detail = f"{self._shim.title} has no such {reference.noun}. {advice}"
        return Diagnostic("error", f"Unknown {reference.noun} {name!r}", detail, path)

    def _lookup(self, name: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The live and the soft-deleted rows."""
        return self._listed(name, lambda: self._listings.search(self._shim.collection(name), {}))
