"""Edits of Python: the argument of the call that declares a resource, as synthesis noted its line."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from rolecall.adopt.python_source import class_name, literal
from rolecall.repair.edits import Change, Edit, UntoldError, applied, changed, lines_of, same


def edit_python(text: str, line: int, change: Change) -> Edit:
    """The edit of a module whose `line` declares the resource. Raises UntoldError where it cannot be told."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        raise UntoldError("The file is no Python.") from None
    offsets = _Offsets(text)
    call = _call_at(tree, line)
    edit = _deletion(tree, call, offsets) if change.delete else _edit(call, change, offsets)
    try:
        ast.parse(applied(text, [edit]))
    except SyntaxError:
        raise UntoldError("The line cannot be changed by itself.") from None
    return edit


class _Offsets:
    """Places of syntax trees (a line and a byte in it) as places in the text."""

    def __init__(self, text: str) -> None:
        self.lines = lines_of(text)
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line))

    def at(self, line: int, byte: int) -> int:
        return self._starts[line - 1] + len(self.lines[line - 1].encode()[:byte].decode())

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self.at(node.lineno, node.col_offset), self.at(node.end_lineno, node.end_col_offset)

    def whole_lines(self, node: ast.stmt) -> tuple[int, int] | None:
        """The lines of a statement, where nothing else stands on them."""
        start, end = self.span(node)
        assert node.end_lineno is not None
        first, last = self._starts[node.lineno - 1], self._starts[node.end_lineno]
        around = "".join(self.lines)[first:start] + "".join(self.lines)[end:last]
        return (first, last) if not around.strip() else None


def _call_at(tree: ast.Module, line: int) -> ast.Call:
    """The outermost call that begins at `line`, or else the innermost that goes over it."""
    over = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    here = [node for node in over if node.lineno == line] or over[-1:]
    if not here:
        raise UntoldError(f"No call stands at line {line}: synthesize again.")
    return here[0]


def _edit(call: ast.Call, change: Change, offsets: _Offsets) -> Edit:
    found = [each for each in _places(call, change) if same(each[1], change.before)]
    beneath = [each for each in found if change.vendor in each[2]]
    found = beneath if len(found) > 1 and len(beneath) == 1 else found
    if len(found) == 1:
        node, said, path = found[0]
        if change.beside and not path:
            raise UntoldError(f"The line declares {', '.join(change.beside)} too, which would change with it.")
        start, end = offsets.span(node)
        return Edit(start, end, _rendered(node, changed(said, change.after), offsets))
    is_binding = _called(call) == class_name(change.type.partition("_")[2])
    given = {keyword.arg for keyword in call.keywords}
    last = [*call.args, *(keyword.value for keyword in call.keywords)]
    if change.before is None and is_binding and last and not {change.attribute, None} & given:
        end = max(offsets.span(node)[1] for node in last)
        return Edit(end, end, f", {change.attribute}={literal(change.after)}")
    what = f"`{change.attribute}`"
    raise UntoldError(
        f"{what} is said in {len(found)} places of it."
        if found
        else f"The value of {what} does not stand there as a literal that the state agrees with."
    )


def _places(call: ast.Call, change: Change) -> Iterator[tuple[ast.expr, Any, tuple[str, ...]]]:
    """Literals that may be meant: the expression, its value, and the keyword arguments that lead to its call."""
    waiting: list[tuple[ast.AST, tuple[str, ...]]] = [(call, ())]
    while waiting:
        node, path = waiting.pop()
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.keyword) and child.arg is not None:
                if child.arg == change.attribute:
                    with suppress(ValueError):  # no literal: a name, a call, an f-string
                        yield child.value, ast.literal_eval(child.value), path
                waiting.append((child.value, (*path, child.arg)))
            else:
                waiting.append((child, path))


def _rendered(node: ast.expr, value: Any, offsets: _Offsets) -> str:
    """A literal as Python writes it; a list over several lines keeps a line for each element."""
    if not isinstance(node, ast.List) or not isinstance(value, list) or node.lineno == node.end_lineno or not node.elts:
        return literal(value)
    assert node.end_lineno is not None and node.end_col_offset is not None
    inner = " " * node.elts[0].col_offset
    outer = " " * (node.end_col_offset - 1)
    end = "\r\n" if offsets.lines[node.lineno - 1].endswith("\r\n") else "\n"
    return f"[{end}" + "".join(f"{inner}{literal(each)},{end}" for each in value) + f"{outer}]"


def _deletion(tree: ast.Module, call: ast.Call, offsets: _Offsets) -> Edit:
    for node in ast.walk(tree):
        found = [getattr(node, name, None) for name in ("body", "orelse", "finalbody")]
        for body in (each for each in found if isinstance(each, list)):
            for statement in body:
                if isinstance(statement, ast.Expr) and statement.value is call:
                    span = offsets.whole_lines(statement)
                    if len(body) < 2 or span is None or isinstance(node, ast.For | ast.While):
                        raise UntoldError("What stands around the call would not be right without it.")
                    return Edit(*span, "")
    raise UntoldError("It is no statement of its own: its result is used.")


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
