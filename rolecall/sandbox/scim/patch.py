"""PATCH of a resource's values (RFC 7644 section 3.5.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.core.message import Refusal
from rolecall.sandbox.scim.body import need_schema
from rolecall.sandbox.scim.filters import Both, Compare, Node, Path, parse_path
from rolecall.sandbox.scim.matching import selected
from rolecall.sandbox.scim.multi_valued import Bag
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.schema import Attribute, ResourceType, Target
from rolecall.sandbox.scim.values import Reader, Values, one_primary

PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


def copy(values: Values) -> Values:
    """Values that can be changed without changing these."""
    return {name: item.copy() if isinstance(item, Bag | dict) else item for name, item in values.items()}


def operations(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The operations of a PATCH body; raises Refusal 400 invalidSyntax."""
    need_schema(body, PATCH_OP)
    found = next((item for name, item in body.items() if name.lower() == "operations"), None)
    if not isinstance(found, list) or not found or not all(isinstance(item, Mapping) for item in found):
        raise Refusal(400, "Operations is a list of objects and not empty.", "invalidSyntax")
    return found


class Patch:
    """Operations on the values of one resource; the values are changed in place, so give it a copy.

    Operation names may be capitalised, and the names in a value without a path may be paths, such as
    `name.givenName`: Entra sends both.
    """

    def __init__(self, values: Values, resource_type: ResourceType, options: ScimOptions) -> None:
        self._values = values
        self._type = resource_type
        self._options = options
        self._reader = Reader(options)

    def apply(self, operation: Mapping[str, Any]) -> None:
        """One operation; raises Refusal 400 with the scimType of RFC 7644 table 9."""
        name, path, value = operation.get("op"), operation.get("path"), operation.get("value")
        verb = name.lower() if isinstance(name, str) else ""
        if verb not in ("add", "remove", "replace"):
            raise Refusal(400, f"op is add, remove or replace, not {name!r}.", "invalidSyntax")
        if path is not None and not isinstance(path, str):
            raise Refusal(400, "path is a text.", "invalidPath")
        if verb == "remove":
            if not path:
                raise Refusal(400, "remove needs a path.", "noTarget")
            self._remove(self._parse(path), value)
        elif "value" not in operation:
            raise Refusal(400, f"{verb} needs a value.", "invalidValue")
        elif path:
            self._write(verb, self._parse(path), value)
        else:
            self._write_all(verb, value)

    def _parse(self, text: str) -> Path:
        path = parse_path(text, self._type)
        for attribute in (path.target.attribute, path.target.sub):
            if attribute is not None and (attribute.mutability == "readOnly" or attribute.name == "schemas"):
                raise Refusal(400, f"{attribute.name} is read-only.", "mutability")
        return path

    def _write_all(self, verb: str, value: Any) -> None:
        """An add or replace without a path: each attribute of the value by itself; read-only ones are left out."""
        if not isinstance(value, Mapping):
            raise Refusal(400, f"{verb} without a path needs an object.", "invalidValue")
        for name, item in value.items():
            plain = self._type.attributes.get(name.lower())
            if plain is not None and (plain.mutability == "readOnly" or plain.name == "schemas"):
                continue
            if plain is None and self._options.unknown_attributes == "ignore":
                try:
                    path = self._parse(name)
                except Refusal:
                    continue
            else:
                path = self._parse(name)
            self._write(verb, path, item)

    def _holder(self, target: Target) -> Values:
        """The dict the attribute is in, made if need be."""
        if not target.extension:
            return self._values
        holder: Values = self._values.setdefault(target.extension, {})
        return holder

    def _tidy(self, target: Target) -> None:
        if target.extension and not self._values.get(target.extension):
            self._values.pop(target.extension, None)

    def _put(self, holder: Values, attribute: Attribute, value: Any) -> None:
        """Set an attribute, or unset it when the value is empty."""
        if value is None or value == {} or (isinstance(value, Bag) and not len(value)):
            holder.pop(attribute.name, None)
        else:
            holder[attribute.name] = value

    # add and replace

    def _write(self, verb: str, path: Path, value: Any) -> None:
        target = path.target
        if target.attribute is None:
            self._write_extension(verb, target, value)
        elif target.attribute.multi:
            self._write_values(verb, path, value)
        else:
            holder = self._holder(target)
            attribute = target.attribute
            if target.sub is not None:
                value, there = {target.sub.name: value}, {**holder.get(attribute.name, {})}
                there.pop(target.sub.name, None)
                self._put(holder, attribute, {**there, **(self._reader.single(value, attribute) or {})})
            elif attribute.type == "complex" and value is not None:
                read = self._reader.single(value, attribute) or {}
                self._put(holder, attribute, {**holder.get(attribute.name, {}), **read})
            elif verb == "replace" or value is not None:
                self._put(holder, attribute, self._reader.value(value, attribute))
        self._tidy(target)

    def _write_extension(self, verb: str, target: Target, value: Any) -> None:
        schema = self._type.by_urn[target.extension.lower()]
        if not isinstance(value, Mapping):
            raise Refusal(400, f"{schema.id} is an object.", "invalidValue")
        for name, item in value.items():
            attribute = schema.by_name.get(name.lower())
            if attribute is None:
                self._reader.unknown(name, schema.id)
            elif attribute.mutability != "readOnly":
                self._write(verb, Path(Target(schema.id, attribute)), item)

    def _write_values(self, verb: str, path: Path, value: Any) -> None:
        attribute, sub = path.target.attribute, path.target.sub
        assert attribute is not None
        holder = self._holder(path.target)
        bag: Bag = holder.get(attribute.name) or Bag(attribute)
        if path.filter is None and sub is None:
            values = value if isinstance(value, list) else [] if value is None else [value]
            if verb == "replace" or (attribute.keyed and self._options.patch_replaces_members):
                bag = Bag(attribute)
            touched = [bag.add(made) for item in values if (made := self._reader.single(item, attribute)) is not None]
        else:
            found = list(bag.keys) if path.filter is None else selected(path.filter, bag)
            if not found:
                found = [self._make(verb, path, bag)]
            touched = [self._change(bag, key, sub, value) for key in found]
        one_primary(bag, touched)
        self._put(holder, attribute, bag)

    def _change(self, bag: Bag, key: str, sub: Attribute | None, value: Any) -> str:
        """Write into the value under `key`: the whole, or one sub-attribute."""
        there = bag.get(key)
        given = {sub.name: value} if sub is not None else value
        read = self._reader.extension(given, bag.attribute.by_name, bag.attribute.name)
        for name, item in read.items():
            if bag.attribute.by_name[name.lower()].mutability == "immutable" and there.get(name, item) != item:
                raise Refusal(400, f"{name} of {bag.attribute.name} cannot change.", "mutability")
        if sub is not None and sub.name not in read:
            there = {name: item for name, item in there.items() if name != sub.name}
        return bag.change(key, there if bag.attribute.keyed else {**there, **read})

    def _make(self, verb: str, path: Path, bag: Bag) -> str:
        """A new value that meets the filter, for an add that found none: Entra counts on it.

        Raises Refusal 400 noTarget when the filter does not say what the value is like, and for replace.
        """
        parts = _equalities(path.filter) if path.filter is not None and verb == "add" else None
        made = self._reader.single(parts, bag.attribute) if parts else None
        if made is None:
            raise Refusal(400, f"No value of {bag.attribute.name} is meant by the path.", "noTarget")
        return bag.add(made)

    # remove

    def _remove(self, path: Path, value: Any) -> None:
        target, attribute = path.target, path.target.attribute
        if attribute is None:
            self._values.pop(target.extension, None)
            return
        holder = self._holder(target)
        there = holder.get(attribute.name)
        if attribute.required and target.sub is None and path.filter is None:
            raise Refusal(400, f"{attribute.name} is required.", "mutability")
        if isinstance(there, Bag):
            self._remove_values(path, there, value)
            self._put(holder, attribute, there)
        elif target.sub is not None:
            kept = {name: item for name, item in (there or {}).items() if name != target.sub.name}
            self._put(holder, attribute, kept)
        else:
            holder.pop(attribute.name, None)
        self._tidy(target)

    def _remove_values(self, path: Path, bag: Bag, value: Any) -> None:
        attribute, sub = bag.attribute, path.target.sub
        if path.filter is None and sub is None and value is not None and self._options.remove_with_value == "values":
            for item in value if isinstance(value, list) else [value]:
                made = self._reader.single(item, attribute)
                if made is not None:
                    bag.remove(bag.key(made))
            return
        for key in list(bag.keys) if path.filter is None else selected(path.filter, bag):
            if sub is None:
                bag.remove(key)
            elif sub.mutability == "immutable":
                raise Refusal(400, f"{sub.name} of {attribute.name} cannot change.", "mutability")
            else:
                kept = {name: item for name, item in bag.get(key).items() if name != sub.name}
                if kept:
                    bag.change(key, kept)
                else:
                    bag.remove(key)


def _equalities(node: Node) -> dict[str, Any] | None:
    """The value that a filter made of `eq` and `and` describes; None for any other filter."""
    if isinstance(node, Both):
        left, right = _equalities(node.left), _equalities(node.right)
        return None if left is None or right is None else {**left, **right}
    if isinstance(node, Compare) and node.operator == "eq" and node.target.attribute is not None:
        return {node.target.attribute.name: node.literal}
    return None
