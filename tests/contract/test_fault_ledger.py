"""The fault matrix finds what was lost: each kind of loss, planted, is counted as what it is."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.faults.kinds import KINDS, Exchanged
from benchmarks.faults.ledger import Ledger, Verdict, has_way_out
from benchmarks.faults.selection import Selection
from benchmarks.faults.terraform import Finding, Outcome

ADA = {"name": "ada", "roles": ["Analyst"]}
BOB = {"name": "bob", "roles": ["Analyst", "Operator"]}
BEFORE: dict[str, Any] = {"users": {"1": BOB}}
AFTER: dict[str, Any] = {"users": {"1": BOB, "2": ADA}}
STATE: dict[str, Any] = {"x_user.this": {"id": "2", "name": "ada"}}
WELL = Outcome()


def failed(detail: str) -> Outcome:
    return Outcome(findings=[Finding("error", "Cannot create", detail, "name")])


def create(now: dict[str, Any], state: dict[str, Any], outcome: Outcome = WELL) -> Verdict:
    ledger = Ledger("create", BEFORE, AFTER, STATE)
    verdict = ledger.after_fault(outcome, now, state)
    ledger.in_the_end(verdict, [outcome, WELL], now, state)
    return verdict


def test_what_went_well_is_sound() -> None:
    assert create(AFTER, STATE).sound


def test_an_id_is_lost_unless_state_or_an_error_has_it() -> None:
    silent = failed("Apply again later.")
    assert create(AFTER, {}, silent).ids_lost == ['users 2 {"name": "ada", "roles": ["Analyst"]}']
    assert create(AFTER, {}, failed("It may have made 'ada'. Apply again later.")).ids_lost == []
    assert create(AFTER, STATE, silent).ids_lost == []
    assert create(AFTER, {"x_user.this": {"id": "ada"}}, silent).ids_lost == []


def test_two_of_one_are_duplicates() -> None:
    twice = {"users": {**AFTER["users"], "3": ADA}}
    verdict = create(twice, STATE)
    assert verdict.duplicates == ["2 new users instead of 1"]
    assert len(verdict.orphans) == 1


def test_rights_of_anybody_are_missed() -> None:
    less = {"users": {**AFTER["users"], "1": {**BOB, "roles": ["Analyst"]}}}
    assert create(less, STATE).rights_lost == ['users 1 roles "Operator"']


def test_a_place_that_nobody_filled_is_no_way_out() -> None:
    (problem,) = create(BEFORE, {}, failed("Look again in GET /orgs/{provider.org_id}/users.")).no_way_out
    assert problem.startswith("not filled in")


def test_what_is_called_done_and_is_not() -> None:
    assert create(BEFORE, {}).not_done == ['missing in users: {"name": "ada", "roles": ["Analyst"]}']


def test_what_outlives_its_destruction_is_an_orphan() -> None:
    ledger = Ledger("destroy", AFTER, BEFORE, {})
    verdict = ledger.after_fault(WELL, AFTER, {})
    assert [each.split()[1] for each in verdict.orphans] == ["2", "2"]
    assert ledger.after_fault(WELL, BEFORE, {}).sound


def test_a_right_that_outlives_its_binding_is_an_orphan() -> None:
    less = {"users": {"1": {**BOB, "roles": ["Analyst"]}}}
    verdict = Ledger("destroy", BEFORE, less, {}).after_fault(WELL, BEFORE, {})
    assert verdict.orphans == ['users 1 roles "Operator" is not taken away']


def test_an_error_that_never_ends_has_no_way_out() -> None:
    ledger = Ledger("create", BEFORE, AFTER, STATE)
    verdict = Verdict()
    ledger.in_the_end(verdict, [failed("Apply again."), failed("Apply again.")], BEFORE, {})
    assert verdict.no_way_out == ["still an error after 2 runs: Cannot create: Apply again."]


@pytest.mark.parametrize(
    ("detail", "path", "way_out"),
    [
        ("Check the URL.", "name", True),
        ("The vendor said no.\nStatus: 403 Forbidden\n\nGive the account the permission.", "", True),
        ("The vendor said no.", "name", False),
        ("Check it.", "", False),
        ("", "name", False),
    ],
)
def test_a_way_out_is_a_next_step_at_a_place(detail: str, path: str, way_out: bool) -> None:
    assert has_way_out(Finding("error", "No", detail, path)) is way_out


def test_a_fault_strikes_where_it_makes_sense() -> None:
    read, write = Exchanged("GET", "/users/1", ("id", "roles")), Exchanged("PUT", "/users/1", ())
    assert KINDS["stale"].variants(read) == ("",)
    assert KINDS["stale"].variants(write) == ()
    assert KINDS["member_missing"].variants(read) == ("id", "roles")
    assert KINDS["503"].variants(write) == ("",)


def test_a_sample_is_the_same_every_time() -> None:
    from benchmarks.faults.cases import Case

    cases = [Case("x_user", "create", "503", "", number, "GET /") for number in range(50)]
    drawn = Selection(sample=3, seed=1).of(cases, "x_user create")
    assert drawn == Selection(sample=3, seed=1).of(cases, "x_user create")
    assert len(drawn) == 3
    assert drawn != Selection(sample=3, seed=2).of(cases, "x_user create")
    assert Selection(request=4).of(cases, "x_user create") == [cases[4]]
