"""Examples: one small stack per type in Python, and the same in HCL. The documentation shows both."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from generators.naming import class_name, header, short_name
from generators.output.blocks import Block, Example, Kind, Link, Variable
from generators.output.dialects import having
from generators.output.render import render_template
from generators.resolve.specification import ProviderSpec
from generators.text import hcl
from rolecall.sandbox.generic.forms import sample_texts, text_like
from rolecall.specification.schema import (
    Action,
    Attribute,
    DataSource,
    Ephemeral,
    Function,
    Literalish,
    MembershipLifecycle,
    ObjectLifecycle,
    OneOf,
    Provider,
    Resource,
    Schema,
)
from rolecall.specification.traits import Among, Matches
from rolecall.specification.types import BOOL, NUMBER, STRING, ListOf, MapOf, SetOf, Type


@dataclass(slots=True)
class Examples:
    """The examples of one vendor."""

    spec: ProviderSpec
    provider: Provider = field(init=False)

    def __post_init__(self) -> None:
        self.provider = self.spec.provider

    def resource(self, item: Resource) -> Example:
        """A resource with its required attributes and those that have an example value."""
        block = self._block("resource", item.name, item.schema)
        if isinstance(item.lifecycle, MembershipLifecycle):
            owner = self._owner(item.lifecycle)
            if owner is not None:
                linked = tuple(
                    (name, Link(owner, "id") if name == item.lifecycle.owner else value)
                    for name, value in block.arguments
                )
                return self._example(item, owner, replace(block, arguments=linked))
        elif isinstance(item.lifecycle, ObjectLifecycle) and (item.lifecycle.takes_namesakes or item.lifecycle.overlap):
            block = replace(block, overlap=True)
        return self._example(item, block)

    def data_source(self, item: DataSource) -> Example:
        """A data source, its last list or first text given out."""
        block = self._block("data", item.name, item.schema)
        if isinstance(item.source, OneOf):
            by = item.source.by[-1]
            block = replace(block, arguments=((by, self._value(item.name, item.schema.attribute(by))),))
        shown = [each.name for each in item.schema.attributes if each.computed and not each.optional]
        lists = [each.name for each in item.schema.attributes if each.nesting == "list"]
        return self._example(item, block, shown=next(iter([*lists, *shown]), None))

    def ephemeral(self, item: Ephemeral) -> Example:
        """An ephemeral resource; its secrets come from variables."""
        return self._example(item, self._block("ephemeral", item.name, item.schema))

    def action(self, item: Action) -> Example:
        """An action with its required arguments and those that have an example value."""
        return self._example(item, self._block("action", item.name, item.schema))

    def call(self, item: Function) -> str:
        """A call of a provider function in HCL."""
        values = [self._named(parameter.name) for parameter in item.parameters]
        return f"provider::{self.provider.name}::{item.name}({', '.join(hcl(value) for value in values)})"

    def import_id(self, item: Resource) -> str:
        """What an import id of this resource type looks like."""
        if item.id_template is not None:
            text = item.id_template.replace("|last", "")
            for attribute in item.schema.attributes:
                text = text.replace(f"{{{attribute.name}}}", str(self._value(item.name, attribute)))
            return text
        own = item.schema.attribute("id")
        for attribute in item.schema.attributes:
            if attribute.name != "id" and attribute.read_path == own.read_path and attribute.required:
                return str(self._value(item.name, attribute))
        return "42" if own.wire == "id_text" else str(self.spec.examples.get((item.name, "id"), "abc123"))

    def natural_name(self, item: Resource) -> str | None:
        """An example of the name that import takes as `name=…`; None where there is none or it is the id."""
        if not isinstance(item.lifecycle, ObjectLifecycle):
            return None
        collection = next(each for each in self.provider.collections if each.name == item.lifecycle.collection)
        if collection.natural_key is None:
            return None
        return str(self._value(item.name, item.schema.attribute(collection.natural_key.attribute)))

    def _example(
        self, item: Resource | DataSource | Ephemeral | Action, *blocks: Block, shown: str | None = None
    ) -> Example:
        name = f"{blocks[-1].kind}_{short_name(item.name, self.provider.name)}"
        return Example(name=name, text=item.schema.description, blocks=blocks, shown=shown)

    def _block(self, kind: Kind, type_name: str, schema: Schema) -> Block:
        arguments: list[tuple[str, object]] = []
        for item in sorted(schema.attributes, key=lambda each: not each.required):
            wanted = item.required or (kind in ("resource", "action") and self._has_example(type_name, item.name))
            if item.required or item.optional:
                if item.write_only or (item.sensitive and item.required):
                    variable = f"{short_name(type_name, self.provider.name)}_{item.name.removesuffix('_wo')}"
                    arguments.append((item.name, Variable(variable)))
                elif wanted:
                    arguments.append((item.name, self._value(type_name, item)))
                elif item.version_of:
                    arguments.append((item.name, 1))
        return Block(kind=kind, type_name=type_name, vendor=self.provider.name, arguments=tuple(arguments))

    def _has_example(self, type_name: str, path: str) -> bool:
        """Whether the definition has an example value for an attribute or for a member of a nested one."""
        return any(
            name == type_name and (known == path or known.startswith(f"{path}.")) for name, known in self.spec.examples
        )

    def _value(self, type_name: str, item: Attribute, outer: str = "") -> object:
        """The definition's example, that of a twin, or a value of the right type. `outer` is the path of its object."""
        path = f"{outer}{item.name}"
        if (type_name, path) in self.spec.examples:
            value: object = self.spec.examples[type_name, path]
        elif item.nesting is not None:
            value = self._nested(type_name, item, path)
        elif outer:
            value = _stand_in(item)
        else:
            twins = self._of_collection(type_name)
            value = next(
                (self.spec.examples[each, item.name] for each in twins if (each, item.name) in self.spec.examples), None
            )
            value = _stand_in(item) if value is None else value
        return list(value) if isinstance(value, tuple) else value

    def _nested(self, type_name: str, item: Attribute, path: str) -> object:
        given = [each for each in item.nested if self._has_example(type_name, f"{path}.{each.name}")]
        given += [
            each for each in item.nested if (each.required or (each.optional and not given)) and each not in given
        ]
        one = {each.name: self._value(type_name, each, f"{path}.") for each in given}
        return {"single": one, "list": [one], "set": [one], "map": {"example": one}}[item.nesting or "single"]

    def _named(self, name: str) -> Literalish | tuple[str, ...]:
        return next((value for (_, attribute), value in self.spec.examples.items() if attribute == name), name)

    def _of_collection(self, type_name: str) -> Iterable[str]:
        """The resource types that are the same thing: of the same collection, or issued by the same."""
        sources = {item.name: getattr(item.source, "collection", None) for item in self.provider.data_sources}
        wanted = sources.get(type_name)
        yield type_name
        for item in self.provider.resources:
            if isinstance(item.lifecycle, ObjectLifecycle) and item.lifecycle.collection == wanted:
                yield item.name

    def _owner(self, lifecycle: MembershipLifecycle) -> Block | None:
        """A data source that finds the owner of a binding."""
        parent = next(item for item in self.provider.resources if item.name == lifecycle.parent)
        for item in self.provider.data_sources:
            if (
                isinstance(item.source, OneOf)
                and isinstance(parent.lifecycle, ObjectLifecycle)
                and item.source.collection == parent.lifecycle.collection
            ):
                by = item.source.by[-1]
                argument = (by, self._value(item.name, item.schema.attribute(by)))
                return Block(
                    kind="data", type_name=item.name, vendor=self.provider.name, label="holder", arguments=(argument,)
                )
        return None


