"""The state of Cloud Services: members, invitations and groups, beside the tokens of `tokens.py`."""

from __future__ import annotations

import threading
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rolecall.sandbox.core.clock import Clock, iso
from rolecall.sandbox.core.vendor import known
from rolecall.sandbox.tanzu.cloud_services.model import (
    ACTIVE,
    EXPIRED,
    INVITED,
    MEMBER,
    OWNER,
    REDEEMED,
    REMOVED,
    REVOKED,
    ROLES,
    Group,
    Invitation,
    Member,
)
from rolecall.sandbox.tanzu.cloud_services.tokens import Tokens
from rolecall.sandbox.tanzu.options import TanzuOptions

ADMINISTRATOR = "sandbox-admin@example.com"


class CloudServices(Tokens):
    """One organization. Methods that change it are safe from any thread.

    `exchanges` counts the access tokens that were given out, `mails` the invitation mails sent to each address.
    People are named by e-mail address in any case, or by user id.
    """

    lasting = frozenset({"access_tokens"})

    def __init__(self, lock: threading.RLock, clock: Clock, options: TanzuOptions) -> None:
        super().__init__(lock, clock, options)
        self.members: dict[str, Member] = {}
        self.invitations: dict[str, Invitation] = {}
        self.groups: dict[str, Group] = {}
        self.mails: Counter[str] = Counter()
        self._ids: dict[str, str] = {}
        self._pending: dict[str, Invitation] = {}
        self.administrator = self.add_member(ADMINISTRATOR, role=OWNER, first_name="Sandbox", last_name="Admin")
        self.administrator_token = self.add_api_token(ADMINISTRATOR)

    # Members

    def find(self, who: str) -> Member | None:
        """The person with this address or id, whatever their status, or None."""
        return self.members.get(self._ids.get(who.lower(), who))

    def member(self, who: str) -> Member:
        """The person with this address or id; raises KeyError."""
        return known(self.find(who), f"member {who!r}")

    def is_active(self, who: str) -> bool:
        """True if this person is a member now."""
        found = self.find(who)
        return found is not None and found.status == ACTIVE

    def is_last_owner(self, member: Member) -> bool:
        """True if the organization would be without an owner if it were not for this member."""
        if not self._options.guards_last_owner:
            return False
        owners = [other for other in self.members.values() if other.status == ACTIVE and OWNER in other.roles]
        return owners == [member]

    def add_member(
        self, email: str, role: str = MEMBER, *, first_name: str = "", last_name: str = "", status: str = ACTIVE
    ) -> Member:
        """A member who never was invited, as an identity provider makes them; raises ValueError for a wrong value."""
        if status not in (ACTIVE, INVITED, REMOVED):
            raise ValueError(f"no status {status!r}")
        with self.lock:
            member = self._record(email)
            self._set_roles(member, [role])
            member.first_name, member.last_name = first_name, last_name
            if status == INVITED:
                self._send(member)
            member.status = status
            return member

    def update_member(
        self,
        who: str,
        *,
        role: str = "",
        roles: Sequence[str] = (),
        service_roles: Mapping[str, Sequence[str]] | None = None,
        first_name: str = "",
        last_name: str = "",
    ) -> Member:
        """Set what is given; raises KeyError for nobody and ValueError for an unknown role."""
        with self.lock:
            member = self.member(who)
            if role or roles:
                self._set_roles(member, roles or [role])
            if service_roles is not None:
                member.service_roles = {service: list(names) for service, names in service_roles.items()}
            member.first_name = first_name or member.first_name
            member.last_name = last_name or member.last_name
            return member

    def remove_member(self, who: str) -> Member:
        """Make someone REMOVED and revoke their invitation. Nothing outside the organization is touched."""
        with self.lock:
            member = self.member(who)
            self._end(member, REVOKED)
            member.status = REMOVED
            for group in self.groups.values():
                group.members = [each for each in group.members if each != member.user_id]
            return member

    def purge_member(self, who: str) -> Member:
        """Forget that someone ever was known."""
        with self.lock:
            member = self.remove_member(who)
            del self._ids[member.email], self.members[member.user_id]
            return member

    def seed(self, count: int) -> None:
        """Add active members user00001@example.com and up, to `count` of them."""
        for number in range(1, count + 1):
            name = f"user{number:05}"
            self.add_member(f"{name}@example.com", first_name="User", last_name=str(number))

    def _record(self, email: str) -> Member:
        email = email.lower()
        member = self.find(email)
        if member is None:
            member = Member(str(uuid.uuid4()), email, [MEMBER], REMOVED)
            self.members[member.user_id] = member
            self._ids[email] = member.user_id
        return member

    def _set_roles(self, member: Member, roles: Sequence[str]) -> None:
        for role in roles:
            if role not in ROLES:
                raise ValueError(f"no role {role!r}; there are {', '.join(ROLES)}")
        member.roles = sorted(set(roles), key=ROLES.index)

    # Invitations

    def invite(
        self,
        email: str,
        roles: Sequence[str] = (MEMBER,),
        *,
        service_roles: Mapping[str, list[str]] | None = None,
        seconds: float | None = None,
    ) -> Member:
        """Send an invitation, in place of one under way; someone who is a member gets the roles at once.

        It can be accepted for `seconds`, by default as long as the options say.
        """
        with self.lock:
            member = self._record(email)
            if member.status == ACTIVE:
                self._set_roles(member, [*member.roles, *roles])
                member.service_roles |= service_roles or {}
                return member
            self._set_roles(member, roles)
            member.service_roles = dict(service_roles or {})
            self._send(member, seconds)
            return member

    def _send(self, member: Member, seconds: float | None = None) -> None:
        self._end(member, REVOKED)
        now = self._clock.now()
        expires = now + (self._options.invitation_seconds if seconds is None else seconds)
        invitation = Invitation(str(uuid.uuid4()), member.email, member.roles, now, expires)
        invitation.service_roles = dict(member.service_roles)
        self.invitations[invitation.id] = self._pending[member.email] = invitation
        self.mails[member.email] += 1
        member.status = INVITED

    def _end(self, member: Member, status: str) -> bool:
        """End the invitation under way, if there is one."""
        invitation = self._pending.pop(member.email, None)
        if invitation is None:
            return False
        invitation.status, invitation.ended = status, self._clock.now()
        return True

    def pending(self, who: str) -> Invitation | None:
        """The invitation under way of this person, or None."""
        return self._pending.get(self.member(who).email)

    def accept(self, who: str, first_name: str = "", last_name: str = "") -> Member:
        """The person follows the link in the mail; raises KeyError when no invitation is under way."""
        with self.lock:
            member = self._invited(who)
            self._end(member, REDEEMED)
            member.status = ACTIVE
            member.first_name = first_name or member.first_name or member.email.partition("@")[0].title()
            member.last_name = last_name or member.last_name or "Example"
            return member

    def revoke(self, who: str) -> Member:
        """Take an invitation back; raises KeyError when none is under way."""
        with self.lock:
            member = self._invited(who)
            self._end(member, REVOKED)
            member.status = REMOVED
            return member

    def expire(self, who: str) -> Member:
        """Let an invitation's time be over; raises KeyError when none is under way."""
        with self.lock:
            member = self._invited(who)
            invitation = self._pending[member.email]
            invitation.expires = min(invitation.expires, self._clock.now())
            self._end(member, EXPIRED)
            return member

    def _invited(self, who: str) -> Member:
        member = self.member(who)
        if member.email not in self._pending:
            raise KeyError(f"no invitation of {who!r} is under way")
        return member

    def let_time_pass(self) -> None:
        """Accept and expire the invitations whose time has come."""
        now, after = self._clock.now(), self._options.accept_seconds
        for invitation in list(self._pending.values()):
            if after is not None and now >= invitation.generated + after and after <= self._options.invitation_seconds:
                self.accept(invitation.email)
            elif now >= invitation.expires:
                self.expire(invitation.email)

    def shows(self, member: Member) -> bool:
        """True if the list of members shows this person."""
        options = self._options
        if member.status == INVITED:
            shown = options.invited_members if member.email in self._pending else options.expired_members
        else:
            shown = options.removed_members if member.status == REMOVED else "listed"
        return shown == "listed"

    def visible(self) -> Iterator[Member]:
        """The people whom the list of members shows, in the order in which they became known."""
        return (member for member in self.members.values() if self.shows(member))

    # Groups

    def add_group(self, name: str, description: str = "", kind: str = "custom", members: Sequence[str] = ()) -> Group:
        """A group of the members with these addresses; raises KeyError for nobody and ValueError for a kind."""
        if kind not in ("custom", "enterprise", "shared"):
            raise ValueError(f"no kind {kind!r} of groups")
        with self.lock:
            group = Group(str(uuid.uuid4()), name, description, kind, [self.member(each).user_id for each in members])
            self.groups[group.id] = group
            return group

    def dump(self) -> dict[str, Any]:
        """Everything as JSON-ready values, without tokens."""
        return {
            "org_id": self.org_id,
            "members": [asdict(member) | {"role": member.role} for member in self.members.values()],
            "invitations": [
                asdict(item) | {"generated": iso(item.generated), "expires": iso(item.expires)}
                for item in self.invitations.values()
            ],
            "groups": [asdict(group) for group in self.groups.values()],
            "mails": dict(self.mails),
            "exchanges": self.exchanges,
        }
