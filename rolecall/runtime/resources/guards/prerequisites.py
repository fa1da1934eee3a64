"""Prerequisites of people who are named (trait Prerequisite), and names that nobody checks (trait UncheckedName)."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any

from rolecall.runtime.application import Object
from rolecall.runtime.collections.listings import narrowing
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic, Path, Refusal
from rolecall.runtime.errors import Denied, NotFound, TlsFailure, Unavailable, Unreachable
from rolecall.runtime.logging import Logger
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.guards.nearest_names import nearest
from rolecall.runtime.values.checks import seconds_of
from rolecall.runtime.values.paths import dig, every
from rolecall.runtime.values.texts import caseless_name
from rolecall.specification.schema import ObjectLifecycle
from rolecall.specification.traits import Prerequisite, UncheckedName

log = Logger("prerequisites")

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 15.0


def check_prerequisites(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """Findings about somebody named who is not in good standing, and about names that nearly are others."""
    connection, planned = context.connection, change.after
    for trait in context.lifecycle.prerequisites:
        name = _named(trait, planned)
        made = {caseless_name(each) for each in connection.references.announced(trait.made_by)}
        if name is not None and caseless_name(name) not in made:
            yield from _check(connection, trait, name, _row(connection, trait, name, fresh=False))
    for miss in context.lifecycle.unchecked_names:
        name = _named(miss, planned)
        if name is not None:
            yield from _unchecked_name(connection, miss, name, planned)


def await_prerequisites(context: Context[ObjectLifecycle], planned: Object) -> None:
    """Wait until everybody named is in good standing. Raises Refusal when somebody is not in time."""
    connection = context.connection
    for trait in context.lifecycle.prerequisites:
        name = _named(trait, planned)
        if name is None or not list(_check(connection, trait, name, _row(connection, trait, name, fresh=False))):
            continue
        deadline = time.monotonic() + seconds_of(dig(planned, trait.timeout), trait.default_seconds)
        pause = FIRST_PAUSE_SECONDS
        while True:
            row = _row(connection, trait, name, fresh=True)
            found = list(_check(connection, trait, name, row))
            if not found:
                break
            left = deadline - time.monotonic()
            if row is None or left <= 0 or not connection.client.pause(min(pause, left)):
                raise Refusal(*found)
            pause = min(pause * 1.5, LONGEST_PAUSE_SECONDS)


def _named(trait: Prerequisite | UncheckedName, planned: Mapping[str, Any]) -> str | None:
    """The name that the trait is about, where it is known and of the kind that counts."""
    name = dig(planned, trait.attribute)
    counts = trait.when is None or dig(planned, trait.when[0]) == trait.when[1]
    return name if isinstance(name, str) and counts else None


def _row(connection: Connection, trait: Prerequisite, name: str, *, fresh: bool) -> Mapping[str, Any] | None:
    """The row of whoever is named, also of somebody whom only an invitation names; `fresh`: as of now."""
    collection = connection.shim.collection(trait.lookup)
    found = connection.listings.all(collection) if fresh else connection.references.rows(trait.lookup)
    row = next((row for row in found if caseless_name(str(dig(row, trait.by))) == caseless_name(name)), None)
    natural = collection.natural_key
    values = {natural.attribute: name} if natural is not None else {}
    return connection.invitations.corrected(collection, row, values, fresh=fresh)


def _check(
    connection: Connection, trait: Prerequisite, name: str, row: Mapping[str, Any] | None
) -> Iterator[Diagnostic]:
    path: Path = tuple(trait.attribute.split("."))
    if row is None:
        yield Diagnostic(
            "error",
            f"{name!r} is no {trait.noun}",
            f"{connection.shim.title} refuses this or keeps it without effect for somebody who is none. If the same "
            f"run makes them one, refer to it: {trait.made_by}.<label>.{_last(trait.by)}.",
            path,
        )
    elif dig(row, trait.member) != trait.value:
        yield Diagnostic(
            "error",
            f"{name!r} is not yet an active {trait.noun}",
            f"The status is {dig(row, trait.member)}: {name} must first accept the invitation that was sent by mail. "
            f"To have one apply wait for that, declare them as {trait.made_by} and refer to its {_last(trait.by)}.",
            path,
        )


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def _unchecked_name(
    connection: Connection, trait: UncheckedName, name: str, planned: Mapping[str, Any]
) -> Iterator[Diagnostic]:
    """A warning of a near miss. Elements of documents are compared where the plan adds one, not in every document."""
    if trait.where is None:
        yield from _nobodys_name(connection, trait, name)
        return
    member, value = trait.where
    collection = connection.shim.collection(trait.lookup)
    if collection.elements is None:
        rows = connection.references.rows(trait.lookup)
    else:
        where = narrowing(collection, planned)
        some = connection.listings.elements.listed(collection, where, anew=False) if where else ()
        rows = [row for each in some for row in each]
    known = {
        str(each)
        for row in rows
        for each, kind in zip(every(row, trait.member), every(row, member), strict=False)
        if kind == value
    }
    if name in known:
        return
    near = nearest(name, known, 0.85)
    if near is not None:
        yield Diagnostic(
            "warning",
            f"{name!r} is nearly the {trait.noun} {near!r}",
            f"{connection.shim.title} compares names letter by letter and takes any: one that differs from the "
            f"identity provider's grants nothing, without a word. {near!r} is in use elsewhere; is it meant?",
            tuple(trait.attribute.split(".")),
        )


def _nobodys_name(connection: Connection, trait: UncheckedName, name: str) -> Iterator[Diagnostic]:
    """A warning of a name that nothing has, where its system is there and lets us look. Raises VendorError."""
    try:
        rows = connection.references.rows(trait.lookup)
    except (Denied, NotFound, Unreachable, TlsFailure, Unavailable) as error:
        log.info("names cannot be looked up", of=trait.lookup, why=str(error))
        return  # a system that is away fails its own resources in the apply
    known = {str(each) for row in rows for each in every(row, trait.member)}
    if name in known:
        return
    near = nearest(name, known, 0.5)
    yield Diagnostic(
        "warning",
        f"There is no {trait.noun} {name!r}",
        f"{connection.shim.title} takes any name, and this one gives nothing, until somebody makes a {trait.noun} that "
        f"is called so: then it gives what they put into it. {f'Is {near!r} meant?' if near else 'Check the name.'}",
        tuple(trait.attribute.split(".")),
    )
