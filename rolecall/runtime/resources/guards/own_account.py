"""The account that we run as, told from others whatever the form of its id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from rolecall.runtime.collections.envelope import key_of
from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.values.canonical import canonical_text
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.specification.schema import ObjectLifecycle


def is_ours(context: Context[ObjectLifecycle], change: Change) -> bool:
    """Whether the object is the account whose credentials we use, by its id or its name. Raises VendorError."""
    who = context.connection.who()
    if who is None:
        return False
    collection = context.collection
    natural = collection.natural_key
    said = [change.before.get("id"), change.before.get(natural.attribute) if natural is not None else None]
    ours = set(_forms(who, collection.canonical_key))
    if any(form in ours for each in said if each is not None for form in _forms(each, collection.canonical_key)):
        return True
    connection = context.connection
    personal = connection.client.runs_as_person()
    if personal and not connection.recognised(collection.name, lambda: _is_known(context, ours)):
        raise refusal(
            "It cannot be told which account we run as",
            f"The token says {who!r}, and none of {context.title}'s {collection.name} has that id or name. Nothing "
            "that could remove the account we run as, or take its roles, is done without knowing which it is. Use the "
            "token of an account that is listed there.",
            ("id",),
        )
    return False


def _is_known(context: Context[ObjectLifecycle], ours: set[str]) -> bool:
    """Whether any object of the collection is ours."""
    collection = context.collection
    natural = collection.natural_key
    for row in context.connection.listings.all(collection):
        said = [key_of(collection, row), dig(row, natural.field) if natural is not None else MISSING]
        if any(not ours.isdisjoint(_forms(each, collection.canonical_key)) for each in said if each is not MISSING):
            return True
    return False


def _forms(value: Any, canonical: Any) -> Iterator[str]:
    """The ways to write one id or name: canonical, decoded, and a whole number without its fraction."""
    for text in (str(value), unquote(str(value))):
        form = canonical_text(text, canonical).lower()
        yield form
        whole, _, fraction = form.partition(".")
        if whole.isdecimal() and fraction and not fraction.strip("0"):
            yield whole
