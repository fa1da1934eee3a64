"""Vendors as they are now, read by listing through the shims, and only read.

    with reading(instances) as vendors:                 # several at a time; nothing but GET, HEAD and logins is sent
        for vendor in vendors:
            for item in vendor.objects("tanium_user"):  # every object of a resource type
                vendor.values(item)                     # as an import would put it into state
                vendor.values(item, prior)              # as a refresh of `prior` would
            vendor.is_whole("tanium_user"), vendor.gaps # whether that was all, and what could not be read

What a listing leaves out of its rows is read singly; what it lacks counts as gone only after `are_gone` asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rolecall.estate.absences import Absences
from rolecall.estate.collection_table import Table, each
from rolecall.estate.gaps import gap_of
from rolecall.estate.instances import Instance
from rolecall.estate.labels import ask_name, names_by_id
from rolecall.estate.live_object import LiveObject
from rolecall.estate.live_values import LiveValues, remembered
from rolecall.estate.runtime_facade import UNSAID
from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.context import context_of
from rolecall.runtime.resources.handlers import handler_of
from rolecall.runtime.resources.identity import identify
from rolecall.runtime.resources.instance import check_instance
from rolecall.runtime.resources.instance_names import instance_of
from rolecall.runtime.resources.last_dialect import check_dialect
from rolecall.runtime.resources.object.importing import place_of
from rolecall.runtime.resources.object.read import needed_members
from rolecall.runtime.resources.private_state import Private
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle, Operation, Provider


class LiveVendor:
    """One vendor as it is now. To be used by one thread.

    `tables` are the collections that were read, by name; `account` is the key of the account we run as, None where
    the vendor does not say. `gaps` are what could not be read; some come up only when values are looked at.
    """

    def __init__(
        self, instance: Instance, connection: Connection, tables: Mapping[str, Table], *, account: str | None
    ) -> None:
        self.label = instance.label
        self.alias = instance.alias
        self.shim: Provider = instance.shim
        self.tables = dict(tables)
        self.account = account
        self.gaps = [gap for table in tables.values() if table.owner == self.label for gap in table.gaps]
        self._connection = connection
        self._resources = {item.name: item for item in self.shim.resources}
        self._values = LiveValues(self.shim, connection, self.add_gap)
        self._indexes: dict[tuple[str, str, bool], dict[str, list[LiveObject]]] = {}
        self._labels: dict[str, str] | None = None
        self._asks = True
        self.absences = Absences(self.label, self.gaps, self._indexes.clear)

    @property
    def types(self) -> tuple[str, ...]:
        """The resource types that were listed, wholly or in part."""
        return tuple(name for name in self._resources if self.table(name) is not None)

    def call(self, names: Mapping[str, str]) -> None:
        """Take these names by id for all that is known: nothing is asked."""
        self._labels, self._asks = dict(names), False

    def called(self, id_: str) -> str:
        """The name that listed objects give to an id, or what is read by it, else the id. Asked once all is listed."""
        if self._labels is None:
            self._labels = names_by_id(self.shim.labels, self._attributes)
        if id_ not in self._labels:
            self._labels[id_] = ask_name(self.shim, self._connection, id_) if self._asks else id_
        return self._labels[id_] or id_

    def table(self, type_name: str) -> Table | None:
        """The collection that objects of the type (or their parents) live in; None where it was not listed."""
        lifecycle = self._resources[type_name].lifecycle
        if isinstance(lifecycle, MembershipLifecycle):
            return self.table(lifecycle.parent)
        if not isinstance(lifecycle, ObjectLifecycle):
            return None
        return self.tables.get(lifecycle.collection)

    def read_inside(self, type_name: str, priors: Sequence[Mapping[str, Any]]) -> None:
        """List a type whose objects are inside of others, wherever one of `priors` is; nothing for another type."""
        lifecycle = self._resources[type_name].lifecycle
        if not isinstance(lifecycle, ObjectLifecycle) or lifecycle.collection in self.tables:
            return
        collection = self.shim.collection(lifecycle.collection)
        names = collection.parents
        if not names or collection.list is None or not self.is_configured(collection.list.endpoint):
            return
        places = {tuple((name, str(prior.get(name))) for name in names): None for prior in priors}
        table = Table(self._connection, collection, self.label)
        table.read(needed_members(self._resources[type_name]), [dict(place) for place in places])
        self.tables[collection.name] = table
        self.gaps.extend(table.gaps)

    def is_whole(self, type_name: str) -> bool:
        """True if every object of the type was read, with what tells it apart from others."""
        table = self.table(type_name)
        lifecycle = self._resources[type_name].lifecycle
        if isinstance(lifecycle, MembershipLifecycle) and (lifecycle.parent, lifecycle.of) in self._values.unreadable:
            return False
        return table is not None and table.gap is None

    def is_object(self, type_name: str) -> bool:
        """True if objects of the type are the vendor's own, not elements of another object's set."""
        return isinstance(self._resources[type_name].lifecycle, ObjectLifecycle)

    def is_own(self, type_name: str) -> bool:
        """True if this provider block read the type itself, rather than sharing what another one reads."""
        return (table := self.table(type_name)) is not None and table.owner == self.label

    def objects(self, type_name: str) -> Iterator[LiveObject]:
        """Every live object of the type; none where it was not listed."""
        resource = self._resources[type_name]
        lifecycle = resource.lifecycle
        if isinstance(lifecycle, ObjectLifecycle):
            table = self.table(type_name)
            for key, row in table.rows.items() if table is not None else ():
                yield LiveObject(type_name, key, row)
            return
        if not isinstance(lifecycle, MembershipLifecycle):
            return
        for parent in self.objects(lifecycle.parent):
            for member in self.value(parent, lifecycle.of) or ():
                values: dict[str, Any] = dict.fromkeys(item.name for item in resource.schema.attributes)
                values |= {lifecycle.owner: parent.id, lifecycle.member: member}
                values["id"] = identify(resource, values)
                yield LiveObject(type_name, str(values["id"]), None, values)

    def find(self, type_name: str, prior: Mapping[str, Any]) -> LiveObject | None:
        """The live object that the state `prior` is about, or None where the listing lacks it."""
        lifecycle = self._resources[type_name].lifecycle
        if isinstance(lifecycle, ObjectLifecycle):
            return self.by_id(type_name, str(prior.get("id")))
        if not isinstance(lifecycle, MembershipLifecycle):
            return None
        parent = self.by_id(lifecycle.parent, str(prior.get(lifecycle.owner)))
        if parent is None or prior.get(lifecycle.member) not in (self.value(parent, lifecycle.of) or ()):
            return None
        return LiveObject(type_name, str(prior.get("id")), None, prior)

    def unsaid(self, item: LiveObject, prior: Mapping[str, Any] | None = None) -> list[str]:
        """The attributes that may have changed and that the vendor's answer about an object does not say.

        Left out are those whose absence means that they are empty, and those that no object ever changes. `prior` is
        the state, where there is one.
        """
        table = self.table(item.type)
        return [] if table is None else self._values.unsaid(item, table.collection, prior)

    def manages(self, type_name: str, attribute: str, prior: Mapping[str, Any], private: bytes) -> bool | None:
        """True if the configuration gives an attribute, as a refresh takes it; None where that cannot be told."""
        return self._values.manages(type_name, attribute, prior, private)

    def refusal(self, kind: str, prior: Mapping[str, Any], private: bytes, gone: bool = False) -> Diagnostic | None:
        """The reason why an object in state is none of this instance's, or not `gone`; None where nothing says so."""
        context = context_of(self._connection, self._resources[kind])
        try:
            (check_dialect if gone else check_instance)(context, remembered(private), dict(prior))
        except (Refusal, VendorError) as problem:
            return problem.diagnostics[0] if isinstance(problem, Refusal) else None
        return None

    def place(self, type_name: str) -> str:
        """The instance that objects of the type live at, equal for provider blocks that reach the same one."""
        return str(sorted((instance_of(self._connection, self._resources[type_name]) or {"": self.label}).items()))

    def by_id(self, type_name: str, id_: str) -> LiveObject | None:
        """The live object called `id_` of a type whose objects the vendor lists."""
        table = self.table(type_name)
        row = None if table is None else table.row(id_)
        return None if row is None else LiveObject(type_name, id_, row)

    def named(self, type_name: str, attribute: str, name: str) -> list[LiveObject]:
        """The live objects whose attribute is `name`, whatever the case of its letters."""
        return self._index(type_name, attribute, deleted=False).get(name.casefold(), [])

    def deleted_named(self, type_name: str, attribute: str, name: str) -> list[LiveObject]:
        """The same among what soft deletes left behind."""
        return self._index(type_name, attribute, deleted=True).get(name.casefold(), [])

    def values(
        self,
        item: LiveObject,
        prior: Mapping[str, Any] | None = None,
        *,
        settable: bool = False,
        private: bytes = b"",
    ) -> dict[str, Any]:
        """Attribute values as a refresh of `prior` gives them; without it, as an import does.

        `private` is what is kept beside `prior`, where that is known. Attributes that could not be read are left out,
        and a gap says so. `settable`: those that only the vendor decides are left out too, but for the id.
        """
        return self._values.values(item, prior, settable=settable, private=private)

    def value(self, item: LiveObject, name: str) -> Any:
        """One attribute as the vendor has it; None where it has none, or where it could not be read (a gap says so)."""
        return self._values.value(item, name)

    def read_each(
        self, type_name: str, priors: Sequence[Mapping[str, Any]], privates: Sequence[bytes]
    ) -> list[LiveObject | VendorError | Refusal | None]:
        """Single reads of a type that cannot be listed, one for each state and what is kept beside it.

        Gives the object, None where it is gone, or the error for which that cannot be told.
        """
        resource = self._resources[type_name]

        def one(index: int) -> LiveObject | None:
            context = context_of(self._connection, resource, remembered(privates[index]))
            read = handler_of(resource).read(context, dict(priors[index]), Private())
            said.update({item: None for item in read.diagnostics if item.summary.startswith(UNSAID)})
            return None if read.state is None else LiveObject(type_name, str(read.state["id"]), None, read.state)

        said: dict[Diagnostic, None] = {}
        found, problems = each(range(len(priors)), one)
        for item in said:
            self.add_gap(f"{type_name} objects, one by one", Refusal(item))
        return [found[index] if index in found else problems[index] for index in range(len(priors))]

    def names_for(self, type_name: str, attribute: str) -> frozenset[str] | None:
        """The names that an attribute may refer to; None where it refers to nothing, or they cannot be listed."""
        reference = self._resources[type_name].schema.attribute(attribute).reference
        if reference is None:
            return None
        try:
            rows = self._connection.references.rows(reference.lookup)
        except (VendorError, Refusal) as problem:
            self.add_gap(f"{reference.noun} names", problem)
            return None
        return frozenset(str(row.get(reference.by)) for row in rows)

    def are_gone(self, type_name: str, ids: Sequence[str]) -> dict[str, bool]:
        """By id, whether objects that the listing lacks are gone when asked once more; a gap says what nobody can."""
        table = self.table(type_name)
        return {} if table is None else self.absences.are_gone(table, type_name, ids)

    def is_configured(self, endpoint: str) -> bool:
        """True if anything says where the system called `endpoint` is."""
        return self._connection.client.is_configured(endpoint)

    def ids_within(self, type_name: str, path: str, value: str) -> frozenset[str]:
        """The ids of a type's objects where the attribute `path` is `value`, asked of the vendor by that.

        Empty for a type that cannot be asked so. What cannot be told is a gap.
        """
        resource = self._resources[type_name]
        table = self.table(type_name)
        natural = table.collection.natural_key if table is not None else None
        if table is None or natural is None or path not in dict(natural.within):
            return frozenset()
        try:
            return table.ids_where(narrowing(table.collection, place_of(resource, path, value)))
        except (VendorError, Refusal) as problem:
            self.add_gap(f"{type_name} where {path} is {value}", problem)
            return frozenset()

    def ask(self, operation: Operation, values: Mapping[str, str]) -> Any:
        """The data of a read that no collection stands for. Raises VendorError and Refusal."""
        return self._connection.client.call(operation, values).data

    def own_token(self) -> str | None:
        """The id of the token we run with, where it can be told."""
        return self._connection.own_token_id()

    def add_gap(self, what: str, problem: VendorError | Refusal) -> None:
        """Note that something could not be read, once."""
        self.absences.note(gap_of(self.label, what, problem))

    def _attributes(self, type_name: str, names: Iterable[str]) -> Iterator[dict[str, Any]]:
        """These attributes of each object of a type that was listed."""
        for item in self.objects(type_name) if type_name in self.types else ():
            yield {name: item.id if name == "id" else self.value(item, name) for name in names}

    def _index(self, type_name: str, attribute: str, *, deleted: bool) -> dict[str, list[LiveObject]]:
        """The objects of a type by one attribute, made when first asked for."""
        place = (type_name, attribute, deleted)
        if place not in self._indexes:
            found: dict[str, list[LiveObject]] = {}
            table = self.table(type_name)
            rows = {} if table is None else table.deleted if deleted else table.rows
            for key, row in rows.items():
                item = LiveObject(type_name, key, row)
                found.setdefault(str(self.value(item, attribute)).casefold(), []).append(item)
            self._indexes[place] = found
        return self._indexes[place]
