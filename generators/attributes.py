"""Attributes of a schema, from the fields of an API and the rules of a definition.

Every field of every body and answer ends in an attribute or under `ignore:` with a reason. Nothing is dropped in
silence, and no rule may speak of a field that does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from generators.bind import one_of
from generators.description import Shape
from generators.fields import Fields, Rules, element, leaves
from generators.naming import attribute_name, is_attribute_name
from generators.rules import AttributeRule
from generators.source import DefinitionError, Place, Remark
from generators.specification import BOOL, NUMBER, STRING, Attribute, Type
from generators.text import one_line
from generators.traits import Among, Between, Check, NotEmpty

_SCALARS = {"string": STRING, "integer": NUMBER, "number": NUMBER, "boolean": BOOL}
_KINDS = {"string": STRING, "number": NUMBER, "bool": BOOL, "set": Type("set", STRING), "list": Type("list", STRING)}


class Derivation:
    """The attributes of one schema.

    Afterwards `used` holds the shared ignores that were needed, and `described` the API description's own words about
    each attribute.
    """

    def __init__(self, fields: Fields, rules: Rules) -> None:
        claimed = {path for rule in rules.attributes.values() for path in (rule.field, rule.read) if path}
        claimed |= set(rules.ignore) | set(rules.shared)
        nested = {name for name, rule in rules.attributes.items() if rule.nested is not None}
        self.fields = fields
        self.rules = rules
        self.create = leaves(fields.create, claimed, nested, lambda shape: not shape.read_only)
        self.update = leaves(fields.update, claimed, nested, lambda shape: not shape.read_only)
        self.body = {**self.create, **self.update}
        self.row = leaves(fields.row, claimed, nested, lambda shape: not shape.write_only)
        self.issued = leaves(fields.issued, claimed, nested, lambda shape: not shape.write_only)
        self.used: set[str] = set()
        self.inside: set[str] = set()
        self.described: dict[str, str] = {}

    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes, `id` first, then in the order of the description, then the provider's own."""
        names = self._names()
        found = [self._attribute(name, self.rules.attributes.get(name), sources) for name, sources in names.items()]
        self._complain_about_issued()
        self._complain_about_ignores()
        return tuple(companion for item in found for companion in _with_version(item))

    def _names(self) -> dict[str, tuple[str | None, str | None]]:
        """Every attribute with the path it is sent under and the path it is read from."""
        chosen: dict[str, tuple[str | None, str | None]] = {}
        taken_body: set[str] = set()
        taken_row: set[str] = set()
        for name, rule in self.rules.attributes.items():
            sent, read = self._sources(name, rule)
            chosen[name] = (sent, read)
            taken_body |= {sent} if sent else set()
            taken_row |= {read} if read else set()
        if self.fields.key is not None and "id" not in chosen:
            if self.fields.key not in self.row:
                raise self._unknown(self.rules.place, self.fields.key, self.row, "key")
            chosen["id"] = (None, self.fields.key)
            alone = self.fields.create is not None and self.fields.key not in self.body
            taken_row |= {self.fields.key} if alone or self.fields.key == "id" else set()
        order: dict[str, tuple[str | None, str | None]] = {"id": chosen["id"]} if "id" in chosen else {}
        for path in (*self.body, *(path for path in self.row if path not in self.body)):
            if self._ignored(path):
                continue
            named = [name for name, sources in chosen.items() if path in sources]
            for name in named:
                order.setdefault(name, chosen[name])
            in_body, in_row = path in self.body, path in self.row
            if (not in_body or path in taken_body) and (not in_row or path in taken_row):
                continue
            name = self._automatic(path)
            owner = chosen.get(name) or order.get(name)
            if owner is not None:
                raise DefinitionError(
                    self.rules.place,
                    f"{self.rules.what}: field {path!r} is named like attribute {name!r}, which is "
                    f"{owner[0] or owner[1]!r}",
                    f"an attribute of another name with field or read {path!r}, or {path!r} under ignore",
                )
            order[name] = (path if in_body else None, path if in_row else None)
        return {**order, **{name: sources for name, sources in chosen.items() if name not in order}}

    def _automatic(self, path: str) -> str:
        name = self._own_name(path)
        if "." in path or not is_attribute_name(name):
            described = (self.body[path] if path in self.body else self.row[path]).place
            raise DefinitionError(
                self.rules.place,
                f"{self.rules.what}: field {path!r} ({described}) is neither mapped nor ignored",
                f"an attribute with field or read {path!r}, or {path!r} under ignore with the reason",
            )
        return name

    def _own_name(self, path: str) -> str:
        secret = path in self.body and self.body[path].write_only and not self.fields.secrets_plain
        return attribute_name(path) + ("_wo" if secret else "")

    def _sources(self, name: str, rule: AttributeRule) -> tuple[str | None, str | None]:
        if rule.provider_only:
            if rule.field or rule.read or rule.issued:
                raise DefinitionError(rule.place, f"{name} is provider_only and has a field", "one of the two")
            return None, None
        for key, known in (("field", self.body), ("read", self.row), ("issued", self.issued)):
            path = getattr(rule, key)
            if path is not None and path not in known:
                raise self._unknown(rule.place, path, known, f"{key} of {name}")
        by_name = {self._own_name(path): path for path in (*self.row, *self.body)}
        same = by_name.get(name)
        sent = rule.field or (same if same in self.body else None)
        read = rule.read
        if read is None and rule.issued is None:
            read = sent if sent in self.row else same if same in self.row and sent is None else None
        if name == "id" and read is None and sent is None and rule.issued is None:
            read = self.fields.key
        if sent is None and read is None and rule.issued is None:
            raise DefinitionError(
                rule.place,
                f"{self.rules.what}: attribute {name!r} matches no field of the API description",
                f"field, read or issued naming {one_of(name, {**self.body, **self.row})}; or provider_only: true",
            )
        return sent, read

    def _attribute(self, name: str, rule: AttributeRule | None, sources: tuple[str | None, str | None]) -> Attribute:
        rule = rule or AttributeRule(place=self.rules.place)
        sent, read = sources
        shape = self._shape(rule, sent, read)
        required = _choose(rule.required, sent is not None and self._is_required(sent))
        default = rule.default if rule.default is not None else (shape.default if shape and sent else None)
        secret = bool(shape and shape.write_only)
        write_only = secret and not self.fields.secrets_plain
        argument = sent is not None or rule.provider_only
        answered = read is not None or rule.issued is not None
        computed = not required and not write_only and (answered or default is not None)
        description = _choose(rule.description, shape.description if shape else "")
        if shape is not None and shape.description:
            self.described[name] = one_line(shape.description)
        if not description:
            place = rule.place if name in self.rules.attributes or shape is None else shape.place
            expected = "one, in the definition or in the API description"
            raise DefinitionError(place, f"{self.rules.what}: attribute {name!r} has no description", expected)
        kind, wire = self._type(name, rule, shape)
        nested, nesting = self._nested(name, rule, shape, sent, read)
        replace = argument and not rule.provider_only and sent not in self.update and self.fields.create is not None
        return Attribute(
            name=name,
            type=STRING if nesting else kind,
            description=one_line(description),
            required=required,
            optional=_choose(rule.optional, argument and not required),
            computed=_choose(rule.computed, computed),
            sensitive=_choose(rule.sensitive, secret),
            write_only=write_only,
            deprecated=rule.deprecated,
            default=default,
            replace=_choose(rule.replace, replace and not write_only and not self.fields.secrets_plain),
            field=sent,
            read=read if read != sent else None,
            issued=rule.issued,
            readable=sent is None or read is not None,
            sent_on=_choose(rule.sent_on, self._sent_on(sent)),
            unset=rule.unset,
            recomputed_with=rule.recomputed_with,
            wire=wire,
            absent=rule.absent,
            shared=rule.shared,
            swap=rule.swap,
            checks=self._checks(rule, shape, argument),
            reference=rule.reference,
            normalised=rule.normalised,
            words=tuple((value, word) for word, value in rule.words),
            initial=rule.initial,
            imported=rule.imported,
            nested=nested,
            nesting=nesting,
        )

    def _shape(self, rule: AttributeRule, sent: str | None, read: str | None) -> Shape | None:
        if sent is not None:
            return self.body[sent]
        if read is not None:
            return self.row[read]
        return self.issued[rule.issued] if rule.issued is not None else None

    def _is_required(self, path: str) -> bool:
        shape, steps = self.fields.create, path.split(".")
        for step in steps:
            if shape is None or step not in shape.required:
                return False
            shape = shape.properties.get(step)
        return True

    def _sent_on(self, sent: str | None) -> Literal["both", "create", "update"]:
        if sent is None or not self.fields.updates or (sent in self.create and sent in self.update):
            return "both"
        return "create" if sent in self.create else "update"

    def _type(
        self, name: str, rule: AttributeRule, shape: Shape | None
    ) -> tuple[Type, Literal["plain", "integer", "epoch", "id_text", "listed", "values"]]:
        described = "" if shape is None else shape.kind
        if rule.type is not None:
            kind = _KINDS[rule.type]
        elif shape is None or name == "id" or rule.wire == "epoch":
            kind = STRING
        elif rule.nested is not None:
            return STRING, rule.wire or "plain"
        else:
            kind = self._described(name, rule, shape)
        if rule.wire is not None:
            return kind, rule.wire
        if described == "integer":
            return kind, "integer" if kind == NUMBER else "id_text"
        return kind, "plain"

    def _described(self, name: str, rule: AttributeRule, shape: Shape) -> Type:
        if shape.kind in _SCALARS:
            return _SCALARS[shape.kind]
        if rule.reference is not None and shape.kind == "object":
            return STRING
        if shape.kind == "array" and shape.items is not None:
            plain = rule.reference is not None or rule.wire == "values"
            element = STRING if plain else _SCALARS.get(shape.items.kind)
            if element is not None:
                return Type("set" if shape.unique else "list", element)
        if shape.kind == "object" and shape.values is not None and shape.values.kind in _SCALARS:
            return Type("map", _SCALARS[shape.values.kind])
        raise DefinitionError(
            shape.place,
            f"{self.rules.what}: {name!r} is {shape.kind or 'a value of any type'}, which no attribute type fits",
            f"a scalar, or an array or map of them; else nested or reference under attribute {name!r}, or ignore",
        )

    def _checks(self, rule: AttributeRule, shape: Shape | None, argument: bool) -> tuple[Check, ...]:
        if rule.checks is not None:
            return rule.checks
        if shape is None or not argument:
            return ()
        derived: list[Check] = []
        if shape.min_length > 0:
            derived.append(NotEmpty())
        if shape.enum:
            derived.append(Among(values=shape.enum))
        if shape.minimum is not None and shape.maximum is not None:
            derived.append(Between(minimum=int(shape.minimum), maximum=int(shape.maximum)))
        return tuple(derived)

    def _nested(
        self, name: str, rule: AttributeRule, shape: Shape | None, sent: str | None, read: str | None
    ) -> tuple[tuple[Attribute, ...], Literal["single", "list", "set", "map"] | None]:
        if rule.nested is None:
            return (), None
        if rule.provider_only:
            own = Rules(place=rule.place, what=f"{self.rules.what}.{name}", attributes=rule.nested)
            return Derivation(Fields(), own).attributes(), "single"
        nesting, _ = element(shape)
        if shape is None or nesting is None:
            raise DefinitionError(rule.place, f"{name} is nested, but its field has no members", "a field with objects")

        def inner(known: Mapping[str, Shape], path: str | None) -> Shape | None:
            return element(known[path])[1] if path is not None and path in known else None

        derivation = Derivation(
            Fields(
                create=inner(self.create, sent),
                update=inner(self.update, sent),
                row=inner(self.row, read),
                updates=self.fields.updates,
                secrets_plain=self.fields.secrets_plain,
            ),
            Rules(
                place=rule.place,
                what=f"{self.rules.what}.{name}",
                attributes=rule.nested,
                ignore=self._ignored_inside(sent, read),
            ),
        )
        return derivation.attributes(), "single" if rule.wire == "listed" else nesting

    def _ignored_inside(self, *prefixes: str | None) -> dict[str, Remark]:
        """What is ignored of a nested field: `roleRef.apiGroup` is `apiGroup` inside `roleRef`."""
        found: dict[str, Remark] = {}
        for prefix in filter(None, prefixes):
            for path, reason in self.rules.ignore.items():
                if path.startswith(f"{prefix}."):
                    found[path.removeprefix(f"{prefix}.")] = reason
                    self.inside.add(path)
        return found

    def _ignored(self, path: str) -> bool:
        if path in self.rules.ignore:
            return True
        if path in self.rules.shared and all(path not in (r.field, r.read) for r in self.rules.attributes.values()):
            self.used.add(path)
            return True
        return False

    def _complain_about_issued(self) -> None:
        used = {rule.issued for rule in self.rules.attributes.values()}
        for path in self.issued:
            if path not in used and path not in self.row and path not in self.body and not self._ignored(path):
                raise DefinitionError(
                    self.rules.place,
                    f"{self.rules.what}: {path!r}, which only the answer to create has, is neither mapped nor ignored",
                    f"an attribute with issued {path!r}, or {path!r} under ignore with the reason",
                )

    def _complain_about_ignores(self) -> None:
        known = {**self.body, **self.row, **self.issued}
        for path, reason in self.rules.ignore.items():
            if path not in known and path not in self.inside:
                raise self._unknown(reason.place, path, known, f"ignore of {self.rules.what}")
            if not reason.strip():
                raise DefinitionError(reason.place, f"{path!r} is ignored without a reason", "the reason in words")

    def _unknown(self, place: Place, path: str, known: Iterable[str], what: str) -> DefinitionError:
        return DefinitionError(place, f"{what}: the API description has no field {path!r} there", one_of(path, known))


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


def _choose(said: Any, derived: Any) -> Any:
    return derived if said is None else said
