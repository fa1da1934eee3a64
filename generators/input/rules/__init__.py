"""The grammar of a definition's parts: attributes, collections, resource types, data sources, ephemerals, functions.

Each class is a mapping of `provider.yaml`, its fields the keys. Operations are named by their `operationId`.
"""

from __future__ import annotations

from generators.input.rules.attributes import AttributeRule, Kind, StepRule, TransitionsRule
from generators.input.rules.collections import CollectionRule, NaturalKeyRule, Paging
from generators.input.rules.documents import MappingsRule, PartRule, ScopingRule, SettingsRule, TestRule
from generators.input.rules.resources import (
    DeprovisionRule,
    MembershipRule,
    MoveRule,
    ReplaceRule,
    ResourceRule,
    RevokeRule,
)
from generators.input.rules.sources import (
    AllOfRule,
    DataSourceRule,
    EphemeralRule,
    FilterRule,
    FunctionRule,
    LoginRule,
    OneOfRule,
    SingletonRule,
)

__all__ = [
    "AllOfRule",
    "AttributeRule",
    "CollectionRule",
    "DataSourceRule",
    "DeprovisionRule",
    "EphemeralRule",
    "FilterRule",
    "FunctionRule",
    "Kind",
    "LoginRule",
    "MappingsRule",
    "MembershipRule",
    "MoveRule",
    "NaturalKeyRule",
    "OneOfRule",
    "Paging",
    "PartRule",
    "ReplaceRule",
    "ResourceRule",
    "RevokeRule",
    "ScopingRule",
    "SettingsRule",
    "SingletonRule",
    "StepRule",
    "TestRule",
    "TransitionsRule",
]
