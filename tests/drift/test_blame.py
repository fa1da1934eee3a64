"""Who did it, by the vendors' own logs: named where the log says so, never needed, and only read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rolecall.drift.blame import blamed
from rolecall.drift.check import check
from rolecall.drift.findings import Finding
from rolecall.drift.formats import FORMATS
from rolecall.drift.report import Report
from rolecall.estate.declarations import Declarations
from rolecall.estate.parallel import reading
from rolecall.estate.terraform.state import read_state
from rolecall.sandbox.core.faults import Fault
from rolecall.sandbox.entra.options import PERMISSIONS
from tests.drift.test_entra_assignments import UPN, assign, manage
from tests.estate.estate import Estate

MALLORY = "mallory@example.com"


def blame(estate: Estate, folder: Path) -> Report:
    state = read_state(estate.write_state(folder / "state.json"))
    with reading(estate.instances()) as vendors:
        before = check(state, vendors, Declarations())
        after = blamed(before, state, vendors)
    assert [each.id for each in after.findings] == [each.id for each in before.findings]
    assert after.gaps == before.gaps
    assert [each for each in estate.writes() if "/oauth2/" not in each] == []
    return after


def one(report: Report, kind: str, **more: Any) -> Finding:
    found = [each for each in report.findings if each.kind == kind]
    (finding,) = [each for each in found if all(getattr(each, name) == value for name, value in more.items())]
    return finding


@pytest.mark.caveat("Audit", rule="The log of a stand-in cannot be switched off.")
def test_okta_names_actor_time_and_request(tmp_path: Path) -> None:
    with Estate.open("okta", seed=2) as estate:
        box = estate.boxes["okta"]
        box.change("group.join", group="Security", user="user00001@example.com")
        estate.adopt()
        box.change("user.update", user="user00002@example.com", displayName="x", by="ada@example.com")
        box.change("user.update", user="user00002@example.com", email="evil@example.org", by=MALLORY)
        box.change("user.create", login="new@example.com", by=MALLORY)
        report = blame(estate, tmp_path)
    changed = one(report, "changed", attribute="email")
    assert changed.blame is not None and changed.blame.actor == MALLORY
    assert changed.blame.action == "user.account.update_profile" and len(changed.blame.request) == 36
    assert f"last changed by {MALLORY} at 20" in changed.text and changed.blame.request in changed.text
    new = one(report, "unmanaged_account")
    assert new.blame is not None and new.blame.action == "user.lifecycle.create"
    assert report.notes == ()
    for name in FORMATS.modules:
        text = FORMATS.render(report, name)
        assert name in ("prometheus", "access", "junit", "sarif") or MALLORY in text.replace("\\", "").replace(
            "<!-- -->", ""
        )


def test_entra_names_who_assigned_somebody(tmp_path: Path) -> None:
    with Estate.open("entra") as estate:
        box = estate.boxes["entra"]
        box.vendor.set_options({"permissions": [*PERMISSIONS, "AuditLog.Read.All"]})
        box.change("application.create", template="Tanium SSO", name="Tanium SSO")
        estate.adopt()
        kept = assign(box, 1)
        manage(estate, "one", kept)
        box.change("assignment.create", principal="Tanium SSO", to=UPN.format(2), app_role="User", by=MALLORY)
        box.change("assignment.delete", id=kept, by="ada")
        box.change("user.update", user=UPN.format(3), display_name="Other", by="eve")
        report = blame(estate, tmp_path)
    given, gone = one(report, "unmanaged_binding"), one(report, "missing")
    assert given.blame is not None and given.blame.actor == MALLORY
    assert given.blame.action == "Add app role assignment to service principal"
    changed = one(report, "changed")
    assert changed.blame is not None and changed.blame.actor == "eve"
    assert gone.blame is not None and gone.blame.actor == "ada" and len(gone.blame.request) == 36


def test_splunk_names_who_by_a_search_of_the_audit_index(tmp_path: Path) -> None:
    with Estate.open("splunk") as estate:
        box = estate.boxes["splunk"]
        box.change("role.create", name='od"d', imported_roles=["user"])
        estate.adopt(without=("splunk_role_binding",))
        box.change("role.grant", user="user00001", role="admin", by=MALLORY)
        box.change("role.update", role='od"d', capabilities=["edit_user"], by="ada")
        report = blame(estate, tmp_path)
    granted = one(report, "privileged_change", type="splunk_user")
    assert granted.blame is not None
    assert (granted.blame.actor, granted.blame.action, granted.blame.request) == (MALLORY, "edit_user", "")
    role = one(report, "changed", type="splunk_role")
    assert role.blame is not None and role.blame.actor == "ada"


@pytest.mark.parametrize(
    ("vendor", "says"), [("okta", "okta.logs.read"), ("entra", "AuditLog.Read.All"), ("splunk", "srch_indexes_allowed")]
)
def test_without_permission_there_is_one_warning_and_the_findings_stand(vendor: str, says: str, tmp_path: Path) -> None:
    with Estate.open(vendor, seed=3) as estate:
        box = estate.boxes[vendor]
        if vendor == "entra":
            box.change("application.create", template="Tanium SSO", name="Tanium SSO")
            estate.adopt()
            assign(box, 1)
            assign(box, 2)
        else:
            estate.adopt()
            field = "login" if vendor == "okta" else "name"
            for name in ("one@example.com", "two@example.com"):
                box.change("user.create", **{field: name if vendor == "okta" else name[:3]})
        path = {"okta": "/logs", "entra": "/directoryAudits", "splunk": "/search"}[vendor]
        if vendor != "entra":
            box.faults.add(Fault(kind="status", path=path, status=403))
        report = blame(estate, tmp_path)
        asked = [event for event in box.log if path in event.path]
    assert len(report.findings) >= 2 and all(each.blame is None for each in report.findings)
    (note,) = report.notes
    assert "403" in note and says in note and len(asked) == 1


def test_a_log_that_says_nothing_is_told_once(tmp_path: Path) -> None:
    with Estate.open("splunk") as estate:
        box = estate.boxes["splunk"]
        estate.adopt()
        box.change("user.create", name="one", roles=["user"])
        box.store.roles["admin"].settings["srchIndexesAllowed"] = ["*"]
        (note,) = blame(estate, tmp_path).notes
        assert "names nobody for" in note and "_audit" in note
        box.vendor.set_options({"block_get_search": True})
        (note,) = blame(estate, tmp_path).notes
        assert "405" in note


def test_an_event_about_something_else_names_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Estate.open("splunk") as estate:
        estate.adopt(without=("splunk_role_binding",))
        box = estate.boxes["splunk"]
        box.change("user.update", user="user00002", realname="Two", by=MALLORY)
        box.change("user.update", user="user00001", realname="One", by="ada")
        # Names with `*` are patterns to the search.
        trait = estate.instance("splunk").shim.audit
        assert trait is not None
        loose = tuple((name, text.replace('object="{value}"', "object=user*")) for name, text in trait.query)
        state = read_state(estate.write_state(tmp_path / "state.json"))
        with reading(estate.instances()) as vendors:
            monkeypatch.setattr(vendors[0], "shim", replace(vendors[0].shim, audit=replace(trait, query=loose)))
            report = blamed(check(state, vendors, Declarations()), state, vendors)
    named = {each.subject: each.blame.actor for each in report.findings if each.blame is not None}
    assert named == {"user00001": "ada"}


def test_each_object_is_asked_about_once_and_no_more_than_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rolecall.drift.blame.ASKED", 3)
    with Estate.open("splunk", seed=8) as estate:
        for number in range(5):
            estate.boxes["splunk"].change("user.create", name=f"new{number}", roles=["user"])
        estate.adopt(without=("splunk_user", "splunk_role_binding"))
        report = blame(estate, tmp_path)
        asked = [event for event in estate.boxes["splunk"].log if event.path.startswith("/services/search")]
    assert len(asked) == 3 and "names nobody for" in report.notes[0]


def test_a_vendor_without_a_known_log_says_so(tmp_path: Path) -> None:
    with Estate.open("tanium") as estate:
        estate.adopt()
        estate.boxes["tanium"].change("user.create", name="new")
        (note,) = blame(estate, tmp_path).notes
    assert "no log of it is known" in note
