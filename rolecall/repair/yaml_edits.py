"""Edits of rosters: a person's entry in YAML, at the line that synthesis noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import yaml

from rolecall.repair.edits import Change, Edit, UntoldError, applied, changed, lines_of, same


def edit_yaml(text: str, line: int, change: Change) -> Edit:
    """The edit of a roster whose entry at `line` declares the resource. Raises UntoldError where it cannot be told."""
    if change.delete:
        raise UntoldError("The entry of a person says more than this: take it out by hand.")
    if not text.isascii() and "\ufeff" in text[:1]:
        raise UntoldError("The file begins with a byte order mark.")
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        entry = _entry_at(root, line)
        counts = Counter(id(node) for node in _all(root))
        node = _node(entry, change)
        if counts[id(node)] > 1:
            raise UntoldError("The value has an anchor, and others would change with it.")
        said = _value(node)
        edit = _sequence(text, node, said, change.after) if _is_block(node) else _plain(node, said, change.after)
        after = _entry_at(yaml.compose(applied(text, [edit]), Loader=yaml.SafeLoader), line)
        if not same(_value(_node(after, change, changed_already=True)), change.after):
            raise UntoldError("The line cannot be changed by itself.")
    except (yaml.YAMLError, RecursionError):
        raise UntoldError("The file is no YAML that can be changed line by line.") from None
    return edit


def _all(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """Every node, once for each place that refers to it."""
    if node is None:
        return
    yield node
    if isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for each in pair:
                yield from _all(each)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _all(each)


def _entry_at(root: yaml.Node | None, line: int) -> yaml.MappingNode:
    for node in _all(root):
        if isinstance(node, yaml.MappingNode) and node.start_mark.line == line - 1:
            return node
    raise UntoldError(f"No entry begins at line {line}: synthesize again.")


def _node(entry: yaml.MappingNode, change: Change, *, changed_already: bool = False) -> yaml.Node:
    """The value of the attribute: the vendor's own, or one of the whole entry that declares nothing else."""
    value = change.after if changed_already else change.before
    own = _members(entry).get(change.vendor)
    members = _members(own) if isinstance(own, yaml.MappingNode) else {}
    if change.attribute in members:
        if not same(_value(members[change.attribute]), value):
            raise UntoldError(f"`{change.attribute}` of the entry is not what the state says.")
        return members[change.attribute]
    found = [
        each for each in _members(entry).values() if isinstance(each, yaml.ScalarNode) and same(_value(each), value)
    ]
    if len(found) != 1:
        raise UntoldError(f"The entry does not say `{change.attribute}` itself.")
    if change.beside:
        raise UntoldError(f"The entry declares {', '.join(change.beside)} too, which would change with it.")
    return found[0]


def _members(node: yaml.MappingNode) -> dict[str, yaml.Node]:
    return {str(key.value): value for key, value in node.value}


def _value(node: yaml.Node) -> Any:
    return yaml.constructor.SafeConstructor().construct_object(node, deep=True)


def _is_block(node: yaml.Node) -> bool:
    return isinstance(node, yaml.SequenceNode) and not node.flow_style


def _plain(node: yaml.Node, said: Any, after: Any) -> Edit:
    return Edit(node.start_mark.index, node.end_mark.index, _written(changed(said, after)))


def _sequence(text: str, node: yaml.Node, said: Any, after: Any) -> Edit:
    """A list with a line for each element: the lines of those that go are taken out, those that come stand behind."""
    if not isinstance(after, list) or not all(isinstance(each, yaml.ScalarNode) for each in node.value):
        raise UntoldError("The list holds more than texts.")
    lines = lines_of(text)
    first, last = node.value[0].start_mark.line, node.value[-1].end_mark.line
    end = "\r\n" if lines[first].endswith("\r\n") else "\n"
    indent = lines[first][: node.start_mark.column] if lines[first][: node.start_mark.column].isspace() else None
    if indent is None and node.start_mark.column:
        raise UntoldError("The list begins on the line of its name.")
    kept = []
    for item, value in zip(node.value, said, strict=True):
        if item.start_mark.line != item.end_mark.line:
            raise UntoldError("An element of the list goes over several lines.")
        kept += [lines[item.start_mark.line]] if value in after else []
    whole = lines[last] if lines[last].endswith(("\n", "\r")) else f"{lines[last]}{end}"
    kept = [whole if each is lines[last] else each for each in kept]
    kept += [f"{indent or ''}- {_written(each)}{end}" for each in after if each not in said]
    if not kept:
        raise UntoldError("Nothing would be left of the list.")
    start = sum(len(each) for each in lines[:first])
    return Edit(start, start + sum(len(each) for each in lines[first : last + 1]), "".join(kept))


def _written(value: Any) -> str:
    """A value on one line, as it may stand in a flow too."""
    text: str = yaml.safe_dump([value], default_flow_style=True, width=10**9, allow_unicode=True).strip()
    if not text.isprintable():
        text = yaml.safe_dump([value], default_flow_style=True, width=10**9).strip()
    return text[1:-1]
