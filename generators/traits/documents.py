"""Caveats of documents that are read and written whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionTest:
    """The vendor tries credentials before they are saved."""

    path: str
    member: str
    keys: tuple[str, ...]
    collection: str
    kinds: str
    kind: str
    attribute: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeMappings:
    """How attributes of one directory become those of another."""

    attribute: str
    target: str
    source: str
    kind: str
    priority: str
    attribute_kind: str
    function_kind: str
    whole: str
    expression: str
    defaults: tuple[tuple[str, str | int | bool | None], ...]
    sources: str
    targets: str
    named: str
    functions_path: str
    functions: str
    parse_path: str
    parsed: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoping:
    """Which objects a part of a document is about."""

    attribute: str
    clauses: str
    operand: str
    operator: str
    values: str
    operands: str
    named: str
    typed: str
    operators_path: str
    operators: str
    supported: str
    arity: str
    unary: str
