"""Groups that hide their members: drift calls nobody lost whom it cannot see."""

from __future__ import annotations

from pathlib import Path

from rolecall.reports.errors import Exit
from tests.estate.estate import Estate


def test_hidden_members_are_a_gap_that_names_the_permission(tmp_path: Path) -> None:
    with Estate.open("entra") as estate:
        box = estate.boxes["entra"]
        one, two = [user.id for user in box.store.users.values()][:2]
        for name in ("Engines", "Looms"):
            box.change("group.create", name=name, members=[one, two])
        engines, looms = box.store.group("Engines"), box.store.group("Looms")
        values = {"id": engines.id, "display_name": "Engines", "mail_nickname": engines.mail_nickname}
        estate.manage("entra_group", "engines", {**values, "members": sorted([one, two])})
        binding = {"id": f"{looms.id}/{one}", "group_id": looms.id, "member_id": one}
        estate.manage("entra_group_member", "one", binding)
        box.options.hidden_members = True
        report = estate.check(tmp_path)
    assert report.exit_code() is Exit.INCOMPLETE
    assert any("Member.Read.Hidden" in gap.why + gap.advice for gap in report.gaps)
    assert all(each.kind.startswith("unmanaged") for each in report.findings if each.severity)
