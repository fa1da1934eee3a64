"""Files that were given in place of a plan: recognised, so that the message can say what they are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_SHOW = "Write it with `terraform show -json PLANFILE > plan.json`."
_BINARY = (
    (b"PK\x03\x04", "is a saved plan in Terraform's binary form", _SHOW),
    (b"\x1f\x8b", "is compressed (gzip)", "Unpack it first."),
    (b"Salted__", "is encrypted (openssl)", "Decrypt it first."),
    (b"age-encryption.org/", "is encrypted (age)", "Decrypt it first."),
    (b"-----BEGIN AGE ENCRYPTED FILE", "is encrypted (age)", "Decrypt it first."),
    (b"-----BEGIN PGP MESSAGE", "is encrypted (PGP)", "Decrypt it first."),
    (b"$ANSIBLE_VAULT", "is encrypted (Ansible Vault)", "Decrypt it first."),
)


def binary(data: bytes) -> tuple[str, str] | None:
    """The kind of file that `data` is, and what to do, if its first bytes tell that it is no text; else None."""
    if not data.strip():
        return "is empty", f"The command that should have written it failed. {_SHOW}"
    for magic, what, hint in _BINARY:
        if data.startswith(magic):
            return what, hint
    return None


def broken(text: str, error: json.JSONDecodeError) -> tuple[str, str]:
    """The kind of file that `text` is, which is not one JSON value; and what to do."""
    first = text.lstrip().split("\n", 1)[0]
    if is_log_line(first):
        return "is the log that `terraform plan -json` prints, not a plan", _SHOW_SAVED
    if not first.startswith(("{", "[")):
        return "is not JSON; perhaps it is what `terraform plan` prints for people", _SHOW_SAVED
    if error.pos >= len(text.rstrip()) - 1 or "Unterminated" in error.msg:
        return "ends in the middle: it is part of a plan", _SHOW
    return f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}", _SHOW


_SHOW_SAVED = (
    "Save the plan with `terraform plan -out=PLANFILE`, then write `terraform show -json PLANFILE > plan.json`."
)


def is_log_line(line: str) -> bool:
    """True if a line is one of Terraform's machine-readable log."""
    try:
        value = json.loads(line)
    except json.JSONDecodeError:
        return False
    return isinstance(value, dict) and "@level" in value


def other(document: Mapping[str, Any]) -> tuple[str, str]:
    """The kind of file that a JSON object without the marks of a plan is, and what to do."""
    keys = set(document)
    if "encrypted_data" in keys or "sops" in keys:
        return "is encrypted", "Decrypt it first."
    if "lineage" in keys and "version" in keys:
        return "is a state file, not a plan", _SHOW_SAVED
    if "@level" in keys:
        return "is the log that `terraform plan -json` prints, not a plan", _SHOW_SAVED
    if "values" in keys and "format_version" in keys:
        return "is a state as `terraform show -json` prints it, not a plan", _SHOW_SAVED
    if "provider_schemas" in keys:
        return "holds provider schemas, not a plan", _SHOW_SAVED
    if "steps" in keys or "changeSummary" in keys:
        return "is a preview of Pulumi, not a plan of Terraform", _SHOW
    if "Changes" in keys and ("ChangeSetId" in keys or "StackName" in keys):
        return "is a change set of CloudFormation, not a plan of Terraform", _SHOW
    if "format_version" in keys:
        return "is no plan of Terraform: it has no `resource_changes`, `planned_values` or `configuration`", _SHOW
    return "is no plan of Terraform: it has no `format_version`", _SHOW
