"""The objects of the directory: users, groups, applications, service principals, assignments, synchronization jobs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

NO_ROLE = "00000000-0000-0000-0000-000000000000"
"""The app role of an assignment to an application that has no roles."""


@dataclass
class User:
    """A person. Names and addresses are compared without regard to case.

    `on_premises_sync_enabled`: a directory of the company writes it.
    """

    id: str
    user_principal_name: str
    display_name: str
    mail: str | None = None
    given_name: str | None = None
    surname: str | None = None
    mail_nickname: str | None = None
    department: str | None = None
    job_title: str | None = None
    account_enabled: bool = True
    company_name: str | None = None
    employee_id: str | None = None
    mobile_phone: str | None = None
    office_location: str | None = None
    preferred_language: str | None = None
    usage_location: str | None = None
    manager_id: str | None = None
    on_premises_sync_enabled: bool | None = None
    password: str = ""
    change_password: bool = False


@dataclass
class Group:
    """A group; `members` are ids of users and groups. `group_types` are `Unified` and `DynamicMembership`."""

    id: str
    display_name: str
    mail: str | None = None
    description: str | None = None
    members: list[str] = field(default_factory=list)
    mail_nickname: str | None = None
    mail_enabled: bool = False
    security_enabled: bool = True
    group_types: list[str] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)
    on_premises_sync_enabled: bool | None = None


@dataclass
class DeletedUser:
    """A user in the recycle bin, with what comes back when they are restored."""

    user: User
    deleted: str
    groups: list[str]
    assignments: list[Assignment]


@dataclass
class Application:
    """An application registration, which an instance of a gallery application has as well.

    `owned` says whether our client owns it, which Application.ReadWrite.OwnedBy asks for.
    """

    id: str
    app_id: str
    display_name: str
    template_id: str
    created: str
    app_roles: list[dict[str, Any]]
    notes: str | None = None
    service_management_reference: str | None = None
    tags: list[str] = field(default_factory=list)
    owned: bool = True
    owners: list[str] = field(default_factory=list)


@dataclass
class ServicePrincipal:
    """An application in this tenant: what people are assigned to, and what holds its synchronization.

    `secrets` are the values as they are kept, which no answer shows; `connection` are the keys that jobs need.
    """

    id: str
    app_id: str
    display_name: str
    created: str
    account_enabled: bool = True
    app_role_assignment_required: bool = True
    notification_email_addresses: list[str] = field(default_factory=list)
    preferred_single_sign_on_mode: str | None = None
    login_url: str | None = None
    notes: str | None = None
    tags: list[str] = field(default_factory=lambda: ["WindowsAzureActiveDirectoryIntegratedApp"])
    owners: list[str] = field(default_factory=list)
    secrets: dict[str, str] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    connection: tuple[str, ...] = ("BaseAddress", "SecretToken")


@dataclass
class Assignment:
    """One principal in one role of one application; nothing of it can be changed."""

    id: str
    principal_id: str
    principal_type: str
    resource_id: str
    app_role_id: str
    created: str


@dataclass
class Quarantine:
    """The quarantine of a job: why and since when it is slowed down."""

    reason: str
    began: str
    code: str
    message: str


@dataclass
class Run:
    """One cycle of a job, as its status shows it."""

    activity_id: str
    began: str
    ended: str
    result: str
    imported: int = 0
    entitled: int = 0
    exported: int = 0
    escrowed: int = 0
    error: dict[str, Any] | None = None


@dataclass
class Job:
    """A synchronization job; `schema` is None while it is the template's, `owner_id` is its service principal."""

    id: str
    owner_id: str
    template_id: str
    state: str = "Disabled"
    schema: dict[str, Any] | None = None
    version: int = 1
    quarantine: Quarantine | None = None
    failures: int = 0
    last: Run | None = None
    last_success: Run | None = None
    last_export: Run | None = None
    steady_since: str | None = None
    counts: dict[str, int] = field(default_factory=dict)


@dataclass
class Provisioned:
    """The account or group that a cycle has made, or would have made, in the application.

    `values` are the target's attributes, members by the ids of their sources; `matching` is the one it is found by.
    `active` turns false when the source leaves the scope.
    """

    source_id: str
    kind: str
    values: dict[str, Any]
    active: bool = True
    target_id: str | None = None
    matching: str = ""
    problem: str = ""
