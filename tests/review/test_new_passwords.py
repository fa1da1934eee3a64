"""Plans that set a password anew: whoever knows it has the account."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.review.plans import change, plan, reviewed

ADA: dict[str, Any] = {"id": "ada", "name": "ada", "email": "ada@example.com", "roles": ["admin"]}


@pytest.mark.parametrize(("roles", "tier"), [(["admin"], "critical"), (["user"], "low")])
def test_a_password_that_is_set_anew_is_as_grave_as_what_the_account_has(
    roles: list[str], tier: str, tmp_path: Path
) -> None:
    before, after = ({**ADA, "roles": roles, "password_wo_version": number} for number in (1, 2))
    (note,) = [
        each
        for each in reviewed(plan(tmp_path, change("splunk_user", "ada", before, after))).notes
        if each.kind == "identity"
    ]
    assert note.tier == tier and note.addresses == ("splunk_user.ada",)
    assert "password_wo of the account ada@example.com" in note.text and "set anew" in note.text


def test_a_password_that_stays_is_no_note(tmp_path: Path) -> None:
    before, after = ({**ADA, "full_name": name, "password_wo_version": 1} for name in ("a", "b"))
    found = reviewed(plan(tmp_path, change("splunk_user", "ada", before, after)))
    assert not [each for each in found.notes if each.kind == "identity"]
