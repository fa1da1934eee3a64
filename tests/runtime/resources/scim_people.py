"""Practitioners of SCIM in tests: ours and others' servers, and what was asked of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest

from providers.scim import PROVIDER
from rolecall.runtime.application import Object
from rolecall.sandbox import Sandbox, start
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.store import ScimStore
from rolecall.specification.schema import Provider
from tests.runtime.resources.practitioner import Practitioner
from tests.runtime.resources.switches import with_attribute

R = TypeVar("R")
ScimBox = Sandbox[ScimStore, ScimOptions]
HIDDEN = pytest.mark.parametrize(
    "hidden",
    [
        {"members_shown": "never"},
        {"members_shown": "empty"},
        {"members_shown": "empty", "presence_filters": False},
    ],
    ids=lambda options: ", ".join(map(str, options.values())),
)
"""Servers that show no members and keep them all the same."""


def box_of(flavour: str = "generic", seed: int = 0, **options: Any) -> ScimBox:
    """A running sandbox of a flavour."""
    found: ScimBox = start("scim", seed=seed, options={"flavour": flavour, **options})
    return found


UNCHECKED = with_attribute(
    with_attribute(PROVIDER, "scim_group", "members", checks=()), "scim_group_member", "user_id", checks=()
)
"""A provider whose plans do not look whether members are there, as where the account may not."""


def practitioner(box: ScimBox, shim: Provider = PROVIDER, **arguments: str) -> Practitioner:
    """Somebody with a configured provider for `box`, whose environment has further `arguments`."""
    said = {f"{shim.name.upper()}_{name.upper()}": value for name, value in arguments.items()}
    return Practitioner(shim, {**box.environment, **said})


def trusting(box: ScimBox) -> Practitioner:
    """Somebody whose provider block says that answers show all that users and groups have."""
    return practitioner(box, shows_all_attributes="true")


@contextmanager
def server(
    seed: int = 6, flavour: str = "generic", **options: Any
) -> Iterator[tuple[ScimBox, Practitioner, list[str]]]:
    """A sandbox, somebody at work there, and the ids of its users."""
    with box_of(flavour, seed=seed, **options) as box:
        yield box, practitioner(box), users_of(box)


def at_once(work: Callable[[Any], R], items: Iterable[Any]) -> list[R]:
    """`work` on all items, ten at a time as Terraform does."""
    with ThreadPoolExecutor(10) as pool:
        return list(pool.map(work, items))


def read(person: Practitioner, source: str, **arguments: Any) -> Object:
    """The values of a data source; insists that it can be read."""
    result = person.data(source, **arguments)
    assert result.state is not None, [item.summary for item in result.diagnostics]
    return result.state


def users_of(box: ScimBox) -> list[str]:
    """The ids of the users that the server has."""
    return [user.id for user in box.store.users]


def members_of(box: ScimBox, group: str) -> set[str]:
    """The ids of the members that the server has in a group."""
    (found,) = (row for row in box.store.dump()["groups"] if row["displayName"] == group)
    return {member["value"] for member in found.get("members", ())}


def refusals(box: ScimBox) -> list[tuple[str, int]]:
    """The writes that were refused: method and status."""
    return [(event.method, event.status) for event in box.log if event.method != "GET" and event.status >= 400]
