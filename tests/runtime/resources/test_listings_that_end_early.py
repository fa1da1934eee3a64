"""Listings by cursors that end early, or lose a row: they state no total, and alone say what is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from providers.entra import PROVIDER
from rolecall.sandbox import Fault, start
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.practitioner import Practitioner, errors

APP = {"display_name": "Tessian", "template": "Tessian"}
LABEL = "entra_app_role_assignment.a{}"
COUNT = 5
CUT = "Read by pages of another size, the listing lacks"


@pytest.fixture
def box() -> Iterator[EntraBox]:
    with start("entra", seed=COUNT, options={"lag_reads": 0, "lag_listings": 0}) as made:
        yield made


@pytest.fixture
def person(box: EntraBox) -> Practitioner:
    """Somebody with assignments on three pages."""
    person = Practitioner(PROVIDER, box.environment)
    app = person.done("entra_gallery_application.app", **APP)["service_principal_id"]
    for number, user in enumerate(sorted(box.store.users)[:COUNT]):
        person.done(LABEL.format(number), resource_id=app, principal_id=user)
    person.restart(page_size=2)
    return person


def cut(box: EntraBox, **values: Any) -> Fault:
    return box.faults.add(Fault("ends_early", method="GET", path="appRoleAssignedTo", **values))


def test_what_a_listing_that_always_ends_early_lacks_is_not_gone(box: EntraBox, person: Practitioner) -> None:
    cut(box)
    found = [person.refresh(LABEL.format(number)) for number in range(COUNT)]
    for each in found:
        assert each.state is not None
        assert all(CUT in item.detail for item in each.diagnostics)
    assert sum(each.diagnostics.has_error for each in found) == COUNT - 2


def test_a_second_look_by_other_pages_finds_what_the_first_lacked(box: EntraBox, person: Practitioner) -> None:
    cut(box, times=1)
    for number in range(COUNT):
        found = person.refresh(LABEL.format(number))
        assert found.state is not None
        assert not list(found.diagnostics)


def test_what_such_a_listing_lacks_is_not_called_ended(box: EntraBox, person: Practitioner) -> None:
    before = len(box.store.assignments)
    cut(box)
    failed = [number for number in range(COUNT) if errors(person.destroy(LABEL.format(number)))]
    assert len(box.store.assignments) == before - COUNT + len(failed)


def test_what_is_really_gone_leaves_the_state(box: EntraBox, person: Practitioner) -> None:
    box.store.unassign(next(iter(box.store.assignments.values())))
    found = [person.refresh(LABEL.format(number)).state for number in range(COUNT)]
    assert found.count(None) == 1


@pytest.mark.parametrize("after", range(2, 10))
def test_a_listing_that_is_cut_once_while_it_is_looked_at_again_is_read_once_more(
    box: EntraBox, person: Practitioner, after: int
) -> None:
    box.store.unassign(next(iter(box.store.assignments.values())))
    cut(box, after=after, times=1)
    found = [person.refresh(LABEL.format(number)) for number in range(COUNT)]
    assert not [item for each in found for item in each.diagnostics if item.severity == "error"]
    assert [each.state for each in found].count(None) == 1
