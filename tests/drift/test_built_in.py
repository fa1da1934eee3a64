"""What comes with a vendor is known; what somebody added to it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

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
