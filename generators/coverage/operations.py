"""Operations that a vendor's API descriptions have, and those of them that its definition names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generators.importing.selection import FILE
from generators.input.openapi import load_description
from generators.input.yaml_source import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """One API description of a vendor: its path in the vendor's folder, and its operations, `unused` among them."""

    file: str
    operations: tuple[str, ...]
    unused: tuple[str, ...]


def described(folder: Path, definitions: Iterable[Node], hooks: str = "") -> list[Described]:
    """Every API description in a vendor's folder and its dialects.

    `definitions` say which operations are used; those that the source text `hooks` calls are known by the end of their
    path, `/parseExpression`.
    """
    named = {word for definition in definitions for word in _words(definition.plain())}
    files = [path for pattern in ("*.yaml", "dialects/*/*.yaml") for path in sorted(folder.glob(pattern))]
    found = []
    for path in files:
        if path.name not in ("provider.yaml", FILE):
            operations = load_description(path).operations
            unused = tuple(
                name for name, each in operations.items() if name not in named and not _is_called(each.path, hooks)
            )
            file = path.relative_to(folder).as_posix()
            found.append(Described(file=file, operations=tuple(operations), unused=unused))
    return found


def _is_called(path: str, hooks: str) -> bool:
    """Whether a hook has the end of a path that no place fills, or names the OData function there: `functions()`."""
    end = path.rpartition("/")[2]
    named = end.endswith("()") and f'"{end.removesuffix("()")}"' in hooks
    return "{" not in end and (f'/{end}"' in hooks or named)


def _words(value: Any) -> Iterator[str]:
    """Every text in a definition: an operation is used where it is named."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        yield from _words(inner)
