"""Plans are read whole; whatever is no plan is named for what it is."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from rolecall.estate.terraform.plan import read_plan
from rolecall.reports.errors import JobError
from rolecall.runtime.values.unknown import UNKNOWN

PROVIDER = "example.com/rolecall/splunk"


def document(**more: Any) -> dict[str, Any]:
    return {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "timestamp": "2026-01-02T03:04:05Z",
        "complete": True,
        "errored": False,
        "resource_changes": [],
        "configuration": {},
        **more,
    }


def write(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "plan.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def test_unknown_values_stand_where_they_belong(tmp_path: Path) -> None:
    change = {
        "actions": ["create"],
        "before": None,
        "after": {"name": "ada", "roles": ["user", None], "address": {"street": "x"}},
        "after_unknown": {"id": True, "roles": [False, True], "address": {"number": True}},
        "after_sensitive": {"name": True},
    }
    row = {
        "address": 'module.m["x"].splunk_user.u[0]',
        "module_address": 'module.m["x"]',
        "mode": "managed",
        "type": "splunk_user",
        "name": "u",
        "index": 0,
        "provider_name": PROVIDER,
        "change": change,
    }
    path = write(tmp_path, document(resource_changes=[row]))
    plan = read_plan(path)
    assert plan.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert plan.complete and not plan.errored
    (found,) = plan.changes
    assert found.after is not None
    assert found.after["id"] is UNKNOWN
    assert found.after["roles"] == ["user", UNKNOWN]
    assert found.after["address"] == {"street": "x", "number": UNKNOWN}
    assert (found.namespace, found.vendor, found.module, found.key) == ("rolecall", "splunk", 'module.m["x"]', 0)
    assert found.after_sensitive == {"name": True}


def test_prior_state_is_read_with_its_modules(tmp_path: Path) -> None:
    row = {"mode": "data", "type": "splunk_users", "name": "all", "provider_name": PROVIDER, "values": {"users": []}}
    root = {
        "resources": [{**row, "address": "data.splunk_users.all"}],
        "child_modules": [
            {"address": "module.m", "resources": [{**row, "address": "module.m.data.splunk_users.all"}]},
        ],
    }
    plan = read_plan(write(tmp_path, document(prior_state={"values": {"root_module": root}})))
    assert [(each.address, each.module) for each in plan.prior] == [
        ("data.splunk_users.all", ""),
        ("module.m.data.splunk_users.all", "module.m"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_what_a_windows_shell_writes_is_read(tmp_path: Path, encoding: str) -> None:
    assert read_plan(write(tmp_path, json.dumps(document()).encode(encoding))).complete


def test_an_incomplete_plan_says_so(tmp_path: Path) -> None:
    assert not read_plan(write(tmp_path, document(complete=False))).complete
    assert read_plan(write(tmp_path, document(errored=True))).errored


PLAIN = json.dumps(document(resource_changes=[], variables={"word": {"value": "much longer"}}))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04rest", "binary form"),
        (gzip.compress(PLAIN.encode()), "compressed"),
        (b"Salted__xyz", "encrypted (openssl)"),
        (b"age-encryption.org/v1\n\xff", "encrypted (age)"),
        (b"-----BEGIN PGP MESSAGE-----\n", "encrypted (PGP)"),
        (b"\x8e\xff\x00\xfe", "is not text"),
        ({"meta": {}, "encrypted_data": "x", "encryption_version": "v0"}, "is encrypted"),
        ({"sops": {}, "data": "x"}, "is encrypted"),
        (PLAIN[:-30].encode(), "ends in the middle"),
        (PLAIN[:20].encode(), "ends in the middle"),
        (b"Terraform will perform the following actions:\n", "is not JSON"),
        (b'{"a": 1,, "b": 2}', "is not JSON: "),
        (b'{"@level":"info"}\n{"@level":"info"}\n', "is the log"),
        (b'{"@level":"info"}', "is the log"),
        ([], "JSON array"),
        ({"version": 4, "lineage": "x", "resources": []}, "is a state file"),
        ({"format_version": "1.0", "values": {}}, "is a state as"),
        ({"format_version": "1.0"}, "is no plan"),
        ({"format_version": "1.0", "provider_schemas": {}}, "provider schemas"),
        ({"steps": [], "changeSummary": {}}, "Pulumi"),
        ({"ChangeSetId": "x", "Changes": []}, "CloudFormation"),
        ({"hello": 1}, "no `format_version`"),
        (document(format_version="0.2"), "older format 0.2"),
        (document(format_version="2.0"), "format 2.0"),
        (document(resource_changes=[{"address": "x"}]), "is damaged"),
        (document(resource_changes={"address": "x"}), "is damaged"),
        (b"[" * 100_000, "deep"),
    ],
)
def test_what_is_no_plan_is_named(tmp_path: Path, content: Any, words: str) -> None:
    with pytest.raises(JobError) as caught:
        read_plan(write(tmp_path, content))
    assert words in caught.value.message
    assert caught.value.message.startswith(str(tmp_path / "plan.json"))
    assert caught.value.hint


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="cannot be read: No such file"):
        read_plan(tmp_path / "none.json")


def row(**change: Any) -> dict[str, Any]:
    return {
        "address": "splunk_user.u",
        "mode": "managed",
        "type": "splunk_user",
        "name": "u",
        "provider_name": PROVIDER,
        "change": {"actions": ["create"], "before": None, "after": {"name": "ada"}, **change},
    }


def test_a_plan_that_says_a_member_twice_is_none(tmp_path: Path) -> None:
    text = json.dumps(document(resource_changes=[row()]))
    with pytest.raises(JobError, match="'resource_changes' twice"):
        read_plan(write(tmp_path, (text[:-1] + ', "resource_changes": []}').encode()))
    with pytest.raises(JobError, match="'name' twice"):
        read_plan(write(tmp_path, text.replace('"name": "ada"', '"name": "ada", "name": "eve"').encode()))


@pytest.mark.parametrize("changes", [None, {}, "", 0, [row(after_unknown=True)]])
def test_a_plan_without_a_list_of_what_changes_is_damaged(tmp_path: Path, changes: Any) -> None:
    with pytest.raises(JobError, match="damaged"):
        read_plan(write(tmp_path, document(resource_changes=changes)))


def test_a_plan_that_leaves_out_the_change_of_what_it_plans_is_damaged(tmp_path: Path) -> None:
    planned = {"root_module": {"resources": [{key: item for key, item in row().items() if key != "change"}]}}
    assert read_plan(write(tmp_path, document(resource_changes=[row()], planned_values=planned))).changes
    with pytest.raises(JobError, match="damaged"):
        read_plan(write(tmp_path, document(planned_values=planned)))


def test_a_plan_with_actions_that_are_deferred_is_not_complete(tmp_path: Path) -> None:
    deferred = [{"reason": "instance_count_unknown", "action_invocation": {"address": "action.entra_x.y"}}]
    assert not read_plan(write(tmp_path, document(deferred_action_invocations=deferred))).complete
