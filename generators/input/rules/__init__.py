"""The grammar of a definition's parts: attributes, collections, resource types, data sources, ephemerals, functions.

Each class is a mapping of `provider.yaml`, its fields the keys. Operations are named by their `operationId`.
"""

from __future__ import annotations

from generators.input.rules.attributes import AttributeRule, Kind, LinksRule, StepRule, TransitionsRule
from generators.input.rules.collections import (
    CollectionRule,
    DocumentElementsRule,
    DocumentRule,
    HiddenSetRule,
    InheritanceRule,
    JoinedRule,
    NaturalKeyRule,
    NestedSetRule,
    PaginationRule,
)
from generators.input.rules.dialects import DetectRule, DialectRule
from generators.input.rules.documents import PartRule, SettingsRule
from generators.input.rules.resources import (
    CascadeDeleteRule,
    DeprovisionRule,
    FullReplaceRule,
    JobRule,
    MembershipRule,
    MoveRule,
    PairsRule,
    ResourceRule,
    RestoreRule,
)
from generators.input.rules.sources import (
    ActionRule,
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
    "ActionRule",
    "AllOfRule",
    "AttributeRule",
    "CascadeDeleteRule",
    "CollectionRule",
    "DataSourceRule",
    "DeprovisionRule",
    "DetectRule",
    "DialectRule",
    "DocumentElementsRule",
    "DocumentRule",
    "EphemeralRule",
    "FilterRule",
    "FullReplaceRule",
    "FunctionRule",
    "HiddenSetRule",
    "InheritanceRule",
    "JobRule",
    "JoinedRule",
    "Kind",
    "LinksRule",
    "LoginRule",
    "MembershipRule",
    "MoveRule",
    "NaturalKeyRule",
    "NestedSetRule",
    "OneOfRule",
    "PaginationRule",
    "PairsRule",
    "PartRule",
    "ResourceRule",
    "RestoreRule",
    "SettingsRule",
    "SingletonRule",
    "StepRule",
    "TransitionsRule",
]
