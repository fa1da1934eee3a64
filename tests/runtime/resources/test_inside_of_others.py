"""What is inside of something else: a listing that is not there says nothing while that is there."""

from __future__ import annotations

from typing import Any

import pytest

from providers.entra import PROVIDER as ENTRA
from providers.okta import PROVIDER as OKTA
from rolecall.sandbox import Fault, start
from tests.runtime.resources.boxes import OktaBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings

UNTOLD = "Whether it is gone cannot be told"
ASSIGNED = "okta_app_group_assignment.a"


@pytest.fixture
def assigned(okta: OktaBox) -> Practitioner:
    """A group that has an app."""
    made = Practitioner(OKTA, okta.environment)
    group = made.done("okta_group.g", name="Team")["id"]
    made.done(ASSIGNED, app_id=okta.store.app("Tessian").id, group_id=group)
    made.restart()
    return made


def test_a_group_of_an_app_is_not_gone_while_the_app_is_there(okta: OktaBox, assigned: Practitioner) -> None:
    okta.faults.add(Fault("not_found", method="GET", path="/apps/[^/]+/groups"))
    found = assigned.refresh(ASSIGNED)
    assert errors(found)[0].startswith(UNTOLD)
    assert found.state is not None


def test_it_is_gone_where_the_app_is(okta: OktaBox, assigned: Practitioner) -> None:
    okta.store.apps.pop(okta.store.app("Tessian").id)
    found = assigned.refresh(ASSIGNED)
    assert found.state is None
    assert "is gone" in warnings(found)[0]


def test_nor_is_an_assignment_of_an_application_in_entra() -> None:
    with start("entra", seed=1, options={"lag_reads": 0, "lag_listings": 0}) as box:
        made, label = Practitioner(ENTRA, box.environment), "entra_app_role_assignment.a"
        app: dict[str, Any] = made.done("entra_gallery_application.app", display_name="Tessian", template="Tessian")
        user = next(iter(box.store.users))
        made.done(label, resource_id=app["service_principal_id"], principal_id=user)
        box.faults.add(Fault("not_found", method="GET", path="/appRoleAssignedTo"))
        made.restart()
        assert errors(made.refresh(label))[0].startswith(UNTOLD)
