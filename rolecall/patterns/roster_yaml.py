"""Rosters in YAML, with the line of every field."""

from __future__ import annotations

from typing import Final

from rolecall.cdk.errors import RosterError
from rolecall.patterns.roster_record import FIELDS, VENDORS, FieldKind, Record, Report, unknown
from rolecall.text.yaml_file import Node, YamlError, parse

_OWN: Final = [name for name in FIELDS if "." not in name]
_ACCESS: Final = {
    vendor: [name.split(".")[1] for name in FIELDS if name.startswith(f"{vendor}.")] for vendor in VENDORS
}


def read(text: str, report: Report) -> list[Record]:
    """The people in `text`; mistakes go to `report`. Raises RosterError if it is not YAML at all."""
    try:
        root = parse(text, report.file, "the roster")
    except YamlError as error:
        raise RosterError(f"{error.file}:{error.line}: {error.problem}") from None
    if root is None or not root.is_list:
        under = root.mapping() if root and root.is_mapping else {}
        inner = next((key for key, each in under.items() if each.is_list), "")
        hint = f"; take `{inner}:` out, so that the list begins at the margin" if inner else ""
        report.add(root.line if root else 1, f"a roster is a list of people; write [] for none{hint}")
        return []
    records = []
    for item in root.items():
        if item.is_mapping:
            records.append(_record(item))
        else:
            report.add(item.line, "a person is a mapping with id, name and email")
    return records


def _record(node: Node) -> Record:
    record = Record(node.line)
    for name, value in _pairs(node, record):
        record.lines[name] = value.line
        if name in VENDORS:
            record.vendors.add(name)
            _read_access(name, value, record)
        elif name in _OWN:
            _read_field(name, value, record)
        else:
            record.complain(value.line, unknown(name, [*_OWN, *VENDORS]))
    return record


def _read_access(vendor: str, node: Node, record: Record) -> None:
    if not node.is_mapping:
        record.complain(
            node.line, f"{vendor} must be a mapping; write {{}} for an account whose roles are not managed here"
        )
        return
    known = _ACCESS[vendor]
    for name, value in _pairs(node, record):
        if name in known:
            record.lines[f"{vendor}.{name}"] = value.line
            _read_field(f"{vendor}.{name}", value, record)
        else:
            record.complain(value.line, f"{vendor}: {unknown(name, known)}")


def _pairs(node: Node, record: Record) -> list[tuple[str, Node]]:
    pairs: dict[str, Node] = {}
    for key, value in node.pairs():
        if key.written is None:
            record.complain(key.line, "a field's name must be text")
        elif key.written in pairs:
            record.complain(key.line, f"field {key.written!r} is given twice")
        else:
            pairs[key.written] = value
    return list(pairs.items())


def _read_field(name: str, node: Node, record: Record) -> None:
    value, wrong = _value(FIELDS[name], node)
    if wrong:
        record.complain(node.line, f"{name} {wrong}", name)
    # A wrong field counts as given, so that it is not reported as missing too.
    record.values[name] = value


def _value(kind: FieldKind, node: Node) -> tuple[object, str]:
    """The value of `node` as `kind`, and what is wrong with it, if anything."""
    if kind == "names":
        if not node.is_list:
            return None, "must be a list of names, such as [a, b], or left out"
        items = list(node.items())
        wrong = [item for item in items if item.kind != "str"]
        if wrong:
            return None, f"must hold text; {_advice(wrong[0])}"
        return [item.written for item in items], ""
    if kind == "flag":
        return (node.plain(), "") if node.kind == "bool" else (None, "must be true or false")
    return (node.written, "") if node.kind == "str" else (None, f"must be text; {_advice(node)}")


def _advice(node: Node) -> str:
    if node.kind == "null":
        return "it is empty"
    if node.written is not None:
        return f'put it in quotes: "{node.written}"'
    return "it is a list" if node.is_list else "it is a mapping"
