"""The API description as generators use it: operations by name, every reference in them resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from generators.input.binding import one_of
from generators.input.yaml_source import DefinitionError, Place, Placed

Method: TypeAlias = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(Placed):
    """A resolved schema. `kind` is the JSON type; `values` the `additionalProperties` of a map."""

    kind: str
    description: str = ""
    properties: dict[str, Shape] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    items: Shape | None = None
    values: Shape | None = None
    read_only: bool = False
    write_only: bool = False
    unique: bool = False
    nullable: bool = False
    default: Any = None
    enum: tuple[Any, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    min_length: int = 0
    max_length: int | None = None
    pattern: str = ""
    format: str = ""

    def at(self, path: str) -> Shape | None:
        """The member that a dotted path leads to; None where it leads nowhere."""
        step, _, rest = path.partition(".")
        found = self.properties.get(step)
        return found.at(rest) if found is not None and rest else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter(Placed):
    """A path, query or header parameter."""

    name: str
    where: str
    required: bool
    shape: Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiOperation(Placed):
    """An operation: how it is called and what it answers. `body` and `answer` are None where there is nothing.

    `refusal` is what it answers in an error, of a 404 if that is described; None where no error is described in JSON.
    `media_type` is that of its JSON, where it is not the usual one.
    """

    id: str
    method: Method
    path: str
    parameters: tuple[Parameter, ...]
    body: Shape | None
    encoding: Literal["none", "json", "form"]
    answer: Shape | None
    authenticated: bool
    endpoint: str = ""
    media_type: str = ""
    refusal: Shape | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme(Placed):
    """A security scheme: an API key in `header`, or HTTP `basic` or `bearer`."""

    kind: Literal["apiKey", "basic", "bearer"]
    header: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description(Placed):
    """An API: operations by `operationId`, security schemes by name, and the path that precedes all others."""

    title: str
    base_path: str
    operations: dict[str, ApiOperation]
    schemes: dict[str, Scheme]

    def operation(self, name: str, place: Place) -> ApiOperation:
        """The operation called `name`; raises `DefinitionError` at `place`, where it was asked for."""
        if name not in self.operations:
            known = one_of(name, self.operations)
            raise DefinitionError(place, f"{self.place.file} has no operation {name!r}", known)
        return self.operations[name]


def together(own: Description, others: Mapping[str, Description]) -> Description:
    """One description of a provider's own system and its further ones, by endpoint; their operations say which.

    Raises `DefinitionError` where two documents have an operation of the same name.
    """
    operations = dict(own.operations)
    for endpoint, description in others.items():
        for name, operation in description.operations.items():
            if name in operations:
                taken = operations[name].place
                raise DefinitionError(operation.place, f"operationId {name!r} is taken by {taken}", "another")
            operations[name] = replace(operation, endpoint=endpoint)
    return replace(own, operations=operations)
