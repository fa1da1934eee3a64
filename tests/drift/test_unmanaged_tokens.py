"""Tokens that no state knows: as grave as what their owners may do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.estate.estate import Estate


@pytest.mark.parametrize(("role", "severity"), [("Administrator", "critical"), ("Read Only User", "medium")])
def test_a_token_in_no_state_is_as_grave_as_its_owner(role: str, severity: str, tmp_path: Path) -> None:
    with Estate.open("tanium") as estate:
        box = estate.boxes["tanium"]
        box.change("user.create", name="ada", roles=[role])
        estate.adopt()
        box.change("token.create", user="ada", name="ci", expire_in_days=300)
        (found,) = estate.check(tmp_path).findings
    assert (found.kind, found.subject, found.severity.word) == ("token_unowned", "ada", severity)
    assert ("as much as its owner" in found.text) == (severity == "critical")
    assert {key.right.kind for key in found.gained} == {"token"}
