"""Attributes of a schema, from the fields of an API and the rules of a definition."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from generators.input.description import Shape
from generators.input.regular_expressions import prove_pattern
from generators.input.rules.attributes import AttributeRule
from generators.input.yaml_source import DefinitionError
from generators.resolve.declared import declared
from generators.resolve.field_matching import Matching
from generators.resolve.fields import Fields, Rules, element, is_required
from generators.resolve.types import checks_of, type_of
from generators.text import one_line
from rolecall.specification.schema import Attribute
from rolecall.specification.traits import Elements
from rolecall.specification.types import NUMBER, STRING


class Derivation:
    """The attributes of one schema.

    Afterwards `used` holds the shared ignores that were needed, and `described` the API description's own words about
    each attribute.
    """

    def __init__(self, fields: Fields, rules: Rules) -> None:
        self._fields = fields
        self._rules = rules
        self._matching = Matching(fields, rules)
        self.used = self._matching.used
        self.described: dict[str, str] = {}

    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes, `id` first, then in the order of the description, then the provider's own."""
        found = [self._attribute(name, sent, read) for name, (sent, read) in self._matching.sources().items()]
        self._matching.complain()
        return tuple(companion for item in found for companion in _with_version(item))

    def _attribute(self, name: str, sent: str | None, read: str | None) -> Attribute:
        rule = self._rules.attributes.get(name) or AttributeRule(place=self._rules.place)
        if rule.further_members is not None:
            return self._further(name, rule)
        shape = self._matching.shape(rule, sent, read)
        required = _choose(rule.required, sent is not None and is_required(self._fields.create, sent))
        default = rule.default if rule.default is not None else self._default(name, rule, shape, sent)
        secret = bool(shape and shape.write_only)
        write_only = secret and not self._fields.secrets_plain
        argument = sent is not None or rule.provider_only
        answered = read is not None or rule.issued is not None or rule.made_of != ""
        computed = not required and not write_only and (answered or default is not None)
        description = _choose(rule.description, shape.description if shape else "")
        if shape is not None and shape.description:
            self.described[name] = one_line(shape.description)
        if not description:
            place = rule.place if name in self._rules.attributes or shape is None else shape.place
            expected = "one, in the definition or in the API description"
            raise DefinitionError(place, f"{self._rules.what}: attribute {name!r} has no description", expected)
        kind, wire = type_of(self._rules.what, name, rule, shape)
        nested, nesting = self._nested(name, rule, shape, sent, read)
        replace = (
            argument
            and not rule.provider_only
            and sent not in self._matching.update
            and self._fields.create is not None
        )
        return declared(
            Attribute,
            rule,
            name=name,
            type=STRING if nesting else kind,
            description=one_line(description),
            required=required,
            optional=_choose(rule.optional, argument and not required),
            computed=_choose(rule.computed, computed),
            sensitive=_choose(rule.sensitive, secret),
            write_only=write_only,
            default=default,
            replace=_choose(rule.replace, replace and not write_only and not self._fields.secrets_plain),
            field=sent,
            read=read if read != sent else None,
            readable=sent is None or read is not None,
            sent_on=_choose(rule.sent_on, self._sent_on(sent)),
            wire=wire,
            elements=_elements(name, rule),
            nullable=bool(shape and shape.nullable and sent is not None),
            checks=checks_of(rule, shape, argument, name == "id"),
            words=_words(name, rule, shape),
            nested=nested,
            nesting=nesting,
            transitions=None,
            links=None,
        )

    def _further(self, name: str, rule: AttributeRule) -> Attribute:
        """An attribute for the members that the description does not know, which is told those that it knows."""
        inside = f"{rule.field}." if rule.field else ""
        if not rule.description or rule.further_members is None:
            expected = "one, in the definition"
            raise DefinitionError(rule.place, f"{self._rules.what}: attribute {name!r} has no description", expected)
        prove_pattern(rule.further_members.names, rule.place, f"names of {name} of {self._rules.what}")
        known: dict[str, str] = {}
        for other, paths in self._matching.sources().items():
            for path in filter(None, paths):
                first = path if path.startswith("urn:") else path.removeprefix(inside).partition(".")[0]
                if path.startswith(inside) and re.fullmatch(rule.further_members.names, first):
                    known[first] = other
        return Attribute(
            name=name,
            description=one_line(rule.description),
            optional=_choose(rule.optional, True),
            computed=True,
            field=rule.field or "",
            absent="empty",
            further_members=replace(rule.further_members, known=tuple(known.items())),
        )

    def _default(self, name: str, rule: AttributeRule, shape: Shape | None, sent: str | None) -> Any:
        """The description's default; an update that does not have the create's would set another value unasked."""
        if shape is None or sent is None:
            return None
        bodies = [body[sent] for body in (self._matching.create, self._matching.update) if sent in body]
        odd = next((body for body in bodies if body.default != bodies[0].default), None)
        if odd is not None:
            given = bodies[0].default if bodies[0].default is not None else odd.default
            problem = f"{self._rules.what}: {name!r} has the default {given!r} in one of create and update only"
            raise DefinitionError(odd.place, problem, "the same in both, or `default` under attributes")
        return shape.default

    def _sent_on(self, sent: str | None) -> Literal["both", "create", "update"]:
        create, update = self._matching.create, self._matching.update
        if sent is None or not self._fields.updates or (sent in create and sent in update):
            return "both"
        return "create" if sent in create else "update"

    def _nested(
        self, name: str, rule: AttributeRule, shape: Shape | None, sent: str | None, read: str | None
    ) -> tuple[tuple[Attribute, ...], Literal["single", "list", "set", "map"] | None]:
        if rule.nested is None:
            return (), None
        if rule.provider_only:
            own = Rules(place=rule.place, what=f"{self._rules.what}.{name}", attributes=rule.nested)
            return Derivation(Fields(), own).attributes(), "single"
        nesting, _ = element(shape)
        if shape is None or nesting is None:
            raise DefinitionError(rule.place, f"{name} is nested, but its field has no members", "a field with objects")

        def inner(known: Mapping[str, Shape], path: str | None) -> Shape | None:
            return element(known[path])[1] if path is not None and path in known else None

        derivation = Derivation(
            Fields(
                create=inner(self._matching.create, sent),
                update=inner(self._matching.update, sent),
                row=inner(self._matching.row, read),
                updates=self._fields.updates,
                secrets_plain=self._fields.secrets_plain,
            ),
            Rules(
                place=rule.place,
                what=f"{self._rules.what}.{name}",
                attributes=rule.nested,
                ignore=self._matching.ignored_inside(sent, read),
            ),
        )
        return derivation.attributes(), "single" if rule.wire == "listed" else nesting


