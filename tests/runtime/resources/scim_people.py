"""Practitioners of SCIM in tests: ours and others' servers, and what was asked of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from providers.scim import PROVIDER
from rolecall.runtime.application import Object, StateResult
from rolecall.sandbox import Sandbox, start
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.store import ScimStore
from rolecall.specification.schema import Provider
from tests.runtime.resources.practitioner import Practitioner, full

ScimBox = Sandbox[ScimStore, ScimOptions]


def box_of(flavour: str = "generic", seed: int = 0, **options: Any) -> ScimBox:
    """A running sandbox of a flavour."""
    found: ScimBox = start("scim", seed=seed, options={"flavour": flavour, **options})
    return found


def practitioner(box: ScimBox, shim: Provider = PROVIDER, **arguments: str) -> Practitioner:
    """Somebody with a configured provider for `box`, whose environment has further `arguments`."""
    said = {f"{shim.name.upper()}_{name.upper()}": value for name, value in arguments.items()}
    return Practitioner(shim, {**box.environment, **said})


def trusting(box: ScimBox) -> Practitioner:
    """Somebody whose provider block says that answers show all that users and groups have."""
    return practitioner(box, shows_all_attributes="true")


def at_once(work: Callable[[Any], StateResult], items: Iterable[Any]) -> list[StateResult]:
    """`work` on all items, ten at a time as Terraform does."""
    with ThreadPoolExecutor(10) as pool:
        return list(pool.map(work, items))


def data(person: Practitioner, source: str, **arguments: Any) -> StateResult:
    """Read a data source."""
    config = full(person.engine.data_source_schemas()[source], arguments)
    return person.engine.read_data_source(source, config, deferral_allowed=False)


def read(person: Practitioner, source: str, **arguments: Any) -> Object:
    """The values of a data source; insists that it can be read."""
    result = data(person, source, **arguments)
    assert result.state is not None, [item.summary for item in result.diagnostics]
    return result.state


def members_of(box: ScimBox, group: str) -> set[str]:
    """The ids of the members that the server has in a group."""
    (found,) = (row for row in box.store.dump()["groups"] if row["displayName"] == group)
    return {member["value"] for member in found.get("members", ())}
