"""Render `docs/traits.md`: every trait with its keys, the vendors that use it, the files that obey it, an example."""

from __future__ import annotations

import ast
import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import yaml

import rolecall.specification.schema as schema
from generators.input.definition import Definition
from generators.input.yaml_source import Node, Remark
from generators.output.grammar import TRAITS, classes_in, keys, reachable, statements, trait_of
from generators.output.render import render_template
from generators.text import code, scalar
from rolecall.specification.schema import Provider

PAGE = Path("docs/traits.md")
_OBEYING = ("access", "adopt", "drift", "estate", "review", "runtime")
_WORDS = {str: "text", Remark: "text", bool: "true or false", int: "a whole number", float: "a number"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """One trait as the page shows it. `text` are paragraphs, `keys` name, type in words, and default, in Markdown."""

    name: str
    module: str
    text: tuple[str, ...]
    keys: tuple[tuple[str, str, str], ...]
    vendors: tuple[str, ...]
    files: tuple[str, ...]
    example: str


def render(root: Path, providers: Mapping[str, Sequence[Provider]], definitions: Iterable[Node]) -> dict[Path, str]:
    """The page, by its path: traits as these providers, by vendor in each dialect, and their definitions use them.

    The files that obey a trait are looked for under `root`, the project.
    """
    return {PAGE: render_template("traits.md.j2", traits=describe(root, providers, definitions))}


def describe(root: Path, providers: Mapping[str, Sequence[Provider]], definitions: Iterable[Node]) -> list[Described]:
    """Every trait that a definition can state, by module and name."""
    stated_by = {trait: rule for rule in reachable(Definition) if (trait := trait_of(rule)) is not None}
    used = {vendor: _classes_of(tuple(shims)) for vendor, shims in providers.items()}
    shown = _examples(definitions)
    obeying = _obeying(root)
    found = [
        Described(
            name=trait.__name__,
            module=f"{trait.__module__.replace('.', '/')}.py",
            text=tuple((trait.__doc__ or "").split("\n\n")),
            keys=tuple((key.name, _words(key.hint), _default(key.default, key.required)) for key in keys(rule)),
            vendors=tuple(sorted(vendor for vendor, classes in used.items() if trait in classes)),
            files=tuple(sorted(obeying[trait])),
            example=shown.get(trait, ""),
        )
        for trait, rule in stated_by.items()
    ]
    return sorted(found, key=lambda each: (each.module, each.name))


def _classes_of(value: Any) -> set[type]:
    """The classes of a declaration and of everything in it."""
    if isinstance(value, tuple):
        return set().union(*(_classes_of(item) for item in value))
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return set()
    members = (getattr(value, field.name) for field in dataclasses.fields(value))
    return {type(value)}.union(*(_classes_of(member) for member in members))


def _examples(definitions: Iterable[Node]) -> dict[type, str]:
    """The shortest statement of each trait, as YAML."""
    found: dict[type, str] = {}
    for definition in definitions:
        for rule, data in statements(Definition, definition):
            trait = trait_of(rule)
            if trait is not None:
                text = yaml.safe_dump(data, sort_keys=False, default_flow_style=None, width=100, allow_unicode=True)
                found[trait] = min(found.get(trait, text), text, key=len)
    return found


def _obeying(root: Path) -> dict[type, set[str]]:
    """The modules of the library that import a trait, or read a member that holds nothing but this trait.

    A member of another trait counts where that is what it is read of: `access.group`.
    """
    holders: dict[str, set[tuple[type, str]]] = defaultdict(set)
    words = [item for item in vars(schema).values() if isinstance(item, type) and dataclasses.is_dataclass(item)]
    for holder in (*words, *TRAITS.values()):
        for name, hint in get_type_hints(holder).items():
            inside = classes_in(hint)
            if len(inside) == 1 and inside[0].__name__ in TRAITS:
                holders[name].add((inside[0], holder.__name__.lower() if holder in TRAITS.values() else ""))
    found: dict[type, set[str]] = defaultdict(set)
    for path in sorted(path for name in _OBEYING for path in (root / "rolecall" / name).rglob("*.py")):
        shown = path.relative_to(root).as_posix()
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        called = {node.func for node in nodes if isinstance(node, ast.Call)}
        for node in nodes:
            if isinstance(node, ast.ImportFrom) and node.module == "rolecall.specification.traits":
                for imported in node.names:
                    found[TRAITS.get(imported.name, object)].add(shown)
            if isinstance(node, ast.Attribute) and node not in called:
                for trait, receiver in holders.get(node.attr, ()):
                    if ast.unparse(node.value).lower().endswith(receiver):
                        found[trait].add(shown)
    return found


def _words(hint: Any) -> str:
    """The type of a key's value in words, as Markdown."""
    origin, arguments = get_origin(hint), [each for each in get_args(hint) if each is not type(None)]
    if hint in _WORDS:
        return _WORDS[hint]
    if origin is Annotated:
        bounds = arguments[1]
        return f"{_words(arguments[0])}, {bounds.least} at least{f' and {bounds.most} at most' if bounds.most else ''}"
    if origin is Literal:
        return _either(code(scalar(each)) for each in arguments)
    if origin is dict:
        return f"names, each with {_words(arguments[1])}"
    if origin is tuple and get_origin(arguments[0]) is tuple:
        return f"names, each with {_words(get_args(arguments[0])[1])}"
    if origin is tuple:
        return (
            f"a list of: {_words(arguments[0])}" if arguments[1] is Ellipsis else f"a name with {_words(arguments[1])}"
        )
    if isinstance(hint, type):
        trait = trait_of(hint)
        return f"[{trait.__name__}](#{trait.__name__.lower()})" if trait else "a call"
    return _either(dict.fromkeys(_words(each) for each in arguments))


def _either(choices: Iterable[str]) -> str:
    *others, last = choices
    return f"{', '.join(others)} or {last}" if others else last


def _default(value: Any, required: bool) -> str:
    if required:
        return "required"
    if value is None or value == "":
        return ""
    if isinstance(value, tuple):
        return ", ".join(code(scalar(item)) for item in value)
    return code(scalar(value))
