"""Bodies that a server takes under other names (`OtherForm`): tried once, and remembered for the run.

Only a refusal by which nothing was done leads to the other form. A request that may have been carried out is never sent
in any form again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from rolecall.runtime.errors import Rejected
from rolecall.runtime.logging import Logger
from rolecall.specification.schema import Operation

T = TypeVar("T")
log = Logger("other_forms")


class OtherForms:
    """What one server was found to take in its other form, by method and path. Safe for all threads."""

    def __init__(self) -> None:
        self._learnt: set[tuple[str, str]] = set()

    def sent(
        self, operation: Operation, body: Mapping[str, Any] | None, send: Callable[[Mapping[str, Any] | None], T]
    ) -> T:
        """The outcome of `send` with `body`, in the form that the server takes. Raises what `send` raises."""
        other = operation.other_form
        if other is None or body is None:
            return send(body)
        if (operation.method, operation.path) not in self._learnt:
            try:
                return send(body)
            except Rejected as refused:
                if refused.status != other.status or re.search(other.refusal, refused.message) is None:
                    raise
                self._learnt.add((operation.method, operation.path))
                log.info("the server takes another form of this call", method=operation.method, path=operation.path)
        names = dict(other.fields)
        return send({names.get(name, name): value for name, value in body.items()})
