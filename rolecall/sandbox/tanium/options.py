"""Options of the stand-in Tanium: its rules that can be changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class TaniumOptions:
    """The rules that can be changed, at the start or while it runs.

    - `summary_rows`: rows of the user list carry only id, name, display_name, email, active and deleted_flag.
    - `clamp`: the largest page, whatever is asked for.
    - `hide_deleted`: soft-deleted users are left out of the list.
    - `revive_on_create`: creating a deleted name brings the old record back, with its id and its roles.
    - `tokens_name_no_owner`: answers about tokens do not say whose they are.
    - `tokens_outlive_users`: tokens of deleted or inactive users go on working until they are revoked.
    - `id_offset`: where ids start; None draws it anew at each start. Read at the start only.
    """

    summary_rows: bool = False
    clamp: int = 500
    hide_deleted: bool = False
    revive_on_create: bool = False
    tokens_name_no_owner: bool = False
    tokens_outlive_users: bool = True
    id_offset: int | None = None
