"""Options of the stand-in Tanium: its rules that can be changed."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class TaniumOptions:
    """The rules that can be changed, at the start or while it runs.

    - `summary_rows`: rows of the user list carry only id, name, display_name, email, active and deleted_flag.
    - `clamp`: the largest page, whatever is asked for.
    - `hide_deleted`: soft-deleted users are left out of the list.
    - `revive_on_create`: creating a deleted name brings the old record back, with its id and its roles.
    - `tokens_name_no_owner`: answers about tokens do not say whose they are.
    - `tokens_outlive_users`: tokens of deleted or inactive users go on working until they are revoked.
    - `unknown_token_owner`: what creating a token for nobody known does: `refuse` it (400), or make it the caller's
      `own`.
    - `lower_emails`: e-mail addresses are stored in lower case.
    - `lower_names`, `name_length`: names of users and tokens are stored in lower case; how many letters of them.
    - `trim`: blanks around texts are not stored.
    - `compose`: texts are stored in composed Unicode (NFC).
    - `dropped_on_create`, `dropped`: members of a user that a create, or every write, takes without an error and does
      not store.
    - `null_members`: members of a user that answers show as null.
    - `id_offset`: where ids start; None draws it anew at each start. Read at the start only.
    """

    summary_rows: bool = False
    clamp: int = 500
    hide_deleted: bool = False
    revive_on_create: bool = False
    tokens_name_no_owner: bool = False
    tokens_outlive_users: bool = True
    unknown_token_owner: str = "refuse"
    lower_emails: bool = False
    lower_names: bool = False
    name_length: int | None = None
    trim: bool = False
    compose: bool = False
    dropped_on_create: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    null_members: list[str] = field(default_factory=list)
    id_offset: int | None = None
