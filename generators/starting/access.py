"""Guesses about access: whose account, group or credential an object is, and what it may do."""

from __future__ import annotations

from typing import Any

from generators.input.open_questions import QUESTION
from generators.naming import attribute_name
from generators.starting.api_vocabulary import ACCOUNTS, ENDS, GROUPS, MAILS, OWNERS, SECRETS, first_of, snake
from generators.starting.attributes import id_of, row_of, secret_of
from generators.starting.collection_guesses import Guess
from generators.starting.rights import members, permissions, shut_out, unsure

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


def access(guess: Guess, left_out: set[str]) -> dict[str, Any]:
    """How the type gives access, by its name and its members; a question where the name says nothing.

    What might give something more is a question too, but for the attributes `left_out`.
    """
    words, natural = snake(guess.singular).split("_"), snake(guess.natural)
    inside = snake(guess.parents[-1]).split("_") if guess.parents else []
    if first_of(ACCOUNTS, words) and first_of(GROUPS, inside):
        return {"no_access": f"{QUESTION}Why it gives nobody access; else access, of whom the group has in it."}
    if first_of(SECRETS, words) and natural:
        until = _until(guess)
        own = {"credential": {"name": natural, "owner": _owner(guess) or _WHOSE, **({"until": until} if until else {})}}
    elif first_of(ACCOUNTS, words) and natural:
        mail = first_of(MAILS, row_of(guess))
        own = {"account": {"name": natural, **({"mail": snake(mail)} if mail else {}), **shut_out(guess)}}
    elif first_of(GROUPS, words) and natural:
        own = {"group": {"name": natural, **members(guess)}}
    else:
        return {"no_access": f"{QUESTION}Why it gives nobody access; or write access in place of this line."}
    given: dict[str, Any] = {**own, **permissions(guess)}
    return {"access": given, **unsure(guess, given, left_out)}


def _owner(guess: Guess) -> str | None:
    """The attribute with the id of the account that a credential belongs to: what it is inside of, or a member."""
    if guess.parents:
        return id_of(guess.parents[0])
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
