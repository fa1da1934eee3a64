"""What provisioning gives: settings that nobody has, and that decide who gets accounts, where, and with what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolecall.runtime import shims
from tests.drift.test_every_attribute import said
from tests.estate.estate import Estate
from tests.review.plans import change, plan, reviewed

HERE, ELSEWHERE = "https://soc.cloud.tanium.com/scim/v2", "https://collector.example.net/scim"
NAME = {"target": "userName", "source": "userPrincipalName", "type": "Attribute", "matching_priority": 1}
ADMIN = {"target": "roles", "source": "admin", "type": "Constant", "matching_priority": None}
SOC = {"attribute": "department", "operator": "EQUALS", "values": ["SOC"]}
ULM = {"attribute": "city", "operator": "EQUALS", "values": ["Ulm"]}


def alternative(*clauses: dict[str, Any], name: str = "people") -> dict[str, Any]:
    return {"name": name, "clauses": list(clauses)}


CREDENTIALS, MAPPING, JOB = ("entra_provisioning_credentials", "entra_provisioning_mapping", "entra_provisioning_job")
ROLE = "splunk_role"
WIDER: list[tuple[str, str, Any, Any, str]] = [
    (CREDENTIALS, "tenant_url", HERE, ELSEWHERE, "high"),
    (CREDENTIALS, "user_name", "reader", "owner", "high"),
    (CREDENTIALS, "sync_scope", "assigned", "all", "high"),
    (MAPPING, "attributes", [NAME], [NAME, ADMIN], "high"),
    (MAPPING, "attributes", [NAME], [{**NAME, "source": "mail"}], "high"),
    (MAPPING, "scoping_filters", [alternative(SOC)], [], "high"),
    (MAPPING, "scoping_filters", [alternative(SOC)], [alternative(ULM)], "high"),
    (MAPPING, "scoping_filters", [alternative(SOC)], [alternative(SOC), alternative(ULM)], "high"),
    (MAPPING, "scoping_filters", [alternative(SOC, ULM)], [alternative(SOC)], "high"),
    (JOB, "enabled", False, True, "high"),
    (ROLE, "srch_time_win", 3600, 7200, "normal"),
    (ROLE, "srch_time_win", 3600, 0, "normal"),
    (ROLE, "srch_time_earliest", 3600, -1, "normal"),
]
NARROWER: list[tuple[str, str, Any, Any]] = [
    (CREDENTIALS, "sync_scope", "all", "assigned"),
    (MAPPING, "attributes", [NAME, ADMIN], [NAME]),
    (MAPPING, "scoping_filters", [], [alternative(SOC)]),
    (MAPPING, "scoping_filters", [alternative(SOC), alternative(ULM)], [alternative(SOC)]),
    (MAPPING, "scoping_filters", [alternative(SOC)], [alternative(SOC, ULM)]),
    (JOB, "enabled", True, False),
    (ROLE, "srch_time_win", 7200, 3600),
    (ROLE, "srch_time_win", 0, 3600),
    (ROLE, "srch_time_earliest", -1, 3600),
]


def both(type_name: str, attribute: str, before: Any, after: Any, folder: Path) -> tuple[list[Any], list[Any]]:
    """The notes of the review, and the findings of drift, about one change."""
    vendor = type_name.partition("_")[0]
    shim = shims.load(vendor)
    assert shim is not None
    resource = shim.resource(type_name)
    values: dict[str, Any] = {each.name: None for each in resource.schema.attributes}
    old, new = {**values, "id": "1", attribute: before}, {**values, "id": "1", attribute: after}
    notes = reviewed(plan(folder, change(type_name, "this", old, new))).notes
    return (
        [each for each in notes if each.kind in ("reach", "narrowed")],
        [each for each in said(vendor, resource, old, new, folder) if each.attribute == attribute],
    )


@pytest.mark.parametrize(("type_name", "attribute", "before", "after", "tier"), WIDER)
def test_what_widens_is_as_grave_in_drift_as_in_review(
    type_name: str, attribute: str, before: Any, after: Any, tier: str, tmp_path: Path
) -> None:
    (note,), (finding,) = both(type_name, attribute, before, after, tmp_path)
    assert (note.kind, note.tier) == ("reach", tier) and attribute in note.text
    assert finding.severity.word == {"normal": "medium"}.get(tier, tier)
    assert "may reach further than before" in note.text and "may reach further than before" in finding.text


@pytest.mark.parametrize(("type_name", "attribute", "before", "after"), NARROWER)
def test_what_narrows_is_told_and_is_not_privileged(
    type_name: str, attribute: str, before: Any, after: Any, tmp_path: Path
) -> None:
    (note,), (finding,) = both(type_name, attribute, before, after, tmp_path)
    assert (note.kind, note.tier) == ("narrowed", "low") and attribute in note.text
    assert (finding.kind, finding.severity.word) == ("changed", "medium")
    assert "reaches less far than before" in note.text and "reaches less far than before" in finding.text


def test_another_name_of_the_same_filters_changes_nothing(tmp_path: Path) -> None:
    notes, (finding,) = both(
        MAPPING, "scoping_filters", [alternative(SOC)], [alternative(SOC, name="others")], tmp_path
    )
    assert notes == [] and "reach" not in finding.text


def test_settings_that_begin_to_be_managed_say_what_they_open(tmp_path: Path) -> None:
    first = {"service_principal_id": "7", "tenant_url": HERE, "sync_scope": "all"}
    notes = reviewed(plan(tmp_path, change(CREDENTIALS, "this", None, first, unknown={"id": True}))).notes
    assert [(each.kind, each.tier) for each in notes if each.kind == "reach"] == [("reach", "high")] * 2
    mapping: dict[str, Any] = {"object": "user", "attributes": None, "scoping_filters": []}
    notes = reviewed(plan(tmp_path, change(MAPPING, "this", None, mapping, unknown={"id": True}))).notes
    assert ["scoping_filters" in each.text for each in notes if each.kind == "reach"] == [True]
    role = {"name": "soc", "srch_time_win": 0}
    notes = reviewed(plan(tmp_path, change(ROLE, "this", None, role, unknown={"id": True}))).notes
    assert [each for each in notes if each.kind == "reach"] == []


def test_a_job_that_somebody_starts_is_told_and_nobody_holds_it(tmp_path: Path) -> None:
    with Estate.open("entra") as estate:
        box = estate.boxes["entra"]
        box.change("application.create", template="Tanium SSO", name="Tanium SSO")
        box.change("job.create", principal="Tanium SSO")
        estate.adopt(inside=True)
        assert [each for each in estate.check(tmp_path).findings if each.severity] == []
        box.change("job.start", principal="Tanium SSO")
        report = estate.check(tmp_path, mapped=True)
    (found,) = [each for each in report.findings if each.severity]
    assert (found.type, found.kind, found.severity.word) == (JOB, "privileged_change", "high")
    assert report.access is not None
    assert not any("provisioning" in each for each in report.access.unseen)
    assert not any(JOB in address for row in report.access.rows() for path in row.paths for address in path.addresses)


def test_a_job_in_no_state_is_told_while_it_runs(tmp_path: Path) -> None:
    with Estate.open("entra") as estate:
        box = estate.boxes["entra"]
        box.change("application.create", template="Tanium SSO", name="Tanium SSO")
        estate.adopt(inside=True)
        box.change("job.create", principal="Tanium SSO")
        assert [each for each in estate.check(tmp_path).findings if each.severity] == []
        box.change("job.start", principal="Tanium SSO")
        (found,) = [each for each in estate.check(tmp_path).findings if each.severity]
    assert (found.type, found.kind, found.severity.word) == (JOB, "unmanaged_binding", "high")
    assert found.fix.startswith("Import it: `terraform import")
