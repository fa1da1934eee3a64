"""Catalogue for synchronization schemas: attributes of the directory, functions of expressions, filter operators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

EVERY_TYPE = ("Boolean", "Binary", "Reference", "Integer", "String", "DateTime")

OPERATORS: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "EQUALS": ("Binary", "All", ("String", "Integer", "Boolean", "Reference")),
    "NOT EQUALS": ("Binary", "All", ("String", "Integer", "Boolean", "Reference")),
    "IS TRUE": ("Unary", "All", ("Boolean",)),
    "IS FALSE": ("Unary", "All", ("Boolean",)),
    "IS NULL": ("Unary", "All", EVERY_TYPE),
    "IS NOT NULL": ("Unary", "All", EVERY_TYPE),
    "REGEX MATCH": ("Binary", "All", ("String",)),
    "NOT REGEX MATCH": ("Binary", "All", ("String",)),
    "INCLUDES": ("Binary", "Any", ("String",)),
    "Greater_Than": ("Binary", "All", ("Integer", "DateTime")),
    "Greater_Than_OR_EQUALS": ("Binary", "All", ("Integer", "DateTime")),
}
"""Scoping operators: name to arity, comparison of several values, and the attribute types they fit."""

FUNCTIONS: Mapping[str, tuple[tuple[str, bool, str], ...]] = {
    "Append": (("source", True, "String"), ("suffix", True, "String")),
    "BitAnd": (("value1", True, "Integer"), ("value2", True, "Integer")),
    "CBool": (("expression", True, "String"),),
    "Coalesce": (("source1", True, "String"), ("defaultValue", False, "String")),
    "FormatDateTime": (
        ("source", True, "String"),
        ("dateTimeStyles", False, "String"),
        ("inputFormat", True, "String"),
        ("outputFormat", True, "String"),
    ),
    "IIF": (("condition", True, "Boolean"), ("valueIfTrue", True, "String"), ("valueIfFalse", True, "String")),
    "Join": (("separator", True, "String"), ("source1", True, "String"), ("sourceN", False, "String")),
    "Left": (("source", True, "String"), ("count", True, "Integer")),
    "Mid": (("source", True, "String"), ("start", True, "Integer"), ("length", True, "Integer")),
    "Not": (("source", True, "Boolean"),),
    "Replace": (
        ("source", True, "String"),
        ("oldValue", False, "String"),
        ("regexPattern", False, "String"),
        ("regexGroupName", False, "String"),
        ("replacementValue", False, "String"),
        ("replacementAttributeName", False, "String"),
        ("template", False, "String"),
    ),
    "SingleAppRoleAssignment": (("appRoleAssignments", True, "String"),),
    "StripSpaces": (("source", True, "String"),),
    "Switch": (
        ("source", True, "String"),
        ("defaultValue", True, "String"),
        ("key1", True, "String"),
        ("value1", True, "String"),
    ),
    "ToLower": (("source", True, "String"), ("culture", False, "String")),
    "ToUpper": (("source", True, "String"), ("culture", False, "String")),
    "Word": (("source", True, "String"), ("wordNumber", True, "Integer"), ("delimiters", True, "String")),
}
"""Functions of expressions: name to parameters, each with its name, whether it is required, and its type."""

REPEATING = {"Coalesce", "Join", "Switch"}
"""Functions whose last parameters may be repeated."""

USER_SOURCE: Mapping[str, str] = {
    "objectId": "String",
    "userPrincipalName": "String",
    "displayName": "String",
    "mail": "String",
    "mailNickname": "String",
    "givenName": "String",
    "surname": "String",
    "department": "String",
    "jobTitle": "String",
    "employeeHireDate": "DateTime",
    "accountEnabled": "Boolean",
    "IsSoftDeleted": "Boolean",
    "appRoleAssignments": "String",
    "manager": "Reference",
}
"""Attributes of a user in the directory, with their types."""

GROUP_SOURCE: Mapping[str, str] = {
    "objectId": "String",
    "displayName": "String",
    "mail": "String",
    "mailNickname": "String",
    "description": "String",
    "members": "Reference",
}
"""Attributes of a group in the directory, with their types."""


def operator_rows() -> list[dict[str, Any]]:
    """The operators as `filterOperators()` answers them."""
    return [
        {
            "id": name,
            "name": name,
            "arity": arity,
            "multivaluedComparisonType": several,
            "supportedAttributeTypes": list(types),
        }
        for name, (arity, several, types) in OPERATORS.items()
    ]


def function_rows() -> list[dict[str, Any]]:
    """The functions as `functions()` answers them."""
    return [
        {
            "id": name,
            "name": name,
            "parameters": [
                {
                    "name": parameter,
                    "required": required,
                    "type": kind,
                    "allowMultipleOccurrences": name in REPEATING and number == len(parameters) - 1,
                }
                for number, (parameter, required, kind) in enumerate(parameters)
            ],
        }
        for name, parameters in FUNCTIONS.items()
    ]
