"""Declarations of rules: what both say under one name is the same."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

T = TypeVar("T")


def declared(kind: type[T], rule: Any, **resolved: Any) -> T:
    """The `kind` that `rule` states: `resolved`, and for its other fields what the rule has under their names."""
    names = {each.name for each in fields(rule)} - resolved.keys()
    said = {each.name: getattr(rule, each.name) for each in fields(kind) if each.name in names}  # type: ignore[arg-type]
    return kind(**said, **resolved)
