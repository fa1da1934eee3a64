"""Every resource type lives through the same life, in the real Terraform against a stand-in vendor."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.contract import snapshot
from tests.contract.case import Drift, ResourceCase, Update, resolve
from tests.contract.snapshot import Row
from tests.contract.stage import Stage, variables
from tests.contract.tables import RESOURCES
from tests.terraform.installation import IDENTITY_VERSION, Installation, requirements
from tests.terraform.workspace import PLAN_FILE

pytestmark = pytest.mark.terraform
Build = Callable[[str], Stage]
every_type = pytest.mark.parametrize("case", RESOURCES, ids=lambda case: case.type)


@every_type
def test_create_and_destroy(case: ResourceCase, stage: Build) -> None:
    on = stage(case.vendor)
    before = on.begin(case)
    on.create(case)
    row = on.row(case)
    assert row, case.address
    on.expect_empty_plan()
    assert case.address in on.workspace.state_list()

    on.workspace.destroy().ok()
    assert snapshot.changes(before, on.look()) == {}
    assert on.workspace.state() == {}
    assert on.workspace.destroy().ok().actions == {}


@every_type
def test_update_each_attribute_alone(case: ResourceCase, stage: Build) -> None:
    on = stage(case.vendor)
    on.begin(case)
    attributes = on.create(case)
    if case.unmanaged is not None:
        case.unmanaged(on.box, attributes)
        on.expect_empty_plan()

    values = dict(case.basic)
    for name, update in case.updates.items():
        values |= {name: update.value, **update.also}
        _update(on, case, values, name, update)
    on.expect_empty_plan()  # the updates add up, so that each of them would show

    values |= {name: value for name, value in case.basic.items() if not case.updates[_entry(case, name)].replaces}
    for name, update in case.updates.items():
        if name not in case.basic and not update.replaces:
            del values[name]
    expected: dict[str, Any] = {}
    for update in case.updates.values():
        expected |= update.unset
    before = on.look()
    on.configure(case, values)
    on.workspace.apply().ok()
    on.expect_empty_plan()
    _expect_only(on, case, before, resolve(on.box, expected), "what leaves the configuration")


def _entry(case: ResourceCase, name: str) -> str:
    """The update that covers the attribute `name`."""
    return next(entry for entry, update in case.updates.items() if name == entry or name in update.also)


def _update(on: Stage, case: ResourceCase, values: Mapping[str, Any], name: str, update: Update) -> None:
    old = on.attributes(case)
    if update.first is not None:
        update.first(on.box, old)
    before = on.look()
    on.configure(case, values)
    result = on.workspace.apply().ok()
    assert result.actions == {case.address: "replace" if update.replaces else "update"}, name
    stored = resolve(on.box, update.stored)
    if update.replaces:
        row = on.row(case)
        assert {field: row[field] for field in stored} == stored, name
        assert (on.attributes(case)["id"] == old["id"]) is update.same_id, name
        assert (case.find(on.look(), old) is not None) is update.same_id, name
    else:
        assert on.attributes(case)["id"] == old["id"], name
        _expect_only(on, case, before, stored, name)


def _expect_only(on: Stage, case: ResourceCase, before: Any, stored: Mapping[str, Any], what: str) -> None:
    """At the vendor, the row of the resource changed in the members `stored`, and nothing else did."""
    found = snapshot.changes(before, on.look())
    assert list(found.values()) == ([dict(stored)] if stored else []), what
    if found:
        row = on.row(case)
        assert {field: row[field] for field in stored} == stored, what


@every_type
def test_drift_is_seen_and_repaired(case: ResourceCase, stage: Build) -> None:
    on = stage(case.vendor)
    before = on.begin(case)
    on.create(case)
    wanted = _lasting(on, case)
    for drift in (*case.drifts, Drift(name="it vanishes", change=case.vanish, action=case.vanished)):
        drift.change(on.box, on.attributes(case))
        assert on.workspace.apply().ok().actions == {case.address: drift.action}, drift.name
        assert _lasting(on, case) == wanted, drift.name
    on.expect_empty_plan()

    case.vanish(on.box, on.attributes(case))
    # Without a refresh the provider itself has to find that there is nothing to destroy.
    on.workspace.destroy("-refresh=false").ok()
    assert on.workspace.state() == {}
    assert snapshot.changes(before, on.look()) == {}


def _lasting(on: Stage, case: ResourceCase) -> Row:
    """The vendor's row without what a new object has of its own: ids and times."""
    passing = ("id", "status", "expires_at", "issued", "expires", "not_before", "password")
    return {field: value for field, value in on.row(case).items() if field not in passing}


