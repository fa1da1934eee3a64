"""From YAML nodes to dataclasses: the dataclass is the grammar, its field names are the keys."""

from __future__ import annotations

import dataclasses
import functools
import re
import types
import typing
from difflib import get_close_matches
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from generators.input.mistakes import Mistakes
from generators.input.yaml_source import DefinitionError, Node, Place, Remark, kind_of
from rolecall.specification.numbers import Bounds

T = TypeVar("T")
_NAMES = {str: "text", Remark: "text", bool: "true or false", int: "a whole number", float: "a number"}


def bind(kind: type[T], node: Node, what: str) -> T:
    """A `kind` from the mapping `node`; `what` names it in messages.

    A field of type `Place` receives the mapping's own place. Raises `DefinitionError` for unknown keys, missing ones,
    and values of the wrong kind: for all of them at once. Its `rest` is what the mapping says without them; an unknown
    key stands there for the nearest one that is not given.
    """
    hints = _hints(typing.cast(type, kind))
    fields = {item.name: item for item in dataclasses.fields(typing.cast(Any, kind)) if hints[item.name] is not Place}
    values: dict[str, Any] = {name: node.place for name, hint in hints.items() if hint is Place}
    mistakes = Mistakes()
    given = node.mapping(what)
    whole = True
    for key, item in given.items():
        with mistakes.noted():
            if key not in fields:
                raise DefinitionError(node.keys[key], f"unknown key {key!r} in {what}", one_of(key, fields))
        name = _meant(key, fields, given)
        if name is None:
            continue
        value = mistakes.rest_of(functools.partial(_value, hints[name], item, f"{name} of {what}"))
        with mistakes.noted():
            if value == () and not _may_be_empty(fields[name]):
                raise DefinitionError(node.keys[key], f"{name} of {what} is empty", _instead(fields[name]))
        if value is not None:
            values[name] = value
        whole &= value is not None or not isinstance(item.value, dict | list)
    for name, field in fields.items():
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            whole &= name in values
            with mistakes.noted():
                if name not in values and name not in given:
                    raise DefinitionError(node.place, f"{what} lacks {name!r}", f"the key {name!r}")
    made = kind(**values) if whole else None
    mistakes.settle(rest=made)
    return typing.cast(T, made)


def _meant(key: str, fields: typing.Collection[str], given: typing.Container[str]) -> str | None:
    """The field that `key` names, or by the looks of it means."""
    if key in fields:
        return key
    near = get_close_matches(key, [name for name in fields if name not in given], n=1)
    return next(iter(near), None)


def _may_be_empty(field: dataclasses.Field[Any]) -> bool:
    """Whether a list of nothing says what leaving the key out says."""
    return field.default == () or field.default_factory is not dataclasses.MISSING


def _instead(field: dataclasses.Field[Any]) -> str:
    return "at least one" if field.default is dataclasses.MISSING else "at least one, or the key left out"


@functools.cache  # each time it would evaluate all annotations anew
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def one_of(word: str, choices: typing.Iterable[str]) -> str:
    """The choices in words, the nearest to `word` first."""
    names = list(choices)
    near = get_close_matches(word, names, n=1)
    listed = ", ".join(names) or "nothing"
    return f"{near[0]!r}, or one of: {listed}" if near else f"one of: {listed}"


def check_known(name: str, choices: typing.Iterable[str], place: Place, what: str) -> None:
    """Raise `DefinitionError` at `place` where `name`, which `what` mentions, is none of `choices`."""
    known = list(choices)
    if name not in known:
        raise DefinitionError(place, f"{what}: there is no {name!r}", one_of(name, known))


