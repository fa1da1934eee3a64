"""Tests that prove caveats: those that are marked with a trait, as `tests/caveats.py` runs them without it."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generators.input.binding import one_of
from generators.output.grammar import TRAITS

_MARK = "pytest.mark.caveat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A test that fails without `trait`: its file and line, its name.

    `option` is the sandbox's option that has the rule, as `vendor.option`; else `rule` says why there is none.
    """

    trait: str
    file: str
    line: int
    test: str
    option: str = ""
    rule: str = ""


def proofs(root: Path) -> dict[str, list[Proof]]:
    """Every marked test below `root`/tests, by trait."""
    found: dict[str, list[Proof]] = defaultdict(list)
    for path in sorted((root / "tests").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if _MARK in text:
            for each in _in(ast.parse(text), path.relative_to(root).as_posix()):
                found[each.trait].append(each)
    return found


def mistakes(found: Mapping[str, list[Proof]], options: Mapping[str, Collection[str]]) -> Iterator[str]:
    """What markers say that is not so; `options` are those of the sandboxes by vendor."""
    for each in (proof for every in found.values() for proof in every):
        where = f"{each.file}:{each.line}"
        if each.trait not in TRAITS:
            yield f"{where}: there is no trait {each.trait!r}; expected {one_of(each.trait, TRAITS)}"
        vendor, _, option = each.option.partition(".")
        if each.option and option not in options.get(vendor, ()):
            known = one_of(each.option, [f"{name}.{item}" for name, every in options.items() for item in every])
            yield f"{where}: no sandbox has the option {each.option!r}; expected {known}"
        if bool(each.option) is bool(each.rule):
            yield f"{where}: {each.trait} needs an option of a sandbox, or the rule that says why there is none"


def proof_for(vendor: str, every: list[Proof]) -> Proof | None:
    """The proof to show for a vendor: one on its own stand-in where there is one, since the others prove the trait too.

    The code that obeys a trait knows no vendor.
    """
    own = [each for each in every if vendor in each.file or each.option.startswith(f"{vendor}.")]
    return next(iter(own or every), None)


def _in(module: ast.Module, file: str) -> Iterator[Proof]:
    words = {
        target.id: each.value
        for each in module.body
        if isinstance(each, ast.Assign)
        for target in each.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == _MARK:
                    said = {item.arg: _text(item.value, words) for item in mark.keywords if item.arg}
                    trait = _text(mark.args[0], words)
                    yield Proof(trait=trait, file=file, line=mark.lineno, test=node.name, **said)


def _text(node: ast.expr, words: Mapping[str, ast.expr]) -> str:
    """A text, or what a constant of the module says."""
    return str(ast.literal_eval(words.get(node.id, node) if isinstance(node, ast.Name) else node))
