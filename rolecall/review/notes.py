"""Notes of a review: the kinds of risks, and one risk in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from rolecall.specification.traits import Tier

Kind: TypeAlias = Literal[
    "action",
    "assumed",
    "drift",
    "exists",
    "full_replace",
    "gap",
    "handed_over",
    "identity",
    "incomplete",
    "instance",
    "invitation",
    "kept",
    "last_administrator",
    "lockout",
    "losses",
    "managed_twice",
    "narrowed",
    "no_cascade",
    "not_understood",
    "outlives",
    "policy",
    "protected",
    "reach",
    "renamed",
    "replaced",
    "role_unknown",
    "secret_in_plan",
    "secret_in_state",
    "soft_delete",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One risk: how grave it is, in a sentence, and the resources it is about.

    `block` is what to paste into the configuration instead, in HCL, where that is the way out.
    """

    kind: Kind
    tier: Tier
    vendor: str
    text: str
    addresses: tuple[str, ...] = ()
    block: str = ""
