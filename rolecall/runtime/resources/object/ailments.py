"""Warnings of objects that are there and do not do what they should (trait Ailing)."""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.runtime.application import Object
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.specification.schema import ObjectLifecycle


def ailments(lifecycle: ObjectLifecycle, state: Object) -> Iterator[Diagnostic]:
    """A warning for what is there and does not do what it should (trait Ailing)."""
    for trait in lifecycle.ailing:
        if state.get(trait.attribute) in trait.values:
            why = f" ({state[trait.because]})" if state.get(trait.because) else ""
            yield Diagnostic(
                "warning",
                f"{trait.attribute} of {state['id']!r} is {state[trait.attribute]}{why}",
                trait.advice,
                (trait.attribute,),
            )
