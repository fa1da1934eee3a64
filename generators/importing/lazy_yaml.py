"""YAML of which only what is asked for becomes values: of a published document a provider uses a tenth."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import yaml

from generators.input.yaml_source import DefinitionError, Place

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def lazy(text: str, file: str) -> Any:
    """The value of a document, its mappings made when they are first looked into; `file` names it in messages.

    Raises `DefinitionError` for what is no YAML, here or where it is looked into.
    """
    try:
        loader = _LOADER(text)
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        raise _wrong(file, error, getattr(error, "problem_mark", None)) from None
    return None if node is None else _value(node, loader, file)


def plain(value: Any) -> Any:
    """A value with dictionaries in place of the mappings that `lazy` makes."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value


class _Part(Mapping[Any, Any]):
    """A mapping of the document."""

    def __init__(self, node: yaml.MappingNode, loader: Any, file: str) -> None:
        loader.flatten_mapping(node)
        self._loader, self._file = loader, file
        self._nodes = {self._key(key): value for key, value in node.value}
        self._values: dict[Any, Any] = {}

    def __getitem__(self, key: Any) -> Any:
        if key not in self._values:
            self._values[key] = _value(self._nodes[key], self._loader, self._file)
        return self._values[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)

    def _key(self, node: yaml.Node) -> Hashable:
        key = _value(node, self._loader, self._file)
        if not isinstance(key, str | int | float | bool):
            raise DefinitionError(Place(self._file, node.start_mark.line + 1), "a key is no text", "a text key")
        return key


def _value(node: yaml.Node, loader: Any, file: str) -> Any:
    try:
        if isinstance(node, yaml.MappingNode) and node.tag == "tag:yaml.org,2002:map":
            return _Part(node, loader, file)
        if isinstance(node, yaml.SequenceNode):
            return [_value(each, loader, file) for each in node.value]
        return loader.construct_object(node, deep=True)
    except yaml.YAMLError as error:
        raise _wrong(file, error, node.start_mark) from None


def _wrong(file: str, error: yaml.YAMLError, mark: Any) -> DefinitionError:
    place = Place(file, mark.line + 1 if mark is not None else 1)
    return DefinitionError(place, f"it is no YAML: {getattr(error, 'problem', None) or error}", "YAML or JSON")
