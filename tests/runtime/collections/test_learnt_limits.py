"""Limits that only a refusal tells: tried the other way, remembered for the run, and nothing is lost by it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import pytest

from benchmarks.torn_listings import LISTED, Listed
from rolecall.runtime.configuration.provider_block import resolve
from rolecall.runtime.connection import Connection
from rolecall.runtime.errors import Rejected
from rolecall.sandbox import Fault, Sandbox
from rolecall.specification.schema import Collection
from tests.contract.conftest import environment_of, sandbox
from tests.contract.dialects import provider_of

Box: TypeAlias = Sandbox[Any, Any]
ROWS = 7
BY_NAME = pytest.mark.parametrize("listed", LISTED, ids=lambda listed: listed.name)


@contextmanager
def reaching(listed: Listed) -> Iterator[tuple[Box, Connection, Collection, set[str]]]:
    """A vendor with some rows, a run that has asked for nothing yet, the collection, and the rows' keys."""
    with sandbox(listed.vendor) as box:
        keys = {str(listed.add(box, f"row{number:04}")) for number in range(ROWS)}
        shim = provider_of(listed.vendor)
        settings, _ = resolve(shim, dict.fromkeys(shim.schema.type.names()), environment_of(box))
        assert settings is not None
        connection = Connection(shim, settings)
        try:
            yield box, connection, shim.collection(listed.collection), keys
        finally:
            connection.close()


def page_size(collection: Collection) -> str:
    assert collection.pagination is not None
    return collection.pagination.size


class TestPageSize:
    @BY_NAME
    @pytest.mark.parametrize(
        ("words", "refusals"),
        [
            ("{size} must be between 1 and 3.", 1),
            ("The page size is too large.", 10),
            ("Bad request.", 1),
        ],
    )
    def test_a_smaller_page_is_asked_for_and_remembered(self, listed: Listed, words: str, refusals: int) -> None:
        with reaching(listed) as (box, connection, collection, _):
            size = page_size(collection)
            assert collection.pagination is not None
            most = 3 if "between" in words else collection.pagination.maximum // 2
            fault = Fault("page_too_large", member=size, most=most, status=400, words=words.format(size=size))
            box.faults.add(fault)
            first = connection.listings.all(collection)
            assert len(first) >= ROWS
            assert 1 <= fault.fired <= refusals
            told = fault.fired
            assert connection.listings.all(collection) == first
            assert fault.fired == told, "what was learnt is not asked again"

    @BY_NAME
    def test_a_refusal_that_is_not_about_the_size_is_the_first_one(self, listed: Listed) -> None:
        with reaching(listed) as (box, connection, collection, _):
            fault = Fault("page_too_large", member=page_size(collection), status=400, words="No such tenant.")
            box.faults.add(fault)
            with pytest.raises(Rejected, match="No such tenant"):
                connection.listings.all(collection)
            assert fault.fired == 2, "half as large, and no more"

    def test_a_refused_filter_is_no_refused_size(self) -> None:
        listed = next(each for each in LISTED if each.name == "scim users")
        with reaching(listed) as (box, connection, collection, _):
            fault = Fault("status", method="GET", path="/Users", status=400, words="The filter is not understood.")
            box.faults.add(fault)
            with pytest.raises(Rejected, match="not understood"):
                connection.listings.find(collection, {"user_name": "row0001"})
            assert len([event for event in box.log if "filter=" in event.query]) == 1


class TestRoute:
    @pytest.mark.parametrize("name", ["tanium users", "splunk users", "scim users", "okta users", "entra users"])
    @pytest.mark.parametrize("status", [405, 501])
    def test_a_single_read_that_the_vendor_does_not_have_is_a_listing(self, name: str, status: int) -> None:
        listed = next(each for each in LISTED if each.name == name)
        with reaching(listed) as (box, connection, collection, keys):
            assert collection.get is not None
            single = collection.get.path.partition("{")[0] + "[^/?]+$"
            fault = Fault("status", method="GET", path=single, status=status)
            box.faults.add(fault)
            for key in sorted(keys):
                assert connection.listings.get(collection, key) is not None
                assert connection.listings.fresh(collection, key) is not None
            assert connection.listings.fresh(collection, "00000000-0000-4000-8000-000000000000") is None
            assert fault.fired == 1
            refresh = len(box.log)
            assert connection.listings.get(collection, min(keys)) is not None
            assert len(box.log) == refresh, "the rows that were listed are shared"
