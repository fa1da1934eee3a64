"""Attribute mappings in a document (trait AttributeMappings): checked, read and written element by element."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final

from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostics, refusal
from rolecall.runtime.errors import NotFound
from rolecall.runtime.values.documents import Chain, defined
from rolecall.runtime.values.paths import MISSING, dig, put
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import Attribute, Operation
from rolecall.specification.traits import AttributeMappings

_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_CALLED: Final = re.compile(r"([A-Za-z_]\w*)\s*\(")
_NAMED: Final = re.compile(r"\[([^\[\]]+)\]")


def check_elements(trait: AttributeMappings, elements: Any) -> Diagnostics:
    """Findings that need no vendor: nothing to match by, a priority or a target given twice."""
    found = Diagnostics()
    if not isinstance(elements, list):
        return found
    seen: dict[tuple[str, Any], int] = {}
    unknown = False
    for index, item in enumerate(elements):
        if item is UNKNOWN:
            unknown = True
            continue
        unknown = unknown or item.get(trait.priority) is UNKNOWN
        for name, what in ((trait.priority, "matching priority"), (trait.target, "target attribute")):
            value = item.get(name)
            if value in (None, 0) or value is UNKNOWN:
                continue
            first = seen.setdefault((name, value), index)
            if first != index:
                found.error(
                    f"The {what} {value!r} is there twice",
                    f"Elements {first} and {index} have it. Each may be given once.",
                    (trait.attribute, index, name),
                )
    if not unknown and not any(name == trait.priority for name, _ in seen):
        found.error(
            "Nothing says by which attribute objects are matched",
            f"Without one, every object would be made a second time. Give one element `{trait.priority} = 1`; the "
            "application must be able to filter by its target.",
            (trait.attribute,),
        )
    return found


def check_names(
    connection: Connection, trait: AttributeMappings, chain: Chain, values: Mapping[str, Any], elements: Any
) -> Diagnostics:
    """Findings about names that the document or the vendor does not define. Raises VendorError."""
    found = Diagnostics()
    targets = [str(row[trait.named]) for row in defined(chain, trait.targets)]
    sources = [str(row[trait.named]) for row in defined(chain, trait.sources)]
    functions: list[str] | None = None
    for index, item in enumerate(elements if isinstance(elements, list) else []):
        if item is UNKNOWN:
            continue
        target, source, kind = item.get(trait.target), item.get(trait.source), _kind(trait, item)
        if isinstance(target, str):
            _unknown(found, "target attribute", target, targets, (trait.attribute, index, trait.target))
        here = (trait.attribute, index, trait.source)
        if not isinstance(source, str):
            continue
        if kind == trait.attribute_kind:
            _unknown(found, "source attribute", source, sources, here)
        elif kind == trait.function_kind:
            bare = _QUOTED.sub('""', source)
            for name in _NAMED.findall(bare):
                _unknown(found, "source attribute", name, sources, here)
            if functions is None:
                functions = listed(connection, trait.functions_path, trait.functions, values)
            called = _CALLED.findall(bare)
            for name in called:
                _unknown(found, "function", name, functions, here)
            if not called or bare.count("(") != bare.count(")"):
                found.error("The expression cannot be read", f"{source!r} is no call such as `Not([name])`.", here)
    return found


def listed(connection: Connection, path: str, items: str, values: Mapping[str, Any]) -> list[str]:
    """The ids that a list of the vendor's vocabulary has. Raises VendorError."""
    answer = connection.client.call(Operation(method="GET", path=path), values)
    rows = dig(answer.data, items)
    return [str(row["id"]) for row in rows] if isinstance(rows, list) else []


def read_elements(trait: AttributeMappings, attribute: Attribute, part: Mapping[str, Any], expected: Any) -> Any:
    """The elements of the document, those that are expected first and in their order, written as they are expected."""
    before = {item[trait.target]: item for item in expected or [] if expected is not UNKNOWN}
    rows = dig(part, attribute.read_path or "")
    read = {}
    for row in rows if isinstance(rows, list) else []:
        item = _read(trait, attribute, row)
        read[item[trait.target]] = _as_expected(trait, item, before.get(item[trait.target]))
    order = [name for name in before if name in read] + [name for name in read if name not in before]
    return [read[name] for name in order]


def write_elements(
    connection: Connection,
    trait: AttributeMappings,
    attribute: Attribute,
    part: Mapping[str, Any],
    values: Mapping[str, Any],
    wanted: list[Mapping[str, Any]],
    ours: Iterable[str] | None,
) -> list[dict[str, Any]]:
    """The elements as the document is to have them: where they were, new ones behind.

    Elements that are not wanted go if they are among `ours` (None: all of them are). Raises VendorError, or Refusal for
    an expression that the vendor cannot read.
    """
    rows = dig(part, attribute.read_path or "")
    asked = {str(item[trait.target]): item for item in wanted}
    written: list[dict[str, Any]] = []
    for row in rows if isinstance(rows, list) else []:
        item = _read(trait, attribute, row)
        name = str(item[trait.target])
        if name in asked:
            written.append(_written(connection, trait, attribute, row, values, asked.pop(name)))
        elif ours is not None and name not in ours:
            written.append(dict(row))
    new = [_written(connection, trait, attribute, dict(trait.defaults), values, each) for each in asked.values()]
    return [*written, *new]


