"""`-replace` and taint of what has bindings of this state: what nobody configured is refused before those end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from providers.entra import PROVIDER as ENTRA
from providers.okta import PROVIDER as OKTA
from providers.scim import PROVIDER as SCIM
from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER as TANIUM
from rolecall.runtime.application import PlanResult
from rolecall.runtime.concurrency.run_exchange import Neighbours
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.sandbox import Sandbox, start
from rolecall.specification.schema import Provider
from tests.runtime.resources.practitioner import Practitioner, errors

USER: Final = "user00001@example.com"
NOBODY: Final = 2**22 + 1
"""The id of a process that there is not: Linux gives none above 2**22."""


@dataclass(frozen=True)
class Case:
    """A resource that is replaced, one that names it by `by` with what else it says, and something given by hand."""

    shim: Provider
    kind: str
    config: dict[str, Any]
    naming: str
    by: str
    more: Callable[[Any], dict[str, Any]]
    by_hand: Callable[[Any, str], object]
    words: str


def _okta_user(box: Any) -> str:
    return str(box.store.user(USER).id)


CASES: Final = {
    "okta: app of a group": Case(
        OKTA,
        "okta_group",
        {"name": "Team"},
        "okta_group_member",
        "group_id",
        lambda box: {"user_id": _okta_user(box)},
        lambda box, key: box.change("app.assign_group", app=next(iter(box.store.apps)), group=key),
        "okta_app_group_assignment",
    ),
    "okta: member": Case(
        OKTA,
        "okta_group",
        {"name": "Team"},
        "okta_group_member",
        "group_id",
        lambda box: {"user_id": _okta_user(box)},
        lambda box, _: box.change("group.join", group="Team", user="user00002@example.com"),
        "the member 'user00002@example.com'",
    ),
    "okta: group of a user": Case(
        OKTA,
        "okta_user",
        {"login": "ada@x.com", "email": "ada@x.com", "first_name": "Ada", "last_name": "L", "status": "ACTIVE"},
        "okta_group_member",
        "user_id",
        lambda box: {"group_id": box.store.group("Engineering").id},
        lambda box, key: box.change("group.join", group="Security", user=key),
        "okta_group_member 'Security'",
    ),
    "tanium: role": Case(
        TANIUM,
        "tanium_user",
        {"name": "ada"},
        "tanium_role_binding",
        "user_id",
        lambda _: {"role": "Operator"},
        lambda box, key: box.store.grant_role(int(key), "Analyst"),
        "roles 'Analyst'",
    ),
    "splunk: role": Case(
        SPLUNK,
        "splunk_user",
        {"name": "ada", "password_wo": "correct horse 1", "create_role": True},
        "splunk_role_binding",
        "user",
        lambda _: {"role": "power"},
        lambda box, _: box.store.grant_role("ada", "can_delete"),
        "roles 'can_delete'",
    ),
    "scim: group of a user": Case(
        SCIM,
        "scim_user",
        {"user_name": "ada@example.com"},
        "scim_group_member",
        "user_id",
        lambda box: {"group_id": box.store.add_group("Team").id},
        lambda box, key: box.change("group.create", display_name="Around", members=[key]),
        "scim_group 'Around'",
    ),
    "entra: group of a group": Case(
        ENTRA,
        "entra_group",
        {"display_name": "Team", "mail_nickname": "team"},
        "entra_group_member",
        "group_id",
        lambda box: {"member_id": next(iter(box.store.users))},
        lambda box, key: box.change("group.create", name="Around", members=[key]),
        "entra_group 'Around'",
    ),
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]


@pytest.fixture
def box(case: Case) -> Iterator[Sandbox[Any, Any]]:
    with start(case.shim.name, seed=2) as started:
        yield started


def made(case: Case, box: Sandbox[Any, Any]) -> tuple[Practitioner, dict[str, Any], str]:
    """Both resources, as an earlier run made them, the configuration of the second one, and the id of the first."""
    person = Practitioner(case.shim, box.environment)
    key = person.done(f"{case.kind}.it", **case.config)["id"]
    naming = {case.by: key, **case.more(box)}
    person.done(f"{case.naming}.ours", **naming)
    person.restart()
    return person, naming, key


def planned(person: Practitioner, case: Case, naming: dict[str, Any]) -> tuple[PlanResult, PlanResult]:
    """The second plan of the replacement, and that of what names it."""
    person.refresh(f"{case.kind}.it")
    first = person.plan(f"{case.kind}.it", **case.config)
    second = person.plan_anew(f"{case.kind}.it", first.private, **case.config)
    assert not errors(second.diagnostics)
    person.refresh(f"{case.naming}.ours")
    return second, person.plan(f"{case.naming}.ours", **{**naming, case.by: UNKNOWN})


def test_what_is_given_by_hand_is_refused_in_the_plan(case: Case, box: Sandbox[Any, Any]) -> None:
    person, naming, key = made(case, box)
    case.by_hand(box, key)
    _, found = planned(person, case, naming)
    (said,) = errors(found.diagnostics)
    assert "would be replaced, and lose what nobody configured" in said
    assert f"It has {case.words}" in said


def test_what_this_state_gives_is_replaced(case: Case, box: Sandbox[Any, Any]) -> None:
    person, naming, _ = made(case, box)
    second, found = planned(person, case, naming)
    assert not errors(found.diagnostics)
    held = person.resources[f"{case.kind}.it"]
    person.restart()
    assert not errors(person.destroy(f"{case.naming}.ours"))
    ended = person.engine.apply(case.kind, held.state, None, None, second.private, identity=None)
    assert ended.state is None, errors(ended)
    assert not list(ended.diagnostics)


class TestSets:
    """A set that lists the object gives it too, and is written after it is replaced."""

    def test_one_of_this_state_is_heard_of(self, tmp_path: Path) -> None:
        with start("scim", seed=2) as box:
            person, user = Practitioner(SCIM, box.environment), {"user_name": "ada@example.com"}
            key = person.done("scim_user.it", **user)["id"]
            person.done("scim_group.team", display_name="Team", members=[key])
            person.neighbours = Neighbours(lambda: tmp_path, process=NOBODY)
            person.restart()
            person.refresh("scim_user.it")
            first = person.plan("scim_user.it", **user)
            second = person.plan_anew("scim_user.it", first.private, **user)
            person.refresh("scim_group.team")
            found = person.plan("scim_group.team", display_name="Team", members=[UNKNOWN])
            assert not errors(found.diagnostics)
            person.neighbours = Neighbours(lambda: tmp_path, process=NOBODY + 1)
            person.restart()
            held = person.resources["scim_user.it"]
            ended = person.engine.apply("scim_user", held.state, None, None, second.private, identity=None)
            assert ended.state is None and not list(ended.diagnostics)

    def test_who_joined_since_the_plan_stays(self) -> None:
        with start("scim", seed=2) as box:
            person, user = Practitioner(SCIM, box.environment), {"user_name": "ada@example.com"}
            key = person.done("scim_user.it", **user)["id"]
            person.restart()
            first = person.plan("scim_user.it", **user)
            second = person.plan_anew("scim_user.it", first.private, **user)
            box.change("group.create", display_name="Around", members=[key])
            person.restart()
            held = person.resources["scim_user.it"]
            ended = person.engine.apply("scim_user", held.state, None, None, second.private, identity=None)
            assert "scim_group 'Around'" in errors(ended)[0]

    def test_a_group_of_this_state_that_does_not_list_it_gives_it_nothing(self) -> None:
        with start("scim", seed=2) as box:
            person, user = Practitioner(SCIM, box.environment), {"user_name": "ada@example.com"}
            key = person.done("scim_user.it", **user)["id"]
            person.done("scim_group.team", display_name="Team")
            person.done("scim_group.whole", display_name="Whole", members=[key])
            box.change("member.add", group="Team", member="ada@example.com")
            person.restart()
            person.refresh("scim_group.team")
            assert not errors(person.plan("scim_group.team", display_name="Team").diagnostics)
            person.refresh("scim_user.it")
            first = person.plan("scim_user.it", **user)
            assert not errors(person.plan_anew("scim_user.it", first.private, **user).diagnostics)
            found = person.plan("scim_group.whole", display_name="Whole", members=[UNKNOWN])
            (said,) = errors(found.diagnostics)
            assert "It has scim_group 'Team'," in said

    def test_a_binding_that_is_only_forgotten_gives_it_nothing(self) -> None:
        """As a `removed` block does that does not destroy: Terraform reads it, and plans nothing of it."""
        case = CASES["tanium: role"]
        with start("tanium", seed=2) as box:
            person, naming, key = made(case, box)
            person.done("tanium_role_binding.forgotten", user_id=key, role="Analyst")
            person.restart()
            person.refresh("tanium_role_binding.forgotten")
            _, found = planned(person, case, naming)
            assert "It has roles 'Analyst'," in errors(found.diagnostics)[0]
