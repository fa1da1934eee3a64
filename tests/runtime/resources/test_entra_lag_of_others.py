"""Objects of every kind that an earlier run made a moment ago: refused for a while, and waited for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import pytest

from providers.entra import PROVIDER
from rolecall.runtime.resources.private_state import Private
from rolecall.sandbox import start
from rolecall.testing import waits
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.entra_places import APPLICATION, ASSIGNMENT, JOB, made
from tests.runtime.resources.practitioner import Practitioner, errors

pytestmark = pytest.mark.real_time

USER, MEMBER = "entra_user.ada", "entra_group_member.one"
ADA: Final = {"user_principal_name": "ada@example.onmicrosoft.com", "display_name": "Ada", "mail_nickname": "ada",
              "account_enabled": True, "password_wo": "Analytical-engine-1843"}  # fmt: skip


@pytest.fixture
def box() -> Iterator[EntraBox]:
    """A tenant in which everything that is made is seen at once, until a test says otherwise."""
    with start("entra", seed=2, options={"groups": 1, "heal_seconds": 0.0, "permissions": ROLES}) as found:
        yield found


ROLES: Final = [
    "Application.ReadWrite.All", "Synchronization.ReadWrite.All", "AppRoleAssignment.ReadWrite.All",
    "Directory.Read.All", "User.ReadWrite.All", "User-PasswordProfile.ReadWrite.All", "Group.ReadWrite.All",
]  # fmt: skip


@dataclass
class Run:
    """A later run: `person` has the state of the earlier one, and `lately` says what is new to the directory."""

    box: EntraBox
    person: Practitioner
    heals: float = 1.0
    refusals: int = 1000

    def lately(self, status: int, **ids: str) -> None:
        """Let these have been made now, by kind of copies, and be refused until that `heals` or so often.

        Nothing of the state says that it is new.
        """
        self.box.options.heal_seconds = self.heals
        self.box.options.early_writes = [status] * self.refusals
        self.box.options.lag_reads = self.refusals if status == 404 else 0
        self.box.options.lag_listings = 0
        for kind, id in ids.items():
            getattr(self.box.store, f"{kind}_copies").created(id)
        for held in self.person.resources.values():
            held.private = replace(Private.from_bytes(held.private), made=0.0).to_bytes()
        self.person.restart()
        self.box.log.clear()

    def principal(self) -> str:
        return made(self.box)["service_principal_id"]

    def people(self) -> list[str]:
        return sorted(self.box.store.users)


def user(run: Run, status: int) -> list[str]:
    state = run.person.done(USER, **ADA)
    run.lately(status, user=state["id"])
    return errors(run.person.apply(USER, **{**ADA, "display_name": "Countess"}))


def manager(run: Run, status: int) -> list[str]:
    boss, state = run.people()[0], run.person.done(USER, **ADA)
    run.lately(status, user=state["id"])
    return errors(run.person.apply(USER, **ADA, manager_id=boss))


def application(run: Run, status: int) -> list[str]:
    said = {"template": "Tanium SSO", "display_name": "Tanium"}
    state = run.person.done(APPLICATION, **said)
    run.lately(status, application=state["application_id"], principal=state["id"])
    return errors(run.person.apply(APPLICATION, **{**said, "display_name": "Tanium again"}))


def application_end(run: Run, status: int) -> list[str]:
    state = run.person.done(APPLICATION, template="Tanium SSO", display_name="Tanium")
    run.lately(status, application=state["application_id"], principal=state["id"])
    found = errors(run.person.destroy(APPLICATION))
    assert found or not run.box.store.applications, "taken for gone"
    return found


def assignment(run: Run, status: int) -> list[str]:
    principal = run.principal()
    run.lately(status, principal=principal)
    return errors(run.person.apply(ASSIGNMENT, **assigned(run, principal)))


def assignment_end(run: Run, status: int) -> list[str]:
    principal = run.principal()
    run.person.done(ASSIGNMENT, **assigned(run, principal))
    run.lately(status, principal=principal, assignment=next(iter(run.box.store.assignments)))
    found = errors(run.person.destroy(ASSIGNMENT))
    assert found or not run.box.store.assignments, "taken for gone"
    return found


def assigned(run: Run, principal: str) -> dict[str, Any]:
    roles = run.box.store.application_of(run.box.store.principal(principal)).app_roles
    return {"resource_id": principal, "principal_id": run.people()[0], "app_role_id": roles[0]["id"]}


def job(run: Run, status: int) -> list[str]:
    principal = run.principal()
    run.lately(status, principal=principal)
    return errors(run.person.apply(JOB, service_principal_id=principal, template_id="scim"))


def job_change(run: Run, status: int) -> list[str]:
    place = made(run.box, secrets=True)
    said = {**place, "template_id": "scim"}
    run.person.done(JOB, **said)
    run.lately(status, principal=place["service_principal_id"], job=next(iter(jobs(run, place))))
    return errors(run.person.apply(JOB, **said, enabled=True))


def jobs(run: Run, place: Mapping[str, str]) -> Mapping[str, Any]:
    return run.box.store.principal(place["service_principal_id"]).jobs


def owner(kind: str, copies: str) -> Callable[[Run, int], list[str]]:
    """An owner more of a new object, and out again."""

    def act(run: Run, status: int) -> list[str]:
        principal = run.box.store.principal(run.principal())
        ids = {
            "group": next(iter(run.box.store.groups)),
            "application": run.box.store.application_of(principal).id,
            "service_principal": principal.id,
        }
        first, second = run.people()
        run.box.store.groups[ids["group"]].owners = [first]
        label = f"entra_{kind}_owner.one"
        run.lately(status, **{copies: ids[kind]})
        if found := errors(run.person.apply(label, **{f"{kind}_id": ids[kind], "owner_id": second})):
            return found
        run.lately(status, **{copies: ids[kind]})
        found = errors(run.person.destroy(label))
        store = run.box.store
        owners: dict[str, Any] = {**store.groups, **store.applications, **store.service_principals}
        assert found or second not in owners[ids[kind]].owners, "taken for gone"
        return found

    return act


ACTS: Final[Mapping[str, Callable[[Run, int], list[str]]]] = {
    "user": user,
    "manager": manager,
    "application": application,
    "application ends": application_end,
    "assignment": assignment,
    "assignment ends": assignment_end,
    "job": job,
    "job starts": job_change,
    "owner of a group": owner("group", "group"),
    "owner of an application": owner("application", "application"),
    "owner of a service principal": owner("service_principal", "principal"),
}


ENDS: Final = {name: act for name, act in ACTS.items() if name == "assignment ends" or name.startswith("owner of")}


@pytest.mark.parametrize("status", [403, 404, 409])
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_what_an_earlier_run_made_is_waited_for(
    box: EntraBox, act: Callable[[Run, int], list[str]], status: int
) -> None:
    run = Run(box, Practitioner(PROVIDER, box.environment))
    assert act(run, status) == []
    assert [event for event in box.log if event.status == status], "nothing lagged"


@pytest.mark.parametrize("act", ENDS.values(), ids=ENDS)
def test_what_only_seemed_to_be_gone_is_deleted_once_it_shows(
    box: EntraBox, act: Callable[[Run, int], list[str]]
) -> None:
    """The looks after a 404 miss it too, by a copy that lacks what it is inside of; the ones that follow do not."""
    with waits.skipped():
        assert act(Run(box, Practitioner(PROVIDER, box.environment), heals=1000.0, refusals=2), 404) == []
    assert [event.status for event in box.log if event.method == "DELETE"] == [404, 204]


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_refusal_that_lasts_is_told(box: EntraBox, act: Callable[[Run, int], list[str]]) -> None:
    trait = PROVIDER.eventual_consistency
    assert trait is not None
    shim = replace(PROVIDER, eventual_consistency=replace(trait, seconds=1, earlier_seconds=0))
    assert act(Run(box, Practitioner(shim, box.environment), heals=1000.0), 403)


@pytest.mark.parametrize("named", ["member", "manager", "assigned", "owner"])
def test_a_write_that_names_somebody_new_is_waited_for(box: EntraBox, named: str) -> None:
    run = Run(box, Practitioner(PROVIDER, box.environment))
    somebody, group, principal = run.people()[-1], next(iter(box.store.groups)), run.principal()
    if named == "manager":
        run.person.done(USER, **ADA)
    run.lately(404, user=somebody)
    said: dict[str, tuple[str, dict[str, Any]]] = {
        "member": (MEMBER, {"group_id": group, "member_id": somebody}),
        "manager": (USER, {**ADA, "manager_id": somebody}),
        "assigned": (ASSIGNMENT, {**assigned(run, principal), "principal_id": somebody}),
        "owner": ("entra_group_owner.one", {"group_id": group, "owner_id": somebody}),
    }
    label, given = said[named]
    assert errors(run.person.apply(label, **given)) == []
    assert [event for event in box.log if event.status == 404], "nothing lagged"
