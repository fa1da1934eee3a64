"""Options of the stand-in Entra: its rules that can be changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from rolecall.sandbox.core.option_values import one_of, taking

PERMISSIONS = (
    "Application.ReadWrite.OwnedBy",
    "Synchronization.ReadWrite.All",
    "AppRoleAssignment.ReadWrite.All",
    "Directory.Read.All",
    "User.ReadWrite.All",
    "User-PasswordProfile.ReadWrite.All",
    "Group.ReadWrite.All",
    "ProvisioningLog.Read.All",
)
"""The application permissions that provisioning, users and groups need, and no more."""


@dataclass
class EntraOptions:
    """The rules that can be changed, at the start or while it runs. Times are in seconds on the sandbox clock.

    The directory, read at the start only; `seed` is the number of users:
    - `groups`, `members`: how many groups it starts with, and how many of the users are in each.
    - `applications`: how many instances of the first gallery application it starts with.
    - `assignments`: how many users are assigned to each of them.

    Tokens:
    - `token_seconds`: how long an access token lasts.
    - `permissions`: the application permissions of the client; they are in the claim `roles` of its next token.

    Replication, what a directory of many copies does to those who read and write at once:
    - `lag_reads`: how many reads by id of something new find nothing.
    - `lag_listings`: how many listings leave out something new, or still show something deleted.
    - `stale_reads`: how many reads by id of something changed or deleted show it as it was.
    - `early_writes`: the statuses (403, 404, 409) with which the first writes to something new are refused, in turn.
    - `lag_seconds`: how long nothing of this even begins to heal.
    - `heal_seconds`: how long after a change all of this is over, however often it was looked at.

    Groups:
    - `hidden_members`: groups hide their membership: listings show their members to those alone who have the permission
      Member.Read.Hidden.
    - `link_replaces`: a new member takes the place of all others.

    Requests:
    - `throttle_every`: every so many requests to Graph one is refused with 429; 0: none.
    - `retry_after`: what Retry-After then says.
    - `on_demand_limit`: how many users and groups may be provisioned on demand within ten seconds; 0: any.
    - `largest_page`: the largest page, whatever is asked for.

    Synchronization:
    - `secrets_put`: what a write of secrets does with keys it does not name: `merge` (they stay) or `replace`. The
      value of a key it names is always replaced whole: writing `SyncNotificationSettings` for its address alone
      switches the guard against accidental deletion off.
    - `lower_filters`: whether the values that scoping filters compare with are kept in small letters.
    - `push`: whether a cycle writes to the SCIM endpoint of the credentials, and their test asks it; otherwise a cycle
      only keeps a record, and the test knows what is right from the change `endpoint.set`.
    - `push_through`: the URL of a server that is asked in place of the host in the Tenant URL, whatever that is.
    - `push_ca`: a PEM file of the authority to believe when the endpoint is asked, in place of the system's.
    """

    groups: int = 0
    members: int = 0
    applications: int = 0
    assignments: int = 0
    token_seconds: float = 3599.0
    permissions: list[str] = field(default_factory=lambda: list(PERMISSIONS))
    lag_reads: int = 2
    lag_listings: int = 1
    stale_reads: int = 1
    early_writes: list[int] = field(default_factory=lambda: [404, 403, 409], metadata=taking(403, 404, 409))
    lag_seconds: float = 0.0
    heal_seconds: float = 60.0
    hidden_members: bool = False
    link_replaces: bool = False
    throttle_every: int = 0
    retry_after: int = 1
    on_demand_limit: int = 5
    largest_page: int = 999
    secrets_put: str = one_of("merge", "replace")
    lower_filters: bool = False
    push: bool = False
    push_through: str = ""
    push_ca: str = ""
