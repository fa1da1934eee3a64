"""What an earlier run made moments ago and copies of the directory lack still: neither gone nor made again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import pytest

from providers.entra import PROVIDER
from rolecall.runtime.resources.private_state import Private
from rolecall.sandbox import start
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.entra_places import ASSIGNMENT, JOB, made
from tests.runtime.resources.practitioner import Practitioner, errors

GROUP: Final = "entra_group.analysts"
LOOKS: Final = 8
"""More looks than prove that something is gone which nobody made lately."""


@pytest.fixture
def box() -> Iterator[EntraBox]:
    """A tenant whose copies lack what `lags` for so many looks."""
    with start("entra", seed=2, options={"lag_reads": 0, "lag_listings": 0, "early_writes": []}) as found:
        yield found


def lags(box: EntraBox, kind: str, id: str) -> None:
    box.options.heal_seconds = 1000.0
    box.options.lag_reads = box.options.lag_listings = LOOKS
    getattr(box.store, f"{kind}_copies").created(id)
    box.log.clear()


def group(box: EntraBox, person: Practitioner) -> None:
    person.done(GROUP, display_name="Analysts", mail_nickname="analysts")
    lags(box, "group", person.resources[GROUP].state["id"])


def assignment(box: EntraBox, person: Practitioner) -> None:
    principal = made(box)["service_principal_id"]
    role = box.store.application_of(box.store.principal(principal)).app_roles[0]["id"]
    person.done(ASSIGNMENT, resource_id=principal, principal_id=sorted(box.store.users)[0], app_role_id=role)
    lags(box, "assignment", next(iter(box.store.assignments)))


def job(box: EntraBox, person: Practitioner) -> None:
    place = made(box, secrets=True)
    person.done(JOB, service_principal_id=place["service_principal_id"], template_id="scim")
    lags(box, "job", next(iter(box.store.principal("Tanium").jobs)))


MADE: Final[dict[str, Any]] = {GROUP: group, ASSIGNMENT: assignment, JOB: job}


def long_ago(person: Practitioner, label: str) -> None:
    held = person.resources[label]
    private = Private.from_bytes(held.private)
    assert abs(private.made - time.time()) < 60
    held.private = replace(private, made=private.made - 1000).to_bytes()


@pytest.mark.parametrize("label", MADE)
def test_a_refresh_looks_until_every_copy_may_have_it(box: EntraBox, label: str) -> None:
    person = Practitioner(PROVIDER, box.environment)
    MADE[label](box, person)
    person.restart()
    assert person.refresh(label).state is not None


@pytest.mark.parametrize("label", MADE)
def test_what_was_made_long_ago_is_gone_after_a_few_looks(box: EntraBox, label: str) -> None:
    person = Practitioner(PROVIDER, box.environment)
    MADE[label](box, person)
    long_ago(person, label)
    person.restart()
    assert person.refresh(label).state is None
    assert len(box.log) <= LOOKS


def test_a_change_by_a_later_run_is_made_too(box: EntraBox) -> None:
    person = Practitioner(PROVIDER, box.environment)
    job(box, person)
    person.restart()
    said = {name: person.resources[JOB].state[name] for name in ("service_principal_id", "template_id")}
    assert errors(person.apply(JOB, **said, enabled=True)) == []


def test_what_is_really_gone_is_told_when_every_copy_has_caught_up(box: EntraBox) -> None:
    person = Practitioner(PROVIDER, box.environment)
    group(box, person)
    box.change("group.delete", group=person.resources[GROUP].state["id"])
    box.store.settle()
    person.restart()
    assert person.refresh(GROUP).state is None