def snake(name: str) -> str:
    """`FullReplace` as `full_replace`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def tag_of(kind: type) -> str:
    """The key that chooses `kind` where there are several: `header_token` for `HeaderTokenRule`."""
    return snake(kind.__name__.removesuffix("Rule"))


def _value(hint: Any, node: Node, what: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _union(get_args(hint), node, what)
    if origin is Annotated:
        kind, bounds = get_args(hint)
        return _number(kind, bounds, node, what)
    if origin is Literal:
        if not any(node.value == each and type(node.value) is type(each) for each in get_args(hint)):
            known = one_of(str(node.value), map(str, get_args(hint)))
            raise DefinitionError(node.place, f"{what} is {kind_of(node.value)}", known)
        return node.value
    if origin is tuple:
        return _tuple(get_args(hint), node, what)
    if origin is dict:
        return _mapping(get_args(hint)[1], node, what)
    if dataclasses.is_dataclass(hint):
        return bind(typing.cast(type, hint), node, what)
    if hint is Remark and isinstance(node.value, str):
        if not node.value.strip():
            raise DefinitionError(node.place, f"{what} is empty", "words that say it")
        return Remark(node.value, node.place)
    if hint is float and isinstance(node.value, int) and not isinstance(node.value, bool):
        return float(node.value)
    if type(node.value) is not hint:
        raise DefinitionError(node.place, f"{what} is {kind_of(node.value)}", _NAMES[hint])
    return node.value


def _number(kind: Any, bounds: Bounds, node: Node, what: str) -> Any:
    """A number that must lie between `bounds`."""
    value = _value(kind, node, what)
    if value < bounds.least or (bounds.most is not None and value > bounds.most):
        most = "" if bounds.most is None else f", and {bounds.most} at most"
        raise DefinitionError(node.place, f"{what} is {value}", f"a whole number, {bounds.least} at least{most}")
    return value


def _mapping(inner: Any, node: Node, what: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    mistakes = Mistakes()
    for key, item in node.mapping(what).items():
        values[key] = mistakes.rest_of(functools.partial(_value, inner, item, f"{key} of {what}"))
        with mistakes.noted():
            if values[key] == ():
                raise DefinitionError(node.keys[key], f"{key} of {what} is empty", "at least one, or the key left out")
    mistakes.settle(rest=None if None in values.values() else values)
    return values


def _tuple(args: tuple[Any, ...], node: Node, what: str) -> tuple[Any, ...] | None:
    """A list, or a mapping where the elements are pairs of text and something."""
    inner = args[0]
    mistakes = Mistakes()
    if get_origin(inner) is tuple and get_args(inner)[0] is str:
        pairs = mistakes.rest_of(functools.partial(_mapping, get_args(inner)[1], node, what))
        found = None if pairs is None else tuple(pairs.items())
        mistakes.settle(rest=found)
        return found
    if len(args) == 2 and args[1] is not Ellipsis:
        items = node.mapping(what)
        if len(items) != 1:
            raise DefinitionError(node.place, f"{what} has {len(items)} keys", "exactly one")
        ((key, item),) = items.items()
        value = mistakes.rest_of(functools.partial(_value, args[1], item, f"{key} of {what}"))
        mistakes.settle(rest=None if value is None else (key, value))
        return key, value
    elements = [
        mistakes.rest_of(functools.partial(_value, inner, item, f"an element of {what}"))
        for item in node.sequence(what)
    ]
    mistakes.settle(rest=None if None in elements else tuple(elements))
    return tuple(elements)


def _union(choices: tuple[Any, ...], node: Node, what: str) -> Any:
    classes: dict[str, type] = {
        tag_of(item): item for item in choices if isinstance(item, type) and dataclasses.is_dataclass(item)
    }
    if type(None) in choices and len(choices) == 2:
        return _value(next(item for item in choices if item is not type(None)), node, what)
    if len(classes) > 1:
        return _tagged(classes, node, what)
    for choice in choices:
        if type(node.value) is choice or (choice is Remark and isinstance(node.value, str)):
            return _value(choice, node, what)
        if dataclasses.is_dataclass(choice) and isinstance(node.value, dict):
            return bind(typing.cast(type, choice), node, what)
        if get_origin(choice) is tuple and isinstance(node.value, list):
            return _value(choice, node, what)
    names = [_NAMES.get(item, "a mapping") for item in choices if item is not type(None)]
    raise DefinitionError(node.place, f"{what} is {kind_of(node.value)}", " or ".join(names))


def _tagged(classes: dict[str, type], node: Node, what: str) -> Any:
    """`not_empty`, or `among: {values: [a, b]}`: the class is named by its one key."""
    if isinstance(node.value, str):
        tag, body = node.value, Node(node.place, {}, {})
    else:
        items = node.mapping(what)
        if len(items) != 1:
            raise DefinitionError(node.place, f"{what} has {len(items)} keys", one_of("", classes))
        ((tag, body),) = items.items()
    if tag not in classes:
        raise DefinitionError(node.place, f"unknown {tag!r} in {what}", one_of(tag, classes))
    return bind(classes[tag], body, f"{tag} of {what}")
