"""scim2-tester, a compliance test others wrote, finds nothing to say about the generic SCIM sandbox."""

from __future__ import annotations

from collections import Counter
from typing import Any

import httpx2
import pytest
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import Status, check_server

from rolecall.sandbox import start


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"patch_answer": "empty"},
        {"etag": True},
        {"etag": True, "patch_answer": "empty"},
        {"sort": False, "text_booleans": False, "remove_with_value": "all"},
        {"prefix": "/connections/one"},
    ],
    ids=str,
)
def test_every_check_passes(options: dict[str, Any]) -> None:
    with start("scim", options=options) as box:
        found = results(box.environment)
        assert {row.status for row in found} == {Status.SUCCESS}, [it for it in found if it.status != Status.SUCCESS]
        assert len(found) > 120


def test_without_patch_only_the_patch_checks_are_skipped() -> None:
    with start("scim", options={"patch": False}) as box:
        found = results(box.environment)
        assert box.log.count("PATCH", "/Users/") == 0
    assert set(Counter(row.status for row in found)) == {Status.SUCCESS, Status.SKIPPED}
    assert {row.title for row in found if row.status == Status.SKIPPED} == {
        "check_add_attribute",
        "check_remove_attribute",
        "check_replace_attribute",
    }


def results(environment: dict[str, str]) -> list[Any]:
    headers = {"Authorization": f"Bearer {environment['SCIM_TOKEN']}"}
    with httpx2.Client(base_url=environment["SCIM_URL"], headers=headers) as http:
        client = SyncSCIMClient(http)
        client.discover()
        return list(check_server(client))
