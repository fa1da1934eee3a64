"""The words shims are written in: attributes, operations, collections, resources, data sources and so on.

A shim is one `Provider` value. It holds declarations only; `rolecall.runtime` executes them. Vendor caveats are
the typed traits of `rolecall.specification.traits`.

Field paths (`field`, `read`, `item`, …) are dotted: `user.id` is member `id` of member `user`. Path and query
templates name attributes in braces: `/api/v2/users/{id}`; values are percent-encoded.
"""

from __future__ import annotations

from rolecall.specification.schema.attributes import Attribute, Links, Literalish, Schema
from rolecall.specification.schema.collections import Collection, HiddenSet, JoinedSet, NaturalKey, NestedSet
from rolecall.specification.schema.dialects import AUTO, Dialect, Lack
from rolecall.specification.schema.document_elements import Document, DocumentElements, Inheritance
from rolecall.specification.schema.documents import PartLifecycle, SettingsLifecycle
from rolecall.specification.schema.operations import Envelope, Header, Operation, OtherForm
from rolecall.specification.schema.resources import (
    Job,
    Lifecycle,
    MembershipLifecycle,
    Move,
    ObjectLifecycle,
    Pairs,
    PrincipalLifecycle,
    Resource,
    Restore,
)
from rolecall.specification.schema.sources import (
    Action,
    AllOf,
    DataSource,
    Ephemeral,
    Function,
    Issue,
    Login,
    OneOf,
    Parameter,
    Singleton,
)
from rolecall.specification.schema.systems import Defaults, Endpoint, ErrorMeaning, ErrorShape, Provider

__all__ = [
    "AUTO",
    "Action",
    "AllOf",
    "Attribute",
    "Collection",
    "DataSource",
    "Defaults",
    "Dialect",
    "Document",
    "DocumentElements",
    "Endpoint",
    "Envelope",
    "Ephemeral",
    "ErrorMeaning",
    "ErrorShape",
    "Function",
    "Header",
    "HiddenSet",
    "Inheritance",
    "Issue",
    "Job",
    "JoinedSet",
    "Lack",
    "Lifecycle",
    "Links",
    "Literalish",
    "Login",
    "MembershipLifecycle",
    "Move",
    "NaturalKey",
    "NestedSet",
    "ObjectLifecycle",
    "OneOf",
    "Operation",
    "OtherForm",
    "Pairs",
    "Parameter",
    "PartLifecycle",
    "PrincipalLifecycle",
    "Provider",
    "Resource",
    "Restore",
    "Schema",
    "SettingsLifecycle",
    "Singleton",
]
