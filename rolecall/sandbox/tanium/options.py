"""Options of the stand-in Tanium: its rules that can be changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from rolecall.sandbox.core.option_values import one_of, taking


@dataclass
class TaniumOptions:
    """The rules that can be changed, at the start or while it runs.

    - `summary_rows`: rows of the user list carry only id, name, display_name, email, active and deleted_flag.
    - `clamp`: the largest page, whatever is asked for.
    - `hide_deleted`: soft-deleted users are left out of the list.
    - `hide_inactive`: so are users who are not active.
    - `deletes_nothing`: deleting a user is answered as if it was done, and is not.
    - `answers_echo`: answers to updates of a user show what was asked for, also where it was not stored.
    - `revive_on_create`: creating a deleted name brings the old record back, with its id and its roles.
    - `repeats_tokens`: what a new token is worth stands in the answer again: in a text, a link, base64 and the request
      id.
    - `tokens_name_no_owner`: answers about tokens do not say whose they are.
    - `tokens_outlive_users`: tokens of deleted or inactive users go on working until they are revoked.
    - `lower_emails`: e-mail addresses are stored in lower case.
    - `lower_names`, `name_length`: names of users and tokens are stored in lower case; how many letters of them.
    - `trim`: blanks around texts are not stored.
    - `compose`: texts are stored in composed Unicode (NFC).
    - `dropped_on_create`, `dropped`: members of a user that a create, or every write, takes without an error and does
      not store.
    - `null_members`: members of a user that answers show as null.
    - `api`: which API is there: the guide's `classic` or the published `platform`. The options below are about the
      published one, those above but for `trim` and `compose` about the guide's.
    - `cloud`: listing users without a summary is refused, as on Tanium Cloud.
    - `summary_drops`: members that a summary of users leaves out.
    - `locked_out`: the number that an inactive user shows: 1 by hand, 2 missing in the directory, 3 unknown.
    - `missing_status`: the status of errors that name what is not there.
    - `denied_status`: the status of errors that say that something is not allowed.
    - `taken_status`: the status of errors that say that a name is taken.
    - `ended_status`: the status of errors that say that a session has ended, or is none.
    - `reads_deleted`: reads of deleted users answer them with `deleted_flag`, not that there are none.
    - `lists_deleted`: listings of roles, groups and tokens show those that were deleted, with `deleted_flag`.
    - `deleted_names_taken`: the name of a deleted user cannot be given to another.
    - `tokens_show_no_name`: tokens show an empty name, as those do that were made without one.
    - `caller_address`: the address that callers have for tokens which trust some addresses alone.
    - `holders`: how the listing of who has roles says that no user has one that groups have: a list without elements
      (`listed`), a `null`, or not at all (`left_out`).
    - `unsaid_holders`: that listing leaves out, of every role, who has it, or says null: `missing`, `null`, or null in
      place of all roles (`nothing`).
    - `second_pair`: a membership of a user and a role that there is already makes the `same`, or is refused (`refuse`).
    - `pair_replaces`: a membership of a user and a role takes the place of all that the user has.
    - `wraps_session`: the answer to who is calling wraps each of the caller's roles.
    - `wraps_scim`: answers about SCIM servers hold them under `scim_server`, and a listing of one holds it without a
      list, as in the vendor's example.
    - `scim_leaves`: what of a deleted SCIM server stays: its `token`, its `user`.
    - `cache_info`: listings end with a row that tells of the listing and is no object, as those do that are cached.
    - `id_offset`: where ids start; None draws it anew at each start. Read at the start only.
    """

    summary_rows: bool = False
    clamp: int = 500
    hide_deleted: bool = False
    hide_inactive: bool = False
    deletes_nothing: bool = False
    answers_echo: bool = False
    revive_on_create: bool = False
    repeats_tokens: bool = False
    tokens_name_no_owner: bool = False
    tokens_outlive_users: bool = True
    lower_emails: bool = False
    lower_names: bool = False
    name_length: int | None = None
    trim: bool = False
    compose: bool = False
    dropped_on_create: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    null_members: list[str] = field(default_factory=list)
    api: str = one_of("classic", "platform")
    cloud: bool = True
    summary_drops: list[str] = field(default_factory=list)
    locked_out: int = one_of(1, 2, 3)
    missing_status: int = 404
    denied_status: int = 403
    taken_status: int = 409
    ended_status: int = 401
    reads_deleted: bool = False
    lists_deleted: bool = False
    deleted_names_taken: bool = True
    tokens_show_no_name: bool = False
    caller_address: str = "127.0.0.1"
    holders: str = one_of("listed", "null", "left_out")
    unsaid_holders: str | None = one_of(None, "missing", "null", "nothing")
    second_pair: str = one_of("same", "refuse")
    pair_replaces: bool = False
    wraps_session: bool = True
    wraps_scim: bool = True
    scim_leaves: list[str] = field(default_factory=lambda: ["token"], metadata=taking("token", "user"))
    cache_info: bool = False
    id_offset: int | None = None
