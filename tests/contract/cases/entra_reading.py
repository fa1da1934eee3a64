"""Entra's data sources."""

from __future__ import annotations

from typing import Any

from rolecall.testing.case import Attributes, Box, DataCase, FromBox
from tests.contract.cases.entra_objects import TEMPLATES, TOKEN, URL, prepared, user_id


def _is_user(box: Box, read: Attributes) -> None:
    user = box.store.users[read["id"]]
    assert (read["user_principal_name"], read["display_name"]) == (user.user_principal_name, user.display_name)


def _is_group(box: Box, read: Attributes) -> None:
    assert read["display_name"] == box.store.groups[read["id"]].display_name


def _is_template(box: Box, read: Attributes) -> None:
    assert read["id"] == TEMPLATES["O'Brien's Library"]


def _is_status(box: Box, read: Attributes) -> None:
    assert (read["status"], read["state"]) == ("NotConfigured", "Disabled")


def _observed(box: Box, name: str = "observed") -> Any:
    if name not in {item.display_name for item in box.store.service_principals.values()}:
        prepared(name, job=True)(box)
    return box.store.principal(name)


def _is_log(box: Box, read: Attributes) -> None:
    assert [row["subject_name"] for row in read["logs"]] == ["group00001"]
    assert read["logs"][0]["status"] == "success"


def _provisioned(box: Box) -> Any:
    """An application to which a group was provisioned."""
    principal = _observed(box, "provisioned")
    if not box.store.audit:
        box.change("secrets.set", principal="provisioned", secrets={"BaseAddress": URL, "SecretToken": TOKEN})
        box.change("assignment.create", principal="provisioned", to="group00001")
        box.change("job.start", principal="provisioned")
        box.change("job.run", principal="provisioned")
    return principal


DATA_SOURCES = (
    DataCase(
        type="entra_provisioning_logs",
        configuration={
            "service_principal_id": FromBox(of=lambda box: _provisioned(box).id),
            "status": "success",
            "since": "2020-01-01T00:00:00Z",
        },
        check=_is_log,
    ),
    DataCase(
        type="entra_user",
        configuration={
            "user_principal_name": FromBox(of=lambda box: next(iter(box.store.users.values())).user_principal_name)
        },
        check=_is_user,
    ),
    DataCase(type="entra_user", label="by id", configuration={"id": user_id(1)}, check=_is_user),
    DataCase(type="entra_group", configuration={"display_name": "group00001"}, check=_is_group),
    DataCase(
        type="entra_application_template", configuration={"display_name": "O'Brien's Library"}, check=_is_template
    ),
    DataCase(
        type="entra_provisioning_status",
        configuration={
            "service_principal_id": FromBox(of=lambda box: _observed(box).id),
            "job_id": FromBox(of=lambda box: next(iter(_observed(box).jobs))),
        },
        check=_is_status,
    ),
)
