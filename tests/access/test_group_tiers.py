"""Groups are weighed by their names at every vendor that has any."""

from __future__ import annotations

import pytest

from rolecall.access import Item, effective_access, tier_of
from rolecall.access.risk_tiers import UNSAID
from rolecall.runtime import shims


def vendors_with_groups() -> list[str]:
    return [
        vendor
        for vendor in shims.vendors()
        if (shim := shims.load(vendor)) is not None
        and any(each.access is not None and each.access.group is not None for each in shim.resources)
    ]


@pytest.mark.parametrize("vendor", vendors_with_groups())
@pytest.mark.parametrize("name", ["soc-admins", "SOC ADMINS", "Domain Admins", "Owners", "break-glass", "root"])
def test_a_group_for_administrators_is_high(vendor: str, name: str) -> None:
    assert tier_of(vendor, "group", name)[0] == "high"
    plain = tier_of(vendor, "group", "analysts")
    assert plain[0] == "normal" and plain[1] != UNSAID


def test_a_member_of_a_scim_group_for_administrators_has_a_high_right() -> None:
    ada = {"id": "1", "user_name": "ada@example.com"}
    group = {"id": "7", "display_name": "SOC Admins", "members": ["1"]}
    found = effective_access(
        [
            Item(address="scim_user.ada", type="scim_user", vendor="scim", values=ada),
            Item(address="scim_group.soc", type="scim_group", vendor="scim", values=group),
        ]
    )
    assert [(row.person, row.tier) for row in found.rows() if row.kind == "group"] == [("ada@example.com", "high")]
