"""Two provider blocks of one instance that have the same: bindings, relations and whole sets."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from providers.okta import PROVIDER as OKTA
from providers.tanium import PROVIDER as TANIUM
from rolecall.runtime.concurrency.run_exchange import Neighbours
from tests.runtime.resources.boxes import OktaBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, Resource, errors, warnings

Blocks = tuple[Practitioner, Practitioner]
Beside = Callable[[Practitioner], Blocks]


@pytest.fixture
def beside(tmp_path: Path) -> Beside:
    """This run's two blocks: each has in state what an earlier run gave `person`."""

    def begun(person: Practitioner) -> Blocks:
        def block(process: int) -> Practitioner:
            own = Practitioner(
                person.shim, person.environment, neighbours=Neighbours(lambda: tmp_path, process=process)
            )
            own.resources = {
                label: Resource(dict(held.state), held.private) for label, held in person.resources.items()
            }
            return own

        return block(os.getpid()), block(os.getppid())

    return begun


def member(box: OktaBox) -> tuple[str, dict[str, Any], Practitioner]:
    config = {"group_id": box.store.group("Engineering").id, "user_id": box.store.user("user00001@example.com").id}
    return "okta_group_member.it", config, Practitioner(OKTA, box.environment)


def binding(box: TaniumBox) -> tuple[str, dict[str, Any], Practitioner]:
    config = {"user_id": str(box.store.add_user("ada", roles=["Operator"]).id), "role": "Analyst"}
    return "tanium_role_binding.it", config, Practitioner(TANIUM, box.environment)


@pytest.fixture(params=["binding", "relation"])
def given(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any], Practitioner]:
    if request.param == "binding":
        return binding(request.getfixturevalue("tanium"))
    return member(request.getfixturevalue("okta"))


@pytest.mark.parametrize("first", ["the one that stays", "the one that ends"])
def test_one_that_ends_is_refused_while_the_other_block_keeps_its_own(
    given: tuple[str, dict[str, Any], Practitioner], beside: Beside, first: str
) -> None:
    label, config, person = given
    person.done(label, **config)
    here, there = beside(person)
    if first == "the one that stays":
        assert not errors(here.plan(label, **config).diagnostics)
        found = there.plan_destroy(label)
    else:
        assert not errors(there.plan_destroy(label))
        found = here.plan(label, **config).diagnostics
    (error,) = errors(found)
    assert "would be lost in this run" in error and "terraform state rm" in error


def test_what_both_keep_is_told(given: tuple[str, dict[str, Any], Practitioner], beside: Beside) -> None:
    label, config, person = given
    person.done(label, **config)
    here, there = beside(person)
    assert not warnings(here.plan_after(b"", label, **config).diagnostics)
    (warning,) = warnings(there.plan_after(b"", label, **config).diagnostics)
    assert "is managed twice" in warning


def test_what_both_make_is_refused(given: tuple[str, dict[str, Any], Practitioner], beside: Beside) -> None:
    label, config, person = given
    here, there = beside(person)
    assert not errors(here.plan_after(b"", label, **config).diagnostics)
    assert "is managed twice" in errors(there.plan_after(b"", label, **config).diagnostics)[0]


def test_an_apply_that_plans_once_more_does_not_take_its_first_plan_for_another_block(
    given: tuple[str, dict[str, Any], Practitioner], beside: Beside
) -> None:
    label, config, person = given
    first, again = beside(person)
    assert not errors(first.plan(label, **config).diagnostics)
    plan = again.plan(label, **config)
    assert not errors(plan.diagnostics)
    assert not warnings(plan.diagnostics)


def test_what_both_let_go_ends(given: tuple[str, dict[str, Any], Practitioner], beside: Beside) -> None:
    label, config, person = given
    person.done(label, **config)
    here, there = beside(person)
    assert not errors(here.plan_destroy(label))
    assert not errors(there.plan_destroy(label))


@pytest.mark.parametrize("first", ["set", "binding"])
def test_a_whole_set_beside_a_binding_of_the_other_block_is_told(tanium: TaniumBox, beside: Beside, first: str) -> None:
    user = Practitioner(TANIUM, tanium.environment)
    user.done("tanium_user.ada", name="ada")
    here, there = beside(user)
    label, config = "tanium_role_binding.it", {"user_id": user.resources["tanium_user.ada"].state["id"]}
    roles = {"name": "ada", "roles": ["Analyst"]}
    if first == "set":
        assert not errors(here.plan_after(b"", "tanium_user.ada", **roles).diagnostics)
        found = there.plan_after(b"", label, role="Analyst", **config).diagnostics
    else:
        assert not errors(there.plan_after(b"", label, role="Analyst", **config).diagnostics)
        found = here.plan_after(b"", "tanium_user.ada", **roles).diagnostics
    assert "is managed twice" in errors(found)[0]
