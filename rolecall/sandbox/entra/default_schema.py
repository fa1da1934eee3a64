"""The synchronization schema a SCIM application starts with: the guide's mappings, and much around them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.entra.schema_catalogue import GROUP_SOURCE, USER_SOURCE
from rolecall.sandbox.entra.schema_types import conform

SOURCE = "Azure Active Directory"

_ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
_USER_TARGET: Mapping[str, str] = {
    "id": "String",
    "userName": "String",
    "active": "Boolean",
    "displayName": "String",
    "externalId": "String",
    "title": "String",
    'emails[type eq "work"].value': "String",
    "name.givenName": "String",
    "name.familyName": "String",
    f"{_ENTERPRISE}:department": "String",
    f"{_ENTERPRISE}:manager": "Reference",
}
_GROUP_TARGET: Mapping[str, str] = {
    "id": "String",
    "displayName": "String",
    "externalId": "String",
    "members": "Reference",
}


def default_schema(schema_id: str, target: str) -> dict[str, Any]:
    """The schema of the application `target`; whole, as it is answered."""
    document: dict[str, Any] = conform(
        {
            "id": schema_id,
            "version": "v1.0",
            "synchronizationRules": [_provisioning(target), _reconciliation(target)],
            "directories": [
                _directory(SOURCE, {"User": USER_SOURCE, "Group": GROUP_SOURCE}, read_only=True, anchor="objectId"),
                _directory(target, {"User": _USER_TARGET, "Group": _GROUP_TARGET}, read_only=False, anchor="id"),
            ],
        }
    )
    return document


def _provisioning(target: str) -> dict[str, Any]:
    active = 'Switch([IsSoftDeleted], , "False", "True", "True", "False")'
    parameters = [
        {"key": "source", "value": _attribute("IsSoftDeleted")},
        *(
            {"key": key, "value": _constant(value)}
            for key, value in [
                ("defaultValue", ""),
                ("key1", "False"),
                ("value1", "True"),
                ("key2", "True"),
                ("value2", "False"),
            ]
        ),
    ]
    switch = {"expression": active, "name": "Switch", "type": "Function", "parameters": parameters}
    users = [
        _mapping("userName", _attribute("userPrincipalName"), matching=1),
        _mapping("active", switch),
        _mapping("displayName", _attribute("displayName")),
        _mapping("externalId", _attribute("mailNickname")),
    ]
    groups = [
        _mapping("displayName", _attribute("displayName"), matching=1),
        _mapping("externalId", _attribute("objectId")),
        _mapping("members", _attribute("members")),
    ]
    return _rule(
        "USER_OUTBOUND_PROVISIONING",
        target,
        1,
        [
            _objects("User", f"Synchronize Microsoft Entra users to {target}", users),
            _objects("Group", f"Synchronize Microsoft Entra groups to {target}", groups),
        ],
        metadata=[
            {"key": "defaultSourceObjectMappings", "value": "User,Group"},
            {"key": "supportsProvisionOnDemand", "value": "True"},
        ],
    )


def _reconciliation(target: str) -> dict[str, Any]:
    mapping = _objects(
        "User", f"Reconcile accounts of {target}", [_mapping("externalId", _attribute("objectId"), matching=1)]
    )
    mapping["enabled"] = False
    mapping["flowTypes"] = "Update"
    mapping["metadata"] = [{"key": "Unsynchronized", "value": "True"}]
    return _rule("USER_RECONCILIATION", target, 2, [mapping], metadata=[{"key": "hidden", "value": "True"}])


def _rule(
    name: str, target: str, priority: int, objects: list[dict[str, Any]], metadata: list[dict[str, str]]
) -> dict[str, Any]:
    return {
        "id": f"rule-{priority}-{name.lower()}",
        "name": name,
        "priority": priority,
        "sourceDirectoryName": SOURCE,
        "targetDirectoryName": target,
        "metadata": metadata,
        "objectMappings": objects,
    }


def _objects(kind: str, name: str, mappings: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": name,
        "sourceObjectName": kind,
        "targetObjectName": kind,
        "metadata": [
            {"key": "EscrowBehavior", "value": "Default"},
            {"key": "DisableMonitoringForChanges", "value": "False"},
        ],
        "attributeMappings": mappings,
    }


def _mapping(target: str, source: dict[str, Any], matching: int = 0) -> dict[str, Any]:
    return {"matchingPriority": matching, "targetAttributeName": target, "source": source}


def _attribute(name: str) -> dict[str, Any]:
    return {"expression": f"[{name}]", "name": name, "type": "Attribute"}


def _constant(value: str) -> dict[str, Any]:
    return {"expression": f'"{value}"', "name": value, "type": "Constant"}


def _directory(name: str, kinds: Mapping[str, Mapping[str, str]], read_only: bool, anchor: str) -> dict[str, Any]:
    return {
        "id": f"directory-{name.lower().replace(' ', '-')}",
        "discoverabilities": "None" if read_only else "AttributeNames,AttributeDataTypes",
        "name": name,
        "readOnly": read_only,
        "version": "v1.0",
        "objects": [
            {
                "name": kind,
                "metadata": [
                    {"key": "IsSoftDeletionSupported", "value": "True" if kind == "User" else "False"},
                    {"key": "PropertyNameAccountEnabled", "value": "accountEnabled" if read_only else "active"},
                ],
                "attributes": [_definition(attribute, type, anchor) for attribute, type in attributes.items()],
            }
            for kind, attributes in kinds.items()
        ],
    }


def _definition(name: str, type: str, anchor: str) -> dict[str, Any]:
    return {
        "anchor": name == anchor,
        "caseExact": name == anchor,
        "multivalued": name == "members",
        "mutability": "ReadOnly" if name == anchor else "ReadWrite",
        "name": name,
        "required": name in ("userName", "active", "displayName", "externalId") or name == anchor,
        "type": type,
        "metadata": [{"key": "BaseAttributeName", "value": name.split("[")[0].split(".")[0]}],
        "referencedObjects": [{"referencedObjectName": "User"}] if type == "Reference" else [],
    }
