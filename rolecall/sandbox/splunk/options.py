"""Options of the stand-in Splunk: its rules that can be changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from rolecall.sandbox.core.option_values import one_of


@dataclass
class SplunkOptions:
    """The rules that can be changed, at the start or while it runs.

    - `session_seconds`: how long a login lasts, on the sandbox clock.
    - `unknown_roles`: what becomes of role names that do not exist: `drop` them in silence, or `error` (400).
    - `omitted_roles`: what an update without `roles` does to the user's roles: `wipe` or `keep`.
    - `omitted_lists`: what an update of a role does to the lists that it leaves out: `keep` or `clear` them.
    - `token_form`: the form in which tokens are asked for, the other one being refused: `vendor` (name is the owner,
      audience the label) or `guide` (name is the label, user the owner).
    - `token_auth`: whether token authentication is enabled; the `token-auth` endpoint switches it too.
    - `post_returns_entity`: whether a create or update answers with the entry; old versions answer an empty feed.
    - `missing_saml_group_status`: what reading a SAML group that does not exist answers: 400 or 404.
    - `unencoded_slash_status`: what a SAML group whose name has a slash that is not encoded answers.
    - `sessions_by_key`: a session is ended by its key too, not only by the id that it has in the list.
    - `members`: how many search heads stand behind a load balancer, which sends a caller to the one that its cookie
      names. A session is known only to the member that opened it.
    - `without_roles`: what creating a user without roles does where `createrole` does not ask for one: `refuse` it
      (400), or give it a role of its `own`, as the guide has it.
    - `min_password_length`: the shortest password that is taken.
    - `lower_emails`: e-mail addresses are stored in lower case.
    - `audience_length`: how many letters of a token's label (`audience`) are stored.
    - `dropped`: arguments of a user that creates and updates take without an error and do not store.
    - `api`: which API is there: the `management` port's, Splunk Cloud's `acs` (Admin Config Service), or `both`.
    - `stack`: the name of the stack, and the search head's prefix, that ACS answers for.
    - `busy_writes`: how many writes ACS refuses with 424 after each that it takes.
    - `block_get_search`: a GET runs no search (`v1APIBlockGETSearchLocations` of restmap.conf).
    - `token_wrapped`: whether ACS shows a new token inside of `tokeninfo`.
    """

    session_seconds: float = 3600.0
    unknown_roles: str = one_of("drop", "error")
    omitted_roles: str = one_of("wipe", "keep")
    omitted_lists: str = one_of("keep", "clear")
    token_form: str = one_of("vendor", "guide")
    token_auth: bool = True
    post_returns_entity: bool = True
    missing_saml_group_status: int = one_of(400, 404)
    unencoded_slash_status: int = 404
    sessions_by_key: bool = True
    members: int = 1
    without_roles: str = one_of("refuse", "own")
    min_password_length: int = 8
    lower_emails: bool = False
    audience_length: int | None = None
    dropped: list[str] = field(default_factory=list)
    api: str = one_of("management", "acs", "both")
    stack: str = "example"
    busy_writes: int = 1
    token_wrapped: bool = True
    block_get_search: bool = False
