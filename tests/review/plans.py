"""Plans in few words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rolecall.review.policy import Policy, read_policy
from rolecall.review.report import Review, review


def change(
    kind: str,
    name: str = "x",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    *,
    actions: Sequence[str] | None = None,
    unknown: Mapping[str, Any] | None = None,
    expressions: Mapping[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """One change with its configuration; everything that `after` has is taken as configured."""
    if actions is None:
        actions = ["create"] if before is None else ["delete"] if after is None else ["update"]
    given = {each: {"constant_value": "given"} for each in after or {}}
    return {
        "address": f"{kind}.{name}",
        "mode": "managed",
        "type": kind,
        "name": name,
        "provider_name": f"example.com/{more.pop('namespace', 'rolecall')}/{kind.split('_')[0]}",
        "change": {
            "actions": list(actions),
            "before": before,
            "after": after,
            "after_unknown": unknown or {},
            **more,
        },
        "expressions": {**given, **(expressions or {})},
    }


def plan(folder: Path, *changes: Mapping[str, Any], name: str = "plan.json", **more: Any) -> Path:
    """A plan of these changes, written down."""
    rows = [{key: value for key, value in each.items() if key != "expressions"} for each in changes]
    config = [
        {**{key: each[key] for key in ("address", "mode", "type", "name", "expressions")}, "provider_config_key": "p"}
        for each in changes
    ]
    document = {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "timestamp": "2026-01-02T03:04:05Z",
        "resource_changes": rows,
        "configuration": {"root_module": {"resources": config}},
        **more,
    }
    path = folder / name
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def policy(folder: Path, text: str) -> Policy:
    path = folder / "policy.yaml"
    path.write_text(text, encoding="utf-8")
    return read_policy(path)


def told(found: Review) -> set[tuple[str, str, str, str]]:
    """(effect, person, kind, right) of every row but those of accounts."""
    return {
        (row.effect, row.grant.person, row.grant.kind, row.grant.right)
        for row in found.rows
        if row.grant.kind != "account"
    }


def reviewed(*paths: Path, **more: Any) -> Review:
    return review(paths, environ=more.pop("environ", {}), **more)