def _with_version(item: Attribute) -> tuple[Attribute, ...]:
    """A write-only attribute comes with the number that says when to send it again."""
    if not item.write_only:
        return (item,)
    companion = Attribute(
        name=f"{item.name}_version",
        type=NUMBER,
        optional=True,
        version_of=item.name,
        description=f"Change this number to send `{item.name}` again.",
    )
    return item, companion


def _words(name: str, rule: AttributeRule, shape: Shape | None) -> tuple[tuple[str | bool, str | int], ...]:
    """The vendor's words for the values of an attribute: numbers where its field is a whole number."""
    if shape is None or shape.kind != "integer":
        return tuple((value, word) for word, value in rule.words)
    for word, _ in rule.words:
        if not word.removeprefix("-").isdecimal():
            raise DefinitionError(rule.place, f"{name}: the word {word!r} is no whole number", "one, as its field is")
    return tuple((value, int(word)) for word, value in rule.words)


def _choose(said: Any, derived: Any) -> Any:
    return derived if said is None else said


def _elements(name: str, rule: AttributeRule) -> Elements | None:
    trait = rule.elements
    for one, other in (("flag", "own"), ("keys", "lists"), ("sent_key", "sent_list")):
        if trait is not None and bool(getattr(trait, one)) != bool(getattr(trait, other)):
            raise DefinitionError(rule.place, f"{name}: half of `{one}` and `{other}` of elements", "both, or neither")
    return trait
