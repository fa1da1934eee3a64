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
    """The text of every file of the shim, its dialects among them, by path relative to the project."""
    provider = spec.provider
    folder = Path("providers") / provider.name
    files = {folder / f"{name}.py": text for name, text in _package(provider).items()}
    if spec.variants:
        notice = header(provider.name)
        files[folder / "dialects/__init__.py"] = notice + docstring(f"Other dialects of {provider.title}.")
    for name, variant in spec.variants:
        package = _package(variant.provider, provider)
        files |= {folder / "dialects" / name / f"{module}.py": text for module, text in package.items()}
    return files


def _package(provider: Provider, base: Provider | None = None) -> dict[str, str]:
    """The text of every module of one shim. What a dialect has as the `base` has it is imported from there."""
    parts: list[tuple[str, str, Resource | DataSource | Ephemeral]] = [
        *(("resource", "resource type", item) for item in provider.resources),
        *(("data", "data source", item) for item in provider.data_sources),
        *(("ephemeral", "ephemeral resource type", item) for item in provider.ephemerals),
    ]
    shared = _shared(provider, base)
    files = {
        module_name(kind, item, provider): _module(provider, f"The {noun} {item.name}.", _CONSTANTS[kind], item)
        for kind, noun, item in parts
        if module_name(kind, item, provider) not in shared
    }
    if provider.collections and "collections" not in shared:
        text = "The collections of objects, with their listings."
        files["collections"] = _module(provider, text, "COLLECTIONS", provider.collections)
    if provider.functions and "functions" not in shared:
        files["functions"] = _module(provider, "The provider functions.", "FUNCTIONS", provider.functions)
    files["provider"] = _provider(provider, shared)
    spoken = "" if base is None else f" in {', '.join(f'{name} {value}' for name, value in provider.spoken)}"
    files["__init__"] = (
        f"{header(provider.name)}"
        f"{docstring(f'The shim for {provider.title}{spoken}: declarations that rolecall.runtime executes.')}\n"
        "from __future__ import annotations\n\n"
        "from .provider import PROVIDER\n\n"
        '__all__ = ["PROVIDER"]\n'
    )
    return files


def _shared(provider: Provider, base: Provider | None) -> set[str]:
    """The modules that a dialect takes from the base."""
    if base is None:
        return set()
    found = {name for name in ("collections", "functions") if getattr(provider, name) == getattr(base, name)}
    for kind, field in (("resource", "resources"), ("data", "data_sources"), ("ephemeral", "ephemerals")):
        known = getattr(base, field)
        found |= {module_name(kind, item, provider) for item in getattr(provider, field) if item in known}
    return found


_CONSTANTS = {"resource": "RESOURCE", "data": "DATA_SOURCE", "ephemeral": "EPHEMERAL"}


def module_name(kind: str, item: Resource | DataSource | Ephemeral, provider: Provider) -> str:
    """`resource_role_binding`."""
    return f"{kind}_{short_name(item.name, provider.name)}"


def _module(provider: Provider, text: str, constant: str, value: Any) -> str:
    return (
        f"{header(provider.name)}{docstring(text)}\nfrom __future__ import annotations\n\n{_imports(words(value))}\n"
        f"{constant} = {source(value, 0, len(constant) + 3)}\n"
    )


def _provider(provider: Provider, shared: set[str]) -> str:
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
    own = _import("...", sorted(shared.intersection(modules))) + _import(".", sorted(set(modules) - shared))
    for name in ("collections", "functions"):
        if getattr(provider, name):
            own += f"from {'...' if name in shared else '.'}{name} import {name.upper()}\n"
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
    if not names:
        return ""
    flat = f"from {module} import {', '.join(names)}\n"
    if len(flat) <= WIDTH + 1:
        return flat
    return f"from {module} import (\n" + "".join(f"    {name},\n" for name in names) + ")\n"


def docstring(text: str) -> str:
    """A one-line docstring; nothing in `text` can end it early."""
    safe = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"""{safe}"""\n'
