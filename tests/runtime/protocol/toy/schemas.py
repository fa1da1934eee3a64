"""What the toy provider declares: one of everything that the protocol knows."""

from __future__ import annotations

from rolecall.specification.schema import Attribute, Function, Parameter, Provider, Schema
from rolecall.specification.types import BOOL, NUMBER, STRING, ListOf, MapOf, ObjectOf, SetOf

THING = Schema(
    version=1,
    description="A **thing**.",
    attributes=(
        Attribute(name="id", computed=True, description="Its number."),
        Attribute(name="name", required=True, replace=True),
        Attribute(name="size", type=NUMBER, optional=True),
        Attribute(name="active", type=BOOL, optional=True, computed=True),
        Attribute(name="roles", type=SetOf(STRING), optional=True),
        Attribute(name="labels", type=MapOf(STRING), optional=True),
        Attribute(name="secret", optional=True, sensitive=True),
        Attribute(name="password_wo", optional=True, write_only=True, sensitive=True),
        Attribute(name="old", optional=True, deprecated="Use `name`."),
        Attribute(
            name="parts",
            optional=True,
            nesting="list",
            nested=(
                Attribute(name="kind", required=True),
                Attribute(name="pin_wo", optional=True, write_only=True),
                Attribute(name="counts", type=ListOf(NUMBER), optional=True),
            ),
        ),
        Attribute(name="pair", type=ObjectOf((("left", STRING), ("right", NUMBER))), optional=True),
        Attribute(name="revision", type=NUMBER, computed=True),
    ),
)
IDENTITY = Schema(attributes=(Attribute(name="id", required=True, description="Its number."),))
READING = Schema(
    attributes=(Attribute(name="name", required=True), Attribute(name="id", computed=True)),
)
SESSION = Schema(
    attributes=(
        Attribute(name="username", required=True),
        Attribute(name="token", computed=True, sensitive=True),
    ),
)
RING = Schema(
    attributes=(Attribute(name="bell", required=True), Attribute(name="pin", optional=True, sensitive=True)),
)
LISTING = Schema(attributes=(Attribute(name="prefix", optional=True),))
JOIN = Function(
    name="join_id",
    parameters=(Parameter(name="left"), Parameter(name="right", type=NUMBER)),
    template="{left}/{right}",
    summary="Joins.",
)
PROVIDER = Provider(
    name="toy",
    title="Toy",
    url_argument="url",
    schema=Schema(
        attributes=(
            Attribute(name="url", optional=True),
            Attribute(name="api_token", optional=True, sensitive=True),
        )
    ),
)
