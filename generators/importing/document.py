"""A published OpenAPI document with the files that it refers to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import unquote, urldefrag

from generators.importing.lazy_yaml import lazy
from generators.input.binding import one_of
from generators.input.yaml_source import DefinitionError, Place

Json: TypeAlias = Any
METHODS = ("get", "put", "post", "patch", "delete")


class Document:
    """OpenAPI 3.0 or 3.1, YAML or JSON. Raises `DefinitionError` for a file that is neither."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._files: dict[Path, Mapping[str, Json]] = {}
        self.root: Mapping[str, Json] = self._file(path.resolve())
        self.sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        version = str(self.root.get("openapi", ""))
        if not version.startswith(("3.0.", "3.1.")):
            said = f"openapi is {version!r}" if version else f"it has no `openapi`, but {', '.join(self.root)[:80]}"
            raise self.error(said, "a document of OpenAPI 3.0 or 3.1")

    def error(self, problem: str, expected: str) -> DefinitionError:
        """An error about the document as a whole or about a place in it that `problem` names."""
        return DefinitionError(Place(self.path.name, 1), problem, expected)

    def operations(self) -> Iterator[tuple[str, str, Mapping[str, Json], Mapping[str, Json]]]:
        """Every operation: its path, method, path item and itself."""
        for path, given in self.root.get("paths", {}).items():
            item, _ = self.follow(given, self.path.resolve())
            for method in METHODS:
                if method in item:
                    yield path, method, item, item[method]

    def follow(self, value: Json, file: Path) -> tuple[Json, Path]:
        """What a reference in `file` leads to, through any number of references, and the file where that is."""
        seen: set[tuple[Path, str]] = set()
        while isinstance(value, Mapping) and isinstance(value.get("$ref"), str):
            target = self.target(value["$ref"], file)
            if target in seen:
                raise self.error(f"{value['$ref']} refers to itself", "a reference that ends")
            seen.add(target)
            value, file = self._at(*target, value["$ref"]), target[0]
        return value, file

    def target(self, reference: str, file: Path) -> tuple[Path, str]:
        """The file and JSON pointer (RFC 6901) that a reference in `file` means."""
        where, pointer = urldefrag(reference)
        if "://" in where:
            raise self.error(f"{reference} leads to another host", "references inside of the document or beside it")
        return ((file.parent / unquote(where)).resolve() if where else file), pointer

    def _at(self, file: Path, pointer: str, reference: str) -> Json:
        value = self._file(file)
        for step in (unquote(each).replace("~1", "/").replace("~0", "~") for each in pointer.split("/")[1:]):
            if not isinstance(value, Mapping) or step not in value:
                known = one_of(step, value) if isinstance(value, Mapping) else "a mapping there"
                raise self.error(f"{reference} leads nowhere", known[:300])
            value = value[step]
        return value

    def _file(self, file: Path) -> Mapping[str, Json]:
        if file not in self._files:
            try:
                text = file.read_text(encoding="utf-8")
                found: Json = json.loads(text) if file.suffix == ".json" else lazy(text, file.name)
            except OSError as error:
                raise self.error(f"{file.name} cannot be read: {error.strerror}", "a file") from None
            except UnicodeDecodeError:
                raise self.error(f"{file.name} is not UTF-8", "UTF-8 text") from None
            except json.JSONDecodeError as error:
                raise DefinitionError(Place(file.name, error.lineno), f"it is no JSON: {error.msg}", "JSON") from None
            if not isinstance(found, Mapping):
                raise self.error(f"{file.name} holds no mapping", "an OpenAPI document")
            self._files[file] = found
        return self._files[file]