_FOLDERS = {"resource": "resources", "data": "data-sources", "ephemeral": "ephemeral-resources", "action": "actions"}
"""Where the Terraform Registry looks for the examples of a kind."""


def render(spec: ProviderSpec) -> dict[Path, str]:
    """The text of every example, by path relative to the project, laid out as the Terraform Registry has them."""
    folder = Path("examples") / spec.provider.name
    block = render_template("provider.tf.j2", spec=spec, provider=spec.provider, header=True)
    files = {folder / "provider" / "provider.tf": block}
    for example in _all(spec):
        subject = example.subject
        kind = _FOLDERS[subject.kind]
        place = folder / kind / subject.type_name
        files[place / f"{kind.removesuffix('s')}.tf"] = terraform(example, spec, header=True)
        if subject.kind != "action":  # the CDK has no blocks for actions
            files[place / "stack.py"] = stack(example, spec, header=True)
    for resource in spec.provider.resources:
        own = having(spec, resource)
        shown, item = Examples(own), own.provider.resource(resource.name)
        ids = [shown.import_id(item)]
        ids += [f"name={name}" for name in [shown.natural_name(item)] if name is not None]
        lines = [f"terraform import {item.name}.example {shlex.quote(each)}\n" for each in ids]
        files[folder / "resources" / item.name / "import.sh"] = header(spec.provider.name) + "".join(lines)
    return files


def _all(spec: ProviderSpec) -> Iterator[Example]:
    """An example of every type of the vendor, each from the first dialect that has it."""
    for resource in spec.provider.resources:
        own = having(spec, resource)
        yield Examples(own).resource(own.provider.resource(resource.name))
    yield from (Examples(having(spec, item)).data_source(item) for item in spec.provider.data_sources)
    yield from (Examples(having(spec, item)).ephemeral(item) for item in spec.provider.ephemerals)
    yield from (Examples(having(spec, item)).action(item) for item in spec.provider.actions)


def terraform(example: Example, spec: ProviderSpec, *, header: bool) -> str:
    """The example in HCL, without the provider's own block."""
    return render_template("example.tf.j2", provider=spec.provider, example=example, header=header)


def stack(example: Example, spec: ProviderSpec, *, header: bool) -> str:
    """The example as a Python program that synthesizes one stack."""
    own = f"{class_name(spec.provider.name)}Provider"
    return render_template("example.py.j2", provider=spec.provider, example=example, header=header, own=own)


def _stand_in(item: Attribute) -> object:
    """A value of the attribute's type where the definition gives no example."""
    for check in item.checks:
        if isinstance(check, Among):
            return check.values[0]
    scalars: dict[Type, object] = {STRING: _text(item), NUMBER: 1, BOOL: True}
    match item.type:
        case MapOf(element):
            return {"example": scalars[element]}
        case ListOf(element) | SetOf(element):
            return [scalars[element]]
        case kind:
            return scalars[kind]


def _text(item: Attribute) -> str:
    """A text that passes the attribute's checks of form, as far as one can be thought of."""
    patterns = [check.pattern for check in item.checks if isinstance(check, Matches)]
    texts = ("example", *sample_texts(item.name, 1), *filter(None, (text_like(each, 1) for each in patterns)))
    return next((text for text in texts if all(re.fullmatch(each, text) for each in patterns)), "example")
