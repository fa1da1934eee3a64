"""An instance that has several names, as an Entra tenant has its id and its domains, is one under all of them."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from providers.entra import PROVIDER
from rolecall.runtime.concurrency.run_exchange import Neighbours
from rolecall.sandbox import start
from rolecall.sandbox.entra.people import DOMAIN
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.practitioner import Practitioner, errors

GROUP = "entra_group.team"
TEAM = {"display_name": "Team", "mail_nickname": "team"}


@pytest.fixture
def box() -> Iterator[EntraBox]:
    with start("entra", options={"lag_reads": 0, "early_writes": []}) as running:
        yield running


def call(person: Practitioner, tenant: str) -> None:
    """Call the tenant so from now on, in another run."""
    person.environment = {**person.environment, "ENTRA_TENANT_ID": tenant}
    person.restart()


@pytest.mark.parametrize("way", ["to the domain", "to the id"])
@pytest.mark.caveat("InstanceId", rule="Access tokens of every tenant say its id.")
def test_what_was_made_under_one_name_is_managed_under_the_other(box: EntraBox, way: str) -> None:
    names = [box.store.tenant_id.upper(), DOMAIN]
    before, after = names if way == "to the domain" else reversed(names)
    person = Practitioner(PROVIDER, box.environment)
    call(person, before)
    person.done(GROUP, **TEAM)
    call(person, after)
    assert not errors(person.refresh(GROUP))
    person.done(GROUP, **TEAM, description="ours")
    assert not errors(person.destroy(GROUP))


def test_a_name_alone_proves_nothing(box: EntraBox) -> None:
    """State of a run that asked for no id knows the tenant by its name alone."""
    person = Practitioner(PROVIDER, box.environment)
    call(person, DOMAIN)
    person.done(GROUP, **TEAM)
    held = person.resources[GROUP]
    private = json.loads(held.private)
    del private["instance"]["own id"]
    held.private = json.dumps(private).encode()
    call(person, box.store.tenant_id)
    [error] = errors(person.refresh(GROUP))
    assert "belongs to another instance" in error and "apply once under the old one" in error
    call(person, DOMAIN)
    person.done(GROUP, **TEAM, description="ours")
    call(person, box.store.tenant_id)
    assert not errors(person.refresh(GROUP))


def test_another_tenant_under_the_same_name_is_not_written_to(box: EntraBox) -> None:
    person = Practitioner(PROVIDER, box.environment)
    call(person, DOMAIN)
    person.done(GROUP, **TEAM)
    box.store.tenant_id = str(uuid.uuid4())
    person.restart()
    assert "Another instance of" in errors(person.apply(GROUP, **TEAM, description="theirs"))[0]


def test_two_blocks_that_name_it_otherwise_are_of_one_instance(box: EntraBox, tmp_path: Path) -> None:
    member = {
        "group_id": box.change("group.create", name="Team")["id"],
        "member_id": box.change("user.create", name="ada")["id"],
    }

    def block(tenant: str, process: int) -> Practitioner:
        meets = Neighbours(lambda: tmp_path, process=process)
        return Practitioner(PROVIDER, {**box.environment, "ENTRA_TENANT_ID": tenant}, neighbours=meets)

    one, other = block(DOMAIN, os.getpid()), block(box.store.tenant_id, os.getppid())
    assert not errors(one.plan("entra_group_member.x", **member).diagnostics)
    found = other.plan_after(b"", "entra_group_member.x", **member).diagnostics
    assert ["managed twice" in each for each in errors(found)] == [True]
