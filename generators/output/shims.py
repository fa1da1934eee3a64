"""Render a vendor's shim: one module per resource type, data source and ephemeral, and the provider over them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import rolecall.specification.schema as schema
import rolecall.specification.traits as traits
from generators.naming import header, short_name
from generators.output.literals import WIDTH, source, words
from generators.resolve.specification import ProviderSpec
from generators.text import one_line
from rolecall.specification.schema import DataSource, Ephemeral, Provider, Resource, Schema

_TYPES = {"STRING", "NUMBER", "BOOL", "SetOf", "ListOf", "MapOf"}
_TRAITS = {name for name, item in vars(traits).items() if isinstance(item, type)}
_SCHEMA = {name for name, item in vars(schema).items() if isinstance(item, type)}


def render(spec: ProviderSpec) -> dict[Path, str]:
    """The text of every file of the shim, by path relative to the project."""
    provider = spec.provider
    parts: list[tuple[str, str, Resource | DataSource | Ephemeral]] = [
        *(("resource", "resource type", item) for item in provider.resources),
        *(("data", "data source", item) for item in provider.data_sources),
        *(("ephemeral", "ephemeral resource type", item) for item in provider.ephemerals),
    ]
    files = {
        module_name(kind, item, provider): _module(provider, f"The {noun} {item.name}.", _CONSTANTS[kind], item)
        for kind, noun, item in parts
    }
    if provider.collections:
        text = "The collections of objects, with their listings."
        files["collections"] = _module(provider, text, "COLLECTIONS", provider.collections)
    if provider.functions:
        files["functions"] = _module(provider, "The provider functions.", "FUNCTIONS", provider.functions)
    files["provider"] = _provider(provider)
    files["__init__"] = (
        f"{header(provider.name)}"
        f"{docstring(f'The shim for {provider.title}: declarations that rolecall.runtime executes.')}\n"
        "from __future__ import annotations\n\n"
        "from .provider import PROVIDER\n\n"
        '__all__ = ["PROVIDER"]\n'
    )
    folder = Path("providers") / provider.name
    return {folder / f"{name}.py": text for name, text in files.items()}


_CONSTANTS = {"resource": "RESOURCE", "data": "DATA_SOURCE", "ephemeral": "EPHEMERAL"}


def module_name(kind: str, item: Resource | DataSource | Ephemeral, provider: Provider) -> str:
    """`resource_role_binding`."""
    return f"{kind}_{short_name(item.name, provider.name)}"


def _module(provider: Provider, text: str, constant: str, value: Any) -> str:
    return (
        f"{header(provider.name)}{docstring(text)}\nfrom __future__ import annotations\n\n{_imports(words(value))}\n"
        f"{constant} = {source(value, 0, len(constant) + 3)}\n"
    )


def _provider(provider: Provider) -> str:
    empty = Provider(name="", version="", title="", schema=Schema(attributes=()), url_argument="")
    fields: list[str] = []
    modules: list[str] = []
    needed = {"Provider"}
    for name in Provider.__dataclass_fields__:
        value = getattr(provider, name)
        if value == getattr(empty, name):
            continue
        if name in ("collections", "functions"):
            fields.append(f"{name}={name.upper()}")
        elif name in ("resources", "data_sources", "ephemerals"):
            kind = {"resources": "resource", "data_sources": "data", "ephemerals": "ephemeral"}[name]
            names = [module_name(kind, item, provider) for item in value]
            modules += names
            fields.append(f"{name}=({''.join(f'{chr(10)}        {each}.{_CONSTANTS[kind]},' for each in names)}\n    )")
        else:
            needed |= words(value)
            fields.append(f"{name}={source(value, 4, len(name) + 1)}")
    package = "."
    own = _import(package, sorted(modules)) if modules else ""
    for name in ("collections", "functions"):
        if getattr(provider, name):
            own += f"from .{name} import {name.upper()}\n"
    body = "".join(f"    {field},\n" for field in fields)
    return (
        f"{header(provider.name)}{docstring(f'The provider for {provider.title}.')}\n"
        f"from __future__ import annotations\n\n{_imports(needed)}{own}\nPROVIDER = Provider(\n{body})\n"
    )


def _imports(needed: set[str]) -> str:
    """The import lines for the words of the runtime."""
    known = (("schema", _SCHEMA), ("traits", _TRAITS), ("types", _TYPES))
    chosen = [(module, sorted(needed & names)) for module, names in known]
    return "".join(_import(f"rolecall.specification.{module}", names) for module, names in chosen if names)


def _import(module: str, names: Sequence[str]) -> str:
    flat = f"from {module} import {', '.join(names)}\n"
    if len(flat) <= WIDTH + 1:
        return flat
    return f"from {module} import (\n" + "".join(f"    {name},\n" for name in names) + ")\n"


def docstring(text: str) -> str:
    """A one-line docstring; nothing in `text` can end it early."""
    safe = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"""{safe}"""\n'
