"""SCIM users against a live server: roles and entitlements that somebody gave, and attributes of other schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rolecall.sandbox import start
from rolecall.sandbox.scim.definitions import BADGE
from tests.estate.estate import Estate


@pytest.fixture
def estate() -> Iterator[Estate]:
    with start("scim", seed=1, options={"badges": True}) as box:
        box.change("user.create", user_name="ada", roles=[{"value": "viewer"}], **{BADGE: {"number": "1", "level": 2}})
        found = Estate({"scim": box}, box.environment)
        found.adopt()
        yield found


def ada(estate: Estate) -> dict[str, Any]:
    found: dict[str, Any] = next(
        item["values"] for item in estate.resources if item["values"].get("user_name") == "ada"
    )
    return found


def test_a_role_that_somebody_gave_is_privileged(estate: Estate, tmp_path: Path) -> None:
    assert not estate.check(tmp_path).findings
    estate.boxes["scim"].change("user.update", user="ada", roles=[{"value": "viewer"}, {"value": "Org Admin"}])
    (found,) = estate.check(tmp_path).findings
    assert (found.kind, found.severity.name, found.attribute) == ("privileged_change", "HIGH", "roles")


def test_an_extension_is_compared_by_what_it_says(estate: Estate, tmp_path: Path) -> None:
    assert json.loads(ada(estate)["extensions_json"]) == {BADGE: {"number": "1", "level": 2}}
    ada(estate)["extensions_json"] = json.dumps({BADGE: {"level": 2}}, indent=2)
    assert not estate.check(tmp_path).findings, "another text, and a member that nobody manages"
    estate.boxes["scim"].change("user.update", user="ada", **{BADGE: {"number": "1", "level": 3}})
    (found,) = estate.check(tmp_path).findings
    assert (found.kind, found.attribute) == ("changed", "extensions_json")
