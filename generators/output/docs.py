"""Render a vendor's documentation in the Terraform Registry's format, with what can hurt you on every page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from generators.naming import short_name
from generators.output import dialects, hazards
from generators.output.blocks import Example
from generators.output.examples import Examples, stack, terraform
from generators.output.render import render_template
from generators.output.schema_sections import kind_of, sections
from generators.resolve.specification import ProviderSpec
from generators.text import markdown
from rolecall.specification.schema import (
    Action,
    AllOf,
    DataSource,
    Endpoint,
    Ephemeral,
    Function,
    ObjectLifecycle,
    Provider,
    Resource,
)
from rolecall.specification.traits import (
    Authentication,
    BasicLogin,
    ClientCertificate,
    CommandToken,
    MachineToken,
    TokenExchange,
)
from rolecall.specification.traits.proofs import SignedStatement, given


def render(spec: ProviderSpec) -> dict[Path, str]:
    """The text of every page, by path relative to the project."""
    provider = spec.provider
    folder = Path("docs/providers") / provider.name
    files = {folder / "index.md": _index(spec)}
    listed = [item for item in provider.resources if item.name in provider.listed()]
    kinds: list[tuple[str, Iterable[Any], Callable[[ProviderSpec, Any], str]]] = [
        ("resources", provider.resources, _resource),
        ("list-resources", listed, _list),
        ("data-sources", provider.data_sources, _data_source),
        ("ephemeral-resources", provider.ephemerals, _ephemeral),
        ("actions", provider.actions, _action),
        ("functions", provider.functions, _function),
    ]
    for kind, items, page in kinds:
        files |= {folder / kind / f"{short_name(item.name, provider.name)}.md": page(spec, item) for item in items}
    return files


def _page(template: str, spec: ProviderSpec, **values: object) -> str:
    provider = spec.provider
    systems: list[Provider | Endpoint] = [provider, *provider.endpoints]
    needed = dict.fromkeys(name for each in systems for name in (each.url_argument, *_credentials(each)))
    environment = [f"{provider.name}_{name}".replace(".", "_").upper() for name in needed]
    subcategory = _subcategory(spec, str(getattr(values.get("item"), "name", values.get("name", ""))))
    return render_template(
        template, spec=spec, provider=spec.provider, environment=environment, subcategory=subcategory, **values
    )


def _type_page(
    template: str, spec: ProviderSpec, item: Resource | DataSource | Ephemeral | Action, **values: object
) -> str:
    """The page of a type, with its attributes and what dialects lack of it."""
    columns = dialects.columns(spec, item)
    return _page(template, spec, item=item, sections=sections(item.schema), columns=columns, **values)


def _subcategory(spec: ProviderSpec, name: str) -> str:
    """The registry's heading of a type: its own, or that of the resource type that it reads."""
    known = {each: text for _, variant in spec.variants for each, text in variant.subcategories.items()}
    known |= spec.subcategories
    return known.get(name) or known.get(name.removesuffix("s")) or ""


def _credentials(system: Provider | Endpoint) -> list[str]:
    """The arguments that some way to authenticate takes."""
    return [name for way in system.authentication for name in _arguments(way)]


def _arguments(way: Authentication) -> tuple[str, ...]:
    if isinstance(way, TokenExchange):
        signed = (way.statement.subject,) if isinstance(way.statement, SignedStatement) else ()
        texts = (way.path, *(text for _, text in way.fields), *signed)
        own = (way.url_argument,) if way.url_argument and not way.path else ()
        return (
            *own,
            *(name for text in texts for name in re.findall(r"\{provider\.([^{}]+)\}", text)),
            *(name for name, _ in way.credentials),
            *(given(way.statement) if way.statement is not None else ()),
        )
    if isinstance(way, CommandToken | MachineToken):
        return (way.switch,)
    if isinstance(way, ClientCertificate):
        return (way.certificate, way.key)
    return (way.username, way.password) if isinstance(way, BasicLogin) else (way.argument,)


def _index(spec: ProviderSpec) -> str:
    block = render_template("provider.tf.j2", spec=spec, provider=spec.provider, header=False)
    return _page(
        "index.md.j2",
        spec,
        sections=sections(spec.provider.schema, environment=spec.provider.name),
        example=block,
        hurts=dialects.hurts(spec, lambda each: [*hazards.of_provider(each), *hazards.of_risk_tiers(each)]),
        dialects=spec.provider.dialects,
        first=_first(spec),
        mandatory=_mandatory(spec),
    )


def _first(spec: ProviderSpec) -> str:
    """The example of the first resource type, which with the provider block makes a configuration that works."""
    item = spec.provider.resources[0]
    own = dialects.having(spec, item)
    return terraform(Examples(own).resource(own.provider.resource(item.name)), spec, header=False)


