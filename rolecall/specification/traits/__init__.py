"""Traits: a vendor's caveats as typed data.

Every class here is one caveat. A shim states it, the runtime obeys it, and docs, contract tests, drift rules and
review notes are made from the same value. Switching a trait off means leaving it out.
"""

from __future__ import annotations

from rolecall.specification.traits.absent_rows import AbsentRows
from rolecall.specification.traits.access import (
    EVERYWHERE,
    Access,
    Account,
    BuiltIn,
    Containment,
    Credential,
    GivenBy,
    Group,
    Label,
    Permission,
    Reads,
    RiskTier,
    RoleDefinition,
    Rule,
    Subject,
    Tier,
)
from rolecall.specification.traits.audit import Audit
from rolecall.specification.traits.authentication import (
    Authentication,
    BasicLogin,
    ClientCertificate,
    Expiring,
    FurtherHeaders,
    HeaderToken,
    InstanceId,
    Introspection,
    Kubeconfig,
    Quota,
    TokenExchange,
    Trust,
    WhoAmI,
)
from rolecall.specification.traits.checks import (
    Among,
    Between,
    Check,
    ExactlyOne,
    Forbidden,
    FutureTime,
    KeysMatch,
    Length,
    Matches,
    NeedsMember,
    NotEmpty,
    NotGiven,
    Unlikely,
)
from rolecall.specification.traits.eventual_consistency import EventualConsistency
from rolecall.specification.traits.further_members import FurtherMembers
from rolecall.specification.traits.guards import Administrators, Guard
from rolecall.specification.traits.listings import Filters, LargeSet, ListOmits, Pagination
from rolecall.specification.traits.names import CanonicalForm, Reference, UncheckedName
from rolecall.specification.traits.objects import (
    AddRemoveLists,
    CascadeDelete,
    Deprovision,
    Elements,
    ETag,
    Federated,
    FullReplace,
    Recreate,
)
from rolecall.specification.traits.origins import Companion, Template
from rolecall.specification.traits.people import Invitation, InvitationListing, Prerequisite
from rolecall.specification.traits.presets import Bulk, Capabilities, Preset, ServerForms
from rolecall.specification.traits.proofs import CommandToken, IssuedStatement, MachineToken, SignedStatement, Statement
from rolecall.specification.traits.secrets import Masked, WriteOnceSecret
from rolecall.specification.traits.statuses import Step, Transitions

__all__ = [
    "EVERYWHERE",
    "AbsentRows",
    "Access",
    "Account",
    "AddRemoveLists",
    "Administrators",
    "Among",
    "Audit",
    "Authentication",
    "BasicLogin",
    "Between",
    "BuiltIn",
    "Bulk",
    "CanonicalForm",
    "Capabilities",
    "CascadeDelete",
    "Check",
    "ClientCertificate",
    "CommandToken",
    "Companion",
    "Containment",
    "Credential",
    "Deprovision",
    "ETag",
    "Elements",
    "EventualConsistency",
    "ExactlyOne",
    "Expiring",
    "Federated",
    "Filters",
    "Forbidden",
    "FullReplace",
    "FurtherHeaders",
    "FurtherMembers",
    "FutureTime",
    "GivenBy",
    "Group",
    "Guard",
    "HeaderToken",
    "InstanceId",
    "Introspection",
    "Invitation",
    "InvitationListing",
    "IssuedStatement",
    "KeysMatch",
    "Kubeconfig",
    "Label",
    "LargeSet",
    "Length",
    "ListOmits",
    "MachineToken",
    "Masked",
    "Matches",
    "NeedsMember",
    "NotEmpty",
    "NotGiven",
    "Pagination",
    "Permission",
    "Prerequisite",
    "Preset",
    "Quota",
    "Reads",
    "Recreate",
    "Reference",
    "RiskTier",
    "RoleDefinition",
    "Rule",
    "ServerForms",
    "SignedStatement",
    "Statement",
    "Step",
    "Subject",
    "Template",
    "Tier",
    "TokenExchange",
    "Transitions",
    "Trust",
    "UncheckedName",
    "Unlikely",
    "WhoAmI",
    "WriteOnceSecret",
]
