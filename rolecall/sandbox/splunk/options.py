"""Options of the stand-in Splunk: its rules that can be changed."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class SplunkOptions:
    """The rules that can be changed, at the start or while it runs.

    - `session_seconds`: how long a login lasts, on the sandbox clock.
    - `unknown_roles`: what becomes of role names that do not exist: `drop` them in silence, or `error` (400).
    - `omitted_roles`: what an update without `roles` does to the user's roles: `wipe` or `keep`.
    - `token_dialect`: `guide` (name is the label, user the owner) or `vendor` (name is the owner, audience the
      label). A request that sends `audience` is taken as `vendor` in either.
    - `token_auth`: whether token authentication is enabled; the `token-auth` endpoint switches it too.
    - `post_returns_entity`: whether a create or update answers with the entry; old versions answer an empty feed.
    - `missing_saml_group_status`: what reading a SAML group that does not exist answers: 404, or 400 in old versions.
    - `duplicate_status`: what creating something that exists answers.
    - `min_password_length`: the shortest password that is taken.
    - `lower_emails`: e-mail addresses are stored in lower case.
    - `dropped`: arguments of a user that creates and updates take without an error and do not store.
    """

    session_seconds: float = 3600.0
    unknown_roles: str = "drop"
    omitted_roles: str = "wipe"
    token_dialect: str = "guide"
    token_auth: bool = True
    post_returns_entity: bool = True
    missing_saml_group_status: int = 404
    duplicate_status: int = 409
    min_password_length: int = 8
    lower_emails: bool = False
    dropped: list[str] = field(default_factory=list)