def _mandatory(spec: ProviderSpec) -> list[str]:
    """What each system asks for: its address, and one way to authenticate."""
    found = []
    systems: list[Provider | Endpoint] = [spec.provider, *spec.provider.endpoints]
    for system in systems:
        ways = [" and ".join(_without_default(spec, dict.fromkeys(_arguments(way)))) for way in system.authentication]
        address = _without_default(spec, [system.url_argument])
        needs = ", and ".join([*address, ", or ".join(dict.fromkeys(ways))])
        if isinstance(system, Endpoint) and system.kubeconfig:
            needs += f"; or the file `{system.kubeconfig.path}`"
        found.append(f"For {markdown(system.title)}: {needs}." if spec.provider.endpoints else f"{needs}.")
    return found


def _without_default(spec: ProviderSpec, names: Iterable[str]) -> list[str]:
    """The arguments that nothing else than the user gives, as code."""
    schema = spec.provider.schema
    return [f"`{name}`" for name in names if schema.attribute(name.partition(".")[0]).default is None]


def _examples(spec: ProviderSpec, example: Example) -> dict[str, str]:
    return {"hcl": terraform(example, spec, header=False), "python": stack(example, spec, header=False)}


def _resource(spec: ProviderSpec, item: Resource) -> str:
    own = dialects.having(spec, item)
    shown, item = Examples(own), own.provider.resource(item.name)
    return _type_page(
        "resource.md.j2",
        spec,
        item,
        example=_examples(spec, shown.resource(item)),
        hurts=dialects.hurts(spec, lambda provider: _hurts(spec, provider, item.name), item.name),
        import_id=shown.import_id(item),
        natural_name=shown.natural_name(item),
        places=_places(own, item),
        permissions=_permissions(spec, item.name),
        waits=_waits(item),
    )


def _permissions(spec: ProviderSpec, name: str) -> list[str]:
    """What the account needs, once where all dialects say the same."""
    return dialects.hurts(
        spec,
        lambda provider: [
            markdown(text)
            for each in (spec, *(variant for _, variant in spec.variants))
            if each.provider is provider
            for text in each.permissions.get(name, ())
        ],
        name,
    )


def _waits(item: Resource) -> list[str]:
    """The operations that `timeouts` of the resource bounds."""
    found = next((each for each in item.schema.attributes if each.name == "timeouts"), None)
    return [each.name for each in found.nested] if found else []


def _hurts(spec: ProviderSpec, provider: Provider, name: str) -> list[str]:
    """What can hurt about a resource type in the dialect of `provider`, which has it."""
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


def _list(spec: ProviderSpec, item: Resource) -> str:
    return _page("list.md.j2", spec, name=item.name, columns=dialects.columns(spec, item))


def _data_source(spec: ProviderSpec, item: DataSource) -> str:
    whole = (
        "It reads every page of the listing, and what it reads is kept in the state. Ask for one object where one is "
        "enough."
    )
    return _type_page(
        "data_source.md.j2",
        spec,
        item,
        example=_examples(spec, Examples(dialects.having(spec, item)).data_source(item)),
        hurts=[whole] if isinstance(item.source, AllOf) else [],
        permissions=_permissions(spec, f"data.{item.name}"),
    )


def _ephemeral(spec: ProviderSpec, item: Ephemeral) -> str:
    hurts = [
        "It is opened in every plan and every apply that needs it, and closed when that plan or apply ends. Only "
        "write-only arguments, provider blocks and other ephemeral values can use its values.",
        "When Terraform is killed before it can close it, it stays until it expires.",
    ]
    example = _examples(spec, Examples(dialects.having(spec, item)).ephemeral(item))
    return _type_page("ephemeral.md.j2", spec, item, example=example, hurts=hurts)


def _action(spec: ProviderSpec, item: Action) -> str:
    own = dialects.having(spec, item)
    return _type_page(
        "action.md.j2",
        spec,
        item,
        example=terraform(Examples(own).action(item), spec, header=False),
        hurts=[hazards.of_action(item), *map(markdown, own.hazards.get(item.name, ()))],
        permissions=_permissions(spec, item.name),
    )


def _function(spec: ProviderSpec, item: Function) -> str:
    signature = ", ".join(f"{parameter.name} {kind_of(parameter.type).lower()}" for parameter in item.parameters)
    return _page(
        "function.md.j2",
        spec,
        item=item,
        signature=f"{item.name}({signature}) {kind_of(item.returns).lower()}",
        call=Examples(spec).call(item),
        kind_of=kind_of,
    )
