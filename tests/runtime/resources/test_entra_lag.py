"""What a directory of many copies does to what an earlier run has made: waited for, and never for long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from providers.entra import PROVIDER
from rolecall.runtime.resources.private_state import Private
from rolecall.sandbox import Fault, start
from rolecall.specification.schema import Provider
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.practitioner import Practitioner, errors

pytestmark = pytest.mark.real_time

GROUP, MEMBER = "entra_group.analysts", "entra_group_member.one"
ANALYSTS = {"display_name": "Analysts", "mail_nickname": "analysts"}
FOREVER = [403] * 1000


def consistency(**changes: Any) -> Provider:
    trait = PROVIDER.eventual_consistency
    assert trait is not None
    return replace(PROVIDER, eventual_consistency=replace(trait, **changes))


@pytest.fixture
def box() -> Iterator[EntraBox]:
    """A tenant whose writes to something new are refused until time has healed that."""
    with start("entra", seed=2, options={"lag_reads": 0, "lag_listings": 0, "early_writes": FOREVER}) as made:
        made.options.heal_seconds = 0.0
        yield made


def joined(box: EntraBox, person: Practitioner, group: str) -> list[str]:
    """Make somebody a member of a group that another run made, and give what went wrong."""
    return errors(person.apply(MEMBER, group_id=group, member_id=sorted(box.store.users)[0]))


def fresh_group(box: EntraBox, heals_in: float, status: int = 403) -> str:
    """A group that somebody made a moment ago."""
    box.options.heal_seconds = heals_in
    box.options.early_writes = [status] * 1000
    group = box.store.add_group("Engines").id
    box.store.group_copies.created(group)
    return group


@pytest.mark.parametrize("status", [403, 404, 409])
def test_what_an_earlier_run_made_is_waited_for(box: EntraBox, status: int) -> None:
    group = fresh_group(box, 1.0, status)
    assert joined(box, Practitioner(PROVIDER, box.environment), group) == []
    refused = [event for event in box.log if event.method == "PATCH" and event.status == status]
    assert (len(refused) > 0) == (status != 404)  # a group that reads show is not refused with 404


@pytest.mark.parametrize("status", [403, 409])
def test_without_the_trait_and_the_meaning_it_is_an_error(box: EntraBox, status: int) -> None:
    group = fresh_group(box, 1.0, status)
    shim = replace(PROVIDER, eventual_consistency=None, errors=replace(PROVIDER.errors, meanings=()))
    assert joined(box, Practitioner(shim, box.environment), group)


def test_a_refusal_that_lasts_is_an_error_in_bounded_time_and_believed_afterwards(box: EntraBox) -> None:
    group = fresh_group(box, 1000.0)
    person = Practitioner(consistency(earlier_seconds=1), box.environment)
    assert "Insufficient privileges" in joined(box, person, group)[0]
    asked = box.log.count("PATCH", "/groups/")
    assert asked > 1
    assert joined(box, person, group)
    assert box.log.count("PATCH", "/groups/") == asked + 1


def test_a_deleted_object_is_no_matter_of_time_once_every_copy_had_it(box: EntraBox) -> None:
    box.options.early_writes = []
    person = Practitioner(PROVIDER, box.environment)
    state = person.done(GROUP, **ANALYSTS)
    box.change("group.delete", group=state["id"])
    box.store.settle()
    held = person.resources[GROUP]
    held.private = replace(Private.from_bytes(held.private), made=0.0).to_bytes()
    person.restart()
    assert person.destroy(GROUP).state is None
    assert box.log.count("DELETE", "/groups/") <= 1


def test_throttling_is_obeyed(box: EntraBox) -> None:
    box.options.early_writes = []
    box.faults.add(Fault("status", method="POST", path="/groups$", status=429, retry_after="0", times=2))
    Practitioner(PROVIDER, box.environment).done(GROUP, **ANALYSTS)
    assert [event.status for event in box.log if event.method == "POST" and event.path.endswith("/groups")] == [
        429,
        429,
        201,
    ]
