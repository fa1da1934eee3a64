"""Reading a roster from YAML, with the line of every field.

Works on YAML's nodes rather than on Python objects: those know their lines, keep duplicate keys apart, and do not turn
an unquoted `No` into false before anyone can complain.
"""

from __future__ import annotations

from typing import Any, Final

import yaml

from rolecall.cdk.errors import RosterError
from rolecall.patterns.roster_record import FIELDS, VENDORS, FieldKind, Record, Report, unknown

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRING: Final = "tag:yaml.org,2002:str"
_BOOL: Final = "tag:yaml.org,2002:bool"
_NULL: Final = "tag:yaml.org,2002:null"
_OWN: Final = [name for name in FIELDS if "." not in name]
_ACCESS: Final = {
    vendor: [name.split(".")[1] for name in FIELDS if name.startswith(f"{vendor}.")] for vendor in VENDORS
}
_TRUE: Final = ("true", "yes", "on")


def read(text: str, report: Report) -> list[Record]:
    """The people in `text`; mistakes go to `report`. Raises RosterError if it is not YAML at all."""
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise RosterError(f"{report.file}:{mark.line + 1 if mark else 1}: {error.problem or error.context}") from None
    except yaml.YAMLError as error:
        raise RosterError(f"{report.file}:1: {error}") from None
    if not isinstance(root, yaml.SequenceNode):
        report.add(_line(root) if root else 1, "a roster is a list of people; write [] for none")
        return []
    records = []
    for item in root.value:
        if isinstance(item, yaml.MappingNode):
            records.append(_record(item))
        else:
            report.add(_line(item), "a person is a mapping with id, name and email")
    return records


def _record(node: yaml.MappingNode) -> Record:
    record = Record(_line(node))
    for name, value in _pairs(node, record):
        record.lines[name] = _line(value)
        if name in VENDORS:
            record.vendors.add(name)
            _read_access(name, value, record)
        elif name in _OWN:
            _read_field(name, value, record)
        else:
            record.complain(_line(value), unknown(name, [*_OWN, *VENDORS]))
    return record


def _read_access(vendor: str, node: yaml.Node, record: Record) -> None:
    if not isinstance(node, yaml.MappingNode):
        record.complain(
            _line(node), f"{vendor} must be a mapping; write {{}} for an account whose roles are not managed here"
        )
        return
    known = _ACCESS[vendor]
    for name, value in _pairs(node, record):
        if name in known:
            record.lines[f"{vendor}.{name}"] = _line(value)
            _read_field(f"{vendor}.{name}", value, record)
        else:
            record.complain(_line(value), f"{vendor}: {unknown(name, known)}")


def _pairs(node: yaml.MappingNode, record: Record) -> list[tuple[str, yaml.Node]]:
    pairs: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            record.complain(_line(key), "a field's name must be text")
        elif key.value in pairs:
            record.complain(_line(key), f"field {key.value!r} is given twice")
        else:
            pairs[key.value] = value
    return list(pairs.items())


def _read_field(name: str, node: yaml.Node, record: Record) -> None:
    value, wrong = _value(FIELDS[name], node)
    if wrong:
        record.complain(_line(node), f"{name} {wrong}")
    # A wrong field counts as given, so that it is not reported as missing too.
    record.values[name] = value


def _value(kind: FieldKind, node: yaml.Node) -> tuple[object, str]:
    """The value of `node` as `kind`, and what is wrong with it, if anything."""
    if kind == "names":
        if not isinstance(node, yaml.SequenceNode):
            return None, "must be a list of names, such as [a, b], or left out"
        wrong = [item for item in node.value if item.tag != _STRING]
        if wrong:
            return None, f"must hold text; {_advice(wrong[0])}"
        return [item.value for item in node.value], ""
    if kind == "flag":
        if node.tag == _BOOL:
            return node.value.lower() in _TRUE, ""
        return None, "must be true or false"
    if node.tag == _STRING:
        return node.value, ""
    return None, f"must be text; {_advice(node)}"


def _advice(node: yaml.Node) -> str:
    if node.tag == _NULL:
        return "it is empty"
    if isinstance(node, yaml.ScalarNode):
        return f'put it in quotes: "{node.value}"'
    return "it is a list" if isinstance(node, yaml.SequenceNode) else "it is a mapping"


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
