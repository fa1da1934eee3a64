"""Answers that mislead, about every type: from a URL without the API, about another object, in words that command."""

from __future__ import annotations

import pytest

from benchmarks.faults.ledger import facts_of
from benchmarks.faults.place import placed
from rolecall.sandbox import Fault
from rolecall.testing.case import ResourceCase
from tests.contract.tables import IN_DIALECTS, RESOURCES

every_type = pytest.mark.parametrize("case", (*RESOURCES, *IN_DIALECTS), ids=lambda case: case.name)


@every_type
def test_a_url_without_the_api_takes_nothing_out_of_state(case: ResourceCase) -> None:
    with placed(case, "destroy") as place:
        place.begin()
        held = place.terraform.state()
        place.box.faults.add(Fault("route_missing"))
        outcome = place.terraform.run_apply()
        assert outcome.errors and not outcome.broken
        assert place.terraform.state() == held


@every_type
def test_an_answer_about_another_object_ends_and_renames_nobody(case: ResourceCase) -> None:
    with placed(case, "destroy") as place:
        place.begin()
        address, before = case.address, place.look()
        key = place.terraform.state()[address]["id"]
        place.box.faults.add(Fault("misrouted", method="GET"))
        outcome = place.operate()
        place.box.faults.clear()
        assert not outcome.broken
        assert place.terraform.state().get(address, {"id": key})["id"] == key
        assert not outcome.errors or facts_of(before) <= facts_of(place.look())


@every_type
def test_no_words_of_a_vendor_command_a_terminal_or_ci(case: ResourceCase) -> None:
    with placed(case, "create") as place:
        place.begin()
        place.box.faults.add(Fault("echo", method="GET", status=400, form="hostile"))
        said = "\n".join(each.text for each in place.operate().findings)
        assert "forged" in said
        assert all(each.isprintable() or each == "\n" for each in said)
        assert not [line for line in said.splitlines() if line.lstrip().startswith("::")]
        assert "##[" not in said and "##vso[" not in said
