"""Findings of drift: kinds, severities, and findings with an id that stays the same while the fact does."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import Any, Final

from rolecall.access import Grant, GrantKey, live_address


class Severity(IntEnum):
    """The severity of a finding. The words are the names in lower case."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def word(self) -> str:
        """The name in lower case."""
        return self.name.lower()


KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "changed": "An attribute differs from what the state says.",
        "missing": "The state has it, and the vendor no longer does.",
        "unmanaged_account": "An account that no state knows.",
        "unmanaged_binding": "Access that was given and that no state knows.",
        "unmanaged_role": "A role that no state knows.",
        "orphan_binding": "Access of somebody who is gone, disabled, deleted or no longer in the organization.",
        "renamed": "A role or the like has another name at the vendor, and its holders kept it.",
        "privileged_change": "A change that gives or takes privileged access.",
        "token_expiring": "A token that ends soon.",
        "token_expired": "A token that has ended.",
        "token_revoked": "A token that was revoked or switched off.",
        "token_unowned": "A token that no state knows, or whose owner is gone, disabled or cannot be told.",
        "invitation_pending": "Somebody who was invited and has not accepted yet.",
        "invitation_expired": "An invitation that ended before it was accepted.",
        "group_name_mismatch": "A group name that is nearly, but not exactly, the one that others use.",
        "reappeared": "What was there before came back as something else.",
        "instance_changed": "The vendor shows another object under the id: another instance, or an id that began anew.",
        "managed_twice": "One object that two addresses or two states manage.",
        "provisioning_quarantined": "Provisioning that has stopped, so that changes no longer arrive.",
        "not_applied": "The code declares it, and no state has it.",
        "unverifiable": "Access that cannot be checked from here.",
        "ignore_expired": "An entry of the ignore file whose end has come.",
    }
)
"""Every kind of finding, with what it means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The place of a declaration: a path relative to the project, a line, and the constructs that lead there."""

    file: str
    line: int
    path: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """The last change of an object by the vendor's own log: `request` is empty where the log names none."""

    actor: str
    time: str
    action: str
    request: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fact that differs.

    `vendor` is the label of the configured vendor, `subject` whom or what it is about in people's words, `type` the
    resource type and `object_id` what the vendor or the state calls it. `address` is the Terraform address, empty for
    what no state knows. `attribute` is the one that differs. `before` is what the state says, `after` what the vendor
    has; secrets are shown as `(sensitive)`. `text` says it in a sentence, `fix` what to do. `declared` is where the
    code says it, `blame` who last changed it, where a log was asked. `brings` is the severity of what it gives to
    whoever gets it, also where nobody has it; `gives` are the rights themselves, of what no state knows. `gained`
    are rights in the access map that are there by it, `lost` those that no longer are; an account is gained where
    somebody else may stand behind it now.
    """

    kind: str
    severity: Severity
    vendor: str
    subject: str
    text: str
    fix: str
    type: str = ""
    object_id: str = ""
    address: str = ""
    attribute: str = ""
    before: Any = None
    after: Any = None
    declared: Place | None = None
    blame: Blame | None = None
    brings: Severity | None = None
    gives: tuple[str, ...] = ()
    gained: frozenset[GrantKey] = frozenset()
    lost: tuple[Grant, ...] = ()

    @property
    def is_grave(self) -> bool:
        """True if it is high or critical, or would be for whoever gets what nobody has yet."""
        return max(self.severity, self.brings or self.severity) >= Severity.HIGH

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits that stay the same from run to run while the fact does.

        Another value, holder, right or severity is another fact, so that ignoring one change never hides the next.
        """
        fact = [self.kind, self.vendor, self.type, self.object_id, self.address, self.attribute]
        who = [] if self.address else sorted(self.subject.split(", "))
        grave = [self.severity.word, self.brings.word if self.brings is not None else ""]
        fact.append(json.dumps([self.after, who, sorted(self.gives), grave], sort_keys=True, default=str))
        return hashlib.sha256("\0".join(fact).encode()).hexdigest()[:12]

    @property
    def place(self) -> str:
        """The address in the access map of what it is about."""
        return self.address or live_address(self.vendor, self.type, self.object_id)

    def order(self) -> tuple[Any, ...]:
        """The worst first, then by vendor, subject and address."""
        return (-self.severity, self.vendor, self.subject.casefold(), self.kind, self.address, self.attribute, self.id)
