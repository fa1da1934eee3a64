"""Many changes of one object in one request (RFC 7644 section 3.7), where the server takes that (trait `Bulk`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from rolecall.runtime.connection import Connection
from rolecall.runtime.errors import NotFound, NotTheApi, Rejected
from rolecall.runtime.http.requests import render_path, with_constants
from rolecall.runtime.logging import Logger
from rolecall.runtime.values.paths import dig
from rolecall.specification.schema import Operation

FEWEST: Final = 3
"""From so many requests on, one in their place saves something."""

ENVELOPE: Final = 200
"""Bytes of a request beside its operations, at most."""
BULK: Final = "bulk"

log = Logger("bulk")


def sent_together(connection: Connection, operation: Operation, key: str, bodies: Sequence[dict[str, Any]]) -> int:
    """Send as many of `bodies` by `operation` to the object `key` as one request takes; gives how many were done.

    They are done in order, up to the first that is refused. 0 where there is no such call, or where it says nothing of
    what it did: then each is to be sent by itself. Raises VendorError where it is not known what was done.
    """
    trait, capabilities = connection.shim.bulk, connection.capabilities
    if trait is None or len(bodies) < FEWEST or connection.client.learnt.get(BULK) is False:
        return 0
    most, largest = capabilities.number(trait.most), capabilities.number(trait.largest)
    if not capabilities.says(trait.supported) or most is None:
        return 0
    path = render_path(operation.path, {"id": key})
    taken: list[dict[str, Any]] = []
    size = ENVELOPE
    for body in bodies[:most]:
        item = {"method": operation.method, "path": path, "data": with_constants(operation, {"id": key}, body)}
        size += len(json.dumps(item).encode()) + 1
        if largest and size > largest:
            break
        taken.append(item)
    if len(taken) < FEWEST:
        return 0
    call = Operation(method="POST", path=trait.path, body="json", media_type=operation.media_type)
    try:
        answer = connection.client.call(
            call, body={"schemas": [trait.schema], "failOnErrors": 1, "Operations": taken}, safe=True
        )
    except (Rejected, NotFound, NotTheApi) as refused:
        log.info("the server takes no bulk requests; sending them one by one", path=refused.path, status=refused.status)
        connection.client.learnt.learn(BULK, False)
        return 0
    rows = dig(answer.data, "Operations")
    done = 0
    for row in rows if isinstance(rows, list) else ():
        status = row.get("status") if isinstance(row, dict) else None
        code = status.get("code") if isinstance(status, dict) else status
        if not str(code).startswith("2"):
            break
        done += 1
    return min(done, len(taken))
