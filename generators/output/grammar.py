"""The grammar of `provider.yaml` as data: its classes, their keys, the traits that they state, and who states them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import rolecall.specification.traits as traits
from generators.input.binding import tag_of
from generators.input.yaml_source import Node, Place
from generators.text import one_line

TRAITS: dict[str, type] = {
    name: item for name, item in vars(traits).items() if isinstance(item, type) and is_dataclass(item)
}
_SENTENCE_ENDS = re.compile(r"(?<=[.;]) ")


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a class of the grammar; `hint` is the type of its value, `told` what the docstring says of it."""

    name: str
    hint: Any
    required: bool
    default: Any
    told: str


def trait_of(kind: type) -> type | None:
    """The trait that a class of the grammar states: itself, the class that it places, or the one that it is a rule for.

    None where it states no trait.
    """
    for each in kind.__mro__:
        found = TRAITS.get(each.__name__) or TRAITS.get(each.__name__.removesuffix("Rule"))
        if found is not None:
            return found
    return None


@cache
def keys(kind: type) -> tuple[Key, ...]:
    """The keys of a class of the grammar, in the order of its fields."""
    hints = get_type_hints(kind, include_extras=True)
    found = []
    for field in fields(kind):
        if hints[field.name] is Place:
            continue
        default = field.default if field.default_factory is MISSING else field.default_factory()
        found.append(Key(field.name, hints[field.name], default is MISSING, default, _told(kind, field.name)))
    return tuple(found)


def _told(kind: type, key: str) -> str:
    """The sentences about `key` in the docstring of a class, or else in that of the trait it states."""
    for each in (kind, trait_of(kind)):
        text = description(each) if each else ""
        sentences = [part for part in _SENTENCE_ENDS.split(text) if f"`{key}`" in part]
        if sentences:
            return " ".join(sentences).rstrip(";")
    return ""


def description(kind: type) -> str:
    """The docstring of a class, on one line."""
    return one_line(kind.__doc__ or "")


def classes_in(hint: Any) -> tuple[type, ...]:
    """The classes of the grammar that a type mentions, in its order."""
    if isinstance(hint, type) and is_dataclass(hint):
        return (hint,)
    return tuple(dict.fromkeys(each for part in get_args(hint) for each in classes_in(part)))


def statements(kind: type, node: Node) -> Iterator[tuple[type, dict[str, Any]]]:
    """Every mapping in `node`, which is a `kind`: its class, and how a definition states it, as data under its key."""
    for key in keys(kind):
        if isinstance(node.value, dict) and key.name in node.value:
            for stated, body, shown in _below(key.hint, node.value[key.name]):
                yield stated, {key.name: shown}
                yield from statements(stated, body)


def _below(hint: Any, node: Node) -> Iterator[tuple[type, Node, Any]]:
    """The outermost mappings in a value: their classes, what they hold, and the value with this one alone."""
    inside = classes_in(hint)
    if not inside:
        return
    if isinstance(node.value, list):
        for item in node.value:
            for kind, body, shown in _below(_element(hint), item):
                yield kind, body, [shown]
    elif _element(hint) is not None:
        for name, item in node.mapping("a group").items():
            for kind, body, shown in _below(_element(hint), item):
                yield kind, body, {name: shown}
    elif len(inside) > 1:
        tagged = {tag_of(kind): kind for kind in inside}
        if isinstance(node.value, str):
            yield tagged[node.value], Node(node.place, {}, {}), node.value
        else:
            ((tag, body),) = node.mapping("a union").items()
            yield tagged[tag], body, {tag: body.plain()}
    elif isinstance(node.value, dict):
        yield inside[0], node, node.plain()


def _element(hint: Any) -> Any:
    """The type of the elements of a tuple, of the second halves of pairs, or of the values of a dict; else None."""
    for part in [hint, *get_args(hint)]:
        arguments = get_args(part)
        if get_origin(part) is dict:
            return arguments[1]
        if get_origin(part) is tuple and classes_in(part):
            pairs = get_origin(arguments[0]) is tuple and get_args(arguments[0])[0] is str
            return get_args(arguments[0])[1] if pairs else arguments[0]
    return None


def reachable(root: type) -> Sequence[type]:
    """Every class of the grammar that `root` leads to, itself first."""
    found = {root: None}
    waiting = [root]
    while waiting:
        new = [each for key in keys(waiting.pop(0)) for each in classes_in(key.hint) if each not in found]
        found.update(dict.fromkeys(new))
        waiting += dict.fromkeys(new)
    return tuple(found)
