"""Render a vendor's documentation in the Terraform Registry's format, with what can hurt you on every page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generators.naming import short_name
from generators.output import dialects, hazards
from generators.output.blocks import Example
from generators.output.examples import Examples, stack, terraform
from generators.output.render import render_template
from generators.resolve.specification import ProviderSpec
from generators.text import code, markdown, scalar
from rolecall.specification.schema import (
    AllOf,
    Attribute,
    DataSource,
    Endpoint,
    Ephemeral,
    Function,
    MembershipLifecycle,
    ObjectLifecycle,
    Provider,
    Resource,
    Schema,
)
from rolecall.specification.traits import (
    Among,
    Authentication,
    Between,
    Check,
    ExactlyOne,
    Forbidden,
    FutureTime,
    HeaderToken,
    Length,
    Matches,
    NotEmpty,
    NotGiven,
    TokenExchange,
)
from rolecall.specification.types import ObjectOf, Primitive, Type

_TYPES = {"string": "String", "number": "Number", "bool": "Boolean"}
_NESTING = {
    "single": "Attributes",
    "list": "Attributes List",
    "set": "Attributes Set",
    "map": "Attributes Map",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One attribute in a schema section; `anchor` leads to the section of its own members."""

    name: str
    kind: str
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Attributes of one object: the whole schema, or that of a nested attribute."""

    title: str
    anchor: str
    groups: tuple[tuple[str, tuple[Line, ...]], ...]


def render(spec: ProviderSpec) -> dict[Path, str]:
    """The text of every page, by path relative to the project."""
    provider, shown = spec.provider, Examples(spec)
    folder = Path("docs/providers") / provider.name
    files = {folder / "index.md": _index(spec)}
    for resource in provider.resources:
        name = short_name(resource.name, provider.name)
        files[folder / "resources" / f"{name}.md"] = _resource(spec, shown, resource)
        if _is_listable(resource, provider):
            files[folder / "list-resources" / f"{name}.md"] = _page(
                "list.md.j2", spec, name=resource.name, resource=resource
            )
    for source in provider.data_sources:
        name = short_name(source.name, provider.name)
        files[folder / "data-sources" / f"{name}.md"] = _data_source(spec, shown, source)
    for item in provider.ephemerals:
        name = short_name(item.name, provider.name)
        files[folder / "ephemeral-resources" / f"{name}.md"] = _ephemeral(spec, shown, item)
    for function in provider.functions:
        files[folder / "functions" / f"{function.name}.md"] = _function(spec, shown, function)
    return files


def _page(template: str, spec: ProviderSpec, **values: object) -> str:
    provider = spec.provider
    systems: list[Provider | Endpoint] = [provider, *provider.endpoints]
    needed = dict.fromkeys(name for each in systems for name in (each.url_argument, *_credentials(each)))
    environment = [f"{provider.name}_{name}".replace(".", "_").upper() for name in needed]
    return render_template(template, spec=spec, provider=spec.provider, environment=environment, **values)


def _credentials(system: Provider | Endpoint) -> list[str]:
    """The arguments that some way to authenticate takes."""
    return [name for way in system.authentication for name in _arguments(way)]


def _arguments(way: Authentication) -> tuple[str, ...]:
    if isinstance(way, TokenExchange):
        texts = (way.path, *(text for _, text in way.fields))
        return (
            *(name for text in texts for name in re.findall(r"\{provider\.([^{}]+)\}", text)),
            *(name for name, _ in way.credentials),
        )
    return (way.argument,) if isinstance(way, HeaderToken) else (way.username, way.password)


def _index(spec: ProviderSpec) -> str:
    sections = _sections(spec.provider.schema, environment=spec.provider.name)
    block = render_template("provider.tf.j2", spec=spec, provider=spec.provider, header=False)
    return _page(
        "index.md.j2",
        spec,
        sections=sections,
        example=block,
        hurts=dialects.hurts(spec, lambda each: [*hazards.of_provider(each), *hazards.of_risk_tiers(each)]),
        dialects=spec.provider.dialects,
    )


def _examples(spec: ProviderSpec, example: Example) -> dict[str, str]:
    return {"hcl": terraform(example, spec, header=False), "python": stack(example, spec, header=False)}


def _resource(spec: ProviderSpec, shown: Examples, item: Resource) -> str:
    return _page(
        "resource.md.j2",
        spec,
        item=item,
        sections=_sections(item.schema),
        example=_examples(spec, shown.resource(item)),
        hurts=dialects.hurts(spec, lambda provider: _hurts(spec, provider, item.name)),
        columns=dialects.columns(spec, item),
        import_id=shown.import_id(item),
        natural_name=shown.natural_name(item),
        places=_places(spec, item),
    )


def _hurts(spec: ProviderSpec, provider: Provider, name: str) -> list[str]:
    """What can hurt about a resource type in the dialect of `provider`; nothing where it is not there."""
    if any(each.type_name == name and not each.attribute for each in provider.lacks):
        return []
    item = provider.resource(name)
    own = next((each for _, each in spec.variants if each.provider is provider), spec)
    return [
        *hazards.of_resource(item, provider),
        *map(markdown, own.hazards.get(name, ())),
        *hazards.of_access(item),
    ]


def _places(spec: ProviderSpec, item: Resource) -> list[str]:
    """The attribute paths by which an import can say where an object is."""
    if not isinstance(item.lifecycle, ObjectLifecycle):
        return []
    name = item.lifecycle.collection
    natural = next((each.natural_key for each in spec.provider.collections if each.name == name), None)
    return [] if natural is None else [path for path, _ in natural.within]


def _data_source(spec: ProviderSpec, shown: Examples, item: DataSource) -> str:
    hurts = []
    if isinstance(item.source, AllOf):
        hurts.append(
            "It reads every page of the listing, and what it reads is kept in the state. Ask for one "
            "object where one is "
            "enough."
        )
    return _page(
        "data_source.md.j2",
        spec,
        item=item,
        sections=_sections(item.schema),
        example=_examples(spec, shown.data_source(item)),
        hurts=hurts,
        columns=dialects.columns(spec, item),
    )


def _ephemeral(spec: ProviderSpec, shown: Examples, item: Ephemeral) -> str:
    hurts = [
        "It is opened in every plan and every apply that needs it, and closed when that plan or apply ends. Only "
        "write-only arguments, "
        "provider blocks and other ephemeral values can use its values.",
        "When Terraform is killed before it can close it, it stays until it expires.",
    ]
    return _page(
        "ephemeral.md.j2",
        spec,
        item=item,
        sections=_sections(item.schema),
        example=_examples(spec, shown.ephemeral(item)),
        hurts=hurts,
        columns=dialects.columns(spec, item),
    )


def _function(spec: ProviderSpec, shown: Examples, item: Function) -> str:
    signature = ", ".join(f"{parameter.name} {_kind(parameter.type).lower()}" for parameter in item.parameters)
    return _page(
        "function.md.j2",
        spec,
        item=item,
        signature=f"{item.name}({signature}) {_kind(item.returns).lower()}",
        call=shown.call(item),
        kind_of=_kind,
    )


def _is_listable(item: Resource, provider: Provider) -> bool:
    if isinstance(item.lifecycle, MembershipLifecycle):
        parent = next(each for each in provider.resources if each.name == item.lifecycle.parent)
        return _is_listable(parent, provider)
    if not isinstance(item.lifecycle, ObjectLifecycle):
        return False
    collection = {each.name: each for each in provider.collections}[item.lifecycle.collection]
    return collection.list is not None and not collection.parents


def _sections(schema: Schema, environment: str = "") -> list[Section]:
    found: list[Section] = []
    _add_section(found, "Schema", "", schema.attributes, environment)
    return found


def _add_section(
    found: list[Section], title: str, anchor: str, attributes: tuple[Attribute, ...], environment: str = ""
) -> None:
    groups = (
        ("Required", [item for item in attributes if item.required]),
        ("Optional", [item for item in attributes if item.optional]),
        ("Read-Only", [item for item in attributes if not item.required and not item.optional]),
    )
    lines = tuple(
        (group, tuple(_line(item, anchor, environment) for item in sorted(items, key=lambda each: each.name)))
        for group, items in groups
        if items
    )
    found.append(Section(title=title, anchor=anchor, groups=lines))
    for item in attributes:
        if item.nesting is not None:
            path = f"{anchor}--{item.name}" if anchor else f"nestedatt--{item.name}"
            title = f"Nested Schema for {code(path.removeprefix('nestedatt--').replace('--', '.'))}"
            _add_section(found, title, path, item.nested, f"{environment}_{item.name}" if environment else "")


def _line(item: Attribute, anchor: str, environment: str) -> Line:
    kind = _NESTING[item.nesting] if item.nesting else _kind(item.type)
    flags = [kind]
    flags += ["Sensitive"] if item.sensitive else []
    flags += ["Write-only"] if item.write_only else []
    flags += ["Deprecated"] if item.deprecated else []
    text = [markdown(item.description)]
    if item.deprecated:
        text.append(f"**Deprecated**: {markdown(item.deprecated)}")
    text += [_rule(check) for check in item.checks]
    if item.default is not None:
        text.append(f"Default: {code(scalar(item.default))}.")
    if item.replace:
        text.append("Changing it replaces the object.")
    if environment and item.nesting is None:
        text.append(f"Environment: {code(f'{environment}_{item.name}'.upper())}.")
    own = (f"{anchor}--{item.name}" if anchor else f"nestedatt--{item.name}") if item.nesting else ""
    return Line(name=item.name, kind=", ".join(flags), text=" ".join(text), anchor=own)


def _kind(kind: Type) -> str:
    match kind:
        case Primitive(name):
            return _TYPES[name]
        case ObjectOf():
            raise TypeError("an object is a nested attribute")
        case _:
            return f"{type(kind).__name__.removesuffix('Of')} of {_kind(kind.element)}"


def _rule(check: Check) -> str:
    match check:
        case NotEmpty():
            return "Must not be empty."
        case Among(values=values):
            words = (code(scalar(value)) for value in values)
            return f"One of {', '.join(words)}."
        case Forbidden(characters=characters):
            return f"Must not contain any of {code(' '.join(characters))}."
        case Matches(meaning=meaning):
            return f"Must be {markdown(meaning)}."
        case Length(maximum=maximum):
            return f"At most {maximum} characters."
        case Between(minimum=minimum, maximum=maximum):
            return f"From {minimum} to {maximum}."
        case FutureTime():
            return "Must not be past."
        case NotGiven(through=through):
            return f"Must not hold what {code(through)} gives already."
        case ExactlyOne():
            return "Exactly one of its members must be set."
