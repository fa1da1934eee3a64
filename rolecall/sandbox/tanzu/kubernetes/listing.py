"""Listings: selectors, and pages that show everything as it was when the first was read."""

from __future__ import annotations

import uuid

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.core.paging import page_of
from rolecall.sandbox.core.tokens import seal, unseal
from rolecall.sandbox.tanzu.kubernetes.call import Call
from rolecall.sandbox.tanzu.kubernetes.cluster import Object, Snapshot
from rolecall.sandbox.tanzu.kubernetes.selectors import field_test, label_test
from rolecall.sandbox.tanzu.kubernetes.status import Failure, bad_request

_KEPT = 64
"""How many listings can be under way; the oldest give way."""


def list_objects(call: Call) -> Response:
    """A listing, or its next page.

    Rows come without `kind` and `apiVersion`. A `continue` that is too old is refused with 410 and one that goes on
    from the same place in what there is now.
    """
    request = call.request
    if call.flag("watch"):
        raise bad_request("this stand-in does not watch")
    limit = _limit(request.parameter("limit"))
    start, snapshot, token = _resume(call)
    page = page_of(snapshot.rows, start, limit, request, _imitate)
    following = start + len(page.rows)
    metadata: Object = {"resourceVersion": str(snapshot.version)}
    if page.rows and following < page.total:
        token = token or _keep(call, snapshot)
        metadata["continue"] = seal(token, following, _key(page.rows[-1]))
        if not (request.parameter("labelSelector") or request.parameter("fieldSelector")):
            metadata["remainingItemCount"] = page.total - following
    items = [{name: value for name, value in row.items() if name not in ("kind", "apiVersion")} for row in page.rows]
    kind = f"{call.kind.name}List"
    return call.answer({"kind": kind, "apiVersion": call.kind.api_version, "metadata": metadata, "items": items})


def matching(call: Call) -> list[Object]:
    """The objects that the request's namespace and selectors are about, in the order of their names."""
    label = label_test(call.request.parameter("labelSelector"))
    field = field_test(call.request.parameter("fieldSelector"), call.kind)
    rows = (record.object for record in call.cluster.records(call.kind, call.namespace))
    return [row for row in rows if label(row) and field(row)]


def _limit(text: str) -> int | None:
    if text and not text.isdecimal():
        raise bad_request(f'limit: invalid value "{text}"')
    return int(text or 0) or None


def _resume(call: Call) -> tuple[int, Snapshot, str]:
    """The place where a request goes on, the listing, and the name it is kept under (empty: not kept yet)."""
    cluster, now = call.cluster, call.cluster.clock.now()
    for token in [key for key, kept in cluster.snapshots.items() if now >= kept.began + call.options.continue_seconds]:
        del cluster.snapshots[token]
    given = call.request.parameter("continue")
    if not given:
        return 0, Snapshot(matching(call), now, cluster.version), ""
    token, start, after = _unseal(given)
    if kept := cluster.snapshots.get(token):
        return start, kept, token
    if token:
        text = "The provided continue parameter is too old to display a consistent list result."
        raise Failure(410, text, resume=seal("", 0, after))
    return 0, Snapshot([row for row in matching(call) if _key(row) > after], now, cluster.version), ""


def _keep(call: Call, snapshot: Snapshot) -> str:
    kept = call.cluster.snapshots
    while len(kept) >= _KEPT:
        del kept[next(iter(kept))]
    token = uuid.uuid4().hex
    kept[token] = snapshot
    return token


def _key(row: Object) -> list[str]:
    return [row["metadata"].get("namespace", ""), row["metadata"]["name"]]


def _unseal(given: str) -> tuple[str, int, list[str]]:
    try:
        token, start, after = unseal(given)
        return str(token), int(start), [str(part) for part in after]
    except (ValueError, TypeError):
        raise bad_request("continue key is not valid") from None


def _imitate(row: Object, number: int) -> Object:
    name = f"{row['metadata']['name']}-{number}"
    return {**row, "metadata": {**row["metadata"], "name": name, "uid": str(uuid.uuid4())}}
