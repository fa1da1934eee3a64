"""What can hurt you about where an object comes from, and about what it is doing."""

from __future__ import annotations

from collections.abc import Iterator

from generators.text import code
from rolecall.specification.schema import ObjectLifecycle


def of_conditions(lifecycle: ObjectLifecycle) -> Iterator[str]:
    """The hazards of where an object comes from and what it is doing."""
    if lifecycle.template:
        trait = lifecycle.template
        yield (
            f"Give either {code(trait.name)} or {code(trait.id)}. An unknown {trait.noun} name fails in the plan, "
            "which shows the nearest one."
        )
    if lifecycle.companion:
        yield (
            f"**Creating makes two objects**; {code(lifecycle.companion.attribute)} is the id of the second. Both ids "
            "are in state before anything else is done, and the create ends when both can be read."
        )
