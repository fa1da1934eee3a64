"""Discovery (RFC 7643 sections 5 to 7): the option in force, not the wish."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.scim import bulk
from rolecall.sandbox.scim.body import LIST_RESPONSE
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.schema import ResourceType, Schema

_BASE = "urn:ietf:params:scim:schemas:core:2.0:"


def service_provider_config(options: ScimOptions, base: str, passwords: bool) -> dict[str, Any]:
    """The answer of /ServiceProviderConfig."""
    return {
        "schemas": [f"{_BASE}ServiceProviderConfig"],
        "patch": {"supported": options.patch},
        "bulk": {
            "supported": options.bulk > 0,
            "maxOperations": options.bulk,
            "maxPayloadSize": bulk.LARGEST if options.bulk else 0,
        },
        "filter": {"supported": options.filters, "maxResults": options.largest_page},
        "changePassword": {"supported": passwords},
        "sort": {"supported": options.sort},
        "etag": {"supported": options.etag},
        "pagination": {"cursor": options.paging != "index", "index": options.paging != "cursor"},
        "authenticationSchemes": [
            {
                "type": "oauthbearertoken",
                "name": "OAuth Bearer Token",
                "description": "A bearer token in the Authorization header.",
                "specUri": "https://www.rfc-editor.org/info/rfc6750",
                "primary": True,
            }
        ],
        "meta": {"resourceType": "ServiceProviderConfig", "location": f"{base}/ServiceProviderConfig"},
    }


def resource_type(type: ResourceType, base: str) -> dict[str, Any]:
    """One row of /ResourceTypes."""
    return {
        "schemas": [f"{_BASE}ResourceType"],
        "id": type.name,
        "name": type.name,
        "endpoint": type.endpoint,
        "description": type.description,
        "schema": type.core.id,
        "schemaExtensions": [{"schema": schema.id, "required": False} for schema in type.extensions],
        "meta": {"resourceType": "ResourceType", "location": f"{base}/ResourceTypes/{type.name}"},
    }


def schema(described: Schema, base: str) -> dict[str, Any]:
    """One row of /Schemas."""
    return {
        "schemas": [f"{_BASE}Schema"],
        "id": described.id,
        "name": described.name,
        "description": described.description,
        "attributes": [attribute.dump() for attribute in described.attributes],
        "meta": {"resourceType": "Schema", "location": f"{base}/Schemas/{described.id}"},
    }


def listing(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """All of them in one page."""
    return {
        "schemas": [LIST_RESPONSE],
        "totalResults": len(rows),
        "startIndex": 1,
        "itemsPerPage": len(rows),
        "Resources": rows,
    }
