"""The types of synchronization schemas in Graph v1.0, and a check of documents against them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.core.message import Refusal
from rolecall.sandbox.entra.call import bad_request

_DOCUMENT = "synchronizationSchema"
_ENUMS: Mapping[str, tuple[str, ...]] = {
    "attributeFlowBehavior": ("FlowWhenChanged", "FlowAlways"),
    "attributeFlowType": ("Always", "ObjectAddOnly", "MultiValueAddOnly", "ValueAddOnly", "AttributeAddOnly"),
    "attributeMappingSourceType": ("Attribute", "Constant", "Function"),
    "attributeType": ("String", "Integer", "Reference", "Binary", "Boolean", "DateTime"),
    "mutability": ("ReadWrite", "ReadOnly", "Immutable", "WriteOnly"),
    "objectDefinitionMetadata": (
        "PropertyNameAccountEnabled",
        "PropertyNameSoftDeleted",
        "IsSoftDeletionSupported",
        "IsSynchronizeAllSupported",
        "ConnectorDataStorageRequired",
        "Extensions",
        "BaseObjectName",
    ),
    "objectMappingMetadata": (
        "EscrowBehavior",
        "DisableMonitoringForChanges",
        "OriginalJoiningProperty",
        "Disposition",
        "IsCustomerDefined",
        "ExcludeFromReporting",
        "Unsynchronized",
    ),
    "attributeDefinitionMetadata": (
        "BaseAttributeName",
        "ComplexObjectDefinition",
        "IsContainer",
        "IsCustomerDefined",
        "IsDomainQualified",
        "LinkPropertyNames",
        "LinkTypeName",
        "MaximumLength",
        "ReferencedProperty",
    ),
}
_FLAGS: Mapping[str, tuple[str, ...]] = {
    "objectFlowTypes": ("None", "Add", "Update", "Delete"),
    "directoryDefinitionDiscoverabilities": (
        "None",
        "AttributeNames",
        "AttributeDataTypes",
        "AttributeReadOnly",
        "ReferenceAttributes",
        "UnknownFutureValue",
    ),
}
_SCALARS: Mapping[str, type] = {"String": str, "Boolean": bool, "Int32": int, "DateTimeOffset": str}

# What a property is when it is left out stands after its type.
TYPES: Mapping[str, Mapping[str, tuple[str, Any]]] = {
    _DOCUMENT: {
        "id": ("String", None),
        "version": ("String", None),
        "synchronizationRules": ("[synchronizationRule]", []),
        "directories": ("[directoryDefinition]", []),
    },
    "synchronizationRule": {
        "containerFilter": ("containerFilter", None),
        "editable": ("Boolean", True),
        "groupFilter": ("groupFilter", None),
        "id": ("String", None),
        "metadata": ("[stringKeyStringValuePair]", []),
        "name": ("String", None),
        "objectMappings": ("[objectMapping]", []),
        "priority": ("Int32", 0),
        "sourceDirectoryName": ("String", None),
        "targetDirectoryName": ("String", None),
    },
    "objectMapping": {
        "attributeMappings": ("[attributeMapping]", []),
        "enabled": ("Boolean", True),
        "flowTypes": ("objectFlowTypes", "Add,Update,Delete"),
        "metadata": ("[objectMappingMetadataEntry]", []),
        "name": ("String", None),
        "scope": ("filter", None),
        "sourceObjectName": ("String", None),
        "targetObjectName": ("String", None),
    },
    "attributeMapping": {
        "defaultValue": ("String", None),
        "exportMissingReferences": ("Boolean", False),
        "flowBehavior": ("attributeFlowBehavior", "FlowWhenChanged"),
        "flowType": ("attributeFlowType", "Always"),
        "matchingPriority": ("Int32", 0),
        "source": ("attributeMappingSource", None),
        "targetAttributeName": ("String", None),
    },
    "attributeMappingSource": {
        "expression": ("String", None),
        "name": ("String", None),
        "parameters": ("[stringKeyAttributeMappingSourceValuePair]", []),
        "type": ("attributeMappingSourceType", "Attribute"),
    },
    "stringKeyAttributeMappingSourceValuePair": {"key": ("String", None), "value": ("attributeMappingSource", None)},
    "filter": {
        "categoryFilterGroups": ("[filterGroup]", []),
        "groups": ("[filterGroup]", []),
        "inputFilterGroups": ("[filterGroup]", []),
    },
    "filterGroup": {"clauses": ("[filterClause]", []), "name": ("String", None)},
    "filterClause": {
        "operatorName": ("String", None),
        "sourceOperandName": ("String", None),
        "targetOperand": ("filterOperand", None),
    },
    "filterOperand": {"values": ("[String]", [])},
    "containerFilter": {"includedContainers": ("[String]", [])},
    "groupFilter": {"includedGroups": ("[String]", [])},
    "directoryDefinition": {
        "id": ("String", None),
        "discoverabilities": ("directoryDefinitionDiscoverabilities", "None"),
        "discoveryDateTime": ("DateTimeOffset", None),
        "name": ("String", None),
        "objects": ("[objectDefinition]", []),
        "readOnly": ("Boolean", False),
        "version": ("String", None),
    },
    "objectDefinition": {
        "attributes": ("[attributeDefinition]", []),
        "metadata": ("[objectDefinitionMetadataEntry]", []),
        "name": ("String", None),
        "supportedApis": ("[String]", []),
    },
    "attributeDefinition": {
        "anchor": ("Boolean", False),
        "apiExpressions": ("[stringKeyStringValuePair]", []),
        "caseExact": ("Boolean", False),
        "defaultValue": ("String", None),
        "flowNullValues": ("Boolean", False),
        "metadata": ("[attributeDefinitionMetadataEntry]", []),
        "multivalued": ("Boolean", False),
        "mutability": ("mutability", "ReadWrite"),
        "name": ("String", None),
        "referencedObjects": ("[referencedObject]", []),
        "required": ("Boolean", False),
        "type": ("attributeType", "String"),
    },
    "referencedObject": {"referencedObjectName": ("String", None), "referencedProperty": ("String", None)},
    "stringKeyStringValuePair": {"key": ("String", None), "value": ("String", None)},
    "objectDefinitionMetadataEntry": {"key": ("objectDefinitionMetadata", None), "value": ("String", None)},
    "objectMappingMetadataEntry": {"key": ("objectMappingMetadata", None), "value": ("String", None)},
    "attributeDefinitionMetadataEntry": {"key": ("attributeDefinitionMetadata", None), "value": ("String", None)},
}


def conform(value: Any, kind: str = _DOCUMENT, path: str = "") -> Any:
    """A document of this type, with what it leaves out filled in; refuses with 400 what the type does not have.

    Annotations such as `@odata.type` are dropped.
    """
    if kind.startswith("["):
        if not isinstance(value, list):
            raise _wrong(path, "is not a collection")
        return [conform(item, kind[1:-1], f"{path}[{number}]") for number, item in enumerate(value)]
    if kind in TYPES:
        return _object(value, TYPES[kind], kind, path)
    if kind in _ENUMS:
        if value not in _ENUMS[kind]:
            raise _wrong(path, f"'{value}' is not one of {', '.join(_ENUMS[kind])}")
        return value
    if kind in _FLAGS:
        if not isinstance(value, str) or not {word.strip() for word in value.split(",")} <= set(_FLAGS[kind]):
            raise _wrong(path, f"'{value}' is not made of {', '.join(_FLAGS[kind])}")
        return ",".join(word.strip() for word in value.split(","))
    wanted = _SCALARS[kind]
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise _wrong(path, f"is not of type {kind}")
    return value


def _object(value: Any, properties: Mapping[str, tuple[str, Any]], kind: str, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(path, f"is not an object of type {kind}")
    given = {name: item for name, item in value.items() if "@odata." not in name}
    for name in given:
        if name not in properties:
            raise _wrong(path, f"the property '{name}' does not exist on type 'microsoft.graph.{kind}'")
    made: dict[str, Any] = {}
    for name, (inner, default) in properties.items():
        item = given.get(name)
        if item is None:
            made[name] = [] if isinstance(default, list) else default
        else:
            made[name] = conform(item, inner, f"{path}.{name}" if path else name)
    return made


def _wrong(path: str, text: str) -> Refusal:
    return bad_request(f"Invalid synchronization schema: {path or 'the document'} {text}.", "InvalidSchema")
