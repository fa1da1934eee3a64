"""What is unmet after several writes: forms of the vendor's own are remembered, the rest is an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.application import StateResult
from rolecall.runtime.collections.rows import Row
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.resources.context import Context
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.resources.stored_forms import forms_in, remembered
from rolecall.specification.schema import ObjectLifecycle


def settle_unmet(
    context: Context[ObjectLifecycle],
    row: Row | None,
    changes: Mapping[str, Any],
    target: Mapping[str, Any],
    unmet: list[Diagnostic],
    result: StateResult | None,
) -> Row:
    """Remember in `result` what `row` shows of `changes` in another form, and give the row.

    `row` was read back after the last write of `target`; None where that went wrong. Raises Refusal with what is left
    of `unmet`.
    """
    forms = {} if row is None or result is None else forms_in(context, row, changes, target)
    left = [each for each in unmet if not each.path or each.path[0] not in forms]
    if row is None or result is None or left:
        raise Refusal(*left)
    result.private = Private(stored=forms).to_bytes()
    result.diagnostics.extend(remembered(context.title, name, stored) for name, stored in forms.items())
    return row
