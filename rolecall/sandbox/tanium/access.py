"""Authentication and permissions of Tanium."""

from __future__ import annotations

from collections.abc import Sequence

from rolecall.sandbox.core.message import Refusal, Request
from rolecall.sandbox.tanium.options import TaniumOptions
from rolecall.sandbox.tanium.records import Token, User
from rolecall.sandbox.tanium.store import ADMINISTRATOR, TaniumStore


class Access:
    """Lets a request in by its `session` header and knows its caller until the next one."""

    def __init__(self, store: TaniumStore, options: TaniumOptions) -> None:
        self._store = store
        self._options = options
        self.caller: User = store.administrator
        self.token: Token = store.administrator_token

    def enter(self, request: Request) -> None:
        """Set caller and token from the header; refuses with 401, or 403 for an account that is not active.

        A token whose owner was deleted or deactivated still works, unless the owner did that to itself with this very
        token, or the options say otherwise.
        """
        value = request.headers.get("session")
        if "authorization" in request.headers or not value:
            raise Refusal(401, "Send the token in the session header.", "InvalidSession")
        token = next((token for token in self._store.tokens.values() if token.value == value), None)
        owner = self._store.users.get(token.user_id) if token else None
        if token is None or owner is None or self._store.expired(token):
            raise Refusal(401, "The session is not valid.", "InvalidSession")
        if token.locked or not self._options.tokens_outlive_users:
            if owner.deleted_flag:
                raise Refusal(401, "The session is not valid.", "InvalidSession")
            if not owner.active:
                raise Refusal(403, "The account is not active.", "Unauthorized")
        self.caller, self.token = owner, token

    @property
    def administrator(self) -> bool:
        """True if the caller has the role Administrator."""
        return ADMINISTRATOR in self._store.role_names(self.caller.id)

    def require(self, *roles: str) -> None:
        """Refuse a caller who has none of these roles."""
        if not self._store.role_names(self.caller.id) & set(roles):
            raise Refusal(403, f"This needs the role {' or '.join(roles)}.", "Unauthorized")

    def require_reach(self, *content_sets: Sequence[int]) -> None:
        """Refuse a caller below Administrator who reaches beyond their own content sets."""
        if not self.administrator and any(set(ids) - set(self.caller.content_sets) for ids in content_sets):
            raise Refusal(403, "The content set is not permitted to you.", "Unauthorized")
