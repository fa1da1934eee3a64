"""Filters and PATCH paths, read into trees (RFC 7644 sections 3.4.2.2 and 3.5.2)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NoReturn

from rolecall.sandbox.core.expressions import Tokens
from rolecall.sandbox.core.message import Refusal
from rolecall.sandbox.scim.schema import Attribute, ResourceType, Target, UnknownNameError

Literal = str | int | float | bool | None

_OPERATORS = frozenset({"eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"})
_ORDERS = frozenset({"gt", "ge", "lt", "le"})
PARTS = frozenset({"co", "sw", "ew"})
_DEEPEST = 50
_TOKEN = re.compile(
    r"\s*(?:"
    r'(?P<text>"(?:[^"\\]|\\.)*")'
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.]))"
    r"|(?P<word>[A-Za-z$][\w$:.\-]*)"
    r"|(?P<mark>[()\[\]])"
    r"|(?P<part>(?<=\])\.\w[\w$]*)"
    r")"
)


@dataclass(frozen=True)
class Compare:
    """An attribute against a literal; `operator` is in lower case."""

    target: Target
    operator: str
    literal: Literal


@dataclass(frozen=True)
class Present:
    """An attribute that has a value."""

    target: Target


@dataclass(frozen=True)
class Within:
    """A value of a multi-valued attribute that meets the whole of a filter."""

    target: Target
    filter: Node


@dataclass(frozen=True)
class Both:
    """and."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Either:
    """or."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Negation:
    """not."""

    inner: Node


Node = Compare | Present | Within | Both | Either | Negation


@dataclass(frozen=True)
class Path:
    """The path of a PATCH operation: a target, or the values of it that meet a filter, or a sub-attribute of those."""

    target: Target
    filter: Node | None = None


def parse_filter(text: str, resource_type: ResourceType, lenient: bool = False) -> Node:
    """The filter as a tree; raises Refusal 400 invalidFilter.

    With `lenient`, an attribute the resource type does not have is one without a value instead of an error, as in a
    search over several types.
    """
    return _Parser(text, resource_type, "invalidFilter", lenient).filter()


def parse_path(text: str, resource_type: ResourceType) -> Path:
    """The path of a PATCH operation; raises Refusal 400 invalidPath, or invalidFilter for what is in brackets."""
    return _Parser(text, resource_type, "invalidPath").path()


def leaves(node: Node, *, inside: bool = False) -> Iterator[Compare | Present | Within]:
    """The single tests that a filter is made of; `inside`: those in brackets, in place of what has the brackets."""
    if isinstance(node, Both | Either):
        yield from leaves(node.left, inside=inside)
        yield from leaves(node.right, inside=inside)
    elif isinstance(node, Negation):
        yield from leaves(node.inner, inside=inside)
    elif isinstance(node, Within) and inside:
        yield from leaves(node.filter, inside=inside)
    else:
        yield node


class _Parser(Tokens):
    """Recursive descent over the tokens of one text."""

    pattern = _TOKEN
    any_case = True

    def __init__(self, text: str, resource_type: ResourceType, error: str, lenient: bool = False) -> None:
        self._type = resource_type
        self._error = error
        self._lenient = lenient
        self._depth = 0
        super().__init__(text)

    def unreadable(self, at: int) -> Refusal:
        """Refused with what cannot be read."""
        return self._wrong(f"cannot read it from {self.text[at:]!r} on")

    def early(self) -> Refusal:
        """Refused as too short."""
        return self._wrong("it ends too early")

    def filter(self) -> Node:
        node = self._either(self._find)
        self._end()
        return node

    def path(self) -> Path:
        target = self._find(self._word())
        if self.peek() == "[":
            if target.sub or target.attribute is None or not target.attribute.multi or not target.attribute.sub:
                self._fail("brackets belong behind a multi-valued attribute with sub-attributes")
            self._error = "invalidFilter"
            node = self._brackets(target.attribute)
            self._error = "invalidPath"
            if not self.peek():
                return Path(target, node)
            word = self._word()
            sub = target.attribute.by_name.get(word[1:].lower()) if word.startswith(".") else None
            if sub is None:
                self._fail(f"{target.attribute.name} has no {word!r}")
            target, found = Target(target.extension, target.attribute, sub), node
        else:
            found = None
        self._end()
        return Path(target, found)

    def _wrong(self, why: str) -> Refusal:
        what = "filter" if self._error == "invalidFilter" else "path"
        return Refusal(400, f"The {what} {self.text!r} is wrong: {why}.", self._error)

    def _fail(self, why: str) -> NoReturn:
        raise self._wrong(why)

    def _end(self) -> None:
        if self.peek():
            self._fail(f"{self.peek()!r} is too much")

    def _word(self) -> str:
        kind, token = self.take()
        if kind not in ("word", "part"):
            self._fail(f"{token!r} is no attribute")
        return token

    def _expect(self, token: str) -> None:
        _, found = self.take()
        if found != token:
            self._fail(f"{token!r} is missing before {found!r}")

    def _find(self, name: str) -> Target:
        try:
            return self._type.find(name)
        except UnknownNameError:
            if self._lenient:
                return Target("", Attribute(name, type="absent"))
            self._fail(f"{self._type.name} has no attribute {name!r}")

    def _within(self, attribute: Attribute) -> Callable[[str], Target]:
        def find(name: str) -> Target:
            if attribute.type == "absent":
                return Target("", attribute)
            sub = attribute.by_name.get(name.lower())
            if sub is None:
                self._fail(f"{attribute.name} has no sub-attribute {name!r}")
            return Target("", sub)

        return find

    def _brackets(self, attribute: Attribute) -> Node:
        self._expect("[")
        node = self._either(self._within(attribute), nested=True)
        self._expect("]")
        return node

    def _either(self, find: Callable[[str], Target], nested: bool = False) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST:
            self._fail("it is nested too deeply")
        node = self._both(find, nested)
        while self.accept("or"):
            node = Either(node, self._both(find, nested))
        self._depth -= 1
        return node

    def _both(self, find: Callable[[str], Target], nested: bool) -> Node:
        node = self._one(find, nested)
        while self.accept("and"):
            node = Both(node, self._one(find, nested))
        return node

    def _one(self, find: Callable[[str], Target], nested: bool) -> Node:
        if self.accept("not"):
            self._expect("(")
            self._at -= 1
            return Negation(self._one(find, nested))
        if self.accept("("):
            node = self._either(find, nested)
            self._expect(")")
            return node
        target = find(self._word())
        if self.peek() == "[":
            attribute = target.attribute
            if nested or target.sub or attribute is None or (not attribute.sub and attribute.type != "absent"):
                self._fail("brackets belong behind an attribute with sub-attributes")
            return Within(target, self._brackets(attribute))
        operator = self.take()[1].lower()
        if operator == "pr":
            return Present(target)
        if operator not in _OPERATORS:
            self._fail(f"{operator!r} is no operator")
        literal = self._literal()
        return self._compare(target, operator, literal)

    def _literal(self) -> Literal:
        _, token = self.take()
        if token[0] in "[]()" or token in ("NaN", "Infinity", "-Infinity"):
            self._fail(f"{token} is no value")
        try:
            value: Literal = json.loads(token)
        except ValueError:
            self._fail(f"{token} is no value; texts stand in double quotes")
        return value

    def _compare(self, target: Target, operator: str, literal: Literal) -> Compare:
        """The comparison, if attribute, operator and literal go together (RFC 7644 table 3)."""
        attribute = target.sub or target.attribute
        if attribute is None:
            self._fail("an extension as a whole cannot be compared")
        if attribute.type == "complex":
            value = attribute.by_name.get("value")
            if value is None:
                self._fail(f"{attribute.name} has no value of its own, name a sub-attribute")
            target, attribute = Target(target.extension, target.attribute, value), value
        if attribute.returned == "never":
            raise Refusal(400, f"{attribute.name} has no place in a filter.", "sensitive")
        if attribute.type == "absent":
            return Compare(target, operator, literal)
        if literal is None:
            fits = operator in ("eq", "ne")
        elif attribute.type == "boolean":
            fits = isinstance(literal, bool) and operator in ("eq", "ne")
        elif attribute.type in ("integer", "decimal"):
            fits = isinstance(literal, int | float) and not isinstance(literal, bool) and operator not in PARTS
        else:
            fits = isinstance(literal, str) and not (attribute.type == "binary" and operator in _ORDERS)
        if not fits:
            self._fail(f"{attribute.name} ({attribute.type}) cannot be compared by {operator} with {literal!r}")
        return Compare(target, operator, literal)
