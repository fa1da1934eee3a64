"""What a definition says about resource types that are some of a document, which is read and written whole."""

from __future__ import annotations

from dataclasses import dataclass

from generators.input.operations import Call
from generators.input.yaml_source import Placed, Remark
from rolecall.specification.schema import Literalish


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsRule(Placed):
    """Some keys of the list of keys and values that `read` answers and `write` takes.

    In the API description the value of an entry is an object, with a property for each key.
    """

    read: Call | Remark
    write: Call | Remark
    items: str = "value"
    key: str = "key"
    value: str = "value"
    masks: tuple[str, ...] = ()
    constants: tuple[tuple[str, Literalish], ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    hooks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRule(Placed):
    """A part of the document that `read` answers and `write` takes; see `PartLifecycle` of the runtime."""

    read: Call | Remark
    write: Call | Remark
    at: str
    where: tuple[tuple[str, str], ...]
    before: str
    prefer: tuple[tuple[str, Literalish], ...] = ()
    strip: tuple[str, ...] = ()
    hooks: tuple[tuple[str, str], ...] = ()
