"""What a definition says about resource types that are some of a document, which is read and written whole."""

from __future__ import annotations

from dataclasses import dataclass

from generators.input.operations import Call
from generators.input.yaml_source import Place, Remark
from rolecall.specification.schema import Literalish


@dataclass(frozen=True, slots=True, kw_only=True)
class TestRule:
    """Try the credentials of `keys` with `call` before they are saved."""

    place: Place
    call: Call | Remark
    member: str
    keys: tuple[str, ...]
    collection: str
    kinds: str
    kind: str
    attribute: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsRule:
    """Some keys of the list of keys and values that `read` answers and `write` takes.

    In the API description the value of an entry is an object, with a property for each key.
    """

    place: Place
    read: Call | Remark
    write: Call | Remark
    items: str = "value"
    key: str = "key"
    value: str = "value"
    masks: tuple[str, ...] = ()
    constants: tuple[tuple[str, Literalish], ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    test: TestRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingsRule:
    """A list of attribute mappings in a part. Operations list the functions, and read an expression."""

    place: Place
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
    functions: Call | Remark
    items: str
    parse: Call | Remark
    parsed: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopingRule:
    """A list of scoping filters in a part. An operation lists the operators."""

    place: Place
    attribute: str
    clauses: str
    operand: str
    operator: str
    values: str
    operands: str
    named: str
    typed: str
    operators: Call | Remark
    items: str
    supported: str
    arity: str
    unary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRule:
    """A part of the document that `read` answers and `write` takes; see `PartLifecycle` of the runtime."""

    place: Place
    read: Call | Remark
    write: Call | Remark
    at: str
    where: tuple[tuple[str, str], ...]
    before: str
    prefer: tuple[tuple[str, Literalish], ...] = ()
    strip: tuple[str, ...] = ()
    mappings: MappingsRule | None = None
    scoping: ScopingRule | None = None
