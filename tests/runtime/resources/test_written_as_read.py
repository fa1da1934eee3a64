"""Elements of lists that a write sends whole keep what Terraform does not know of them: the type of a nested group."""

from __future__ import annotations

from typing import Any

import pytest

from tests.runtime.resources.scim_people import members_of, server, trusting

WHOLE = pytest.mark.parametrize(
    "options", [{"patch": False}, {"patch": False, "filters": False}, {"removal": []}], ids=lambda each: f"{[*each]}"
)


class TestNestedGroups:
    @WHOLE
    def test_stay_beside_a_binding(self, options: dict[str, Any]) -> None:
        with server(4, untyped_members="users", **options) as (box, _, users):
            person = trusting(box)
            inner = box.store.add_group("Inner", members=[users[3]]).id
            group = box.store.add_group("Outer", members=[inner, users[0]]).id
            person.done("scim_group_member.m", group_id=group, user_id=users[1])
            assert members_of(box, "Outer") == {inner, users[0], users[1]}
            person.destroy("scim_group_member.m")
            assert members_of(box, "Outer") == {inner, users[0]}

    @WHOLE
    def test_stay_where_the_members_are_managed(self, options: dict[str, Any]) -> None:
        with server(4, untyped_members="users", **options) as (box, _, users):
            person = trusting(box)
            inner = box.store.add_group("Inner", members=[users[3]]).id
            group = box.store.add_group("Outer", members=[inner, *users[:2]]).id
            person.import_("scim_group.g", group)
            person.done("scim_group.g", display_name="Outer", members=[inner, users[0], users[2]])
            assert members_of(box, "Outer") == {inner, users[0], users[2]}


@pytest.mark.parametrize("patch", [True, False], ids=["PATCH", "PUT"])
def test_what_an_address_has_beside_its_members_stays(patch: bool) -> None:
    with server(1, patch=patch) as (box, _, users):
        person = trusting(box)
        kept = {"value": "ada@example.com", "type": "work", "display": "Ada at work", "primary": True}
        box.change("user.update", user=users[0], emails=[kept])
        person.import_("scim_user.u", users[0])
        emails = [{"value": "ada@example.com", "type": "work"}, {"value": "ada@example.org", "type": "home"}]
        person.done("scim_user.u", user_name="user00001", emails=emails)
        (user,) = box.store.dump()["users"]
        assert kept in user["emails"]
        assert len(user["emails"]) == 2
