"""Label and field selectors of a listing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from rolecall.sandbox.tanzu.kubernetes.kinds import Kind
from rolecall.sandbox.tanzu.kubernetes.status import bad_request

Object = dict[str, Any]
Test = Callable[[Object], bool]

_SET = re.compile(r"(\S+)\s+(in|notin)\s*\(([^()]*)\)")
_EQUALITY = re.compile(r"([^\s!=]+)\s*(==|=|!=)\s*([^\s!=]*)")
_EXISTS = re.compile(r"(!?)\s*([^\s!=(),]+)")


def label_test(text: str) -> Test:
    """The test of a label selector; raises Refusal 400."""
    tests = [_label_requirement(part.strip()) for part in re.split(r",(?![^(]*\))", text)] if text else []

    def test(object: Object) -> bool:
        labels = object["metadata"].get("labels", {})
        return all(one(labels) for one in tests)

    return test


def _label_requirement(text: str) -> Callable[[dict[str, str]], bool]:
    if match := _SET.fullmatch(text):
        key, verb, listed = match.groups()
        values = {value.strip() for value in listed.split(",")}
        if verb == "in":
            return lambda labels: labels.get(key) in values
        return lambda labels: labels.get(key) not in values
    if match := _EQUALITY.fullmatch(text):
        key, verb, value = match.groups()
        if verb == "!=":
            return lambda labels: labels.get(key) != value
        return lambda labels: labels.get(key) == value
    if match := _EXISTS.fullmatch(text):
        absent, key = match.groups()
        return lambda labels: (key in labels) != bool(absent)
    raise bad_request(f'unable to parse requirement: "{text}"')


def field_test(text: str, kind: Kind) -> Test:
    """The test of a field selector; raises Refusal 400 for fields other than name and namespace."""
    wanted: list[tuple[str, str, bool]] = []
    for part in text.split(",") if text else []:
        match = _EQUALITY.fullmatch(part.strip())
        if not match:
            raise bad_request(f'invalid selector: "{part}"')
        path, verb, value = match.groups()
        if path not in ("metadata.name", "metadata.namespace"):
            raise bad_request(f"field label not supported: {path}")
        wanted.append((path.partition(".")[2], value, verb != "!="))

    def test(object: Object) -> bool:
        return all((object["metadata"].get(name, "") == value) is equal for name, value, equal in wanted)

    return test
