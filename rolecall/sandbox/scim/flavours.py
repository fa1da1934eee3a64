"""Differences between the vendors' SCIM servers, as data (the vendors' guides).

| flavour | users | groups | filters | tokens |
|---|---|---|---|---|
| `generic` | all of RFC 7644 | all of RFC 7644 | all | any text |
| `tanium` | all | computer groups; no reading of a single one | `userName`; of groups `displayName` | `token-` + 58 |
| `splunk` | all | roles; can only be listed | all | any text |
| `tmc` | no reading of a single one | list, create and PATCH only | all | any text, per connection |

The others have all operations, and differ by options.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rolecall.sandbox.core.tokens import random_text
from rolecall.sandbox.scim.definitions import GROUPS, USERS
from rolecall.sandbox.scim.schema import ResourceType, without

LIST, CREATE, READ, REPLACE, PATCH, DELETE = "list", "create", "read", "replace", "patch", "delete"
EVERYTHING = frozenset({LIST, CREATE, READ, REPLACE, PATCH, DELETE})


@dataclass(frozen=True)
class Flavour:
    """One vendor's SCIM.

    `operations` are what can be done with the resource types of that name. `filterable` are the lower-case names of
    the attributes a filter may use; None: all. `token` is the form of a bearer token. `unique_groups` says how group
    names must differ: not at all, in more than `case`, or `exact`ly. `search` is POST /.search, `own_prefix` a path of
    each connection's own, `first_groups` are the groups there are from the start. `base` is the path of the API, and
    `options` are those in which the server departs from the RFCs (`ScimOptions`).
    """

    name: str
    users: ResourceType = USERS
    groups: ResourceType = GROUPS
    operations: Mapping[str, frozenset[str]] = field(default_factory=lambda: {"User": EVERYTHING, "Group": EVERYTHING})
    filterable: Mapping[str, frozenset[str]] | None = None
    token: re.Pattern[str] = re.compile(r"\S+")
    unique_groups: str = ""
    needs_external_id: bool = False
    search: bool = False
    own_prefix: bool = False
    first_groups: tuple[str, ...] = ()
    base: str = "/scim/v2"
    options: Mapping[str, Any] = field(default_factory=dict)

    def required(self, type: ResourceType) -> tuple[str, ...]:
        """The names of the attributes a resource of this type must have."""
        names = tuple(attribute.name for attribute in type.core.attributes if attribute.required)
        return (*names, "externalId") if self.needs_external_id else names

    def new_token(self) -> str:
        """A token of this vendor's form."""
        return "token-" + random_text(58)


def _requiring(resource_type: ResourceType, *names: str, leaving_out: tuple[str, ...] = ()) -> ResourceType:
    """The resource type with these core attributes required and some left out."""
    core = resource_type.core
    kept = without(core.attributes, leaving_out)
    changed = tuple(replace(item, required=True) if item.name in names else item for item in kept)
    return replace(resource_type, core=replace(core, attributes=changed))


FLAVOURS: Mapping[str, Flavour] = {
    flavour.name: flavour
    for flavour in (
        Flavour("generic", search=True),
        Flavour(
            "tanium",
            users=_requiring(USERS, "userName", "active", "displayName", leaving_out=("password",)),
            operations={"User": EVERYTHING, "Group": EVERYTHING - {READ}},
            filterable={"User": frozenset({"username"}), "Group": frozenset({"displayname"})},
            token=re.compile(r"token-[A-Za-z0-9]{58}"),
            unique_groups="case",
            needs_external_id=True,
        ),
        Flavour(
            "splunk",
            operations={"User": EVERYTHING, "Group": frozenset({LIST})},
            unique_groups="case",
            first_groups=("admin", "can_delete", "power", "user"),
        ),
        Flavour(
            "tmc",
            operations={"User": EVERYTHING - {READ}, "Group": frozenset({LIST, CREATE, PATCH})},
            unique_groups="exact",
            own_prefix=True,
        ),
        Flavour(
            "aws",
            base="/T1b2c3d4/scim/v2",
            options={
                "members_shown": "empty",
                "presence_filters": False,
                "filter_form": "conjunction",
                "unknown_member_is_404": True,
                "largest_change": 100,
                "largest_page": 100,
                "paging": "cursor",
                "patch_answer": "empty",
                "case_changes": False,
                "answers_leave_out": ["groups"],
            },
        ),
        Flavour("atlassian", base="/scim/directory/d-1", options={"hides_deactivated": True}),
        Flavour(
            "databricks",
            base="/api/2.0/accounts/a-1/scim/v2",
            options={"listing_leaves_out": ["members"]},
        ),
        Flavour(
            "entra",
            base="/rp/scim",
            options={
                "missing_status": 400,
                "patch_answer": "empty",
                "lower_resources": True,
                "refuses_count": True,
            },
        ),
        Flavour("github", base="/scim/v2/organizations/acme", options={"filter_form": "term"}),
        Flavour("slack", options={"delete_deactivates": True, "discovery": False}),
    )
}
