"""Owners of Entra's groups and applications: added beside others, and the last one of a group stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from providers.entra import PROVIDER
from rolecall.sandbox import Fault, start
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.entra_places import made
from tests.runtime.resources.practitioner import Practitioner, errors

ONE = "entra_group_owner.one"


@pytest.fixture
def box() -> Iterator[EntraBox]:
    with start("entra", seed=3, options={"groups": 1, "early_writes": []}) as found:
        yield found


def group_of(box: EntraBox) -> str:
    return next(iter(box.store.groups))


def test_an_owner_comes_beside_those_who_are_there(box: EntraBox) -> None:
    group, (first, second, *_) = group_of(box), list(box.store.users)
    box.store.groups[group].owners = [first]
    person = Practitioner(PROVIDER, box.environment)
    person.done(ONE, group_id=group, owner_id=second)
    assert box.store.groups[group].owners == [first, second]
    assert not errors(person.destroy(ONE))
    assert box.store.groups[group].owners == [first]


def test_an_owner_who_is_there_already_is_refused_with_the_import(box: EntraBox) -> None:
    group, first = group_of(box), next(iter(box.store.users))
    box.store.groups[group].owners = [first]
    (problem,) = errors(Practitioner(PROVIDER, box.environment).apply(ONE, group_id=group, owner_id=first))
    assert f"terraform import entra_group_owner.<label> {group}/{first}" in problem


def test_an_owner_whose_create_cannot_be_confirmed_is_named_with_the_group(box: EntraBox) -> None:
    group, first = group_of(box), next(iter(box.store.users))
    box.faults.add(Fault("not_found", method="GET", path="owners"))
    (problem,) = errors(Practitioner(PROVIDER, box.environment).apply(ONE, group_id=group, owner_id=first))
    assert box.store.groups[group].owners == [first]
    assert f"GET /v1.0/groups/{group}/owners" in problem and first in problem


def test_the_last_owner_of_a_group_stays_and_in_state(box: EntraBox) -> None:
    group, first = group_of(box), next(iter(box.store.users))
    person = Practitioner(PROVIDER, box.environment)
    person.done(ONE, group_id=group, owner_id=first)
    result = person.destroy(ONE)
    assert "must have at least one owner" in errors(result)[0]
    assert result.state is not None
    person.done(ONE, group_id=group, owner_id=first, on_destroy="retain")
    assert person.destroy(ONE).state is None
    assert box.store.groups[group].owners == [first]


@pytest.mark.parametrize("kind", ["application", "service_principal"])
def test_an_application_may_be_without_owners(box: EntraBox, kind: str) -> None:
    principal = box.store.principal(made(box)["service_principal_id"])
    owned = box.store.application_of(principal) if kind == "application" else principal
    person = Practitioner(PROVIDER, box.environment)
    label, owner = f"entra_{kind}_owner.one", next(iter(box.store.users))
    person.done(label, **{f"{kind}_id": owned.id, "owner_id": owner})
    assert owned.owners == [owner]
    assert person.destroy(label).state is None
    assert owned.owners == []


def test_somebody_who_is_nobody_is_refused(box: EntraBox) -> None:
    nobody = "11111111-2222-3333-4444-555555555555"
    group = group_of(box)
    assert errors(Practitioner(PROVIDER, box.environment).apply(ONE, group_id=group, owner_id=nobody))
    assert box.store.groups[group].owners == []
