"""Natural keys name objects: one text that a create says, and that is no id under which an update would lose it."""

from __future__ import annotations

from collections.abc import Iterator

from generators.input.definition import Definition
from generators.input.mistakes import placed
from generators.input.yaml_source import DefinitionError
from rolecall.specification.schema import Collection, NaturalKey, ObjectLifecycle, Provider, Resource
from rolecall.specification.types import NUMBER, STRING


def prove_natural_keys(provider: Provider, definition: Definition) -> Iterator[DefinitionError]:
    """Every natural key by which no object could be known."""
    for collection in provider.collections:
        natural, rule = collection.natural_key, definition.collections[collection.name].natural_key
        if natural is None or rule is None:
            continue
        what = f"natural_key of {collection.name}"
        yield from placed(_of_query(collection, natural), rule.place, what)
        for resource in provider.resources:
            lifecycle = resource.lifecycle
            if isinstance(lifecycle, ObjectLifecycle) and lifecycle.collection == collection.name and not rule.field:
                for problem, expected in _of(resource, lifecycle, collection, natural):
                    yield DefinitionError(rule.place, f"{what}: {natural.attribute!r} {problem}", expected)


def _of_query(collection: Collection, natural: NaturalKey) -> Iterator[tuple[str, str]]:
    if natural.form and "{}" not in natural.form:
        yield f"the filter {natural.form!r} is the same for every name", "a form with {} for the name"
    paging = collection.pagination
    if paging is not None and natural.query and natural.query in (paging.size, paging.start, paging.cursor):
        expected = "a parameter that narrows the listing, or no query"
        yield f"{natural.query!r} asks for pages, and finds nothing by name", expected


def _of(
    resource: Resource, lifecycle: ObjectLifecycle, collection: Collection, natural: NaturalKey
) -> Iterator[tuple[str, str]]:
    item = resource.schema.attribute(natural.attribute)
    if item.value_type not in (STRING, NUMBER):
        yield "is no single text", "an attribute that is one"
    if not (item.required or item.optional):
        yield "is nothing that anybody gives, so that no object is looked for by it", "an attribute that create takes"
    elif item.sent_on == "update" and item.links is None:
        yield "is sent on update only, so that nothing has it when it is made", "an attribute that create takes"
    elif item.optional and not item.computed and item.default is None:
        yield "may be left out, and then nothing names the object", "required: true, or a default"
    others = {name for each in resource.schema.attributes if each is not item for name in (each.name, each.read_path)}
    if natural.query and natural.query in others - {item.name, item.read_path, item.field} and not natural.form:
        yield f"is looked for by {natural.query!r}, which is another attribute", "the parameter for it, or no query"
    moves = lifecycle.update is not None and not item.replace and item.sent_on in ("both", "update")
    if collection.key in (item.read_path, item.field) and item.field is not None and moves:
        yield "is the key, and update changes it: the object would be lost under its old id", "replace: true"
