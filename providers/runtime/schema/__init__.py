"""The words shims are written in: attributes, operations, collections, resources, data sources, ephemerals.

A shim is one `Provider` value. It holds declarations only; `providers.runtime` executes them. Vendor caveats are
the typed traits of `providers.runtime.traits`.

Field paths (`field`, `read`, `item`, …) are dotted: `user.id` is member `id` of member `user`. Path and query
templates name attributes in braces: `/api/v2/users/{id}`; values are percent-encoded.
"""

from __future__ import annotations

from providers.runtime.schema.attributes import Attribute, Literalish, Schema
from providers.runtime.schema.collections import Collection, NaturalKey
from providers.runtime.schema.documents import PartLifecycle, SettingsLifecycle
from providers.runtime.schema.operations import Envelope, Operation
from providers.runtime.schema.resources import MembershipLifecycle, Move, ObjectLifecycle, Resource
from providers.runtime.schema.sources import (
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
from providers.runtime.schema.systems import Endpoint, ErrorShape, Provider

__all__ = [
    "AllOf",
    "Attribute",
    "Collection",
    "DataSource",
    "Endpoint",
    "Envelope",
    "Ephemeral",
    "ErrorShape",
    "Function",
    "Issue",
    "Literalish",
    "Login",
    "MembershipLifecycle",
    "Move",
    "NaturalKey",
    "ObjectLifecycle",
    "OneOf",
    "Operation",
    "Parameter",
    "PartLifecycle",
    "Provider",
    "Resource",
    "Schema",
    "SettingsLifecycle",
    "Singleton",
]
