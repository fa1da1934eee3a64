"""Whole sets that leave the configuration: the plan says that nobody is taken out, and who takes over."""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle


def warn_of_let_go(context: Context[ObjectLifecycle], change: Change) -> Iterator[Diagnostic]:
    """A warning for each whole set that was managed and is left out from now on. Terraform shows it as unknown."""
    bindings = {
        each.lifecycle.of: each.name
        for each in context.connection.shim.resources
        if isinstance(each.lifecycle, MembershipLifecycle) and each.lifecycle.parent == context.resource.name
    }
    for name in context.lifecycle.authoritative:
        held, given = change.before.get(name), (change.config or {}).get(name)
        if given is not None or change.after.get(name) is not UNKNOWN or not isinstance(held, list) or not held:
            continue
        heir = bindings.get(name)
        over = f" Those of which this plan makes a `{heir}` are handed over to it." if heir is not None else ""
        yield Diagnostic(
            "warning",
            f"{name} of {change.before.get('id')!r} is let go of, and nothing is taken away",
            f"`{name}` left the configuration. Terraform shows it as known after the apply, which leaves at "
            f"{context.title} the {len(held)} that are there.{over} Others stay too, and are managed by nobody: to "
            "take them away, take them out of the list before it goes.",
            (name,),
        )
