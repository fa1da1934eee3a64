"""The binding of a made-up vendor, as the generator renders it, for tests of the base classes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import ModuleType
from typing import Any

from generators.output.bindings import render
from generators.resolve.specification import ProviderSpec
from rolecall.specification.schema import (
    AllOf,
    Attribute,
    DataSource,
    Ephemeral,
    Login,
    ObjectLifecycle,
    Operation,
    Provider,
    Resource,
    Schema,
)
from rolecall.specification.types import BOOL, NUMBER, STRING, ListOf, MapOf, SetOf

_LIFECYCLE = ObjectLifecycle(collection="widgets", create=Operation(method="POST", path="/widgets"))
_ID = Attribute(name="id", computed=True)
_ROLES = Attribute(name="roles", type=SetOf(STRING), optional=True)
_OWNER = (Attribute(name="name", required=True), Attribute(name="kind", optional=True))


def _schema(*attributes: Attribute) -> Schema:
    return Schema(attributes=attributes, description="A thing of the vendor.")


_ACME = Provider(
    name="acme",
    title="Acme",
    url_argument="url",
    schema=_schema(
        Attribute(name="url", optional=True),
        Attribute(name="api_token", optional=True, sensitive=True),
        Attribute(name="page_size", type=NUMBER, optional=True),
    ),
    resources=(
        Resource(
            name="acme_widget",
            schema=_schema(
                _ID,
                Attribute(name="name", required=True),
                Attribute(name="active", type=BOOL, optional=True),
                Attribute(name="node", type=NUMBER, optional=True),
                Attribute(name="labels", type=MapOf(STRING), optional=True),
                Attribute(name="owner", nesting="single", nested=_OWNER, optional=True),
                Attribute(name="parts", type=ListOf(STRING), optional=True),
                Attribute(name="password_wo", optional=True, write_only=True),
                Attribute(name="password_wo_version", type=NUMBER, optional=True),
                _ROLES,
            ),
            lifecycle=_LIFECYCLE,
        ),
        Resource(
            name="acme_grant",
            schema=_schema(_ID, Attribute(name="scope", required=True)),
            lifecycle=_LIFECYCLE,
        ),
        Resource(
            name="acme_api_token",
            schema=_schema(_ID, Attribute(name="name", required=True)),
            lifecycle=replace(_LIFECYCLE, overlap=True),
        ),
    ),
    data_sources=(
        DataSource(
            name="acme_widgets",
            schema=_schema(
                Attribute(name="name", optional=True),
                Attribute(name="widgets", nesting="list", nested=(_ID, _ROLES), computed=True),
            ),
            source=AllOf(collection="widgets", into="widgets"),
        ),
    ),
    ephemerals=(
        Ephemeral(
            name="acme_session",
            schema=_schema(
                Attribute(name="username", required=True),
                Attribute(name="password", required=True, sensitive=True),
                Attribute(name="token", computed=True, sensitive=True),
            ),
            source=Login(open=Operation(method="POST", path="/login")),
        ),
    ),
)


@cache
def _binding() -> ModuleType:
    spec = ProviderSpec(
        provider=_ACME, description="", examples={}, arguments={}, hazards={}, subcategories={}, permissions={}
    )
    (text,) = render(spec).values()
    module = ModuleType(__name__)
    exec(text, vars(module))
    return module


def __getattr__(name: str) -> Any:
    return getattr(_binding(), name)
