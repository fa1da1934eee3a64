"""Large sets (trait `LargeSet`) at servers that put what is added in the place of what is there.

The first addition of a run shows it. From then on the run writes such sets whole, which puts back who was taken out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rolecall.runtime.application import StateResult
from rolecall.runtime.diagnostics import Refusal
from rolecall.runtime.errors import VendorError
from rolecall.runtime.logging import Logger
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.object.element_outcomes import NotKept, named
from rolecall.runtime.resources.object.read import large_set_attribute
from rolecall.specification.schema import ObjectLifecycle

log = Logger("put back")


def loses_others(context: Context[ObjectLifecycle], changes: Mapping[str, Any]) -> bool:
    """Whether `changes` are to a large set that can be written whole, and additions were seen to leave nobody else."""
    large = large_set_attribute(context.collection, context.resource)
    whole = large is not None and large.name in changes and context.lifecycle.update is not None
    return whole and context.connection.kept.is_lost(context.collection.name)


def put_back(
    context: Context[ObjectLifecycle],
    key: str,
    prior: Mapping[str, Any],
    changes: Mapping[str, Any],
    result: StateResult | None,
    problem: NotKept,
    write_whole: Callable[..., Mapping[str, Any]],
) -> Mapping[str, Any]:
    """Make the large set of `key` what `changes` say, with who vanished from it as `problem` tells, by `write_whole`.

    Raises `problem` where that fails too.
    """
    large = large_set_attribute(context.collection, context.resource)
    name = large.name if large is not None else ""
    wanted = sorted({*(changes[name] or ()), *problem.vanished})
    state = result.state if result is not None and not problem.present else None
    log.info("additions replace what is there; writing the whole object", of=context.collection.name)
    try:
        row = write_whole(context, key, {**prior, name: sorted(problem.present)}, {**changes, name: wanted}, result)
    except (VendorError, Refusal):
        if result is not None and state is not None:
            result.state = state  # nobody is shown any more, which the write of the whole did not change
        raise problem from None
    if result is not None:
        result.diagnostics.warning(
            f"{len(problem.vanished)} of the {name} of {key!r} vanished, and were put back",
            f"{context.title} puts what is added in the place of what is there. They were out for a moment: "
            f"{named(problem.vanished)}. The rest of this run writes such sets whole. Set `additions_keep = false` in "
            "the provider block, so that no run adds to them any more.",
            (name,),
        )
    return row
