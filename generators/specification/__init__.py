"""The specification: API description and definition merged, every name resolved, every trait typed.

The classes are those of `rolecall.specification.schema`, field by field, so that writing a shim is writing these values
out. What only documentation and bindings need is beside them in `ProviderSpec`. A test holds both modules to the
same words.
"""

from __future__ import annotations

from generators.specification.attributes import BOOL, NUMBER, STRING, Attribute, Literalish, Schema, Type
from generators.specification.collections import Collection, NaturalKey
from generators.specification.documents import PartLifecycle, SettingsLifecycle
from generators.specification.operations import Envelope, Method, Operation
from generators.specification.resources import (
    Lifecycle,
    MembershipLifecycle,
    Move,
    ObjectLifecycle,
    PrincipalLifecycle,
    Resource,
)
from generators.specification.sources import (
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
from generators.specification.systems import Endpoint, ErrorShape, Provider, ProviderSpec

__all__ = [
    "BOOL",
    "NUMBER",
    "STRING",
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
    "Lifecycle",
    "Literalish",
    "Login",
    "MembershipLifecycle",
    "Method",
    "Move",
    "NaturalKey",
    "ObjectLifecycle",
    "OneOf",
    "Operation",
    "Parameter",
    "PartLifecycle",
    "PrincipalLifecycle",
    "Provider",
    "ProviderSpec",
    "Resource",
    "Schema",
    "SettingsLifecycle",
    "Singleton",
    "Type",
]
