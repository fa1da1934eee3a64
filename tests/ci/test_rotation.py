"""`ci/access.sh only_tokens`: which plans a rotation leaves to a person."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.ci.script import run

TOKEN = "tanium_api_token"


BEFORE = {"id": "7", "token": "old", "expires_at": "2026-01-01", "user_id": "42", "name": "ci", "expire_in_days": 30}
NEW = {name: BEFORE[name] for name in ("user_id", "name", "expire_in_days")}
UNKNOWN = {"id": True, "token": True, "expires_at": True}


def change(
    kind: str, *actions: str, after: dict[str, Any] | None = None, unknown: dict[str, Any] | None = None
) -> dict[str, Any]:
    what = {"before": BEFORE, "after": NEW | (after or {}), "after_unknown": UNKNOWN | (unknown or {})}
    return {
        "address": f"{kind}.x",
        "mode": "managed",
        "type": kind,
        "name": "x",
        "change": {"actions": list(actions), **what},
    }


ROTATED = change(TOKEN, "create", "delete")


@pytest.mark.parametrize(
    ("changes", "more", "said"),
    [
        ([], {}, ""),
        ([ROTATED, change("tanium_user", "no-op"), change("tanium_user", "read")], {}, ""),
        ([change(TOKEN, "create", "delete", unknown={"status": True})], {}, ""),
        ([change(TOKEN, "create")], {}, "create is not a replacement"),
        ([change(TOKEN, "delete")], {}, "delete is not a replacement"),
        ([change(TOKEN, "update")], {}, "update is not a replacement"),
        ([change(TOKEN, "delete", "create")], {}, "set create_before_destroy"),
        ([change(TOKEN, "create", "delete", after={"user_id": "1"})], {}, "may do so, in user_id"),
        ([change(TOKEN, "create", "delete", unknown={"user_id": True})], {}, "may do so, in user_id"),
        ([change(TOKEN, "create", "delete", after={"expire_in_days": 365})], {}, "may do so, in expire_in_days"),
        ([change(TOKEN, "create", "delete", after={"trusted_ip_addresses": "0.0.0.0/0"})], {}, "in trusted_ip"),
        ([ROTATED, change("tanium_user", "update")], {}, "tanium_user is not in TOKEN_TYPES"),
        ([change("splunk_token", "create", "delete")], {}, "splunk_token is not in TOKEN_TYPES"),
        ([], {"complete": False}, "the plan is not complete"),
        ([], {"errored": True}, "the plan is not complete"),
    ],
)
def test_a_rotation_only_replaces_tokens_by_their_like(
    tmp_path: Path, changes: list[dict[str, Any]], more: dict[str, Any], said: str
) -> None:
    (tmp_path / "plans").mkdir()
    plan = {"resource_changes": changes, "complete": True, "errored": False, **more}
    (tmp_path / "plans" / "credentials.json").write_text(json.dumps(plan), encoding="utf-8")
    done = run(tmp_path, "only_tokens", TOKEN_TYPES=TOKEN)
    assert done.returncode == (1 if said else 0), done.stderr
    assert said in done.stderr and bool(said) == ("left to a person: " in done.stderr)


SHOWN = ["tanium_api_token.x.token", "tanium_api_token.x"]
OUTPUT = {"actions": ["update"], "before": "old", "after_unknown": True}
NOT_THE_TOKEN = "left to a person: output tanium_token: it would show something else than the new token"


@pytest.mark.parametrize(
    ("output", "references", "said"),
    [
        (OUTPUT, SHOWN, ""),
        ({**OUTPUT, "actions": ["no-op"], "after_unknown": False}, ["tanium_user.x.id"], ""),
        ({**OUTPUT, "before": "2026-01-01"}, ["tanium_api_token.x.expires_at", "tanium_api_token.x"], ""),
        ({**OUTPUT, "before": "another's"}, SHOWN, NOT_THE_TOKEN),
        ({**OUTPUT, "before": "30"}, ["tanium_api_token.x.expire_in_days", "tanium_api_token.x"], NOT_THE_TOKEN),
        (OUTPUT, ["tanium_api_token.admin.token", "tanium_api_token.admin"], NOT_THE_TOKEN),
        (OUTPUT, [*SHOWN, "local.more"], NOT_THE_TOKEN),
        (OUTPUT, [], NOT_THE_TOKEN),
        ({**OUTPUT, "after": "known", "after_unknown": False}, SHOWN, NOT_THE_TOKEN),
        ({**OUTPUT, "actions": ["create"], "before": None}, SHOWN, NOT_THE_TOKEN),
        ({**OUTPUT, "actions": ["delete"], "after_unknown": False}, SHOWN, NOT_THE_TOKEN),
    ],
)
def test_a_rotation_shows_the_new_token_where_the_old_one_was_and_nothing_else(
    tmp_path: Path, output: dict[str, Any], references: list[str], said: str
) -> None:
    """Whatever the output is becomes the secret of the other jobs."""
    (tmp_path / "plans").mkdir()
    plan = {
        "resource_changes": [ROTATED],
        "output_changes": {"tanium_token": output},
        "configuration": {"root_module": {"outputs": {"tanium_token": {"expression": {"references": references}}}}},
    }
    (tmp_path / "plans" / "credentials.json").write_text(json.dumps(plan), encoding="utf-8")
    done = run(tmp_path, "only_tokens", TOKEN_TYPES=TOKEN)
    assert done.returncode == (1 if said else 0), done.stderr
    assert said in done.stderr
