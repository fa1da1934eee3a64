"""Guesses about access: whose account, group or credential an object is, and what it may do."""

from __future__ import annotations

from typing import Any

from generators.input.description import Shape
from generators.input.questions import QUESTION
from generators.naming import attribute_name
from generators.starting.attributes import row_of, secret_of
from generators.starting.guesses import Guess
from generators.starting.words import ACCOUNTS, ENDS, GROUPS, MAILS, OWNERS, RIGHTS, SECRETS, first_of, singular, snake

_WHOSE = (
    f"{QUESTION}The attribute with the id of the account that it acts as; no such line where that is the provider's"
)


def secret(guess: Guess) -> dict[str, Any]:
    """The trait of what is shown once, with its owner and its end where rows have them."""
    attribute = secret_of(guess)
    if attribute is None:
        return {}
    owner, until = _owner(guess), _until(guess)
    told = {"attribute": attribute, **({"owner": owner} if owner else {}), **({"expires": until} if until else {})}
    return {"secret": told}


def access(guess: Guess) -> dict[str, Any]:
    """How the type gives access, by its name and its members; a question where the name says nothing."""
    words, natural = snake(guess.singular).split("_"), snake(guess.natural)
    row = row_of(guess)
    if first_of(SECRETS, words) and natural:
        until = _until(guess)
        whose = {"name": natural, "owner": _owner(guess) or _WHOSE, **({"until": until} if until else {})}
        return {"access": {"credential": whose, **_permissions(row)}}
    if first_of(ACCOUNTS, words) and natural:
        mail = first_of(MAILS, row)
        return {
            "access": {"account": {"name": natural, **({"mail": snake(mail)} if mail else {})}, **_permissions(row)}
        }
    if first_of(GROUPS, words) and natural:
        return {"access": {"group": {"name": natural}, **_permissions(row)}}
    return {"no_access": f"{QUESTION}Why it gives nobody access; or write access in place of this line."}


def _owner(guess: Guess) -> str | None:
    """The attribute with the id of the account that a credential belongs to: what it is inside of, or a member."""
    if guess.parents:
        return f"{snake(guess.parents[0])}_id"
    named = first_of(
        (*OWNERS, *(f"{each}_{end}" for each in ACCOUNTS for end in ("id", "uuid")), *ACCOUNTS), _texts(guess)
    )
    return attribute_name(named) if named is not None else None


def _until(guess: Guess) -> str | None:
    named = first_of(ENDS, _texts(guess))
    return attribute_name(named) if named is not None else None


def _texts(guess: Guess) -> dict[str, str]:
    """The texts and numbers of a row, each by its name and by that in snake_case, and the name itself."""
    found = {name: name for name, each in row_of(guess).items() if each.kind in ("string", "integer")}
    return {**{snake(name): name for name in found}, **found}


def _permissions(row: dict[str, Shape]) -> dict[str, Any]:
    """The rights that a member lists or names."""
    named = first_of(RIGHTS, (name for name, each in row.items() if each.kind == "string" or _are_texts(each)))
    if named is None:
        return {}
    return {"permissions": [{"attribute": attribute_name(named), "kind": singular(snake(named))}]}


def _are_texts(shape: Shape) -> bool:
    return shape.items is not None and shape.items.kind == "string"
