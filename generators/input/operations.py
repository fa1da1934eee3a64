"""Operations in a definition: named by their `operationId`, with what fills their parameters."""

from __future__ import annotations

from dataclasses import dataclass, field

from generators.input.yaml_source import Placed, Remark
from rolecall.specification.schema import Header, OtherForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Placed):
    """An operation and how its path and query parameters are filled: parameter to attribute, where names differ.

    `provider.<argument>` fills one with an argument of the provider block. `query` are query parameters with a fixed
    value, `constants` are members of every body: texts, templates, lists of them or truth values; `headers` go with
    every request. `failed` is the list in a successful answer by which the vendor refuses. `other_form` is for servers
    that refuse the body.
    """

    operation: str
    parameters: dict[str, str] = field(default_factory=dict)
    query: tuple[tuple[str, str], ...] = ()
    constants: tuple[tuple[str, str | bool | tuple[str, ...]], ...] = ()
    headers: tuple[Header, ...] = ()
    failed: str = ""
    other_form: OtherForm | None = None


def call_of(value: Call | Remark) -> Call:
    """An operation given by its bare name, as a `Call`."""
    return Call(place=value.place, operation=value) if isinstance(value, Remark) else value
