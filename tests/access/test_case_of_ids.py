"""Ids of vendors are case sensitive, also where names are not: an account is one person by its id."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.access import Item, effective_access

ID = "00u1AbCdEfGh"


def item(vendor: str, type_name: str, **values: Any) -> Item:
    return Item(address=f"{type_name}.{values.get('id')}", type=type_name, vendor=vendor, values=values)


@pytest.mark.parametrize(
    ("vendor", "user", "binding"),
    [
        ("okta", {"login": "eve@example.com", "email": "eve@example.com"}, ("okta_group_member", "user_id")),
        ("entra", {"user_principal_name": "eve@example.com"}, ("entra_group_member", "member_id")),
        ("scim", {"user_name": "eve@example.com"}, ("scim_group_member", "user_id")),
    ],
)
def test_a_member_by_id_is_the_account_of_that_id(vendor: str, user: dict[str, str], binding: tuple[str, str]) -> None:
    type_name, member = binding
    name = "name" if vendor == "okta" else "display_name"
    found = effective_access(
        [
            item(vendor, f"{vendor}_user", id=ID, **user),
            item(vendor, f"{vendor}_group", id="00gXyZ", **{name: "Analysts"}),
            item(vendor, type_name, id=f"00gXyZ/{ID}", group_id="00gXyZ", **{member: ID}),
            item(vendor, type_name, id=f"00gXyZ/{ID.lower()}", group_id="00gXyZ", **{member: ID.lower()}),
        ]
    )
    held = {(row.person, row.right) for row in found.rows() if row.kind == "group"}
    assert ("eve@example.com", "Analysts") in held
    assert len(held) == 2, "another id is somebody else"
