"""Bulk requests (RFC 7644 section 3.7): operations in order, up to as many failures as the client allows."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any, Final

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.scim.body import MEDIA_TYPE, answer, json_object, need_schema, refused

BULK_REQUEST: Final = "urn:ietf:params:scim:api:messages:2.0:BulkRequest"
BULK_RESPONSE: Final = "urn:ietf:params:scim:api:messages:2.0:BulkResponse"
LARGEST: Final = 1_048_576
"""Bytes of a bulk request."""


def run(request: Request, most: int, root: str, handle: Callable[[Request], Response]) -> Response:
    """The answer to a bulk request of at most `most` operations, each handled as a request of its own under `root`."""
    if most == 0:
        raise Refusal(501, "Bulk is not supported; see ServiceProviderConfig.")
    if len(request.body) > LARGEST:
        raise Refusal(413, f"The bulk request is larger than {LARGEST} bytes.", "tooMany")
    body = json_object(request)
    need_schema(body, BULK_REQUEST)
    operations = body.get("Operations") or []
    if len(operations) > most:
        raise Refusal(413, f"The bulk request has more than {most} operations.", "tooMany")
    failures, rows = 0, list[dict[str, Any]]()
    for operation in operations:
        response = _one(request, operation, root, handle)
        failed = response.status >= 400
        shown = {"response": json.loads(response.body)} if failed and response.body else {}
        rows.append({"method": operation.get("method"), "status": str(response.status), **shown})
        failures += failed
        if failures and failures >= (body.get("failOnErrors") or len(operations) + 1):
            break
    return answer({"schemas": [BULK_RESPONSE], "Operations": rows})


def _one(request: Request, operation: dict[str, Any], root: str, handle: Callable[[Request], Response]) -> Response:
    inner = dataclasses.replace(
        request,
        method=str(operation.get("method")),
        raw_path=f"{root}{operation.get('path')}",
        raw_query="",
        headers={**request.headers, "content-type": MEDIA_TYPE},
        body=json.dumps(operation.get("data")).encode(),
        arguments={},
    )
    try:
        return handle(inner)
    except Refusal as refusal:
        return refused(refusal)
