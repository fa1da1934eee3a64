"""Joiners and leavers of Tessian, which nobody can ask, through Okta and through Entra."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

from rolecall.bindings.entra import EntraProvider
from rolecall.bindings.okta import OktaProvider
from rolecall.cdk.toolkit import TerraformStack
from rolecall.patterns.access_declarations import Person
from rolecall.patterns.entra_app import EntraApp
from rolecall.patterns.tessian_access import UNVERIFIABLE, OktaApp, TessianAccess
from rolecall.sandbox import Sandbox, start
from tests.terraform.deployment import Deployment
from tests.terraform.installation import Installation

pytestmark = pytest.mark.terraform


class Idp(Protocol):
    """An identity provider with people, a group and an app for Tessian."""

    box: Sandbox[Any, Any]
    domain: str
    app: OktaApp | EntraApp

    def block(self, stack: TerraformStack) -> object: ...

    def reached_by(self) -> set[str]:
        """Who has the app, people and groups, by name."""

    def take_away(self, who: str) -> None:
        """Take the app from somebody, past the code."""


class Okta:
    domain, app, block = "example.com", OktaApp(label="Tessian"), lambda self, stack: OktaProvider(stack, "okta")

    def __init__(self, box: Sandbox[Any, Any]) -> None:
        self.box = box
        for name in ("ada", "bob"):
            box.change("user.create", login=f"{name}@{self.domain}")
        box.change("group.create", name="Mail security")

    def reached_by(self) -> set[str]:
        store = self.box.store
        app = store.app("Tessian")
        people = {store.users[id].login for id, has in app.users.items() if has.direct}
        return people | {store.groups[id].profile["name"] for id in app.groups}

    def take_away(self, who: str) -> None:
        self.box.change("app.unassign", app="Tessian", user=who)


class Entra:
    domain, app, block = (
        "example.onmicrosoft.com",
        EntraApp(template="Tessian"),
        lambda self, stack: EntraProvider(stack, "entra"),
    )

    def __init__(self, box: Sandbox[Any, Any]) -> None:
        self.box = box
        for name in ("ada", "bob"):
            box.change("user.create", name=name)
        box.change("group.create", name="Mail security")
        box.change("replication.settle")

    def reached_by(self) -> set[str]:
        store = self.box.store
        found = (each.principal_id for each in store.assignments.values())
        return {
            store.users[id].user_principal_name if id in store.users else store.groups[id].display_name for id in found
        }

    def take_away(self, who: str) -> None:
        store = self.box.store
        (user,) = (each.id for each in store.users.values() if each.user_principal_name == who)
        (found,) = (each.id for each in store.assignments.values() if each.principal_id == user)
        self.box.change("assignment.delete", id=found)
        self.box.change("replication.settle")


@pytest.fixture(params=[Okta, Entra])
def idp(request: pytest.FixtureRequest) -> Iterator[Idp]:
    with start(request.param.__name__.lower()) as box:
        yield request.param(box)


def test_people_join_leave_and_are_never_said_to_be_checked(
    idp: Idp, installation: Installation, tmp_path: Path
) -> None:
    deployment = Deployment(tmp_path, idp.box.environment, installation)
    ada, bob = (f"{name}@{idp.domain}" for name in ("ada", "bob"))

    def access(*people: Person) -> Any:
        def build(stack: TerraformStack) -> None:
            idp.block(stack)
            TessianAccess(stack, "tessian", idp=idp.app, people=people, groups=["Mail security"])

        return build

    # Joiners: the app, and nothing else anywhere.
    joined = Person(id="ada", name="Ada Park", email=ada), Person(id="bob", name="Bob Ray", email=bob)
    deployment.deploy(access(*joined))
    assert idp.reached_by() == {ada, bob, "Mail security"}

    # A drift check says of each that it could not be checked, and hides none.
    found = deployment.drift()
    told = [each for each in found if each["kind"] == "unverifiable"]
    assert len(told) == 3
    assert all(UNVERIFIABLE in each["text"] and each["declared"]["file"].endswith(".py") for each in told)

    # What can be seen is still compared: an assignment that somebody took away is missing, and comes back.
    idp.take_away(ada)
    kinds = {each["kind"] for each in deployment.drift()}
    assert {"missing", "unverifiable"} <= kinds
    plan = deployment.workspace.plan()
    assert list(plan.actions.values()) == ["create"]
    deployment.deploy(access(*joined))
    assert ada in idp.reached_by()

    # A leaver loses the app at once; the group's is another matter.
    left = Person(id="ada", name="Ada Park", email=ada, active=False), joined[1]
    result = deployment.deploy(access(*left))
    assert list(result.actions.values()) == ["delete"]
    assert idp.reached_by() == {bob, "Mail security"}

    # Everything goes, and nobody at the identity provider with it.
    deployment.deploy(lambda stack: idp.block(stack))
    assert idp.reached_by() == set()
    assert deployment.workspace.state() == {}
