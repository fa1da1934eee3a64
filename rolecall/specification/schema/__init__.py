"""The words shims are written in: attributes, operations, collections, resources, data sources and so on.

A shim is one `Provider` value. It holds declarations only; `rolecall.runtime` executes them. Vendor caveats are
the typed traits of `rolecall.specification.traits`.

Field paths (`field`, `read`, `item`, …) are dotted: `user.id` is member `id` of member `user`. Path and query
templates name attributes in braces: `/api/v2/users/{id}`; values are percent-encoded.
"""

from __future__ import annotations

from rolecall.specification.schema.attributes import Attribute as Attribute
from rolecall.specification.schema.attributes import Links as Links
from rolecall.specification.schema.attributes import Literalish as Literalish
from rolecall.specification.schema.attributes import Schema as Schema
from rolecall.specification.schema.collections import Collection as Collection
from rolecall.specification.schema.collections import HiddenSet as HiddenSet
from rolecall.specification.schema.collections import JoinedSet as JoinedSet
from rolecall.specification.schema.collections import NaturalKey as NaturalKey
from rolecall.specification.schema.collections import NestedSet as NestedSet
from rolecall.specification.schema.dialects import AUTO as AUTO
from rolecall.specification.schema.dialects import Dialect as Dialect
from rolecall.specification.schema.dialects import Lack as Lack
from rolecall.specification.schema.document_elements import Document as Document
from rolecall.specification.schema.document_elements import DocumentElements as DocumentElements
from rolecall.specification.schema.document_elements import Inheritance as Inheritance
from rolecall.specification.schema.documents import PartLifecycle as PartLifecycle
from rolecall.specification.schema.documents import SettingsLifecycle as SettingsLifecycle
from rolecall.specification.schema.operations import Envelope as Envelope
from rolecall.specification.schema.operations import Header as Header
from rolecall.specification.schema.operations import Operation as Operation
from rolecall.specification.schema.operations import OtherForm as OtherForm
from rolecall.specification.schema.resources import Job as Job
from rolecall.specification.schema.resources import Lifecycle as Lifecycle
from rolecall.specification.schema.resources import MembershipLifecycle as MembershipLifecycle
from rolecall.specification.schema.resources import Move as Move
from rolecall.specification.schema.resources import ObjectLifecycle as ObjectLifecycle
from rolecall.specification.schema.resources import Pairs as Pairs
from rolecall.specification.schema.resources import PrincipalLifecycle as PrincipalLifecycle
from rolecall.specification.schema.resources import Resource as Resource
from rolecall.specification.schema.resources import Restore as Restore
from rolecall.specification.schema.sources import Action as Action
from rolecall.specification.schema.sources import AllOf as AllOf
from rolecall.specification.schema.sources import DataSource as DataSource
from rolecall.specification.schema.sources import Ephemeral as Ephemeral
from rolecall.specification.schema.sources import Function as Function
from rolecall.specification.schema.sources import Issue as Issue
from rolecall.specification.schema.sources import Login as Login
from rolecall.specification.schema.sources import OneOf as OneOf
from rolecall.specification.schema.sources import Parameter as Parameter
from rolecall.specification.schema.sources import Singleton as Singleton
from rolecall.specification.schema.systems import Defaults as Defaults
from rolecall.specification.schema.systems import Endpoint as Endpoint
from rolecall.specification.schema.systems import ErrorMeaning as ErrorMeaning
from rolecall.specification.schema.systems import ErrorShape as ErrorShape
from rolecall.specification.schema.systems import Provider as Provider
