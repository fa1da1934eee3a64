"""Read several vendors at once, each collection in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from rolecall.estate.collection_table import Table, collections_of, system_of
from rolecall.estate.gaps import Gap
from rolecall.estate.instances import Instance
from rolecall.estate.live_vendor import LiveVendor
from rolecall.runtime.candidates import Candidate
from rolecall.runtime.configuration.credentials import environment_name
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Refusal
from rolecall.runtime.dialects import Vendor
from rolecall.runtime.errors import VendorError
from rolecall.specification.schema import ObjectLifecycle, Provider

Progress = Callable[[str, str, int | None], None]
"""Called with a vendor's label, what is read, and how many rows it has: None when it begins. From several threads."""

COLLECTIONS_AT_ONCE: Final = 24


def silent(label: str, what: str, rows: int | None) -> None:
    """A `Progress` that says nothing."""


@contextmanager
def reading(
    instances: Sequence[Instance],
    *,
    required: Mapping[str, Collection[str]] | None = None,
    progress: Progress = silent,
) -> Iterator[list[LiveVendor]]:
    """Read every collection of every instance, and keep the connections for the block, which may ask once more.

    A system that nothing says where it is is left out, or is a gap where `required`, resource types by label, needs
    it. Provider blocks that would list the same objects share one listing: the first of them owns it. Nothing but
    GET, HEAD, logins and the end of our own sessions is sent. Vendor errors are gaps and never raised.
    """
    instances, connections = _connected(instances)
    shared: dict[tuple[str, ...], Table] = {}
    tables: list[dict[str, Table]] = []
    gaps: list[list[Gap]] = []
    work: list[tuple[Table, frozenset[str]]] = []
    for instance, connection in zip(instances, connections, strict=True):
        mine: dict[str, Table] = {}
        missing: list[Gap] = []
        for name, needed in collections_of(instance.shim).items():
            collection = instance.shim.collection(name)
            assert collection.list is not None
            if not connection.client.is_configured(collection.list.endpoint):
                types = types_in(instance.shim, name)
                if any(item in (required or {}).get(instance.label, ()) for item in types):
                    missing.append(_unconfigured(instance, collection.list.endpoint, types))
                continue
            system = system_of(instance, collection)
            if system not in shared:
                shared[system] = Table(connection, collection, instance.label)
                work.append((shared[system], needed))
            mine[name] = shared[system]
        tables.append(mine)
        gaps.append(missing)
    try:
        with ThreadPoolExecutor(COLLECTIONS_AT_ONCE) as pool:
            accounts = [pool.submit(_account, connection) for connection in connections]
            done: list[Future[None]] = [pool.submit(_read, table, needed, progress) for table, needed in work]
            for each in done:
                each.result()
        vendors = [
            LiveVendor(instance, connection, mine, account=account.result())
            for instance, connection, mine, account in zip(instances, connections, tables, accounts, strict=True)
        ]
        for vendor, missing in zip(vendors, gaps, strict=True):
            vendor.gaps.extend(missing)
            whoami = vendor.shim.whoami
            accounts_table = None if whoami is None else vendor.tables.get(whoami.collection)
            if accounts_table is not None and vendor.account is not None:
                vendor.absences.ask_for(accounts_table, vendor.account)
        yield vendors
    finally:
        for connection in connections:
            connection.close()


def _connected(instances: Sequence[Instance]) -> tuple[list[Instance], list[Connection]]:
    """A connection for each instance, in the dialect that its vendor speaks.

    Where that cannot be found out, the first that its block allows: reading then says what is wrong.
    """
    found: list[Instance] = []
    connections: list[Connection] = []
    for instance in instances:
        vendor = Vendor(list(instance.dialects) or [Candidate(instance.shim, instance.settings)], read_only=True)
        try:
            connection = vendor.connection()
        except (VendorError, Refusal):
            connection = vendor.first
        found.append(replace(instance, shim=connection.shim, settings=connection.settings))
        connections.append(connection)
    return found, connections


def types_in(shim: Provider, collection: str) -> list[str]:
    """The resource types whose objects live in a collection."""
    return [
        item.name
        for item in shim.resources
        if isinstance(item.lifecycle, ObjectLifecycle) and item.lifecycle.collection == collection
    ]


def _read(table: Table, needed: frozenset[str], progress: Progress) -> None:
    what = table.collection.name.replace("_", " ")
    progress(table.owner, what, None)
    table.read(needed)
    progress(table.owner, what, len(table.rows))


def _account(connection: Connection) -> str | None:
    """Whose account we run as. Not knowing it leaves no gap: it only serves to mark it."""
    try:
        return connection.who()
    except (VendorError, Refusal):
        return None


def _unconfigured(instance: Instance, endpoint: str, types: Sequence[str]) -> Gap:
    shim = instance.shim.at(endpoint)
    variable = environment_name(instance.shim, shim.url_argument)
    return Gap(
        vendor=instance.label,
        what=", ".join(types),
        why=f"nothing says where {shim.title} is",
        advice=f"Set {variable} in the environment, and its credentials beside it.",
    )
