"""Rotation of secrets by the end of their lives (trait WriteOnceSecret), as vendors write it."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.runtime.application import PlanResult
from rolecall.runtime.resources.object.rotation import plan_rotation
from rolecall.specification.traits import WriteOnceSecret

SECRET = WriteOnceSecret(attribute="token", expires="expires_at", rotate="days")


def planned(expires_at: Any) -> PlanResult:
    values: dict[str, Any] = {"token": "t", "expires_at": expires_at, "days": None}
    result = PlanResult(planned=dict(values))
    plan_rotation(SECRET, values, values, set(), result)
    return result


@pytest.mark.parametrize("end", ["never", "31.12.2099", "2099-13-01T00:00:00Z", "9" * 40])
def test_an_end_that_is_no_time_replaces_nothing_and_is_told(end: str) -> None:
    result = planned(end)
    (found,) = result.diagnostics
    assert result.requires_replace == []
    assert (found.severity, found.summary) == ("warning", "The end of the token cannot be read")
    assert f"The vendor shows {end!r}, which is no time (RFC 3339)." in found.detail


def test_an_end_that_is_past_replaces_and_one_to_come_does_not() -> None:
    assert planned("2020-01-01T00:00:00Z").requires_replace == [("expires_at",)]
    assert planned("2099-01-01T00:00:00Z").requires_replace == []
    assert planned(None).requires_replace == []
