"""One story per resource type in the real Terraform against a stand-in vendor, and all types of a vendor at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import groupby
from typing import Any

import pytest

from rolecall.testing.case import ResourceCase, resolve
from rolecall.testing.snapshot import changes
from rolecall.testing.stage import Stage
from tests.contract import snapshot
from tests.contract.commands import Terraform, declared
from tests.contract.conftest import Place
from tests.contract.tables import RESOURCES
from tests.terraform.installation import AS_SHIPPED, IDENTITY_VERSION, Installation, requirements

pytestmark = pytest.mark.terraform
Build = Callable[[str], Place]


@pytest.mark.parametrize("case", RESOURCES, ids=lambda case: case.type)
def test_from_create_to_destroy(case: ResourceCase, place: Build) -> None:
    at = place(case.vendor)
    on = Stage(at.box, Terraform(case.vendor, at.workspace), snapshot.take)
    before = on.begin(case)
    on.create(case)
    assert on.row(case), case.address
    on.expect_empty_plan()
    assert case.address in at.workspace.state()

    attributes, present = on.attributes(case), on.look()
    state_file = at.workspace.directory / "terraform.tfstate"
    recorded = state_file.read_bytes()
    on.commands.forget(case.address)
    on.commands.import_(case.address, case.imports["id"](attributes))
    assert on.attributes(case)["id"] == attributes["id"]
    on.expect_known(case)
    assert changes(present, on.look()) == {}
    state_file.write_bytes(recorded)  # what was imported may end in another way than what was created

    if case.unmanaged is not None:
        case.unmanaged(on.box, on.attributes(case))
    values = dict(case.basic)
    updates = {name: update for name, update in case.updates.items() if name != "on_destroy"}  # that is how it ends
    for _, names in groupby(updates, lambda name: updates[name].replaces):
        together = {name: updates[name] for name in names}
        for name, update in together.items():
            values |= {name: update.value, **update.also}
        on.update(case, values, together)
    on.expect_empty_plan()

    on.commands.destroy()
    assert on.commands.state() == {}
    assert changes(before, on.look()) == {}


@pytest.mark.parametrize("vendor", sorted({case.vendor for case in RESOURCES}))
def test_import_by_identity(vendor: str, installation: Installation, place: Build) -> None:
    """Import blocks with an identity, all types of a vendor at once, with the newest Terraform there is.

    Each vendor's provider runs here as it is shipped.
    """
    newest = installation.newest()
    if newest.version < IDENTITY_VERSION:
        pytest.skip(f"Terraform {newest.tools.terraform_version} knows no import by identity")
    cases = [case for case in RESOURCES if case.vendor == vendor]
    at = place(vendor)
    at.workspace.installation = newest
    variables: dict[str, str] = {}
    resources: dict[str, dict[str, Any]] = {}
    for prepare in {case.prepare for case in cases if case.prepare is not None}:
        prepare(at.box)
    for case in cases:
        for kind, labelled in case.prerequisites.items():
            resources.setdefault(kind, {}).update(labelled)
        resources.setdefault(case.type, {})["this"] = resolve(at.box, case.basic)
        variables |= case.variables
    at.workspace.environment |= AS_SHIPPED | {f"TF_VAR_{name}": value for name, value in variables.items()}
    configuration = {**requirements(vendor), **declared(variables), "resource": resources}
    at.workspace.write(configuration)
    at.workspace.apply().ok()
    state = at.workspace.state()
    before = snapshot.take(at.box)

    at.workspace.forget()
    blocks = [{"to": address, "identity": {"id": its["id"]}} for address, its in state.items()]
    at.workspace.write({**configuration, "import": blocks})
    result, shown = at.workspace.saved_plan()
    assert set(result.actions) == set(state)
    for change in shown["resource_changes"]:
        case = next(each for each in cases if each.type == change["type"])
        assert change["change"]["importing"]["identity"] == {"id": state[change["address"]]["id"]}
        assert change["change"]["actions"] == (["update"] if case.unreadable else ["no-op"]), json.dumps(change)
    assert changes(before, snapshot.take(at.box)) == {}
