"""The objects of Cloud Services."""

from __future__ import annotations

from dataclasses import dataclass

ACTIVE, INVITED, REMOVED = "ACTIVE", "INVITED", "REMOVED"
"""What a member's status can be."""

PENDING, REDEEMED, REVOKED, EXPIRED = "AVAILABLE", "REDEEMED", "REVOKED", "EXPIRED"
"""What an invitation's status can be."""

OWNER, ADMIN, MEMBER = "org_owner", "org_admin", "org_member"
ROLES = (OWNER, ADMIN, "developer", "support_user", MEMBER)
"""The roles of an organization, strongest first."""


@dataclass
class Member:
    """A person the organization knows. The record stays when they are removed, and comes back with the same id."""

    user_id: str
    email: str
    roles: list[str]
    status: str = ACTIVE
    first_name: str = ""
    last_name: str = ""

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


@dataclass
class Token:
    """A credential: an API token, or an access token that was given for one."""

    value: str
    user_id: str
    expires: float
