"""Rights in the map that came or went, and accounts that may be somebody else's: marked, and only those."""

from __future__ import annotations

from pathlib import Path

from rolecall.drift.formats.page_data import map_rows
from rolecall.drift.report import Report
from tests.estate.estate import Estate


def marked(report: Report) -> set[tuple[str, str, bool]]:
    """(person, right, whether it is gone) of every row with a mark."""
    return {(row[1], row[3], row[9]) for row in map_rows(report) if row[8]}


def checked(estate: Estate, folder: Path) -> tuple[Report, set[tuple[str, str, bool]]]:
    report = estate.check(folder, mapped=True)
    return report, marked(report)


def test_a_right_that_came_through_a_group_is_marked_at_whom_it_came_to(tmp_path: Path) -> None:
    ada = "user00001@example.com"
    with Estate.open("okta", "splunk") as estate:
        box = estate.boxes["okta"]
        box.change("group.create", name="soc")
        estate.boxes["splunk"].change("saml_group.create", name="soc", roles=["power"])
        estate.adopt()
        box.change("group.join", group="soc", user=ada)
        _, found = checked(estate, tmp_path)
    assert found >= {(ada, "group soc", False), (ada, "power", False)} and {each[0] for each in found} == {ada}


def test_a_right_that_went_through_a_group_is_shown_at_whom_it_went_from(tmp_path: Path) -> None:
    with Estate.open("scim", "splunk") as estate:
        box = estate.boxes["scim"]
        for name in ("soc", "readers"):
            box.change("group.create", display_name=name, members=["user00001", "user00002"])
        estate.boxes["splunk"].change("saml_group.create", name="soc", roles=["admin"])
        estate.adopt(without=("scim_group_member",))
        box.change("member.remove", group="soc", member="user00002")
        report, found = checked(estate, tmp_path)
    who = "user00002"
    assert found >= {(who, "group soc", True), (who, "admin", True)} and {each[0] for each in found} == {who}
    (finding,) = report.findings
    assert (finding.kind, finding.severity.word) == ("privileged_change", "critical")
    assert f"{who} loses " in finding.text and "role admin" in finding.text


def test_an_account_whose_mail_changed_is_marked_and_no_right_of_it(tmp_path: Path) -> None:
    with Estate.open("splunk") as estate:
        estate.adopt()
        estate.boxes["splunk"].change("user.update", user="user00001", email="eve@elsewhere.example")
        _, found = checked(estate, tmp_path)
    assert found == {("eve@elsewhere.example", "account user00001", False)}


def test_what_is_brought_by_a_role_that_is_gone_is_lost_by_name_and_weighed(tmp_path: Path) -> None:
    with Estate.open("splunk") as estate:
        box = estate.boxes["splunk"]
        box.change("role.create", name="soc_lead", imported_roles=["admin"])
        box.change("user.update", user="user00001", roles=["user", "soc_lead"])
        estate.adopt(without=("splunk_role_binding",))
        role = estate.address("splunk_role", name="soc_lead")
        box.change("role.delete", role="soc_lead")
        report, found = checked(estate, tmp_path)
    (finding,) = [each for each in report.findings if each.address == role]
    assert (finding.kind, finding.severity.word) == ("missing", "critical")
    assert "user00001@example.com loses role admin, " in finding.text
    assert {each[1:] for each in found} >= {("soc_lead", True)}


def test_an_administrator_who_is_shut_out_loses_what_they_had(tmp_path: Path) -> None:
    with Estate.open("tanium") as estate:
        box = estate.boxes["tanium"]
        box.change("user.create", name="boss", roles=["Administrator"])
        estate.adopt(without=("tanium_role_binding",))
        box.change("user.update", user="boss", active=False)
        report, found = checked(estate, tmp_path)
    (finding,) = report.findings
    assert (finding.kind, finding.severity.word) == ("privileged_change", "critical")
    assert "boss loses" in finding.text and "role Administrator" in finding.text
    assert ("boss", "Administrator", True) in found


def test_advice_about_a_role_that_gives_what_is_privileged_is_to_undo_or_review_first(tmp_path: Path) -> None:
    with Estate.open("splunk") as estate:
        box = estate.boxes["splunk"]
        box.change("role.create", name="stray", imported_roles=["admin"])
        box.change("role.create", name="plain", imported_roles=["user"])
        box.change("user.update", user="user00001", roles=["stray"])
        estate.adopt(without=("splunk_role", "splunk_role_binding"))
        found = {each.subject: each for each in estate.check(tmp_path).findings if each.kind == "unmanaged_role"}
    assert found["stray"].fix.startswith("Take at the vendor what it should not have out of it")
    assert "review" in found["stray"].fix and "terraform import" in found["stray"].fix
    assert found["plain"].fix.startswith("Import it")
