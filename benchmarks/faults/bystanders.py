"""Rights that somebody gave by hand before the operation: no plan asks to take them away."""

from __future__ import annotations

from typing import Any

from rolecall.testing.case import Attributes, Box, ResourceCase


def by_hand(case: ResourceCase, box: Box, attributes: Attributes | None) -> None:
    """Give rights to the object under test, where it is there already, and to those beside it."""
    if attributes is not None and case.unmanaged is not None:
        case.unmanaged(box, attributes)
    if give := _GIVE.get(case.vendor):
        give(box)


def _tanium(box: Box) -> None:
    for user in list(box.store.users.values()):
        if user is not box.store.administrator and user.name.startswith("o"):
            box.store.grant_role(user.id, "Operator")


def _splunk(box: Box) -> None:
    box.store.saml_groups["by hand"] = ["power", "user"]
    for name in ("owner", "other"):
        if name in box.store.users:
            box.store.grant_role(name, "can_delete")


def _okta(box: Box) -> None:
    somebody = box.store.user("user00003@example.com").id
    for group in list(box.store.groups.values()):
        if group is not box.store.everyone and somebody not in group.members:
            box.change("group.join", group=group.id, user=somebody)


def _scim(box: Box) -> None:
    for row in box.store.dump()["groups"]:
        if row["displayName"] in ("One", "Two"):
            box.change("member.add", group=row["id"], member="user00003")


_GIVE: dict[str, Any] = {"tanium": _tanium, "splunk": _splunk, "okta": _okta, "scim": _scim}
