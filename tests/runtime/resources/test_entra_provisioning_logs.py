"""The provisioning log: what failed for whom, and why, narrowed by whatever is asked for at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest

from providers.entra import PROVIDER
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.entra_places import made
from tests.runtime.resources.practitioner import Practitioner, errors, full

TYPE = "entra_provisioning_logs"
WHY = {
    "errorCode": "DuplicateTargetEntries",
    "errorCategory": "failure",
    "reason": "Two accounts match user00002.",
    "additionalDetails": None,
    "recommendedAction": "Delete one of them.",
}


def provisioned(box: EntraBox) -> str:
    """Two people provisioned, the second of whom failed; gives the application."""
    place = made(box, job=True, secrets=True)
    for user in box.store.users.values():
        box.change("assignment.create", principal="Tanium", to=user.id)
    box.change("job.start", principal="Tanium")
    box.change("job.run", principal="Tanium")
    box.store.audit[-1]["provisioningStatusInfo"] = {"status": "failure", "errorInformation": WHY}
    return place["service_principal_id"]


def read(box: EntraBox, **arguments: Any) -> Any:
    result = Practitioner(PROVIDER, box.environment).data(TYPE, **arguments)
    assert not errors(result)
    assert result.state is not None
    return result.state["logs"]


def test_it_says_who_failed_and_why(entra: EntraBox) -> None:
    application = provisioned(entra)
    (row,) = read(entra, service_principal_id=application, status="failure", since="2020-01-01T00:00:00Z")
    assert (row["subject_id"], row["error_code"]) == (list(entra.store.users)[1], "DuplicateTargetEntries")
    assert (row["reason"], row["recommended_action"]) == (WHY["reason"], WHY["recommendedAction"])
    asked = next(unquote(event.query) for event in entra.log if event.path.endswith("/auditLogs/provisioning"))
    assert asked.count(" and ") == 2


def test_all_of_it_is_read_where_nothing_narrows_it(entra: EntraBox) -> None:
    provisioned(entra)
    assert len(read(entra)) == 2
    assert read(entra, since="2999-01-01T00:00:00Z") == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("since", "yesterday"),
        ("since", "2026-01-01T00:00:00Z or true"),
        ("status", "failed"),
        ("service_principal_id", "x"),
    ],
)
def test_what_cannot_be_asked_for_fails_in_validation(entra: EntraBox, name: str, value: str) -> None:
    engine = Practitioner(PROVIDER, entra.environment).engine
    (problem,) = engine.validate_data_source(TYPE, full(PROVIDER.data_source(TYPE).schema, {name: value}))
    assert problem.path == (name,)
