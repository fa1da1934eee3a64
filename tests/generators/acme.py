"""A made-up API description as a vendor publishes it, in two files, and its import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from generators.__main__ import main

PUBLISHED: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Acme", "version": "7", "description": "Words of the vendor."},
    "servers": [{"url": "https://acme.example.com/api"}],
    "paths": {
        "/users": {
            "get": {
                "operationId": "list-users",
                "parameters": [
                    {"name": "limit", "in": "query", "style": "form", "schema": {"type": "integer", "maximum": 50}},
                    {"name": "session", "in": "cookie", "schema": {"type": "string"}},
                ],
                "responses": {
                    "200": {
                        "description": "Users.",
                        "content": {
                            "application/vnd.acme+json": {
                                "schema": {"type": "array", "items": {"$ref": "#/components/schemas/User"}}
                            }
                        },
                    },
                    "default": {"description": "An error.", "content": {"text/html": {}}},
                },
            },
            "post": {
                "operationId": "createUser",
                "requestBody": {"$ref": "#/components/requestBodies/User"},
                "responses": {"201": {"$ref": "other.yaml#/answers/Made"}},
            },
        },
        "/unused": {"get": {"operationId": "unused", "responses": {"200": {"description": "x"}}}},
    },
    "components": {
        "requestBodies": {
            "User": {
                "content": {
                    "text/xml": {"schema": {"type": "string"}},
                    "application/json": {"schema": {"$ref": "#/components/schemas/User"}},
                }
            }
        },
        "schemas": {
            "User": {
                "allOf": [
                    {"$ref": "#/components/schemas/Named"},
                    {
                        "type": "object",
                        "required": ["login"],
                        "properties": {
                            "login": {"type": "string", "description": "Words of the vendor.", "example": "ada"},
                            "nick": {"type": "string", "nullable": True},
                            "state": {"type": "string", "nullable": True, "enum": ["ON", "OFF", None]},
                            "boss": {"$ref": "#/components/schemas/User"},
                            "contact": {
                                "oneOf": [
                                    {"$ref": "#/components/schemas/Mail"},
                                    {"$ref": "#/components/schemas/Phone"},
                                ],
                                "discriminator": {"propertyName": "kind"},
                            },
                            "either": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
                        },
                    },
                ]
            },
            "Named": {"type": "object", "properties": {"id": {"type": "string", "readOnly": True}}},
            "Mail": {
                "type": "object",
                "required": ["kind", "address"],
                "properties": {"kind": {"type": "string", "enum": ["mail"]}, "address": {"type": "string"}},
            },
            "Phone": {
                "type": "object",
                "required": ["kind"],
                "properties": {"kind": {"type": "string", "enum": ["phone"]}, "number": {"type": "string"}},
            },
            "Unused": {"type": "object"},
        },
        "securitySchemes": {
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "oauth": {"type": "oauth2", "flows": {}},
            "query": {"type": "apiKey", "in": "query", "name": "key"},
        },
    },
}
OTHER = {
    "answers": {
        "Made": {
            "description": "Made.",
            "content": {"application/json": {"schema": {"$ref": "acme.json#/components/schemas/User"}}},
        }
    }
}


def written(folder: Path) -> Path:
    """The description in `folder`."""
    path = folder / "acme.json"
    path.write_text(json.dumps(PUBLISHED))
    (folder / "other.yaml").write_text(yaml.safe_dump(OTHER))
    return path


def imported(path: Path, *arguments: str) -> tuple[int, Path]:
    """The exit status of an import, and what it writes."""
    output = path.with_name("openapi.yaml")
    return main(["import", str(path), "--output", str(output), *arguments]), output


def changed(path: Path, change: Any) -> None:
    """Have `change` done to the description at `path`."""
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data))
