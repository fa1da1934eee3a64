"""Absence at a collection that is empty: its listing proves no single read, the vendor's own word or another does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from rolecall.runtime import shims
from rolecall.runtime.errors import NotFound
from rolecall.runtime.http.requests import places
from rolecall.sandbox import Fault, start
from rolecall.specification.schema import ObjectLifecycle
from tests.runtime.resources.boxes import OktaBox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.scim_people import ScimBox

JANE = "scim_user.jane"
GROUP = "okta_group.g"


@pytest.fixture
def scim() -> Iterator[ScimBox]:
    with start("scim") as box:
        yield box


def _last_user(box: ScimBox) -> Practitioner:
    """A server whose only user was made by an earlier run, and deleted by hand."""
    person = Practitioner(_shim("scim"), box.environment)
    person.done(JANE, user_name="jane@example.com")
    for user in list(box.store.users):
        box.store.delete(user)
    person.restart(refresh="get")
    box.log.clear()
    return person


def _shim(vendor: str) -> Any:
    return shims.load(vendor)


def _without_the_route(box: ScimBox) -> None:
    box.faults.add(Fault("route_missing", method="GET", path=r"/Users/[^/]+$"))


class TestTheLastOne:
    def test_the_word_of_the_vendor_is_enough(self, scim: ScimBox) -> None:
        person = _last_user(scim)
        scim.store.add_group("Engineering")
        result = person.refresh(JANE)
        assert (errors(result), result.state) == ([], None)
        assert all("/Users" in each.path for each in scim.log if "ServiceProviderConfig" not in each.path)

    def test_a_404_of_a_server_without_the_route_takes_nothing_out_of_state(self, scim: ScimBox) -> None:
        person = _last_user(scim)
        kept = person.resources[JANE].state
        _without_the_route(scim)
        scim.faults.add(Fault("route_missing", method="GET", path="ServiceProviderConfig"))
        (said,) = errors(person.refresh(JANE))
        assert "hether it is gone cannot be told" in said and "The listing of users is empty" in said
        assert "terraform state rm" in said and "404" in said
        assert person.resources[JANE].state == kept

    def test_a_route_that_is_always_there_is_enough(self, scim: ScimBox) -> None:
        person = _last_user(scim)
        _without_the_route(scim)
        result = person.refresh(JANE)
        assert (errors(result), result.state) == ([], None)

    def test_another_listing_that_shows_something_is_enough(self, scim: ScimBox) -> None:
        person = _last_user(scim)
        scim.store.add_group("Engineering")
        _without_the_route(scim)
        scim.faults.add(Fault("route_missing", method="GET", path="ServiceProviderConfig"))
        result = person.refresh(JANE)
        assert (errors(result), result.state) == ([], None)
        assert any(each.path.endswith("/Groups") for each in scim.log)

    def test_whoami_is_asked_first(self, okta: OktaBox) -> None:
        person = Practitioner(_shim("okta"), okta.environment)
        person.done(GROUP, name="Leavers")
        okta.store.groups.clear()
        person.restart(refresh="get")
        okta.log.clear()
        okta.faults.add(Fault("route_missing", method="GET", path=r"/groups/[^/]+$"))
        result = person.refresh(GROUP)
        assert (errors(result), result.state) == ([], None)
        beside = {each.path for each in okta.log if "/groups" not in each.path}
        assert beside == {"/api/v1/users/me", "/.well-known/okta-organization"}


@pytest.mark.parametrize(
    ("resource", "key"),
    [
        ("entra_group", "11111111-2222-3333-4444-555555555555"),
        ("okta_group", "00gnobody"),
        ("scim_user", "nobody"),
        ("splunk_role", "nobody"),
        ("tanium_user", "999999"),
    ],
)
def test_errors_of_a_vendor_are_told_from_those_of_a_server_without_the_route(resource: str, key: str) -> None:
    vendor = resource.partition("_")[0]
    with start(vendor) as box:
        connection = Practitioner(_shim(vendor), box.environment).engine._connected(resource)
        lifecycle = connection.shim.resource(resource).lifecycle
        assert isinstance(lifecycle, ObjectLifecycle)
        operation = connection.shim.collection(lifecycle.collection).get
        assert operation is not None
        values = dict.fromkeys(places(operation), key)
        with pytest.raises(NotFound) as own:
            connection.client.call(operation, values)
        box.faults.add(Fault("route_missing", method="GET"))
        with pytest.raises(NotFound) as foreign:
            connection.client.call(operation, values)
        assert (own.value.signed, foreign.value.signed) == (True, False)
