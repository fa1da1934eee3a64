"""Traits: a vendor's caveats as typed data.

Every class here is one caveat. A shim states it, the runtime obeys it, and docs, contract tests, drift rules and
review notes are made from the same value. Switching a trait off means leaving it out.
"""

from __future__ import annotations

from rolecall.specification.traits.absent_rows import AbsentRows as AbsentRows
from rolecall.specification.traits.access import EVERYWHERE as EVERYWHERE
from rolecall.specification.traits.access import Access as Access
from rolecall.specification.traits.access import Account as Account
from rolecall.specification.traits.access import BuiltIn as BuiltIn
from rolecall.specification.traits.access import Containment as Containment
from rolecall.specification.traits.access import Credential as Credential
from rolecall.specification.traits.access import GivenBy as GivenBy
from rolecall.specification.traits.access import Group as Group
from rolecall.specification.traits.access import Label as Label
from rolecall.specification.traits.access import Permission as Permission
from rolecall.specification.traits.access import Reads as Reads
from rolecall.specification.traits.access import RiskTier as RiskTier
from rolecall.specification.traits.access import RoleDefinition as RoleDefinition
from rolecall.specification.traits.access import Rule as Rule
from rolecall.specification.traits.access import Subject as Subject
from rolecall.specification.traits.access import Tier as Tier
from rolecall.specification.traits.audit import Audit as Audit
from rolecall.specification.traits.authentication import Authentication as Authentication
from rolecall.specification.traits.authentication import BasicLogin as BasicLogin
from rolecall.specification.traits.authentication import ClientCertificate as ClientCertificate
from rolecall.specification.traits.authentication import Expiring as Expiring
from rolecall.specification.traits.authentication import FurtherHeaders as FurtherHeaders
from rolecall.specification.traits.authentication import HeaderToken as HeaderToken
from rolecall.specification.traits.authentication import InstanceId as InstanceId
from rolecall.specification.traits.authentication import Introspection as Introspection
from rolecall.specification.traits.authentication import Kubeconfig as Kubeconfig
from rolecall.specification.traits.authentication import Quota as Quota
from rolecall.specification.traits.authentication import TokenExchange as TokenExchange
from rolecall.specification.traits.authentication import Trust as Trust
from rolecall.specification.traits.authentication import WhoAmI as WhoAmI
from rolecall.specification.traits.checks import Among as Among
from rolecall.specification.traits.checks import Between as Between
from rolecall.specification.traits.checks import Check as Check
from rolecall.specification.traits.checks import ExactlyOne as ExactlyOne
from rolecall.specification.traits.checks import Forbidden as Forbidden
from rolecall.specification.traits.checks import FutureTime as FutureTime
from rolecall.specification.traits.checks import Length as Length
from rolecall.specification.traits.checks import Matches as Matches
from rolecall.specification.traits.checks import NotEmpty as NotEmpty
from rolecall.specification.traits.checks import NotGiven as NotGiven
from rolecall.specification.traits.checks import Unlikely as Unlikely
from rolecall.specification.traits.eventual_consistency import EventualConsistency as EventualConsistency
from rolecall.specification.traits.further_members import FurtherMembers as FurtherMembers
from rolecall.specification.traits.guards import Administrators as Administrators
from rolecall.specification.traits.guards import Guard as Guard
from rolecall.specification.traits.listings import Filters as Filters
from rolecall.specification.traits.listings import LargeSet as LargeSet
from rolecall.specification.traits.listings import ListOmits as ListOmits
from rolecall.specification.traits.listings import Pagination as Pagination
from rolecall.specification.traits.names import CanonicalForm as CanonicalForm
from rolecall.specification.traits.names import Reference as Reference
from rolecall.specification.traits.names import UncheckedName as UncheckedName
from rolecall.specification.traits.objects import AddRemoveLists as AddRemoveLists
from rolecall.specification.traits.objects import CascadeDelete as CascadeDelete
from rolecall.specification.traits.objects import Deprovision as Deprovision
from rolecall.specification.traits.objects import Elements as Elements
from rolecall.specification.traits.objects import ETag as ETag
from rolecall.specification.traits.objects import Federated as Federated
from rolecall.specification.traits.objects import FullReplace as FullReplace
from rolecall.specification.traits.objects import Recreate as Recreate
from rolecall.specification.traits.origins import Companion as Companion
from rolecall.specification.traits.origins import Template as Template
from rolecall.specification.traits.people import Invitation as Invitation
from rolecall.specification.traits.people import InvitationListing as InvitationListing
from rolecall.specification.traits.people import Prerequisite as Prerequisite
from rolecall.specification.traits.presets import Bulk as Bulk
from rolecall.specification.traits.presets import Capabilities as Capabilities
from rolecall.specification.traits.presets import Preset as Preset
from rolecall.specification.traits.presets import ServerForms as ServerForms
from rolecall.specification.traits.proofs import CommandToken as CommandToken
from rolecall.specification.traits.proofs import IssuedStatement as IssuedStatement
from rolecall.specification.traits.proofs import MachineToken as MachineToken
from rolecall.specification.traits.proofs import SignedStatement as SignedStatement
from rolecall.specification.traits.proofs import Statement as Statement
from rolecall.specification.traits.secrets import Masked as Masked
from rolecall.specification.traits.secrets import WriteOnceSecret as WriteOnceSecret
from rolecall.specification.traits.statuses import Step as Step
from rolecall.specification.traits.statuses import Transitions as Transitions