@every_type
def test_import_into_a_fresh_state(case: ResourceCase, stage: Build) -> None:
    on = stage(case.vendor)
    on.begin(case)
    attributes = on.create(case)
    before, recorded = on.look(), sorted(on.workspace.state())
    for way, name in case.imports.items():
        on.workspace.run("state", "rm", case.address).ok()
        on.workspace.import_(case.address, name(attributes)).ok()
        assert sorted(on.workspace.state()) == recorded, way
        assert on.attributes(case)["id"] == attributes["id"], way
        _expect_known(on, case)
        assert snapshot.changes(before, on.look()) == {}, way


def _expect_known(on: Stage, case: ResourceCase) -> None:
    """The plan after an import wants nothing, but to record arguments that an import cannot know."""
    if not case.unreadable:
        on.expect_empty_plan()
        return
    result, shown = on.workspace.saved_plan()
    assert result.actions == {case.address: "update"}, result.report()
    assert _touched(shown, case) == case.unreadable
    on.workspace.run("apply", PLAN_FILE).ok()
    on.expect_empty_plan()


def _touched(shown: Mapping[str, Any], case: ResourceCase) -> set[str]:
    change = next(each["change"] for each in shown["resource_changes"] if each["address"] == case.address)
    unknown = change["after_unknown"]
    return {
        name
        for name in change["after"] | unknown
        if unknown.get(name) or change["before"].get(name) != change["after"].get(name)
    }


@pytest.mark.parametrize("vendor", sorted({case.vendor for case in RESOURCES}))
def test_import_by_identity(vendor: str, installation: Installation, stage: Build) -> None:
    """Import blocks with an identity, all types of a vendor at once, with the newest Terraform there is."""
    newest = installation.newest()
    if newest.version < IDENTITY_VERSION:
        pytest.skip(f"Terraform {newest.tools.terraform_version} knows no import by identity")
    cases = [case for case in RESOURCES if case.vendor == vendor]
    on = stage(vendor)
    on.workspace.installation = newest
    resources: dict[str, dict[str, Any]] = {}
    for prepare in {case.prepare for case in cases if case.prepare is not None}:
        prepare(on.box)
    for case in cases:
        for kind, labelled in case.prerequisites.items():
            resources.setdefault(kind, {}).update(labelled)
        resources.setdefault(case.type, {})["this"] = resolve(on.box, case.basic)
        on.workspace.environment |= {f"TF_VAR_{name}": value for name, value in case.variables.items()}
    configuration = {**requirements(vendor), **variables(*cases), "resource": resources}
    on.workspace.write(configuration)
    on.workspace.apply().ok()
    state = on.workspace.state()
    before = on.look()

    on.workspace.forget()
    blocks = [{"to": address, "identity": {"id": its["id"]}} for address, its in state.items()]
    on.workspace.write({**configuration, "import": blocks})
    result, shown = on.workspace.saved_plan()
    assert set(result.actions) == set(state)
    for change in shown["resource_changes"]:
        case = next(each for each in cases if each.type == change["type"])
        assert change["change"]["importing"]["identity"] == {"id": state[change["address"]]["id"]}
        assert change["change"]["actions"] == (["update"] if case.unreadable else ["no-op"]), json.dumps(change)
    assert snapshot.changes(before, on.look()) == {}
