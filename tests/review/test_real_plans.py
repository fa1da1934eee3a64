"""Plans that the real Terraform made of the real providers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rolecall.review.report import Review
from rolecall.sandbox import start
from tests.review.plans import reviewed, told
from tests.terraform.installation import Installation, requirements
from tests.terraform.workspace import Workspace

pytestmark = pytest.mark.terraform

ADA = {"name": "ada", "email": "ada@example.com"}
RESOURCES: dict[str, dict[str, dict[str, Any]]] = {
    "splunk_role": {
        "soc": {"name": "soc", "imported_roles": ["power"]},
        "lead": {"name": "lead", "imported_roles": ["${splunk_role.soc.name}"], "capabilities": ["edit_user"]},
    },
    "splunk_user": {"ada": {**ADA, "password_wo": "Correct-Horse-9", "password_wo_version": 1, "create_role": True}},
    "splunk_role_binding": {"lead": {"user": "${splunk_user.ada.id}", "role": "${splunk_role.lead.name}"}},
    "splunk_token": {"ci": {"user": "${splunk_user.ada.id}", "name": "ci", "expires_on": "+30d"}},
}
DATA: dict[str, dict[str, dict[str, str]]] = {"splunk_current_context": {"me": {}}, "splunk_roles": {"all": {}}}


@pytest.fixture(scope="module")
def story(installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Review]:
    """Reviews of what is made, of nothing, of the binding made anew, of parts, and of the end of it all."""
    folder = tmp_path_factory.mktemp("review")
    with start("splunk") as box:
        workspace = Workspace(folder / "work", box.environment, installation)

        def step(name: str, *options: str) -> Review:
            path = folder / f"{name}.json"
            path.write_text(json.dumps(workspace.saved_plan(*options)[1]), encoding="utf-8")
            return reviewed(path)

        workspace.write({**requirements("splunk"), "resource": RESOURCES, "data": DATA})
        found = {"made": step("made")}
        workspace.apply().ok()
        found["same"] = step("same")
        found["again"] = step("again", "-replace=splunk_role_binding.lead")
        found["part"] = step("part", "-destroy", "-target=splunk_role_binding.lead")
        found["gone"] = step("gone", "-destroy")
        ada = {"splunk_user": {"ada": {**RESOURCES["splunk_user"]["ada"], "roles": ["can_delete"]}}}
        workspace.write({**requirements("splunk"), "resource": {**RESOURCES, **ada}, "data": DATA})
        found["taken"] = step("taken", "-target=splunk_user.ada")
        roles = {"splunk_role": RESOURCES["splunk_role"]}
        workspace.write({**requirements("splunk"), "resource": roles, "data": DATA})
        found["orphan"] = step("orphan", "-target=splunk_role_binding.lead")
        return found


def test_what_is_made_is_told_through_imported_roles(story: dict[str, Review]) -> None:
    found = story["made"]
    assert found.unknowns == ()
    gained = {right for effect, who, _, right in told(found) if (effect, who) == ("gains", "ada@example.com")}
    assert {"lead", "soc", "power", "ci"} <= gained
    lead = next(row for row in found.rows if row.grant.right == "lead" and row.grant.person == "ada@example.com")
    assert (lead.tier, lead.assumed) == ("critical", False)
    power = next(row for row in found.rows if row.grant.right == "power" and row.grant.person == "ada@example.com")
    assert power.grant.paths[0].steps == ("role binding", "role lead", "role soc")
    assert "secret_in_state" in {note.kind for note in found.notes}


def test_an_empty_plan_changes_nothing(story: dict[str, Review]) -> None:
    assert story["same"].rows == () and story["same"].exit_code == 0


def test_a_replaced_binding_is_a_gap_and_no_change(story: dict[str, Review]) -> None:
    assert story["again"].rows == ()
    assert "gap" in {note.kind for note in story["again"].notes}


def test_a_partial_plan_says_so(story: dict[str, Review]) -> None:
    found = story["part"]
    assert "incomplete" in {note.kind for note in found.notes}
    lost = {right for effect, who, _, right in told(found) if (effect, who) == ("loses", "ada@example.com")}
    assert {"lead", "soc", "power"} <= lost and "user-ada" not in lost


def test_a_loss_shows_whatever_the_configuration_says_of_the_account(story: dict[str, Review]) -> None:
    assert ("loses", "ada@example.com", "role", "lead") in told(story["orphan"])


def test_a_set_that_is_written_takes_what_a_binding_gives(story: dict[str, Review]) -> None:
    rows = told(story["taken"])
    assert ("loses", "ada@example.com", "role", "lead") in rows
    assert ("gains", "ada@example.com", "role", "can_delete") in rows


def test_the_end_takes_everything(story: dict[str, Review]) -> None:
    found = story["gone"]
    lost = {right for effect, who, _, right in told(found) if (effect, who) == ("loses", "ada@example.com")}
    assert {"lead", "soc", "power", "ci"} <= lost
    assert not [row for row in found.rows if row.effect == "gains"]
