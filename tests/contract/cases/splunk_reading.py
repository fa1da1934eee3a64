"""Splunk's data sources."""

from __future__ import annotations

from rolecall.testing.case import Attributes, Box, DataCase


def _is_user(box: Box, read: Attributes) -> None:
    user = box.store.user("user00002")
    assert read["id"] == read["name"] == user.name
    assert (read["email"], read["realname"]) == (user.email, user.realname)
    assert read["type"] == ("Splunk" if box.options.api == "management" else None)
    assert sorted(read["roles"]) == user.roles


def _are_users(box: Box, read: Attributes) -> None:
    assert [row["name"] for row in read["users"]] == sorted(box.store.users)
    assert [sorted(row["roles"]) for row in read["users"]] == [
        box.store.users[name].roles for name in sorted(box.store.users)
    ]


def _are_roles(box: Box, read: Attributes) -> None:
    assert [row["name"] for row in read["roles"]] == sorted(box.store.roles)


def _are_capabilities(box: Box, read: Attributes) -> None:
    assert {"admin_all_objects", "search", "rtsearch"} <= set(read["capabilities"])


def _is_admin(box: Box, read: Attributes) -> None:
    assert read["username"] == "admin"
    assert read["roles"] == ["admin"]


DATA_SOURCES = (
    DataCase(type="splunk_user", label="by name", configuration={"name": "user00002"}, check=_is_user),
    DataCase(type="splunk_users", check=_are_users),
    DataCase(type="splunk_roles", check=_are_roles),
    DataCase(type="splunk_capabilities", check=_are_capabilities),
    DataCase(type="splunk_current_context", check=_is_admin),
)
