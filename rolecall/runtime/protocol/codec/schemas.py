"""Schemas, identity schemas and functions as protocol messages."""

from __future__ import annotations

from typing import Final

from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from rolecall.specification.schema import Attribute, Function, Schema
from rolecall.specification.types import to_json

_NESTING: Final = {
    "single": pb.Schema.Object.SINGLE,
    "list": pb.Schema.Object.LIST,
    "set": pb.Schema.Object.SET,
    "map": pb.Schema.Object.MAP,
}


def capabilities() -> pb.ServerCapabilities:
    """Abilities that Terraform may use: planned destruction, cached schemas, moved states, generated configuration."""
    return pb.ServerCapabilities(
        plan_destroy=True,
        get_provider_schema_optional=True,
        move_resource_state=True,
        generate_resource_config=True,
    )


def schema(declared: Schema) -> pb.Schema:
    """`declared` as a message."""
    return pb.Schema(
        version=declared.version,
        block=pb.Schema.Block(
            version=declared.version,
            attributes=[_attribute(item) for item in declared.attributes],
            description=declared.description,
            description_kind=pb.MARKDOWN,
        ),
    )


def identity(declared: Schema) -> pb.ResourceIdentitySchema:
    """`declared` as an identity schema: what is not required for import is optional for it."""
    return pb.ResourceIdentitySchema(
        version=declared.version,
        identity_attributes=[
            pb.ResourceIdentitySchema.IdentityAttribute(
                name=item.name,
                type=to_json(item.type),
                required_for_import=item.required,
                optional_for_import=not item.required,
                description=item.description,
            )
            for item in declared.attributes
        ],
    )


def function(declared: Function) -> pb.Function:
    """`declared` as a message."""
    message = pb.Function(
        parameters=[
            pb.Function.Parameter(
                name=item.name,
                type=to_json(item.type),
                description=item.description,
                description_kind=pb.MARKDOWN,
            )
            for item in declared.parameters
        ],
        summary=declared.summary,
        description=declared.summary,
        description_kind=pb.MARKDOWN,
    )
    getattr(message, "return").type = to_json(declared.returns)  # the field's name is a Python keyword
    return message


def _attribute(declared: Attribute) -> pb.Schema.Attribute:
    message = pb.Schema.Attribute(
        name=declared.name,
        description=declared.description,
        description_kind=pb.MARKDOWN,
        required=declared.required,
        optional=declared.optional,
        computed=declared.computed,
        sensitive=declared.sensitive,
        write_only=declared.write_only,
        deprecated=bool(declared.deprecated),
        deprecation_message=declared.deprecated,
    )
    if declared.nesting is None:
        message.type = to_json(declared.type)
    else:
        message.nested_type.nesting = _NESTING[declared.nesting]
        message.nested_type.attributes.extend(_attribute(item) for item in declared.nested)
    return message
