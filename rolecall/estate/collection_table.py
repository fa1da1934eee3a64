"""One collection of a vendor, read as a whole: its live rows, and those that a soft delete left behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from rolecall.estate.gaps import Gap, gap_of
from rolecall.estate.instances import Instance
from rolecall.runtime.collections.empty_members import SAMPLES, EmptyMembers
from rolecall.runtime.collections.nested_sets import ids
from rolecall.runtime.collections.rows import Row, Rows
from rolecall.runtime.configuration.kubeconfig import current_context
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Refusal
from rolecall.runtime.errors import Unproven, VendorError
from rolecall.runtime.http.requests import places
from rolecall.runtime.resources.instance_names import normal_url
from rolecall.runtime.resources.object.read import emptiable_members, needed_members
from rolecall.runtime.values.paths import PLACES
from rolecall.specification.schema import Collection, NestedSet, ObjectLifecycle, Provider

T = TypeVar("T")
R = TypeVar("R")

AT_ONCE: Final = 16
"""The number of single reads of one vendor that run at the same time."""


class Table:
    """The rows of `collection` by their normalised key. `owner` is the label of the vendor that read it.

    `connection` leads to the vendor. `gap` says why it is not whole; what was read all the same is in it. `unread` says
    why sets that are listings of their own (trait `NestedSet`) could not be read, though the rows that have them were.
    """

    def __init__(self, connection: Connection, collection: Collection, owner: str) -> None:
        self.collection = collection
        self.owner = owner
        self.gap: Gap | None = None
        self.unread: Gap | None = None
        self.rows: dict[str, Row] = {}
        self.deleted: dict[str, Row] = {}
        self.connection = connection
        self._reader = Rows(
            connection.client, collection, shown=connection.listings.shown, joined=connection.listings.joined
        )
        self._aliases: dict[str, str] = {}
        self._second: Table | None = None
        self._places: Sequence[Mapping[str, str]] = ({},)
        self._needed: frozenset[str] = frozenset()

    def normal(self, key: str) -> str:
        """`key` in the form that equal keys share; the provisional key of a row as its own."""
        normal = self._reader.normal(key)
        return self._aliases.get(normal, normal)

    def row(self, key: str) -> Row | None:
        """The live row of `key`, or of the provisional key that it had before."""
        return self.rows.get(self.normal(key))

    def deleted_row(self, key: str) -> Row | None:
        """The row that a soft delete left behind."""
        return self.deleted.get(self._reader.normal(key))

    def read(self, needed: frozenset[str], places: Sequence[Mapping[str, str]] = ({},)) -> None:
        """List the collection; what its rows lack of the members `needed` is read singly. Never raises VendorError.

        So is what they leave out because it is empty, until the listing can be believed about it. `places` say inside
        of what to list a nested collection.
        """
        self._needed, self._places = needed, places
        live, deleted, problems = self._list()
        if problems:
            self.gap = gap_of(self.owner, self._title(), problems[0])
        for row in live:
            first, *others = self._reader.keys(row)
            self.rows[first] = row
            self._aliases.update(dict.fromkeys(others, first))
        self.deleted = {self._reader.key(row): row for row in deleted}
        if self.collection.get is not None:
            self._complete([key for key, row in self.rows.items() if self._reader.lacking(row, needed)])
            self._compare(self._emptiable() - needed)
        if self.collection.nested_set is not None:
            self._fill(self.collection.nested_set)

    def read_again(self) -> None:
        """The same once more: a vendor of many copies may have listed from one that lagged behind."""
        self.rows, self._aliases = {}, {}
        self.read(self._needed, self._places)

    @property
    def gaps(self) -> list[Gap]:
        """Everything that could not be read."""
        return [each for each in (self.gap, self.unread) if each is not None]

    def _fill(self, trait: NestedSet) -> None:
        """Put into each row its set; a set that could not be read stays marked as not read."""
        found, problems = each(list(self.rows), lambda key: ids(self.connection.client, trait, key, self.rows[key]))
        for key, elements in found.items():
            self.rows[key] = {**self.rows[key], trait.field: elements}
        if problems:
            what = f"{trait.field} of {len(problems)} of {len(self.rows)} {self._title()}"
            self.unread = gap_of(self.owner, what, next(iter(problems.values())))

    def _emptiable(self) -> frozenset[str]:
        """The members that a row may lack because they are empty."""
        return frozenset(
            path
            for resource in self.connection.shim.resources
            if isinstance(resource.lifecycle, ObjectLifecycle) and resource.lifecycle.collection == self.collection.name
            for _, path in emptiable_members(self.collection, resource)
        )

    def _compare(self, emptiable: frozenset[str]) -> None:
        """Read singly what the listing does not say of members that may be empty: a few rows, or all in the end."""
        known, members, asked = EmptyMembers(self._reader), dict.fromkeys(emptiable, False), set[str]()
        known.saw(self.rows.values(), emptiable)
        while self._reader.has_single:
            listed = {key: row for key, row in self.rows.items() if key not in asked and known.doubtful(row, members)}
            few = dict(list(listed.items())[: None if known.omitted else SAMPLES])
            if not few:
                return
            asked.update(few)
            self._complete(list(few))
            for key, row in few.items():
                known.compared(row, self.rows.get(key, row), emptiable)

    def ids_where(self, query: Mapping[str, str | None]) -> frozenset[str]:
        """The keys of the live rows that the listing gives with this query. Raises VendorError or Refusal."""
        live, _ = self.connection.listings.search(self.collection, {}, query)
        return frozenset(self._reader.key(row) for row in live)

    def confirm(self, keys: Sequence[str]) -> tuple[dict[str, bool], list[VendorError | Refusal]]:
        """Ask once more for keys that the listing lacks: by key whether it is gone, and what went wrong."""
        if self.collection.get is None and self.collection.elements is None:
            second, failed = self._listed_again()
            return {key: second.row(key) is None for key in keys} if second is not None else {}, failed
        found, problems = each(keys, lambda key: self.connection.listings.fresh(self.collection, key) is None)
        return found, list(problems.values())

    def _listed_again(self) -> tuple[Table | None, list[VendorError | Refusal]]:
        """The rows of a second listing, read once; None, and what went wrong, where it cannot be had."""
        if self._second is None:
            live, _, failed = self._list()
            if failed:
                return None, failed
            self._second = Table(self.connection, self.collection, self.owner)
            for row in live:
                self._second.rows.update(dict.fromkeys(self._reader.keys(row), row))
        return self._second, []

    def _list(self) -> tuple[list[Row], list[Row], list[VendorError | Refusal]]:
        """The live rows as of now, those that do not count (soft-deleted or indirect), and what went wrong."""
        found, problems = each(range(len(self._places)), lambda number: self._at(self._places[number]))
        here = [found[number] for number in sorted(found)]
        live = [row for rows, _ in here for row in rows]
        deleted = [row for _, rows in here for row in rows]
        failed = [problems[number] for number in sorted(problems)]
        try:
            live += self.connection.invitations.waiting(self.collection, live) if not failed else []
        except (VendorError, Refusal) as error:
            failed.append(error)
        return live, deleted, failed

    def _at(self, place: Mapping[str, str]) -> tuple[list[Row], list[Row]]:
        """The rows at one place. Raises Unproven where they are not listed, and what they are inside of is there."""
        search, client = self.connection.listings.search, self.connection.client
        found = search(self.collection, {}, place, whole=True)
        where = {parent: str(place[parent]) for parent in self.collection.parents if parent in place}
        if any(found) or (self.collection.name, *where.values()) not in client.unlisted:
            return found
        self.connection.listings.proofs.listing(Rows(client, self.collection, where, whole=False))
        return search(self.collection, {}, place, whole=True)

    def _complete(self, keys: Sequence[str]) -> None:
        """Replace the rows of `keys` by what a single read gives. One that a second listing lacks too is gone."""
        read, problems = each(keys, lambda key: self._reader.one(key, anew=False))
        found, doubts = each(list(read), lambda key: self._believed(read[key]))
        problems |= doubts
        denied = [key for key, row in found.items() if row is None]
        second, failed = self._listed_again() if denied else (None, [])
        for key in denied:
            if second is not None and second.row(key) is None:
                del self.rows[key]
            else:
                problems[key] = failed[0] if failed else Unproven(f"It is listed, and a single read denies {key!r}.")
        self.rows |= {key: row for key, row in found.items() if row is not None}
        if problems:
            what = f"{len(problems)} of {len(self.rows)} {self._title()} one by one"
            self.gap = gap_of(self.owner, what, next(iter(problems.values())))

    def _believed(self, row: Row | None) -> Row | None:
        """`row`, read singly, where an empty large set is believed only if sets are shown. Raises VendorError."""
        return row if row is None else self.connection.listings.shown.believed(self.collection, row, listed=False)

    def _title(self) -> str:
        return self.collection.name.replace("_", " ")


def each(items: Sequence[T], work: Callable[[T], R]) -> tuple[dict[T, R], dict[T, VendorError | Refusal]]:
    """`work` done for every item, several at once: by item what it gave, and by item why it failed."""
    found: dict[T, R] = {}
    problems: dict[T, VendorError | Refusal] = {}
    if not items:
        return found, problems

    def attempt(item: T) -> None:
        try:
            found[item] = work(item)
        except (VendorError, Refusal) as error:
            problems[item] = error

    with ThreadPoolExecutor(min(AT_ONCE, len(items))) as pool:
        for _ in pool.map(attempt, items):
            pass
    return found, problems


def collections_of(shim: Provider) -> dict[str, frozenset[str]]:
    """The collections that resources live in or are judged by, with the row members that their resources need."""
    found: dict[str, frozenset[str]] = {}
    for resource in shim.resources:
        lifecycle = resource.lifecycle
        if not isinstance(lifecycle, ObjectLifecycle):
            continue
        judged = [item.lookup for item in lifecycle.prerequisites]
        judged += [item.lookup for item in lifecycle.unchecked_names if item.where is not None]
        names = [lifecycle.collection, *judged]
        for name in names:
            found.setdefault(name, frozenset())
        found[lifecycle.collection] |= needed_members(resource)
    if shim.whoami is not None:
        found.setdefault(shim.whoami.collection, frozenset())
    return {name: needed for name, needed in found.items() if is_listable(shim.collection(name))}


def is_listable(collection: Collection) -> bool:
    """True if the collection can be listed as a whole, without knowing of what it is a part."""
    return collection.list is not None and not places(collection.list)


def system_of(instance: Instance, collection: Collection) -> tuple[str, ...]:
    """The identity of a listing, equal where provider blocks list the same objects: address and arguments."""
    operation = collection.list
    assert operation is not None
    names = [instance.shim.url_argument]
    kubeconfig = None
    if operation.endpoint:
        place = next(item for item in instance.shim.endpoints if item.name == operation.endpoint)
        kubeconfig = place.kubeconfig
        names = [place.url_argument, *([] if kubeconfig is None else [kubeconfig.path, kubeconfig.context])]
    arguments = dict(instance.settings.arguments)
    if kubeconfig is not None and arguments.get(kubeconfig.path) and not arguments.get(kubeconfig.context):
        arguments[kubeconfig.context] = current_context(str(arguments[kubeconfig.path]))
    texts = [operation.path, *(text for _, text in operation.query)]
    used = {name.removeprefix("provider.") for text in texts for name in PLACES.findall(text)}
    if arguments.get(names[0]):
        arguments[names[0]] = normal_url(str(arguments[names[0]]))
    return (instance.vendor, collection.name, *(str(arguments.get(name)) for name in (*names, *sorted(used))))
