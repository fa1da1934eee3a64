"""An account or a group shows a set that bindings change too: what the set shows hides neither loss nor gain."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from rolecall.review.report import Review
from tests.review.plans import change, plan, reviewed, told

SETS = {
    "splunk": ("splunk_user", "roles", "splunk_role_binding", {"user": "1", "role": "lead"}),
    "tanium": ("tanium_user", "roles", "tanium_role_binding", {"user_id": "1", "role": "lead"}),
    "scim": ("scim_group", "members", "scim_group_member", {"group_id": "1", "user_id": "lead"}),
}


def owner(vendor: str, *values: str) -> dict[str, Any]:
    """What has the set, with these values in it."""
    kind, name, _, _ = SETS[vendor]
    named = {"display_name": "ops"} if kind == "scim_group" else {"name": "1", "email": "ada@example.com"}
    return {"id": "1", **named, name: list(values)}


def fact(vendor: str, effect: str) -> tuple[str, str, str, str]:
    return (effect, "lead", "group", "ops") if vendor == "scim" else (effect, "ada@example.com", "role", "lead")


def prior(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """A prior state of one resource."""
    row = {"address": f"{kind}.a", "mode": "managed", "type": kind, "name": "a", "values": values}
    row["provider_name"] = f"example.com/rolecall/{kind.split('_')[0]}"
    return {"values": {"root_module": {"resources": [row]}}}


def configured(kind: str, expressions: Mapping[str, Any]) -> dict[str, Any]:
    block = {"address": f"{kind}.a", "mode": "managed", "type": kind, "name": "a", "provider_config_key": "p"}
    return {"root_module": {"resources": [{**block, "expressions": expressions}]}}


@pytest.mark.parametrize("vendor", SETS)
@pytest.mark.parametrize("said", ["unset", "null", "set", "orphan"])
@pytest.mark.parametrize("effect", ["loses", "gains"])
def test_a_part_of_a_plan_shows_what_a_binding_does(tmp_path: Path, vendor: str, said: str, effect: str) -> None:
    kind, name, binding, values = SETS[vendor]
    expressions = {
        "unset": {},
        "null": {name: {"references": ["each.value.given", "each.value"]}},
        "set": {name: {"constant_value": ["lead"]}},
    }
    gone = effect == "loses"
    part = change(binding, "b", *((values, None) if gone else (None, values)))
    known: dict[str, Any] = {} if said == "orphan" else {"configuration": configured(kind, expressions[said])}
    shown = owner(vendor, "other", *(["lead"] if gone else []))
    found = reviewed(plan(tmp_path, part, complete=False, prior_state=prior(kind, shown), **known))
    assert told(found) == {fact(vendor, effect)}


@pytest.mark.parametrize("vendor", SETS)
def test_a_binding_of_what_is_there_already_is_no_gain(tmp_path: Path, vendor: str) -> None:
    kind, _, binding, values = SETS[vendor]
    new = change(binding, "b", None, values)
    assert told(reviewed(plan(tmp_path, new, prior_state=prior(kind, owner(vendor, "lead"))))) == set()


def _moved(tmp_path: Path, vendor: str, before: list[str], after: list[str], *, stays: bool) -> Review:
    """A set goes from `before` to `after`, while a binding of `lead` stays or goes."""
    kind, name, binding, values = SETS[vendor]
    old, new = owner(vendor, *before), owner(vendor, *after)
    bound = change(binding, "b", values, values if stays else None, actions=["no-op"] if stays else ["delete"])
    actions = ["no-op"] if before == after else ["update"]
    account = change(kind, "a", old, new, actions=actions, expressions={name: {"constant_value": after}})
    return reviewed(plan(tmp_path, account, bound))


@pytest.mark.parametrize("vendor", SETS)
def test_a_set_that_is_written_takes_what_a_binding_gives(tmp_path: Path, vendor: str) -> None:
    assert told(_moved(tmp_path, vendor, ["lead", "other"], ["other"], stays=True)) == {fact(vendor, "loses")}


@pytest.mark.parametrize("vendor", SETS)
def test_a_set_that_is_written_keeps_what_a_binding_gave(tmp_path: Path, vendor: str) -> None:
    assert fact(vendor, "loses") not in told(_moved(tmp_path, vendor, ["lead"], ["lead", "new"], stays=False))


@pytest.mark.parametrize("vendor", SETS)
def test_a_set_that_is_right_already_is_not_written_again(tmp_path: Path, vendor: str) -> None:
    assert told(_moved(tmp_path, vendor, ["lead"], ["lead"], stays=False)) == {fact(vendor, "loses")}


def test_an_account_made_anew_has_only_the_bindings_that_are_made_anew(tmp_path: Path) -> None:
    kind, _, binding, values = SETS["splunk"]
    account = owner("splunk", "lead")
    anew = change(kind, "a", account, {"name": "1", "email": "ada@example.com"}, actions=["delete", "create"])
    stays = change(binding, "b", values, values, actions=["no-op"])
    assert told(reviewed(plan(tmp_path, anew, stays))) == {fact("splunk", "loses")}
    again = change(binding, "b", values, values, actions=["delete", "create"])
    assert told(reviewed(plan(tmp_path, anew, again))) == set()


def test_a_role_made_anew_is_in_nobodys_hands(tmp_path: Path) -> None:
    role = {"id": "lead", "name": "lead", "imported_roles": [], "capabilities": []}
    anew = change("splunk_role", "r", role, {**role, "id": None}, actions=["delete", "create"], unknown={"id": True})
    account = change("splunk_user", "a", owner("splunk", "lead"), owner("splunk", "lead"), actions=["no-op"])
    assert told(reviewed(plan(tmp_path, anew, account))) == {fact("splunk", "loses")}
