"""Patches: merge (RFC 7396) and JSON patch (RFC 6902).

A strategic merge of these kinds is a plain merge, since none of their lists is merged by a key.
"""

from __future__ import annotations

import copy
from typing import Any

from rolecall.sandbox.tanzu.kubernetes.status import Failure, bad_request

MERGE = "application/merge-patch+json"
STRATEGIC = "application/strategic-merge-patch+json"
JSON = "application/json-patch+json"
APPLY = "application/apply-patch+yaml"


def merge(target: Any, patch: Any) -> Any:
    """`target` with `patch` merged in; null removes."""
    if not isinstance(patch, dict):
        return copy.deepcopy(patch)
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merge(result.get(name), value)
    return result


def json_patch(target: Any, operations: Any) -> Any:
    """`target` after the operations; raises Refusal 400 for what is no patch, 422 for one that does not fit."""
    if not isinstance(operations, list) or not all(isinstance(step, dict) for step in operations):
        raise bad_request("a JSON patch is a list of operations")
    result = copy.deepcopy(target)
    for step in operations:
        try:
            result = _step(result, step)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            text = "the server rejected our request due to an error in our request"
            raise Failure(422, text, "Invalid") from error
    return result


def _step(target: Any, step: dict[str, Any]) -> Any:
    verb, path = step["op"], _pointer(step["path"])
    if verb == "test":
        if _get(target, path) != step["value"]:
            raise ValueError(step["path"])
    elif verb == "remove":
        _remove(target, path)
    elif verb == "replace":
        _get(target, path)
        target = _put(target, path, step["value"], insert=False)
    elif verb == "add":
        target = _put(target, path, step["value"], insert=True)
    elif verb in ("copy", "move"):
        value = copy.deepcopy(_get(target, _pointer(step["from"])))
        if verb == "move":
            _remove(target, _pointer(step["from"]))
        target = _put(target, path, value, insert=True)
    else:
        raise ValueError(verb)
    return target


def _pointer(text: str) -> list[str]:
    if text and not text.startswith("/"):
        raise ValueError(text)
    return [part.replace("~1", "/").replace("~0", "~") for part in text.split("/")[1:]]


def _get(target: Any, path: list[str]) -> Any:
    for part in path:
        target = target[_index(part, target)]
    return target


def _index(part: str, target: Any) -> Any:
    if not isinstance(target, list):
        return part
    if not part.isdecimal():
        raise ValueError(part)
    return int(part)


def _remove(target: Any, path: list[str]) -> None:
    parent = _get(target, path[:-1])
    del parent[_index(path[-1], parent)]


def _put(target: Any, path: list[str], value: Any, *, insert: bool) -> Any:
    value = copy.deepcopy(value)
    if not path:
        return value
    parent = _get(target, path[:-1])
    if isinstance(parent, list) and insert:
        index = len(parent) if path[-1] == "-" else _index(path[-1], parent)
        if index > len(parent):
            raise IndexError(index)
        parent.insert(index, value)
    else:
        parent[_index(path[-1], parent)] = value
    return target
