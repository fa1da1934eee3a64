"""Object ids of Entra in capitals: Graph takes them and shows small ones, and nothing here may take the two for two."""

from __future__ import annotations

from typing import Any

import pytest

from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.test_entra_people import ADA, ANALYSTS, GROUP, USER, people, practitioner

TEMPLATE = "entra_gallery_application.tanium"


@pytest.mark.parametrize(
    ("address", "values", "attribute"),
    [(GROUP, ANALYSTS, "members"), (USER, ADA, "manager_id"), (TEMPLATE, {"display_name": "T"}, "template_id")],
)
def test_where_they_would_never_agree_a_plan_asks_for_small_letters(
    entra: EntraBox, address: str, values: dict[str, Any], attribute: str
) -> None:
    id = people(entra)[0].upper()
    given = {**values, attribute: [id] if attribute == "members" else id}
    (problem,) = practitioner(entra).plan(address, **given).diagnostics
    assert (problem.severity, problem.path[0]) == ("error", attribute)
    assert id in problem.detail and "small letters" in problem.detail


def test_elsewhere_the_configured_form_stays(entra: EntraBox) -> None:
    place = entra.change("application.create", template="Tanium SSO", name="Tanium SSO")["service_principal_id"]
    role = entra.store.application_of(entra.store.principal("Tanium SSO")).app_roles[0]["id"]
    ids = {"resource_id": place, "principal_id": people(entra)[0], "app_role_id": role}
    given = {name: id.upper() for name, id in ids.items()}
    person = practitioner(entra)
    state = person.done("entra_app_role_assignment.her", **given)
    person.restart()
    assert person.plan("entra_app_role_assignment.her", **given).planned == state
    assert [each.principal_id for each in entra.store.assignments_to(place)] == [ids["principal_id"]]
