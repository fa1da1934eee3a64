"""Dotted paths into answers, one of whose names is a URN: the version of that has a dot (RFC 8141)."""

from __future__ import annotations

from typing import Any

from rolecall.runtime.values.paths import dig, drop, every, steps

URN = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
USER: dict[str, Any] = {URN: {"department": "Engines", "manager": {"value": "7"}}, "emails": [{"value": "a"}]}


def test_a_urn_is_one_name() -> None:
    assert steps(f"{URN}.manager.value") == [URN, "manager", "value"]
    assert dig(USER, f"{URN}.manager.value") == "7"
    assert every(USER, f"{URN}.manager.value") == ["7"]
    assert drop(USER, f"{URN}.manager") == {**USER, URN: {"department": "Engines"}}
    assert drop(USER, URN) == {"emails": [{"value": "a"}]}


def test_other_paths_have_a_name_for_each_dot() -> None:
    assert every(USER, "emails.value") == ["a"]
    assert every(USER, "nobody.value") == []
    assert drop({"a": {"b": 1, "c": 2}}, "a.b") == {"a": {"c": 2}}
