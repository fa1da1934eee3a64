"""Traits: a vendor's caveats as typed data.

Every class here is one caveat. A shim states it, the runtime obeys it, and docs, contract tests, drift rules and
review notes are made from the same value. Switching a trait off means leaving it out.
"""

from __future__ import annotations

from providers.runtime.traits.access import (
    Authentication,
    BasicLogin,
    HeaderToken,
    Kubeconfig,
    Quota,
    SessionLogin,
    TokenExchange,
    Trust,
    WhoAmI,
)
from providers.runtime.traits.checks import Among, Between, Check, ExactlyOne, Forbidden, FutureTime, Matches, NotEmpty
from providers.runtime.traits.conditions import Ailing, Toggle
from providers.runtime.traits.documents import AttributeMappings, ConnectionTest, Scoping
from providers.runtime.traits.flavours import Capabilities, Flavour
from providers.runtime.traits.grants import (
    Access,
    Account,
    Containment,
    Credential,
    Group,
    Holder,
    Label,
    Privilege,
    Right,
    RoleDefinition,
    Tier,
)
from providers.runtime.traits.listings import Filters, LargeSet, ListOmits, Pagination
from providers.runtime.traits.names import NearMiss, Normalised, Reference
from providers.runtime.traits.objects import (
    Caution,
    Deprovision,
    Federated,
    FullReplace,
    Inherited,
    Protected,
    RevokeOwned,
    SoftDelete,
    Swap,
    Unsupported,
    Versioned,
)
from providers.runtime.traits.origins import Companion, Template
from providers.runtime.traits.people import Invitation, InvitedApart, Standing
from providers.runtime.traits.replication import Replication
from providers.runtime.traits.secrets import Masked, WriteOnceSecret
from providers.runtime.traits.statuses import Step, Transitions

__all__ = [
    "Access",
    "Account",
    "Ailing",
    "Among",
    "AttributeMappings",
    "Authentication",
    "BasicLogin",
    "Between",
    "Capabilities",
    "Caution",
    "Check",
    "Companion",
    "ConnectionTest",
    "Containment",
    "Credential",
    "Deprovision",
    "ExactlyOne",
    "Federated",
    "Filters",
    "Flavour",
    "Forbidden",
    "FullReplace",
    "FutureTime",
    "Group",
    "HeaderToken",
    "Holder",
    "Inherited",
    "Invitation",
    "InvitedApart",
    "Kubeconfig",
    "Label",
    "LargeSet",
    "ListOmits",
    "Masked",
    "Matches",
    "NearMiss",
    "Normalised",
    "NotEmpty",
    "Pagination",
    "Privilege",
    "Protected",
    "Quota",
    "Reference",
    "Replication",
    "RevokeOwned",
    "Right",
    "RoleDefinition",
    "Scoping",
    "SessionLogin",
    "SoftDelete",
    "Standing",
    "Step",
    "Swap",
    "Template",
    "Tier",
    "Toggle",
    "TokenExchange",
    "Transitions",
    "Trust",
    "Unsupported",
    "Versioned",
    "WhoAmI",
    "WriteOnceSecret",
]
