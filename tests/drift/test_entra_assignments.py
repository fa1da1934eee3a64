"""Who is assigned to an application in Entra, whose people and groups are no resources of the provider."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rolecall.drift.findings import Severity
from rolecall.sandbox import Sandbox
from tests.estate.estate import Estate

UPN = "user0000{}@example.onmicrosoft.com"


def assign(box: Sandbox[Any, Any], person: int, role: str = "User", application: str = "Tanium SSO") -> str:
    done = box.change("assignment.create", principal=application, to=UPN.format(person), app_role=role)
    return str(done["id"])


def manage(estate: Estate, label: str, id_: str) -> None:
    """Put an assignment into the state."""
    each = estate.boxes["entra"].store.assignments[id_]
    values = {
        "id": f"{each.resource_id}/{id_}",
        "assignment_id": id_,
        "principal_id": each.principal_id,
        "resource_id": each.resource_id,
        "app_role_id": each.app_role_id,
        "principal_type": "User",
        "principal_display_name": "user",
    }
    estate.manage("entra_app_role_assignment", label, values)


def told(estate: Estate, folder: Path) -> list[tuple[str, str]]:
    report = estate.check(folder)
    assert report.gaps == ()
    return sorted((item.kind, item.address) for item in report.findings)


def test_an_assignment_is_not_left_over_because_its_holder_is_no_resource(tmp_path: Path) -> None:
    with Estate.open("entra") as estate:
        box = estate.boxes["entra"]
        box.change("application.create", template="Tanium SSO", name="Tanium SSO")
        estate.adopt()
        one = assign(box, 1)
        manage(estate, "one", one)
        assert told(estate, tmp_path) == []
        # What the tenant has beside, made by nobody here, is no account of a person.
        box.change("application.create", template="Tessian", name="Mail")
        assert told(estate, tmp_path) == []
        assign(box, 2, "Administrator")
        assert told(estate, tmp_path) == [("unmanaged_binding", "")]
        box.change("assignment.delete", id=one)
        assert told(estate, tmp_path) == [
            ("missing", "entra_app_role_assignment.one"),
            ("unmanaged_binding", ""),
        ]


def test_holders_roles_and_applications_are_called_by_name(tmp_path: Path) -> None:
    with Estate.open("entra") as estate:
        box = estate.boxes["entra"]
        box.change("application.create", template="Tanium SSO", name="Tanium for us")
        estate.adopt()
        assert told(estate, tmp_path) == []
        each = box.store.assignments[assign(box, 2, "Administrator", "Tanium for us")]
        (found,) = estate.check(tmp_path).findings
        assert found.kind == "unmanaged_binding"
        assert found.subject == box.store.users[each.principal_id].user_principal_name
        assert found.after == "role Administrator on application Tanium for us"
        assert found.severity is Severity.HIGH
