"""Constants that answers are compared with: each is one that the member can have."""

from __future__ import annotations

from generators.input.binding import one_of
from generators.input.description import Shape
from generators.input.yaml_source import DefinitionError, Place
from generators.resolve.calls import dig
from generators.resolve.listings import inside
from rolecall.specification.schema import Attribute
from rolecall.specification.traits import AbsentRows, Account

_WORDS = {"boolean": ("true", "false", "1", "0")}


def check_absent(trait: AbsentRows, flag: Shape, place: Place, name: str) -> None:
    """Raise `DefinitionError` for a value that `flag` never has: no row would ever count as absent.

    Of the values that count unsaid one is enough, since they are those of several types.
    """
    known = tuple(map(str, flag.enum)) or _WORDS.get(flag.kind, ())
    wrong = [value for value in trait.values if known and value not in known]
    unsaid = trait.values == AbsentRows.__dataclass_fields__["values"].default
    if wrong and not (unsaid and len(wrong) < len(trait.values)):
        problem = f"absent_rows of {name}: {trait.flag!r} is never {wrong[0]!r} ({flag.place})"
        raise DefinitionError(place, problem, one_of(wrong[0], known))


def check_disabled(account: Account, attributes: tuple[Attribute, ...], row: Shape, place: Place, name: str) -> None:
    """Raise `DefinitionError` for a word that no row has: nobody would ever count as disabled.

    The words are those of answers: a body may take fewer of them.
    """
    read = {item.name: item.read_path for item in attributes if item.read_path}
    for attribute, values in account.disabled:
        if attribute not in read:
            continue
        known = dig(row, inside(row, read[attribute] or ""), place, f"{attribute!r} of {name}").enum
        for value in values:
            if known and value not in known:
                problem = f"{name}: disabled of its account: {attribute!r} is never {value!r}"
                raise DefinitionError(place, problem, one_of(str(value), map(str, known)))
