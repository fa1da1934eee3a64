"""A vendor's caveats as `provider.yaml` states them: one class per trait.

Names, fields and defaults are those of `rolecall.specification.traits`, which says what each means at run time: here a
trait is only read, written out again as source text, and put into words for the documentation. The key of a trait in
YAML is its class name in snake_case. A test holds both modules to the same words.
"""

from __future__ import annotations

from generators.traits.access import (
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
from generators.traits.checks import Among, Between, Check, ExactlyOne, Forbidden, FutureTime, Matches, NotEmpty
from generators.traits.conditions import Ailing, Toggle
from generators.traits.documents import AttributeMappings, ConnectionTest, Scoping
from generators.traits.flavours import Capabilities, Flavour
from generators.traits.grants import (
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
from generators.traits.listings import Filters, LargeSet, ListOmits, Pagination
from generators.traits.names import NearMiss, Normalised, Reference
from generators.traits.objects import (
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
from generators.traits.origins import Companion, Template
from generators.traits.people import Invitation, InvitedApart, Standing
from generators.traits.replication import Replication
from generators.traits.secrets import Masked, WriteOnceSecret
from generators.traits.statuses import Step, Transitions

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
