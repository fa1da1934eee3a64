"""One object, one owner, of every type: two addresses of one, labels that change, and names that are taken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.faults.place import Place, placed
from benchmarks.faults.terraform import Finding
from rolecall.specification.schema import Lifecycle, MembershipLifecycle, ObjectLifecycle, PartLifecycle
from rolecall.testing.case import ResourceCase
from tests.contract.cases import tanzu
from tests.contract.dialects import provider_of
from tests.contract.tables import IN_DIALECTS, RESOURCES

every_type = pytest.mark.parametrize("case", (*RESOURCES, *IN_DIALECTS), ids=lambda case: case.name)
LONG_AGO = 400.0
"""Seconds, after which every copy of a directory has what was made."""


@contextmanager
def there(case: ResourceCase) -> Iterator[Place]:
    """The resource as it was made some time ago; whoever was invited has accepted."""
    with placed(case, "destroy") as place:
        place.begin()
        if case.type == "tanzu_org_member":
            tanzu.accept(place.box, place.terraform.state()[case.address])
        place.box.store.clock.advance(LONG_AGO)
        assert place.terraform.run_apply().done == {}
        yield place


def said(findings: list[Finding], words: str) -> bool:
    return any(words in each.summary for each in findings)


def label_of(case: ResourceCase) -> str:
    return f"{case.type}.other"


@every_type
def test_an_object_at_two_addresses_is_refused_in_the_plan(case: ResourceCase) -> None:
    with there(case) as place:
        place.terraform.hold_twice(case.address, label_of(case))
        place.configure({"this": case.basic, "other": case.basic})
        before = place.look()
        outcome = place.terraform.run_apply()
        assert said(outcome.errors, "is managed twice")
        assert outcome.done == {} and place.look() == before


RELATIONS = {
    "entra_app_role_assignment",
    "entra_application_owner",
    "entra_group_owner",
    "entra_service_principal_owner",
    "okta_app_user_assignment",
    "okta_group_member",
    "tanzu_group_member",
}
"""Objects that only say who has what, and cannot be changed: an equal one is the same."""


def only_gives(case: ResourceCase) -> bool:
    """Whether an equal one takes over what is there, or is made beside it, so that nobody loses anything."""
    return isinstance(lifecycle_of(case), MembershipLifecycle) or case.type in RELATIONS or is_made_beside(case)


def is_made_beside(case: ResourceCase) -> bool:
    """Whether the vendor takes several objects of one natural key that are no secrets."""
    lifecycle = lifecycle_of(case)
    if not isinstance(lifecycle, ObjectLifecycle):
        return False
    natural = provider_of(case.where).collection(lifecycle.collection).natural_key
    return natural is not None and not natural.unique


def is_secret(case: ResourceCase) -> bool:
    """Whether it is a secret of which the vendor takes several of one name."""
    lifecycle = lifecycle_of(case)
    return isinstance(lifecycle, ObjectLifecycle) and lifecycle.takes_namesakes


def lifecycle_of(case: ResourceCase) -> Lifecycle:
    return provider_of(case.where).resource(case.type).lifecycle


@pytest.mark.parametrize("ends_first", [True, False], ids=["ends first", "made first"])
@every_type
def test_a_new_label_without_moved_is_no_second_object(case: ResourceCase, ends_first: bool) -> None:
    with there(case) as place:
        place.configure({"other": case.basic})
        outcome = place.terraform.run_new_label(case.address, label_of(case), ends_first=ends_first)
        if only_gives(case):
            assert ends_first or not outcome.errors
        elif is_secret(case):
            assert said(outcome.findings, "ends, and another one of that name is made")
        else:
            assert said(outcome.errors, "would be removed and made again")
            assert any("moved {" in each.detail for each in outcome.errors)


@pytest.mark.parametrize("told", [True, False], ids=["told its plan", "told nothing"])
@pytest.mark.parametrize(
    "case",
    [case for case in (*RESOURCES, *IN_DIALECTS) if only_gives(case) and not is_made_beside(case)],
    ids=lambda case: case.name,
)
def test_an_equal_one_that_is_made_first_takes_over(case: ResourceCase, told: bool, tmp_path: Path) -> None:
    """Terraform tells the apply of something new its plan since 1.15; before, the process of the plan does."""
    with there(case) as place:
        place.terraform.sends_plans = told
        before, held = place.look(), place.terraform.state()
        outcome = place.terraform.run_replace(case.address, tmp_path)
        assert outcome.well
        assert place.look() == before and place.terraform.state() == held


@every_type
def test_what_is_there_already_is_neither_taken_over_nor_doubled_in_silence(case: ResourceCase) -> None:
    with there(case) as place:
        place.terraform.forget(case.address)
        before = place.look()
        outcome = place.terraform.run_apply()
        doubles, lifecycle = is_secret(case) or is_made_beside(case), lifecycle_of(case)
        if not isinstance(lifecycle, PartLifecycle):
            assert said(outcome.findings, "already")
            assert doubles or isinstance(lifecycle, MembershipLifecycle) or outcome.done == {}
        assert doubles or place.look() == before
