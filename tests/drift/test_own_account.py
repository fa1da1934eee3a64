"""The account that the check runs as, and what gives it access: nothing advises to remove either."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.estate.estate import Estate


@pytest.mark.parametrize("vendor", ["tanium", "tanzu", "okta"])
def test_nothing_advises_to_remove_our_own_account(vendor: str, tmp_path: Path) -> None:
    with Estate.open(vendor) as estate:
        report = estate.check(tmp_path)
    (own,) = [
        each for each in report.findings if each.kind == "unmanaged_account" and "this check runs as" in each.text
    ]
    assert own.severity.word == "info"
    assert "terraform import" in own.fix and "remove" not in own.fix


def test_nothing_advises_to_remove_what_gives_our_own_account_access(tmp_path: Path) -> None:
    with Estate.open("okta") as estate:
        box, logins = estate.boxes["okta"], ("sandbox-admin@example.com", "user00001@example.com")
        group = box.change("group.create", name="Analysts")["id"]
        estate.adopt()
        for login in logins:
            box.change("group.join", group=group, user=login)
        report = estate.check(tmp_path)
    found = {each.subject: each for each in report.findings if each.kind == "unmanaged_binding"}
    own, other = (found[login] for login in logins)
    assert "this check runs as" in own.text and "terraform import" in own.fix and "remove" not in own.fix
    assert "this check runs as" not in other.text and "remove it at the vendor" in other.fix
