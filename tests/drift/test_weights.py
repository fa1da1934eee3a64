"""What a finding weighs: what its holders gain, the same in drift, in the access map and in review."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolecall.drift.report import Report
from tests.estate.estate import Estate
from tests.review.plans import change, plan, reviewed


def finding(report: Report, address: str) -> tuple[str, str, str]:
    (found,) = [item for item in report.findings if item.address == address]
    return found.kind, found.severity.word, found.text


@pytest.mark.caveat("RiskTier", rule="The jobs read it; no server is asked for it.")
def test_a_role_that_imports_admin_given_by_hand(tmp_path: Path) -> None:
    with Estate.open("splunk") as estate:
        box = estate.boxes["splunk"]
        box.change("role.create", name="soc_lead", imported_roles=["admin"])
        estate.adopt(without=("splunk_role_binding",))
        jane = estate.address("splunk_user", name="user00001")
        before = next(each["values"] for each in estate.resources if each["address"] == jane)
        box.change("user.update", user="user00001", roles=[*before["roles"], "soc_lead"])
        report = estate.check(tmp_path, mapped=True)
    kind, severity, text = finding(report, jane)
    assert (kind, severity) == ("privileged_change", "critical") and "role admin" in text
    assert report.access is not None
    rows = {row.right: row.tier for row in report.access.rows() if row.account == "user00001" and row.kind == "role"}
    assert rows["admin"] == rows["soc_lead"] == "critical"
    after = {**before, "roles": [*before["roles"], "soc_lead"]}
    lead = {"name": "soc_lead", "id": "soc_lead", "imported_roles": ["admin"], "capabilities": []}
    made = plan(
        tmp_path,
        change("splunk_user", "jane", before, after),
        change("splunk_role", "lead", lead, lead, actions=["no-op"]),
    )
    assert {row.grant.right: row.tier for row in reviewed(made).rows if row.grant.right in rows} == {
        "soc_lead": "critical",
        "admin": "critical",
    }


def test_a_role_that_gains_admin_weighs_what_its_holders_gain_with_their_number(tmp_path: Path) -> None:
    with Estate.open("splunk") as estate:
        box = estate.boxes["splunk"]
        box.change("role.create", name="soc_lead", imported_roles=["user"])
        box.change("role.create", name="unused", imported_roles=["user"])
        for name in ("user00001", "user00002"):
            box.change("user.update", user=name, roles=["soc_lead"])
        estate.adopt(without=("splunk_role_binding",))
        lead, unused = (estate.address("splunk_role", name=name) for name in ("soc_lead", "unused"))
        box.change("role.update", role="soc_lead", imported_roles=["admin"])
        box.change("role.update", role="unused", imported_roles=["admin"])
        report = estate.check(tmp_path)
    kind, severity, text = finding(report, lead)
    assert (kind, severity) == ("privileged_change", "critical")
    assert "2 people and groups gain role admin" in text
    assert finding(report, unused)[:2] == ("changed", "medium") and "Nobody has it." in finding(report, unused)[2]


def test_an_id_that_outlived_its_account_is_nobody_who_loses(tmp_path: Path) -> None:
    with Estate.open("scim") as estate:
        box = estate.boxes["scim"]
        estate.adopt()
        ids = [each["values"]["id"] for each in estate.resources if each["type"] == "scim_user"]
        group = box.change("group.create", display_name="soc", members=[ids[0]])["id"]
        estate.manage("scim_group", "soc", {"id": group, "display_name": "soc", "members": ids[:2]})
        assert "scim_group.soc" in {each.address for each in estate.check(tmp_path).findings}
        _, _, lost = finding(estate.check(tmp_path), "scim_group.soc")
        assert "user00002" in lost and "loses group soc" in lost
        estate.resources[:] = [each for each in estate.resources if each["values"]["id"] != ids[1]]
        box.change("user.delete", user=ids[1])
        _, severity, text = finding(estate.check(tmp_path), "scim_group.soc")
        assert severity == "medium" and f"lost {ids[1]}" in text and "loses" not in text
