"""Vendors that keep what they are given in a form of their own, or not at all: of every type nothing is made twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest

from benchmarks.faults.place import Place, placed
from benchmarks.faults.wire import Send
from rolecall.sandbox import Fault
from rolecall.testing.case import ResourceCase, resolve
from tests.contract.tables import IN_DIALECTS, RESOURCES

ADDRESSES = {("tanzu_namespace_role_binding", "name")}
"""Members that are a part of the id: Kubernetes refuses them or keeps them as they are."""


def texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """The texts in `value`, at any depth, each with the member that holds it."""
    if isinstance(value, str):
        yield name, value
    for inner, each in value.items() if isinstance(value, dict) else ():
        yield from texts(each, inner)
    for each in value if isinstance(value, list | tuple) else ():
        yield from texts(each, name)


def written(place: Place) -> set[str]:
    """The members in which a create sends a text of the configuration."""
    given = {text for _, text in texts(resolve(place.box, dict(place.case.basic)))}
    found: set[str] = set()

    def handle(send: Send, request: httpx.Request) -> httpx.Response:
        try:
            sent = texts(json.loads(request.read()))
        except ValueError:
            sent = iter(parse_qsl(request.content.decode()))
        found.update(name for name, text in sent if text in given)
        return send(request)

    with place.wire.held(handle):
        assert place.operate().well
    return {name for name in found if (place.case.type, name) not in ADDRESSES}


@pytest.mark.parametrize("word", ["upper", "dropped"])
@pytest.mark.parametrize("case", (*RESOURCES, *IN_DIALECTS), ids=lambda case: case.name)
def test_nothing_is_tainted_or_made_again(case: ResourceCase, word: str) -> None:
    """An error taints, and Terraform deletes what is tainted and makes it anew: so for ever."""
    with placed(case, "create") as place:
        place.begin()
        for member in sorted(written(place)):
            place.begin()
            place.box.faults.add(Fault("stored_otherwise", member=member, words=word))
            made = place.operate()
            assert not made.broken
            assert case.address not in place.terraform.held.tainted
            if made.done.get(case.address):
                again = place.operate()
                gone = any("is gone" in each.summary for each in again.findings)
                assert not again.broken
                assert again.done.get(case.address) in (None, "update") or gone
