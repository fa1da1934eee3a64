"""Constants that answers are compared with: each is one that the member can have."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Iterator

from generators.input.binding import one_of
from generators.input.description import Shape
from generators.input.mistakes import Mistakes
from generators.input.rules.resources import ResourceRule
from generators.input.yaml_source import DefinitionError, Place
from generators.resolve.calls import dig
from generators.resolve.listings import inside
from rolecall.specification.schema import Attribute
from rolecall.specification.traits import AbsentRows, Among, Invitation
from rolecall.specification.types import BOOL

_FLAGS = {"boolean": ("true", "false", "1", "0")}


def check_absent(trait: AbsentRows, flag: Shape, place: Place, name: str) -> None:
    """Raise `DefinitionError` for a value that `flag` never has: no row would ever count as absent.

    Of the values that count unsaid one is enough, since they are those of several types.
    """
    known = tuple(map(str, flag.enum)) or _FLAGS.get(flag.kind, ())
    wrong = [value for value in trait.values if known and value not in known]
    unsaid = trait.values == AbsentRows.__dataclass_fields__["values"].default
    if wrong and not (unsaid and len(wrong) < len(trait.values)):
        problem = f"absent_rows of {name}: {trait.flag!r} is never {wrong[0]!r} ({flag.place})"
        raise DefinitionError(place, problem, one_of(wrong[0], known))


def check_compared(
    rule: ResourceRule, invited: Invitation | None, attributes: tuple[Attribute, ...], row: Shape, name: str
) -> None:
    """Raise `DefinitionError` for words that attributes never have: what they are compared with would never be so.

    The words are those of answers, of which a body may take fewer, and those that a body takes. `invited` is the trait
    of the collection, `name` what the resource type is called.
    """
    mistakes = Mistakes()
    for what, path, values in (*_compared(rule, invited), *_statuses(attributes)):
        known = _words(path, attributes, row)
        for value in values:
            with mistakes.noted():
                if known and not fnmatch.filter(known, _text(value)) and _text(value) not in known:
                    raise DefinitionError(
                        rule.place, f"{name}: {what}: {path!r} is never {value!r}", one_of(_text(value), known)
                    )
    for guard in rule.guards:
        known = _words(guard.attribute or "", attributes, row)
        with mistakes.noted():
            if guard.pattern and known and not any(re.search(guard.pattern, each) for each in known):
                problem = f"{name}: guards: {guard.attribute!r} never matches {guard.pattern!r}"
                raise DefinitionError(rule.place, problem, f"a form of {one_of('', known)}")
    mistakes.settle()


def check_member(row: Shape, path: str, values: Iterable[str], place: Place, what: str) -> None:
    """Raise `DefinitionError` where rows have no member at `path`, or one that never has one of `values`."""
    known = _enum(dig(row, inside(row, path), place, what))
    for value in values:
        if known and value not in known:
            raise DefinitionError(place, f"{what}: {path!r} is never {value!r}", one_of(value, known))


def _compared(rule: ResourceRule, invited: Invitation | None) -> Iterator[tuple[str, str, tuple[str | bool, ...]]]:
    """What traits compare attributes with: for what, which attribute, which values."""
    if rule.access is not None and rule.access.account is not None:
        yield from (("disabled of its account", path, values) for path, values in rule.access.account.disabled)
    if rule.access is not None and rule.access.rule is not None:
        path, value = rule.access.rule.where
        yield "where of the rule of access", path, (value,)
    if rule.secret is not None and rule.secret.live is not None:
        path, value = rule.secret.live
        yield "live of secret", path, (value,)
    for guard in rule.guards:
        yield "guards", guard.attribute or "", guard.values
    for trait in rule.prerequisites:
        if trait.when is not None:
            yield "when of prerequisites", trait.when[0], trait.when[1:]
    for miss in rule.unchecked_names:
        yield "when of unchecked_names", miss.when[0], miss.when[1:]
    if rule.administrators is not None:
        yield "administrators", rule.administrators.attribute, rule.administrators.values
    if invited is not None:
        yield "invitation", invited.status, (invited.pending, invited.accepted)
        yield "invitation", invited.wait_for, (invited.until,)
    if rule.deprovision is not None and rule.deprovision.mode is not None:
        yield "mode of deprovision", rule.deprovision.mode, ("delete",)


def _statuses(attributes: tuple[Attribute, ...]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for item in attributes:
        trait = item.transitions
        if trait is not None:
            stepped = [status for step in trait.steps for status in (*step.starts, step.ends)]
            alike = [status for pair in trait.counts_as for status in pair]
            named = (*stepped, *alike, *trait.closed, *trait.powerless, *trait.writable, trait.initial)
            yield "transitions", item.name, tuple(filter(None, dict.fromkeys(named)))


def _words(path: str, attributes: tuple[Attribute, ...], row: Shape) -> list[str]:
    """The values that the attribute at a dotted path can have; none where that is not known, or it leads nowhere."""
    level, item, there = attributes, None, ""
    for step in path.split("."):
        item = next((each for each in level if each.name == step), None)
        if item is None:
            return []
        level, there = item.nested, f"{there}.{item.read_path or item.name}".strip(".")
    if item is None or item.type == BOOL:
        return ["true", "false"] if item is not None else []
    taken = [value for check in item.checks if isinstance(check, Among) for value in check.values]
    if item.words:
        return list(dict.fromkeys(_text(each) for each in (*(value for value, _ in item.words), *taken)))
    try:
        shown = _enum(dig(row, inside(row, there), Place("", 1), ""))
    except DefinitionError:
        shown = []
    return list(dict.fromkeys([*shown, *map(_text, taken)]))


def _enum(shape: Shape) -> list[str]:
    return [_text(each) for each in (shape.enum or (shape.items.enum if shape.items is not None else ()))]


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
