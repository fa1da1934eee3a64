"""Guesses about what an object gives: the rights and members that it lists, and what shuts it out.

What could give something and is called like nothing that is known is a question. Nothing is taken to be harmless.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generators.input.description import Shape
from generators.input.open_questions import QUESTION
from generators.naming import attribute_name
from generators.starting.api_vocabulary import (
    ACCOUNTS,
    GROUPS,
    IDS,
    LET_IN,
    LOCKED,
    MIGHTY,
    RIGHTS,
    SHUT_OUT,
    STATUSES,
    first_of,
    singular,
    snake,
)
from generators.starting.attributes import leaves_of, row_of
from generators.starting.collection_guesses import Elements, Guess


def permission(name: str, attribute: str, *, by_id: bool) -> dict[str, str] | None:
    """What `attribute` gives, where `name` is that of a right or a group."""
    words = snake(name).split("_")
    named = bool(words[1:]) and words[-1] in (*IDS, "ids")
    kind = singular(words[-2] if named else words[-1])
    if kind in GROUPS:
        kind = "group"
    elif kind not in RIGHTS:
        return None
    return {"attribute": attribute, "kind": kind, **({"by": "id"} if by_id or named else {})}


def permissions(guess: Guess) -> dict[str, Any]:
    """The rights that members or sets list or name."""
    row = row_of(guess)
    said = [
        (name, _is_id(shape.items or shape)) for name, shape in row.items() if shape.kind == "string" or _texts(shape)
    ]
    said += [(each.field, snake(each.element) in IDS) for each in guess.sets[:1] if each.field not in row]
    found = [permission(name, attribute_name(name), by_id=by_id) for name, by_id in said if name != guess.natural]
    given = [each for each in found if each is not None]
    for name, shape in row.items():
        word = snake(name).removeprefix("is_")
        if shape.kind == "boolean" and word in MIGHTY:
            given.append({"attribute": attribute_name(name), "word": MIGHTY[word]})
    return {"permissions": given} if given else {}


def members(guess: Guess) -> dict[str, str]:
    """The set of those who are in a group."""
    row = row_of(guess)
    listed = [name for name, shape in row.items() if _texts(shape)]
    listed += [each.field for each in guess.sets[:1] if each.field not in row]
    found = next((name for name in listed if are_accounts(name)), None)
    return {"members": attribute_name(found)} if found is not None else {}


def are_accounts(name: str) -> bool:
    """True where something is called like several accounts, or like their ids."""
    words = snake(name).split("_")
    named = bool(words[1:]) and words[-1] in (*IDS, "ids")
    return singular(words[-2] if named else words[-1]) in ACCOUNTS


def shut_out(guess: Guess) -> dict[str, Any]:
    """What shows that an account is disabled or locked; a question where a status does not tell."""
    disabled: dict[str, Any] = {}
    locked: dict[str, Any] = {}
    for name, shape in row_of(guess).items():
        word = snake(name).removeprefix("is_").removeprefix("account_")
        if shape.kind == "boolean" and word in (*LET_IN, *SHUT_OUT, *LOCKED):
            (locked if word in LOCKED else disabled)[attribute_name(name)] = [word not in LET_IN]
        elif shape.kind == "string" and word in STATUSES:
            values = {str(value): snake(str(value)) for value in shape.enum}
            gone = [value for value, meant in values.items() if meant in SHUT_OUT]
            held = [value for value, meant in values.items() if meant in LOCKED]
            rest = [value for value, meant in values.items() if meant not in (*LET_IN, *SHUT_OUT, *LOCKED)]
            asked = f"{QUESTION}Which values of {name} shut it out: {', '.join(rest) or 'the API description has none'}"
            if gone or rest or not values:
                disabled[attribute_name(name)] = [*gone, *([asked] if rest or not values else [])]
            if held:
                locked[attribute_name(name)] = held
    return {**({"disabled": disabled} if disabled else {}), **({"locked": locked} if locked else {})}


def unsure(guess: Guess, access: dict[str, Any], left_out: set[str]) -> dict[str, Any]:
    """A question for each argument that may give something and that `access` does not name."""
    named = set(_named(access)) | left_out
    asked = [name for name in dict.fromkeys(map(attribute_name, _choices(guess))) if name not in named]
    return (
        {
            "gives_nothing": {
                name: f"{QUESTION}Why {name} gives nobody anything; no such line where access names it"
                for name in asked
            }
        }
        if asked
        else {}
    )


def _choices(guess: Guess) -> Iterator[str]:
    """What somebody sets by a word of several, a switch, or a list."""
    for operation in (guess.create, guess.update):
        for path, shape in leaves_of(operation.body) if operation is not None and operation.body is not None else ():
            if shape.kind == "boolean" or len(shape.enum) > 1 or _texts(shape):
                yield path.rpartition(".")[2]
    for each in guess.sets[:1]:
        yield each.field


def _named(access: dict[str, Any]) -> Iterator[str]:
    """The attributes that `access` names."""
    yield from (each["attribute"] for each in access.get("permissions", ()))
    for kind in ("account", "group", "credential"):
        for said in access.get(kind, {}).values():
            yield from (said,) if isinstance(said, str) else said


def given_by_element(guess: Guess, trait: Elements, owner: str, element: str) -> dict[str, Any]:
    """How one element of a set gives access: a right to whom it is in, or whom it names the group; else a question."""
    holder = snake(guess.singular).split("_")
    right = permission(trait.field, element, by_id=snake(trait.element) in IDS)
    if right is not None and (whose := first_of((*ACCOUNTS, *GROUPS), holder)) is not None:
        kind = {"kind": "group"} if whose in GROUPS else {}
        return {"access": {"subject": {"attribute": owner, **kind}, "permissions": [right]}}
    if are_accounts(trait.field) and first_of(GROUPS, holder):
        by = {} if snake(trait.element) in IDS else {"by": "name"}
        given = {"attribute": owner, "kind": "group", "by": "id"}
        return {"access": {"subject": {"attribute": element, **by}, "permissions": [given]}}
    return {"no_access": f"{QUESTION}Why it gives nobody access; or write access in place of this line."}


def _is_id(shape: Shape) -> bool:
    return shape.format == "uuid"


def _texts(shape: Shape) -> bool:
    return shape.items is not None and shape.items.kind == "string"
