"""What comes with a vendor is known; what somebody added to it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolecall.drift.findings import Finding
from tests.estate.estate import Estate


def test_a_fresh_cluster_is_nothing_to_worry_about_until_its_own_binding_changes(tmp_path: Path) -> None:
    with Estate.open("tanzu") as estate:
        box = estate.boxes["tanzu"]
        report = estate.check(tmp_path)
        mine = [each for each in report.findings if each.type == "tanzu_cluster_role_binding"]
        assert [(each.object_id, each.severity.word) for each in mine] == [("cluster-admin", "info")]
        masters = {"kind": "Group", "name": "system:masters", "apiGroup": "rbac.authorization.k8s.io"}
        mallory = {"kind": "User", "name": "mallory", "apiGroup": "rbac.authorization.k8s.io"}
        box.change("cluster_role_binding.update", cluster="alpha", name="cluster-admin", subjects=[masters, mallory])
        (found,) = [each for each in estate.check(tmp_path).findings if each.type == "tanzu_cluster_role_binding"]
        assert found.severity.word == "critical" and "user mallory" in found.text


@pytest.mark.caveat("BuiltIn", rule="The jobs read it; no server is asked for it.")
def test_built_in_and_custom_roles_that_no_state_knows(tmp_path: Path) -> None:
    with Estate.open("splunk") as estate:
        box = estate.boxes["splunk"]

        def roles() -> dict[str, tuple[str, str]]:
            found = estate.check(tmp_path).findings
            return {each.subject: (each.severity.word, each.text) for each in found if each.kind == "unmanaged_role"}

        assert {name: severity for name, (severity, _) in roles().items()} == dict.fromkeys(
            ("admin", "power", "user", "can_delete", "splunk-system-role"), "info"
        )
        user = box.store.roles["user"]
        box.change("role.update", role="user", capabilities=[*user.capabilities, "edit_user"])
        severity, text = roles()["user"]
        assert severity == "critical" and "not with capability edit_user" in text
        assert "people and groups gain capability edit_user:" in text
        assert "capability search" not in text and "index" not in text
        box.change("role.create", name="soc_lead", imported_roles=["admin"])
        assert roles()["soc_lead"][0] == "medium" and "Nobody has it." in roles()["soc_lead"][1]
        box.change("user.update", user="user00001", roles=["soc_lead"])
        severity, text = roles()["soc_lead"]
        assert severity == "critical" and "user00001" in text and "gains role admin" in text


@pytest.mark.parametrize("chained", [False, True], ids=["itself", "through another role"])
def test_a_built_in_role_has_what_the_managed_roles_that_it_includes_bring_along(tmp_path: Path, chained: bool) -> None:
    with Estate.open("splunk") as estate:
        box = estate.boxes["splunk"]
        box.change("role.create", name="mid", capabilities=["edit_user"])
        box.change("role.create", name="outer", imported_roles=["mid"])
        estate.adopt()

        def roles() -> dict[str, Finding]:
            found = estate.check(tmp_path).findings
            return {each.subject: each for each in found if each.kind == "unmanaged_role"}

        estate.resources[:] = [each for each in estate.resources if each["values"].get("name") not in ("user", "power")]
        assert {name: each.severity.word for name, each in roles().items()} == {"user": "info", "power": "info"}
        box.change("role.update", role="user", imported_roles=["outer" if chained else "mid"])
        found = roles()["user"]
        assert found.severity.word == "critical" and "capability edit_user" in found.text
        assert "but not with role mid" in found.text and "people and groups gain role" in found.text
        assert "Nothing" not in found.fix and "without any privileged right" not in found.text
        assert roles()["power"].severity.word == "critical", "it includes the other one"


def test_a_role_of_somebody_s_is_nothing_that_a_built_in_role_comes_with_however_little_it_gives(
    tmp_path: Path,
) -> None:
    with Estate.open("splunk") as estate:
        box = estate.boxes["splunk"]
        box.change("role.create", name="mid", capabilities=["search"])
        box.change("role.update", role="user", imported_roles=["mid"])
        (found,) = [each for each in estate.check(tmp_path).findings if each.subject == "user"]
        assert found.severity.word == "medium" and "It comes with the vendor, but not with role mid." in found.text
        assert found.fix == "Take that out of it at the vendor."
