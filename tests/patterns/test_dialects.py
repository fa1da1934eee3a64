"""People at a vendor in each of its dialects: a joiner, a mover and a leaver arrive there, whichever it speaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rolecall.bindings.splunk import SplunkProvider
from rolecall.bindings.tanium import TaniumProvider
from rolecall.bindings.tanzu import TanzuProvider
from rolecall.cdk.toolkit import SynthTesting, TerraformStack
from rolecall.cdk.variables import secret_variable
from rolecall.patterns.access_declarations import Person as Declared
from rolecall.patterns.access_declarations import SplunkAccess, TaniumAccess, TanzuAccess
from rolecall.patterns.person import Person
from rolecall.patterns.roster import Roster
from rolecall.patterns.tanzu_developer import TanzuDeveloper
from rolecall.testing.stage import Stage
from tests.cdk.fixtures import Synth
from tests.contract.conftest import stage  # noqa: F401  # a fixture, by its name

Build = Callable[[str], Stage]
PASSWORD = "correct-horse-battery-1"


def deploy(on: Stage, where: str, synth: Synth, people: list[Declared]) -> None:
    """Apply `people`, the first as a `Person` and the others as a `Roster`; the plan after that is empty."""
    vendor, _, dialect = where.partition("@")
    stack = TerraformStack(SynthTesting.app(), "access")
    password = None
    if vendor == "splunk":
        SplunkProvider(stack, vendor, api_dialect=dialect or None)
        password = secret_variable(stack, "first", "First password.")
    else:
        TaniumProvider(stack, vendor, api_dialect=dialect or None)
    first, *others = people
    splunk = None if first.splunk is None else SplunkAccess(roles=first.splunk.roles, password_from=password)
    Person(stack, first.id, name=first.name, email=first.email, active=first.active, tanium=first.tanium, splunk=splunk)
    Roster(stack, "people", others, splunk_password_from=password)
    variables = {} if password is None else {"first": PASSWORD}
    declared = synth(stack).get("resource", {})
    if not declared:
        on.commands.destroy()
        return
    on.commands.configure(declared, variables)
    on.commands.apply()
    on.expect_empty_plan()


def everybody(vendor: str, role: str, *, active: bool = True) -> list[Declared]:
    return [
        Declared(
            id=who,
            name=who.title(),
            email=f"{who}@example.com",
            active=active,
            tanium=TaniumAccess(roles=[role]) if vendor == "tanium" else None,
            splunk=SplunkAccess(roles=[role]) if vendor == "splunk" else None,
        )
        for who in ("ada", "omar")
    ]


@pytest.mark.parametrize("where", ["tanium", "tanium@platform"])
def test_joiner_mover_and_leaver_in_tanium(where: str, stage: Build, synth: Synth) -> None:  # noqa: F811
    on = stage(where)
    for role in ("Analyst", "Operator"):
        deploy(on, where, synth, everybody("tanium", role))
        for who in ("ada", "omar"):
            user = on.box.store.user(who)
            assert (user.display_name, user.active) == (who.title(), True)
            assert on.box.store.role_names(who) == {role}
            assert user.email == ("" if "@" in where else f"{who}@example.com")
    deploy(on, where, synth, everybody("tanium", "Operator", active=False))
    for who in ("ada", "omar"):
        assert (on.box.store.user(who).active, on.box.store.role_names(who)) == (False, set())


@pytest.mark.parametrize("where", ["splunk", "splunk@acs"])
def test_joiner_mover_and_leaver_in_splunk(where: str, stage: Build, synth: Synth) -> None:  # noqa: F811
    on = stage(where)
    for role in ("user", "power"):
        deploy(on, where, synth, everybody("splunk", role))
        for who in ("ada", "omar"):
            user = on.box.store.user(who)
            assert (user.realname, user.email, user.roles) == (who.title(), f"{who}@example.com", [role])
    deploy(on, where, synth, everybody("splunk", "power", active=False))
    assert {"ada", "omar"} & set(on.box.store.users) == set()


def plain(resources: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """`resources` without what is meant for Terraform; members come first by themselves."""
    ours = {"depends_on", "lifecycle"}
    return {
        kind: {name: {key: value for key, value in block.items() if key not in ours} for name, block in named.items()}
        for kind, named in sorted(resources.items())
    }


@pytest.mark.parametrize("said_by", ["block", "environment"])
@pytest.mark.parametrize("where", ["tanzu", "tanzu@v2", "tanzu@policy"])
def test_joiner_mover_and_leaver_in_tanzu(
    where: str,
    said_by: str,
    stage: Build,  # noqa: F811
    synth: Synth,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    on = stage(where)
    on.box.options.accept_seconds = 0.0
    dialect = "v2" if where.endswith("@v2") else "classic"
    if said_by == "environment":
        monkeypatch.setenv("TANZU_CSP_DIALECT", dialect)
    cloud, mission = on.box.store.cloud, on.box.store.mission
    people = ("ada@example.com", "omar@example.com", "kim@example.com")

    def declare(role: str | None, scoped: str) -> None:
        access = TanzuAccess(role=role, mission_control=[f"{scoped} on cluster/alpha"])
        stack = TerraformStack(SynthTesting.app(), "access")
        TanzuProvider(stack, "tanzu", csp_dialect=dialect if said_by == "block" else None)
        TanzuDeveloper(stack, "ada", email=people[0], role=role, mission_control=access.mission_control)
        Person(stack, "omar", name="Omar", email=people[1], tanzu=access)
        Roster(stack, "people", [Declared(id="kim", name="Kim", email=people[2], tanzu=access)])
        on.commands.configure(plain(synth(stack)["resource"]), {})
        on.commands.apply()
        on.expect_empty_plan()

    def bound() -> set[tuple[str, str]]:
        found = mission.bindings.values()
        return {(who.name, each.role) for each in found for who in each.subjects if who.name in people}

    for role, stored, scoped in ((None, "org_member", "cluster.view"), ("org_admin", "org_admin", "cluster.edit")):
        declare(role, scoped)
        assert {who: cloud.member(who).roles for who in people} == {who: [stored] for who in people}
        assert bound() == {(who, scoped) for who in people}
    on.commands.destroy()
    assert {cloud.member(who).status for who in people} == {"REMOVED"}
    assert bound() == set()
