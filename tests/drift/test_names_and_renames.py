"""Names beside ids, renames told once, and changes that put somebody else behind an account."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from rolecall.drift.findings import Finding
from rolecall.drift.report import Report
from tests.estate.estate import Estate
from tests.review.plans import change, plan, reviewed


def at(report: Report, address: str, attribute: str = "") -> Finding:
    (found,) = [each for each in report.findings if each.address == address and attribute in ("", each.attribute)]
    return found


def test_another_mail_or_user_name_may_be_another_person(tmp_path: Path) -> None:
    with Estate.open("tanium", "scim") as estate:
        tanium, scim = estate.boxes["tanium"], estate.boxes["scim"]
        tanium.change("user.create", name="ada", email="ada@example.com")
        tanium.change("user.create", name="bob", email="bob@example.com")
        jane = scim.change("user.create", user_name="jane@example.com")["id"]
        estate.adopt(without=("tanium_role_binding",))
        tanium.change("user.update", user="ada", email="ada@elsewhere.example")
        tanium.change("user.update", user="bob", email="Bob@Example.com")
        scim.change("user.update", user=jane, userName="mallory@example.com")
        report = estate.check(tmp_path)
    ada = at(report, estate.address("tanium_user", name="ada"))
    assert (ada.attribute, ada.severity.word) == ("email", "high") and "may own the account" in ada.text
    assert at(report, estate.address("tanium_user", name="bob")).severity.word == "low"
    renamed = at(report, estate.address("scim_user", id=jane), "user_name")
    assert renamed.severity.word == "high"


def test_another_address_among_several_may_be_another_person(tmp_path: Path) -> None:
    emails = [{"value": "ada@example.com", "type": "work", "primary": True}]
    with Estate.open("scim") as estate:
        box = estate.boxes["scim"]
        ada, bob, eve = (
            box.change("user.create", user_name=f"{name}@example.com", emails=emails)["id"]
            for name in ("ada", "bob", "eve")
        )
        estate.adopt()
        box.change("user.update", user=ada, emails=[{**emails[0], "value": "ada@elsewhere.example"}])
        box.change("user.update", user=bob, emails=[{**emails[0], "value": "Ada@Example.com", "type": "home"}])
        box.change("user.update", user=eve, emails=[*emails, {"value": "eve@elsewhere.example", "type": "home"}])
        report = estate.check(tmp_path)
    for id_, severity in ((ada, "high"), (bob, "low"), (eve, "high")):
        found = at(report, estate.address("scim_user", id=id_), "emails")
        assert found.severity.word == severity and ("may own the account" in found.text) is (severity == "high")


def test_review_notes_another_address_among_several(tmp_path: Path) -> None:
    jane = {"id": "1", "user_name": "jane@example.com", "emails": [{"value": "jane@example.com", "type": "work"}]}
    more = {**jane, "emails": [{"value": "jane@elsewhere.example", "type": "work"}]}
    found = reviewed(plan(tmp_path, change("scim_user", "jane", jane, more))).notes
    assert [each.tier for each in found if each.kind == "identity"] == ["high"]
    first = reviewed(plan(tmp_path, change("scim_user", "jane", {**jane, "emails": []}, more))).notes
    assert [each.tier for each in first if each.kind == "identity"] == ["high"]  # as drift has it


def test_advice_never_costs_the_account(tmp_path: Path) -> None:
    with Estate.open("okta") as estate:
        estate.adopt()
        user = next(each for each in estate.resources if each["type"] == "okta_user")
        schema = {"okta_user": ("login", "email")}
        values = user["values"]
        for name in schema["okta_user"]:
            user["values"] = {**values, name: f"other.{values[name]}"}
            for found in estate.check(tmp_path).findings:
                if found.address == user["address"] and found.attribute == name:
                    assert found.severity.word == "high"
                    replaces = estate.instance("okta").shim.resource("okta_user").schema.attribute(name).replace
                    assert found.fix.startswith("Do not apply") is replaces


def test_a_role_renamed_at_the_vendor_is_one_finding_for_single_bindings_too(tmp_path: Path) -> None:
    with Estate.open("tanium") as estate:
        box = estate.boxes["tanium"]
        for name in ("ada", "bob", "eve"):
            box.change("user.create", name=name, roles=["Read Only User"])
        estate.adopt()
        store: Any = box.store
        rename(store, "Read Only User", "Reader")
        box.change("role.grant", user="eve", role="Administrator")
        findings = estate.check(tmp_path).findings
    (found,) = [each for each in findings if each.kind == "renamed"]
    assert (found.type, found.attribute, found.before, found.after) == (
        "tanium_role_binding",
        "role",
        "Read Only User",
        "Reader",
    )
    others = {(each.kind, each.subject) for each in findings if each.kind != "renamed"}
    assert others == {("missing", "eve"), ("privileged_change", "eve")}, "whoever gained more is told apart"


def test_a_role_renamed_at_the_vendor_is_one_finding(tmp_path: Path) -> None:
    with Estate.open("tanium") as estate:
        box = estate.boxes["tanium"]
        for name in ("ada", "bob", "eve"):
            box.change("user.create", name=name, roles=["Read Only User"])
        estate.adopt(without=("tanium_role_binding",))
        store: Any = box.store
        rename(store, "Read Only User", "Reader")
        report = estate.check(tmp_path)
        (found,) = report.findings
        assert (found.kind, found.before, found.after, found.severity.word) == (
            "renamed",
            "Read Only User",
            "Reader",
            "low",
        )
        box.change("role.grant", user="eve", role="Administrator")
        kinds = sorted(each.kind for each in estate.check(tmp_path).findings)
        assert kinds == ["privileged_change", "renamed"]


def rename(store: Any, before: str, after: str) -> None:
    """Give a role of the stand-in another name."""
    role = store.roles.named(before)
    store.roles._items[role.id] = replace(role, name=after)


def test_members_groups_and_apps_go_by_name_with_the_id_beside(tmp_path: Path) -> None:
    with Estate.open("scim", "okta") as estate:
        scim, okta = estate.boxes["scim"], estate.boxes["okta"]
        soc = scim.change("group.create", display_name="soc")["id"]
        ada = str(scim.change("user.create", user_name="ada@example.com")["id"])
        group = okta.change("group.create", name="soc")["id"]
        app = okta.change("app.create", name="wiki", label="The wiki")["id"]
        estate.adopt(without=("scim_group_member",))
        person = next(each["values"] for each in estate.resources if each["type"] == "okta_user")
        okta.change("app.assign", app=app, user=person["id"])
        okta.change("app.assign_group", app=app, group=group)
        estate.manage("okta_app_user_assignment", "gone", {"id": f"{app}/x", "app_id": app, "user_id": "x"})
        estate.manage("okta_app_group_assignment", "gone", {"id": f"{app}/x", "app_id": app, "group_id": "x"})
        scim.change("member.add", group=soc, member=ada)
        report = estate.check(tmp_path)
    members = at(report, estate.address("scim_group", id=soc))
    assert f"gained ada@example.com ({ada})" in members.text
    told = {(each.type, each.subject, each.after) for each in report.findings if not each.address}
    assert ("okta_app_user_assignment", person["login"], "app The wiki") in told
    assert ("okta_app_group_assignment", "soc", "app The wiki") in told


def test_a_group_whose_members_others_manage_shows_no_drift(tmp_path: Path) -> None:
    with Estate.open("scim") as estate:
        box = estate.boxes["scim"]
        soc = box.change("group.create", display_name="soc")["id"]
        ada = str(box.change("user.create", user_name="ada@example.com")["id"])
        box.change("member.add", group=soc, member=ada)
        estate.adopt()
        group = next(each["values"] for each in estate.resources if each["values"].get("display_name") == "soc")
        group["members"] = None
        assert [each.kind for each in estate.check(tmp_path).findings] == []
