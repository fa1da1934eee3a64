"""Which attribute is which field.

Every field of every body and answer ends in an attribute or under `ignore:` with a reason. Nothing is dropped in
silence, and no rule may speak of a field that does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable

from generators.input.binding import one_of
from generators.input.description import Shape
from generators.input.rules.attributes import AttributeRule
from generators.input.yaml_source import DefinitionError, Place, Remark
from generators.naming import attribute_name, is_attribute_name
from generators.resolve.fields import Fields, Rules, leaves


class Matching:
    """The fields of one schema by dotted path, and the attributes that they end in.

    `create`, `update`, `row` and `issued` are those of `Fields`, `body` is what either body takes. Afterwards `used`
    holds the shared ignores that were needed.
    """

    def __init__(self, fields: Fields, rules: Rules) -> None:
        bound = [rule for rule in rules.attributes.values() if rule.further_members is None]
        claimed = {path for rule in bound for path in (rule.field, rule.read) if path}
        claimed |= set(rules.ignore) | set(rules.shared)
        nested = {name for name, rule in rules.attributes.items() if rule.nested is not None}
        self._fields = fields
        self._rules = rules
        self._inside: set[str] = set()
        self.create = leaves(fields.create, claimed, nested, lambda shape: not shape.read_only)
        self.update = leaves(fields.update, claimed, nested, lambda shape: not shape.read_only)
        self.body = {**self.create, **self.update}
        self.row = leaves(fields.row, claimed, nested, lambda shape: not shape.write_only)
        self.issued = leaves(fields.issued, claimed, nested, lambda shape: not shape.write_only)
        self.used: set[str] = set()

    def sources(self) -> dict[str, tuple[str | None, str | None]]:
        """Every attribute with the path it is sent under and the path it is read from, in the order they have.

        Raises `DefinitionError` for a field that no attribute can be made of, and for a rule about no field.
        """
        chosen: dict[str, tuple[str | None, str | None]] = {}
        taken_body: set[str] = set()
        taken_row: set[str] = set()
        for name, rule in self._rules.attributes.items():
            sent, read = self._sources(name, rule)
            chosen[name] = (sent, read)
            taken_body |= {sent} if sent else set()
            taken_row |= {read} if read else set()
        if self._fields.key is not None and "id" not in chosen:
            if self._fields.key not in self.row:
                raise self._unknown(self._rules.place, self._fields.key, self.row, "key")
            chosen["id"] = (None, self._fields.key)
            alone = self._fields.create is not None and self._fields.key not in self.body
            taken_row |= {self._fields.key} if alone or self._fields.key == "id" else set()
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
                    self._rules.place,
                    f"{self._rules.what}: field {path!r} is named like attribute {name!r}, which is "
                    f"{owner[0] or owner[1]!r}",
                    f"an attribute of another name with field or read {path!r}, or {path!r} under ignore",
                )
            order[name] = (path if in_body else None, path if in_row else None)
        return {**order, **{name: sources for name, sources in chosen.items() if name not in order}}

    def shape(self, rule: AttributeRule, sent: str | None, read: str | None) -> Shape | None:
        """What the API description says of the field of an attribute, the one that is sent before the one read."""
        if sent is not None:
            return self.body[sent]
        if read is not None:
            return self.row[read]
        return self.issued[rule.issued] if rule.issued is not None else None

    def ignored_inside(self, *prefixes: str | None) -> dict[str, Remark]:
        """What is ignored of a nested field: `roleRef.apiGroup` is `apiGroup` inside `roleRef`."""
        found: dict[str, Remark] = {}
        for prefix in filter(None, prefixes):
            for path, reason in self._rules.ignore.items():
                if path.startswith(f"{prefix}."):
                    found[path.removeprefix(f"{prefix}.")] = reason
                    self._inside.add(path)
        return found

    def complain(self) -> None:
        """Raise `DefinitionError` for what is left over, once every attribute is made."""
        self._complain_about_issued()
        self._complain_about_ignores()

    def _automatic(self, path: str) -> str:
        name = self._own_name(path)
        if "." in path or not is_attribute_name(name):
            described = (self.body[path] if path in self.body else self.row[path]).place
            raise DefinitionError(
                self._rules.place,
                f"{self._rules.what}: field {path!r} ({described}) is neither mapped nor ignored",
                f"an attribute with field or read {path!r}, or {path!r} under ignore with the reason",
            )
        return name

    def _own_name(self, path: str) -> str:
        secret = path in self.body and self.body[path].write_only and not self._fields.secrets_plain
        return attribute_name(path) + ("_wo" if secret else "")

    def _sources(self, name: str, rule: AttributeRule) -> tuple[str | None, str | None]:
        if rule.provider_only:
            if rule.field or rule.read or rule.issued:
                raise DefinitionError(rule.place, f"{name} is provider_only and has a field", "one of the two")
            return None, None
        if rule.further_members is not None:
            return None, None
        if rule.made_of:
            if rule.field or rule.read or rule.issued:
                raise DefinitionError(rule.place, f"{name} is made_of arguments and has a field", "one of the two")
            return None, None
        for key, known in (("field", self.body), ("read", self.row), ("issued", self.issued)):
            path = getattr(rule, key)
            if path is not None and path not in known:
                raise self._unknown(rule.place, path, known, f"{key} of {name}")
        by_name = {self._own_name(path): path for path in (*self.row, *self.body)}
        same = by_name.get(name)
        same = None if same in self._rules.ignore else same
        sent = rule.field or (same if same in self.body else None)
        read = rule.read
        if not rule.read_back:
            return sent, None
        if read is None and rule.issued is None:
            read = sent if sent in self.row else same if same in self.row and sent is None else None
        if name == "id" and read is None and sent is None and rule.issued is None:
            read = self._fields.key
        if sent is None and read is None and rule.issued is None:
            raise DefinitionError(
                rule.place,
                f"{self._rules.what}: attribute {name!r} matches no field of the API description",
                f"field, read or issued naming {one_of(name, {**self.body, **self.row})}; or provider_only: true",
            )
        return sent, read

    def _ignored(self, path: str) -> bool:
        if path in self._rules.ignore:
            return True
        if path in self._rules.shared and all(path not in (r.field, r.read) for r in self._rules.attributes.values()):
            self.used.add(path)
            return True
        return False

    def _complain_about_issued(self) -> None:
        used = {rule.issued for rule in self._rules.attributes.values()}
        for path in self.issued:
            if path not in used and path not in self.row and path not in self.body and not self._ignored(path):
                raise DefinitionError(
                    self._rules.place,
                    f"{self._rules.what}: {path!r}, which only the answer to create has, is neither mapped nor ignored",
                    f"an attribute with issued {path!r}, or {path!r} under ignore with the reason",
                )

    def _complain_about_ignores(self) -> None:
        known = {**self.body, **self.row, **self.issued}
        for path, reason in self._rules.ignore.items():
            if path not in known and path not in self._inside:
                raise self._unknown(reason.place, path, known, f"ignore of {self._rules.what}")

    def _unknown(self, place: Place, path: str, known: Iterable[str], what: str) -> DefinitionError:
        return DefinitionError(place, f"{what}: the API description has no field {path!r} there", one_of(path, known))
