"""Canonical forms: what means the same is no difference, and the configured form stays."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.runtime.values.conversion import same, settle
from rolecall.specification.schema import Attribute
from rolecall.specification.traits import CanonicalForm
from rolecall.specification.types import STRING, ListOf, MapOf, SetOf

LOWER = CanonicalForm()


@pytest.mark.parametrize(
    ("attribute", "read", "expected", "settled"),
    [
        (Attribute(name="a"), "Ren\u00e9", "Rene\u0301", "Rene\u0301"),
        (Attribute(name="a"), "jane", " jane ", " jane "),
        (Attribute(name="a"), "jane", "Jane", "jane"),
        (Attribute(name="a", canonical_form=LOWER), "jane", "Jane", "Jane"),
        (Attribute(name="a", type=SetOf(STRING)), None, [], []),
        (Attribute(name="a", type=SetOf(STRING)), [], None, []),
        (Attribute(name="a", type=SetOf(STRING)), ["Ren\u00e9", "b"], ["Rene\u0301"], ["Rene\u0301", "b"]),
        (Attribute(name="a", type=SetOf(STRING)), [" a", "a"], ["a"], [" a", "a"]),
        (Attribute(name="a", type=SetOf(STRING), canonical_form=LOWER), ["a", "b"], ["A"], ["A", "b"]),
        (
            Attribute(name="a", type=SetOf(STRING)),
            ["Ren\u00e9"],
            ["Ren\u00e9", "Rene\u0301"],
            ["Rene\u0301", "Ren\u00e9"],
        ),
        (Attribute(name="a", type=ListOf(STRING)), ["x"], ["x "], ["x "]),
        (Attribute(name="a", type=MapOf(STRING)), {"k": "v", "l": "w"}, {"k": " v"}, {"k": " v", "l": "w"}),
    ],
)
def test_what_means_the_same_keeps_the_form_that_was_configured(
    attribute: Attribute, read: Any, expected: Any, settled: Any
) -> None:
    assert settle(attribute, read, expected) == settled


@pytest.mark.parametrize("nesting", ["single", "set", "list", "map"])
@pytest.mark.parametrize("shared", [False, True])
def test_the_same_inside_of_what_is_nested(nesting: Any, shared: bool) -> None:
    nested = (Attribute(name="value", canonical_form=LOWER), Attribute(name="type"))
    attribute = Attribute(name="emails", nested=nested, nesting=nesting, shared=shared and nesting in ("single", "set"))
    read, meant = {"value": "a@example.com", "type": "work"}, {"value": "A@Example.com", "type": "work "}

    def wrap(one: Any) -> Any:
        return one if nesting == "single" else {"k": one} if nesting == "map" else [one]

    assert settle(attribute, wrap(read), wrap(meant)) == wrap(meant)
    assert same(attribute, wrap(read), wrap(meant))
    other = {**read, "type": "home"}
    assert not same(attribute, wrap(other), wrap(meant))