def restored(
    trait: AttributeMappings,
    attribute: Attribute,
    part: Mapping[str, Any],
    before: list[Mapping[str, Any]],
    ours: list[Mapping[str, Any]],
) -> tuple[list[Mapping[str, Any]], list[str]]:
    """The elements with those that are `ours` as they were `before`, and the targets that others changed meanwhile."""
    rows = dig(part, attribute.read_path or "")
    old = {str(_read(trait, attribute, row)[trait.target]): row for row in before}
    mine = {str(item[trait.target]): item for item in ours}
    made: list[Mapping[str, Any]] = []
    changed: list[str] = []
    there: set[str] = set()
    for row in rows if isinstance(rows, list) else []:
        item = _read(trait, attribute, row)
        name = str(item[trait.target])
        there.add(name)
        if name not in mine:
            made.append(row)
        elif _as_expected(trait, item, mine[name]) != {key: mine[name].get(key) for key in item}:
            changed.append(name)
            made.append(row)
        elif name in old:
            made.append(old[name])
    return made + [row for name, row in old.items() if name not in there and name not in mine], changed


def _read(trait: AttributeMappings, attribute: Attribute, row: Mapping[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = {}
    for member in attribute.nested:
        value = dig(row, member.read_path or "")
        item[member.name] = None if value is MISSING else value
    if _kind(trait, item) == trait.function_kind:
        item[trait.source] = dig(row, f"{trait.whole}.{trait.expression}")
    item[trait.priority] = item[trait.priority] or None
    return item


def _as_expected(trait: AttributeMappings, item: dict[str, Any], expected: Mapping[str, Any] | None) -> dict[str, Any]:
    if expected is None:
        return item
    same = {
        trait.kind: _kind(trait, item) == _kind(trait, expected),
        trait.priority: (item[trait.priority] or 0) == (expected.get(trait.priority) or 0),
        trait.source: _bare(item[trait.source]) == _bare(expected.get(trait.source)),
    }
    return {name: expected.get(name) if same.get(name) else value for name, value in item.items()}


def _kind(trait: AttributeMappings, item: Mapping[str, Any]) -> str:
    return str(item.get(trait.kind) or trait.attribute_kind)


def _bare(text: Any) -> Any:
    """An expression without the spaces that mean nothing."""
    if not isinstance(text, str):
        return text
    return "".join(part if part.startswith('"') else "".join(part.split()) for part in re.split(r'("[^"]*")', text))


def _written(
    connection: Connection,
    trait: AttributeMappings,
    attribute: Attribute,
    row: Mapping[str, Any],
    values: Mapping[str, Any],
    item: Mapping[str, Any],
) -> dict[str, Any]:
    made: dict[str, Any] = copy.deepcopy(dict(row))
    members = {member.name: member for member in attribute.nested}
    put(made, members[trait.target].field or "", item[trait.target])
    put(made, members[trait.priority].field or "", int(item.get(trait.priority) or 0))
    if trait.whole in row:
        before = _read(trait, attribute, row)
        if _kind(trait, before) == _kind(trait, item) and _bare(before[trait.source]) == _bare(item[trait.source]):
            return made
    made[trait.whole] = _source(connection, trait, members, values, item)
    return made


def _source(
    connection: Connection,
    trait: AttributeMappings,
    members: Mapping[str, Attribute],
    values: Mapping[str, Any],
    item: Mapping[str, Any],
) -> Any:
    """Where the value comes from, as the document holds it."""
    kind, text = _kind(trait, item), str(item[trait.source])
    if kind != trait.function_kind:
        made: dict[str, Any] = {}
        put(made, members[trait.kind].field or "", kind)
        put(made, members[trait.source].field or "", text)
        quoted = f"[{text}]" if kind == trait.attribute_kind else f'"{text}"'
        return {**made[trait.whole], trait.expression: quoted}
    try:
        operation = Operation(method="POST", path=trait.parse_path, body="json")
        answer = connection.client.call(operation, values, body={trait.expression: text}, safe=True)
    except NotFound:
        raise refusal(
            "The expression cannot be checked",
            f"{connection.shim.title} does not say how it reads {text!r}. Nothing was written.",
            (trait.attribute,),
        ) from None
    parsed = dig(answer.data, trait.parsed)
    if parsed is MISSING or not isinstance(parsed, Mapping):
        said = dig(answer.data, trait.problem)
        raise refusal(
            "The expression cannot be read",
            f"{connection.shim.title} on {text!r}: {said if isinstance(said, str) else '?'} Nothing was written.",
            (trait.attribute,),
        )
    return dict(parsed)


def _unknown(found: Diagnostics, noun: str, name: str, known: list[str], path: tuple[str | int, ...]) -> None:
    if name in known:
        return
    folded = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    if near:
        advice = f"Did you mean {folded[near[0]]!r}?"
    else:
        shown = sorted(known)
        advice = f"There are {', '.join(shown[:20])}{', …' if len(shown) > 20 else ''}."
    found.error(f"Unknown {noun} {name!r}", f"The server's schema has none of that name. {advice}", path)
