"""Keeps values that a plan marks as sensitive out of reports, and still tells them apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rolecall.estate.terraform.plan import Plan


class Veil:
    """Covers sensitive texts. One that a plan shows elsewhere unmarked is no secret and stays readable."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self._covers: dict[str, str] = {}
        found = [told for plan in plans for values, mask in _masked(plan) for told in _texts(values, mask)]
        shown = {text for text, is_sensitive in found if not is_sensitive}
        for text in dict.fromkeys(text for text, is_sensitive in found if is_sensitive and text not in shown):
            self._covers[text] = f"(sensitive value {len(self._covers) + 1})"

    def cover(self, values: Mapping[str, Any], mask: Any) -> Mapping[str, Any]:
        """`values` with every text covered that `mask` marks."""
        if not self._covers or not mask:
            return values
        covered: Mapping[str, Any] = self._cover(values, mask)
        return covered

    def _cover(self, value: Any, mask: Any) -> Any:
        if not mask:
            return value
        if isinstance(value, str):
            return self._covers.get(value, value)
        if isinstance(value, Mapping):
            return {name: self._cover(item, _part(mask, name)) for name, item in value.items()}
        if isinstance(value, list):
            return [self._cover(item, _part(mask, number)) for number, item in enumerate(value)]
        return value


def _masked(plan: Plan) -> Iterator[tuple[Any, Any]]:
    """All values in a plan, each with its mask."""
    for change in plan.changes:
        yield change.before, change.before_sensitive
        yield change.after, change.after_sensitive
    for instance in plan.prior:
        yield instance.values, instance.sensitive


def _part(mask: Any, key: str | int) -> Any:
    if isinstance(mask, Mapping):
        return mask.get(str(key), False)
    if isinstance(mask, list) and isinstance(key, int) and key < len(mask):
        return mask[key]
    return mask is True


def _texts(value: Any, mask: Any) -> Iterator[tuple[str, bool]]:
    """Every text in `value`, and whether it is sensitive."""
    if isinstance(value, str):
        if value:
            yield value, mask is True
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _texts(item, _part(mask, name))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts(item, _part(mask, number))
