"""The objects of an Okta organization."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

STATUSES = (
    "STAGED",
    "PROVISIONED",
    "ACTIVE",
    "RECOVERY",
    "PASSWORD_EXPIRED",
    "LOCKED_OUT",
    "SUSPENDED",
    "DEPROVISIONED",
)
STAGED, PROVISIONED, ACTIVE, RECOVERY, PASSWORD_EXPIRED, LOCKED_OUT, SUSPENDED, DEPROVISIONED = STATUSES

OKTA_GROUP, APP_GROUP, BUILT_IN = "OKTA_GROUP", "APP_GROUP", "BUILT_IN"
DISABLED, SYNCING, SYNCHRONIZED, ERROR = "DISABLED", "SYNCING", "SYNCHRONIZED", "ERROR"
DEFAULT_TYPE = "oty1rolesandbox00001"


@dataclass
class User:
    """A person. Times are epoch seconds on the sandbox clock."""

    id: str
    profile: dict[str, Any]
    status: str
    created: float
    last_updated: float
    status_changed: float | None = None
    activated: float | None = None
    password: str | None = None
    administrator: bool = False
    type: str = DEFAULT_TYPE

    @property
    def login(self) -> str:
        """The login as it is stored."""
        return str(self.profile["login"])


@dataclass
class Group:
    """A group. `members` are the ids of people, with the rule that put them there ("": by hand)."""

    id: str
    profile: dict[str, Any]
    type: str
    created: float
    last_updated: float
    last_membership_updated: float
    members: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The group's name."""
        return str(self.profile["name"])


@dataclass
class Rule:
    """A group rule. `groups` and `excluded` are ids of groups and people."""

    id: str
    name: str
    expression: str
    groups: list[str]
    excluded: list[str]
    created: float
    last_updated: float
    status: str = "INACTIVE"


@dataclass
class AppUser:
    """The account of a person in an app. `direct` when it was assigned to the person, whatever groups give beside that.

    `due` is when the app is done making the account; None when nothing is under way.
    """

    user_id: str
    direct: bool
    user_name: str
    profile: dict[str, Any]
    created: float
    last_updated: float
    sync_state: str = DISABLED
    external_id: str | None = None
    last_sync: float | None = None
    due: float | None = None


@dataclass
class AppGroup:
    """A group's assignment to an app."""

    group_id: str
    priority: int
    profile: dict[str, Any]
    last_updated: float


@dataclass
class App:
    """An app integration; with `provisioning`, it makes accounts at the vendor."""

    id: str
    name: str
    label: str
    sign_on_mode: str
    provisioning: bool
    created: float
    status: str = ACTIVE
    broken: str = ""
    users: dict[str, AppUser] = field(default_factory=dict)
    groups: dict[str, AppGroup] = field(default_factory=dict)


@dataclass(frozen=True)
class Token:
    """An API token, as good as the person who made it."""

    value: str
    user_id: str
