"""Resources that are some of a document which is read and written whole."""

from __future__ import annotations

from dataclasses import dataclass

from generators.specification.attributes import Literalish
from generators.specification.operations import Operation
from generators.traits import AttributeMappings, Caution, ConnectionTest, Scoping, Unsupported


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsLifecycle:
    """A resource that is some keys of a list of keys and values."""

    read: Operation
    write: Operation
    items: str = "value"
    key: str = "key"
    value: str = "value"
    masks: tuple[str, ...] = ()
    constants: tuple[tuple[str, Literalish], ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    test: ConnectionTest | None = None
    unsupported: tuple[Unsupported, ...] = ()
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLifecycle:
    """A resource that is a part of a larger document."""

    read: Operation
    write: Operation
    at: str
    where: tuple[tuple[str, str], ...]
    before: str
    prefer: tuple[tuple[str, Literalish], ...] = ()
    strip: tuple[str, ...] = ()
    mappings: AttributeMappings | None = None
    scoping: Scoping | None = None
    unsupported: tuple[Unsupported, ...] = ()
    cautions: tuple[Caution, ...] = ()
