"""Entra: assignments of users and groups to app roles."""

from __future__ import annotations

import uuid

import httpx
import pytest

from rolecall.sandbox.entra.model import NO_ROLE
from tests.runtime.resources.boxes import EntraBox


def outcome(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["message"]


class Assignments:
    def __init__(self, box: EntraBox, graph: httpx.Client, resource: str) -> None:
        self.box, self.graph, self.resource = box, graph, resource
        self.path = f"/servicePrincipals/{resource}/appRoleAssignedTo"
        rows = graph.get(f"/servicePrincipals/{resource}").json()["appRoles"]
        self.roles = {row["displayName"]: row["id"] for row in rows}

    def post(self, principal: str, role: str, resource: str = "") -> httpx.Response:
        body = {"principalId": principal, "resourceId": resource or self.resource, "appRoleId": role}
        return self.graph.post(self.path, json=body)


@pytest.fixture
def to(entra: EntraBox, graph: httpx.Client, principal: str) -> Assignments:
    return Assignments(entra, graph, principal)


def test_an_assignment_from_create_to_delete(entra: EntraBox, to: Assignments) -> None:
    user, group = entra.store.user("user00001"), entra.store.add_group("Analysts")
    made = to.post(user.id, to.roles["User"])
    assert made.status_code == 201
    row = made.json()
    assert (row["principalType"], row["principalDisplayName"]) == ("User", "user00001")
    assert (row["resourceDisplayName"], row["resourceId"]) == ("Tanium", to.resource)
    assert to.post(group.id, to.roles["User"]).json()["principalType"] == "Group"
    assert to.post(user.id, to.roles["Administrator"]).status_code == 201  # several roles are several assignments
    assert len(to.graph.get(to.path).json()["value"]) == 3
    one = f"{to.path}/{row['id']}"
    assert to.graph.get(one).json()["id"] == row["id"]
    assert to.graph.patch(one, json={"appRoleId": NO_ROLE}).status_code == 405  # immutable
    assert to.graph.delete(one).status_code == 204
    assert to.graph.get(one).status_code == to.graph.delete(one).status_code == 404


def test_assignments_that_are_refused(entra: EntraBox, to: Assignments) -> None:
    user = entra.store.user("user00001").id
    to.post(user, to.roles["User"])
    exists = (400, "Permission being assigned already exists on the object")
    assert outcome(to.post(user, to.roles["User"])) == exists
    for role in (str(uuid.uuid4()), NO_ROLE):
        status, text = outcome(to.post(user, role))
        assert (status, text.startswith("Permission being assigned was not found")) == (400, True)
    assert to.post(str(uuid.uuid4()), to.roles["User"]).status_code == 404
    assert to.post(user, to.roles["User"], resource=str(uuid.uuid4())).status_code == 400
    assert to.graph.post(to.path, json={"principalId": user, "resourceId": to.resource}).status_code == 400
    assert len(entra.store.assignments) == 1


def test_an_application_without_roles_takes_the_zero_role(entra: EntraBox, graph: httpx.Client) -> None:
    made = entra.change("application.create", template="Tessian", name="Mail")
    to = Assignments(entra, graph, made["service_principal_id"])
    assert to.roles == {}
    user = entra.store.user("user00001").id
    assert to.post(user, NO_ROLE).status_code == 201
    assert to.post(user, str(uuid.uuid4())).status_code == 400


def test_assignments_go_with_their_principals(entra: EntraBox, to: Assignments) -> None:
    made = entra.change("assignment.create", principal="Tanium", to="user00001", app_role="Administrator")
    entra.store.add_group("Analysts", members=["user00001"])
    entra.change("assignment.create", principal="Tanium", to="Analysts")
    assert len(to.graph.get(to.path).json()["value"]) == 2
    entra.change("user.delete", user="user00001")
    entra.change("group.delete", group="Analysts")
    assert to.graph.get(to.path).json()["value"] == []
    with pytest.raises(KeyError, match="no assignment"):
        entra.change("assignment.delete", id=made["id"])
    with pytest.raises(KeyError, match="no app role 'Pilot'"):
        entra.change("assignment.create", principal="Tanium", to="user00002", app_role="Pilot")
