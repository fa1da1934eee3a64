"""Checks of one value against another beside it. Unknown values pass: they are checked again when known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.values.checks import parse_time
from rolecall.runtime.values.texts import same_name, shown
from rolecall.specification.schema import Attribute, Schema
from rolecall.specification.traits import EarlierThan, NotItself


def check_between(schema: Schema, config: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """Findings about values of `config` that do not go together, each at its attribute."""
    for attribute in schema.attributes:
        for check in attribute.checks:
            if isinstance(check, EarlierThan):
                yield from _in_order(attribute, config.get(attribute.name), check.other, config.get(check.other))
            elif isinstance(check, NotItself):
                yield from _not_itself(attribute, config.get(attribute.name), config.get(check.name))


def _in_order(attribute: Attribute, value: Any, other: str, limit: Any) -> Iterator[Diagnostic]:
    now = datetime.now(UTC)
    try:
        late = isinstance(value, str) and isinstance(limit, str) and parse_time(value, now) >= parse_time(limit, now)
    except ValueError:
        return  # the form has a check of its own
    if late:
        yield Diagnostic(
            "error",
            f"{attribute.name} is not before {other}",
            f"{shown(value)} is not before {shown(limit)}, so that there would be no moment at which it is valid. Give "
            f"an earlier `{attribute.name}`, or a later `{other}`.",
            (attribute.name,),
        )


def _not_itself(attribute: Attribute, value: Any, name: Any) -> Iterator[Diagnostic]:
    elements = value if isinstance(value, list) else [value]
    if isinstance(name, str) and any(isinstance(each, str) and same_name(each, name) for each in elements):
        yield Diagnostic(
            "error",
            f"{shown(name)} names itself",
            f"`{attribute.name}` is or holds {shown(name)} itself, which the vendor refuses. Give another one.",
            (attribute.name,),
        )
