"""The objects of Cloud Services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

ACTIVE, INVITED, REMOVED = "ACTIVE", "INVITED", "REMOVED"
"""What a member's status can be."""

PENDING, REDEEMED, REVOKED, EXPIRED = "AVAILABLE", "REDEEMED", "REVOKED", "EXPIRED"
"""What an invitation's status can be."""

OWNER, ADMIN, MEMBER = "org_owner", "org_admin", "org_member"
ROLES = (OWNER, ADMIN, "developer", "support_user", MEMBER)
"""The roles of an organization, strongest first."""

SERVICES: Final[Mapping[str, tuple[str, ...]]] = {
    "TmcDefinition_": ("tmc:admin", "tmc:member"),
    "AutomationDefinition_": ("automationservice:cloud_admin", "automationservice:user"),
}
"""The services of the organization by the id of their definition, each with its roles."""


@dataclass
class Member:
    """A person the organization knows. The record stays when they are removed, and comes back with the same id.

    Roles in services are by the id of the service; the `inherited` ones come by groups.
    """

    user_id: str
    email: str
    roles: list[str]
    status: str = ACTIVE
    first_name: str = ""
    last_name: str = ""
    service_roles: dict[str, list[str]] = field(default_factory=dict)
    inherited_roles: list[str] = field(default_factory=list)
    inherited_service_roles: dict[str, list[str]] = field(default_factory=dict)

    @property
    def role(self) -> str:
        """The strongest role, the one that lists show."""
        return min(self.roles, key=ROLES.index, default=MEMBER)


@dataclass
class Invitation:
    """An invitation by mail. Times are seconds since the epoch; `ended` is when it was answered, revoked or expired."""

    id: str
    email: str
    roles: list[str]
    generated: float
    expires: float
    status: str = PENDING
    ended: float | None = None
    service_roles: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Group:
    """A group of members by user id: `custom`, `enterprise` (a directory fills it) or `shared` by another one."""

    id: str
    name: str
    description: str = ""
    kind: str = "custom"
    members: list[str] = field(default_factory=list)


@dataclass
class Token:
    """A credential: an API token, or an access token that was given for one."""

    value: str
    user_id: str
    expires: float
