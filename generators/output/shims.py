"""Render a vendor's shim: one module for each type that it declares, and the provider over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import rolecall.specification.schema as schema
import rolecall.specification.traits as traits
from generators.naming import header, short_name
from generators.output.literals import WIDTH, source, words
from generators.resolve.specification import ProviderSpec
from generators.text import one_line
from rolecall.specification.schema import Action, Collection, DataSource, Ephemeral, Provider, Resource, Schema

_TYPES = {"STRING", "NUMBER", "BOOL", "SetOf", "ListOf", "MapOf"}
_TRAITS = {name for name, item in vars(traits).items() if isinstance(item, type)}
_SCHEMA = {name for name, item in vars(schema).items() if isinstance(item, type)}


def render(spec: ProviderSpec) -> dict[Path, str]:
    """The text of every file of the shim, its dialects among them, by path relative to the project."""
    provider = spec.provider
    folder = Path("providers") / provider.name
    files = {folder / f"{name}.py": text for name, text in _package(provider, {}).items()}
    if spec.variants:
        notice = header(provider.name)
        files[folder / "dialects/__init__.py"] = notice + docstring(f"Other dialects of {provider.title}.")
    earlier = {"...": provider}
    for name, variant in spec.variants:
        package = _package(variant.provider, earlier)
        files |= {folder / "dialects" / name / f"{module}.py": text for module, text in package.items()}
        earlier[f"..{name}"] = variant.provider
    return files


def _package(provider: Provider, earlier: Mapping[str, Provider]) -> dict[str, str]:
    """The text of every module of one shim. What it has as an `earlier` one has it is imported from there.

    `earlier` are the vendor's own shim and dialects by the package they are in, relative to this one.
    """
    parts: list[tuple[str, str, Resource | DataSource | Ephemeral | Action]] = [
        *(("resource", "resource type", item) for item in provider.resources),
        *(("data", "data source", item) for item in provider.data_sources),
        *(("ephemeral", "ephemeral resource type", item) for item in provider.ephemerals),
        *(("action", "action", item) for item in provider.actions),
    ]
    shared = _shared(provider, earlier)
    files = {
        module_name(kind, item, provider): _module(provider, f"The {noun} {item.name}.", _CONSTANTS[kind], item)
        for kind, noun, item in parts
        if module_name(kind, item, provider) not in shared
    }
    if provider.collections and "collections" not in shared:
        files["collections"] = _collections(provider, earlier)
    if provider.functions and "functions" not in shared:
        files["functions"] = _module(provider, "The provider functions.", "FUNCTIONS", provider.functions)
    files["provider"] = _provider(provider, shared)
    spoken = f" in {', '.join(f'{name} {value}' for name, value in provider.spoken)}" if earlier else ""
    files["__init__"] = (
        f"{header(provider.name)}"
        f"{docstring(f'The shim for {provider.title}{spoken}: declarations that rolecall.runtime executes.')}\n"
        "from __future__ import annotations\n\n"
        "from .provider import PROVIDER\n\n"
        '__all__ = ["PROVIDER"]\n'
    )
    return files


def _shared(provider: Provider, earlier: Mapping[str, Provider]) -> dict[str, str]:
    """The modules that a dialect takes from an earlier shim, and from which."""
    found: dict[str, str] = {}
    for package, other in earlier.items():
        equal = [name for name in ("collections", "functions") if getattr(provider, name) == getattr(other, name)]
        for kind, field in _KINDS:
            known = getattr(other, field)
            equal += [module_name(kind, item, provider) for item in getattr(provider, field) if item in known]
        found = {**dict.fromkeys(equal, package), **found}
    return found


def _collections(provider: Provider, earlier: Mapping[str, Provider]) -> str:
    """The module of the collections, each under its own name; those of an earlier shim are imported."""
    taken: dict[str, list[str]] = {}
    own: list[Collection] = []
    for item in provider.collections:
        package = next((name for name, other in earlier.items() if item in other.collections), None)
        if package is None:
            own.append(item)
        else:
            taken.setdefault(package, []).append(item.name.upper())
    imports = "".join(_import(_inside(package, "collections"), sorted(names)) for package, names in taken.items())
    constants = "".join(f"{each.name.upper()} = {source(each, 0, len(each.name) + 3)}\n\n" for each in own)
    text = "The collections of objects, with their listings."
    return (
        f"{header(provider.name)}{docstring(text)}\nfrom __future__ import annotations\n\n"
        f"{_imports(set().union(*map(words, own)))}{imports}\n{constants}"
        f"COLLECTIONS = (\n{''.join(f'    {each.name.upper()},{chr(10)}' for each in provider.collections)})\n"
    )


_KINDS = (
    ("resource", "resources"),
    ("data", "data_sources"),
    ("ephemeral", "ephemerals"),
    ("action", "actions"),
)
_CONSTANTS = {"resource": "RESOURCE", "data": "DATA_SOURCE", "ephemeral": "EPHEMERAL", "action": "ACTION"}


def module_name(kind: str, item: Resource | DataSource | Ephemeral | Action, provider: Provider) -> str:
    """`resource_role_binding`."""
    return f"{kind}_{short_name(item.name, provider.name)}"


def _module(provider: Provider, text: str, constant: str, value: Any) -> str:
    return (
        f"{header(provider.name)}{docstring(text)}\nfrom __future__ import annotations\n\n{_imports(words(value))}\n"
        f"{constant} = {source(value, 0, len(constant) + 3)}\n"
    )


def _provider(provider: Provider, shared: Mapping[str, str]) -> str:
    empty = Provider(name="", title="", schema=Schema(attributes=()), url_argument="")
    fields: list[str] = []
    modules: list[str] = []
    needed = {"Provider"}
    for name in Provider.__dataclass_fields__:
        value = getattr(provider, name)
        if value == getattr(empty, name):
            continue
        if name in ("collections", "functions"):
            fields.append(f"{name}={name.upper()}")
        elif name in (kinds := {field: kind for kind, field in _KINDS}):
            kind = kinds[name]
            names = [module_name(kind, item, provider) for item in value]
            modules += names
            fields.append(f"{name}=({''.join(f'{chr(10)}        {each}.{_CONSTANTS[kind]},' for each in names)}\n    )")
        else:
            needed |= words(value)
            fields.append(f"{name}={source(value, 4, len(name) + 1)}")
    at: dict[str, list[str]] = {}
    for module in modules:
        at.setdefault(shared.get(module, "."), []).append(module)
    own = "".join(_import(package, sorted(at[package])) for package in sorted(at, key=_order))
    for name in ("collections", "functions"):
        if getattr(provider, name):
            own += f"from {_inside(shared.get(name, '.'), name)} import {name.upper()}\n"
    body = "".join(f"    {field},\n" for field in fields)
    return (
        f"{header(provider.name)}{docstring(f'The provider for {provider.title}.')}\n"
        f"from __future__ import annotations\n\n{_imports(needed)}{own}\nPROVIDER = Provider(\n{body})\n"
    )


def _order(package: str) -> tuple[int, str]:
    """By which relative imports are sorted: the farthest first."""
    return -(len(package) - len(package.lstrip("."))), package


def _inside(package: str, module: str) -> str:
    """The path of a module in a package that is given relative."""
    return f"{package}{module}" if package.endswith(".") else f"{package}.{module}"


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
