"""Provisioning from the command line: who is meant, the action, and what it says."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import typer

from rolecall.cli.terminal import Terminal
from rolecall.reports.errors import Exit, JobError
from rolecall.runtime import shims
from rolecall.runtime.candidates import candidates
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostic, Refusal
from rolecall.runtime.dialects import Vendor
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources.actions import invoke_action
from rolecall.runtime.resources.exception_diagnostics import explain
from rolecall.runtime.resources.validation import Validation
from rolecall.runtime.secrets import redact
from rolecall.runtime.writes import operation
from rolecall.text.sanitizer import lines, visible

_ID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DELETING: Final = {"forcedeletes", "full"}
_NEW: Final = "What was made or renamed a moment ago may not show yet: then try again."
_NAMES: Final = {
    "service_principals": ("displayName", "application"),
    "users": ("userPrincipalName", "user"),
    "groups": ("displayName", "group"),
}


def run_restart(application: str, job: str, scopes: list[str], *, allow_deletes: bool) -> int:
    """Start the job over; gives the exit code. Raises JobError for what is not clear."""
    named = [name.strip() for text in scopes for name in text.split(",")]
    if not allow_deletes and _DELETING & {name.casefold() for name in named}:
        raise JobError(
            "ForceDeletes and Full delete accounts: those whose deletion the accidental-deletion threshold stopped",
            hint="Read the provisioning logs. Where they are to go, say --allow-deletes.",
        )
    with _entra() as connection:
        place = _place(connection, application, job)
        return _run(connection, "entra_restart_provisioning", {**place, "reset_scope": ",".join(named) or None})


def run_on_demand(application: str, job: str, user: str, group: str, members: list[str]) -> int:
    """Provision one user or group; gives the exit code. Raises JobError for what is not clear."""
    if bool(user) == bool(group):
        raise JobError("Who is meant is not clear", hint="Give one of --user and --group.")
    if members and user:
        raise JobError("Only a group has members", hint="Leave --member out, or give --group in place of --user.")
    with _entra() as connection:
        place = _place(connection, application, job)
        subject = _id(connection, "users", user) if user else _id(connection, "groups", group)
        given = {
            **place,
            "object": "user" if user else "group",
            "object_id": subject,
            "members": sorted({_id(connection, "users", each) for each in members}) or None,
        }
        return _run(connection, "entra_provision_on_demand", given)


@contextmanager
def _entra() -> Iterator[Connection]:
    """The tenant of the environment. Raises JobError where it says too little or nobody lets us in."""
    shim = shims.load("entra")
    assert shim is not None
    allowed, found = candidates(shim, {}, os.environ)
    if not allowed:
        raise _failed([item for item in found if item.severity == "error"])
    vendor = Vendor(allowed)
    try:
        yield vendor.connection()
    except (VendorError, Refusal) as problem:
        raise _failed(list(explain(problem))) from None
    finally:
        vendor.close()


def _place(connection: Connection, application: str, job: str) -> dict[str, Any]:
    """The service principal and the job. Raises JobError where there are none or several."""
    place = {"service_principal_id": _id(connection, "service_principals", application)}
    if job:
        return {**place, "job_id": job}
    jobs = connection.shim.collection("jobs")
    rows = connection.client.consistency.found(lambda: connection.listings.all(jobs, place))
    ids = sorted(str(row["id"]) for row in rows)
    if len(ids) != 1:
        hint = f"Choose one by --job: {', '.join(ids)}." if ids else f"Apply an entra_provisioning_job first. {_NEW}"
        raise JobError(f"{application} has {len(ids) or 'no'} provisioning job{'s' if ids else ''}", hint=hint)
    return {**place, "job_id": ids[0]}


def _id(connection: Connection, collection: str, given: str) -> str:
    """The id of what is called so. Raises JobError where there is none, or several."""
    if _ID.fullmatch(given):
        return given
    field, noun = _NAMES[collection]
    place = connection.shim.collection(collection)
    rows = connection.client.consistency.found(lambda: connection.listings.find(place, {field: given}))
    if len(rows) != 1:
        hint = (
            f"Give its object id: {', '.join(str(row['id']) for row in rows)}." if rows else f"Check the name. {_NEW}"
        )
        raise JobError(f"There {'are several' if rows else 'is no'} {noun}{'s' if rows else ''} {given!r}", hint=hint)
    return str(rows[0]["id"])


def _run(connection: Connection, name: str, given: dict[str, Any]) -> int:
    terminal, action = Terminal(), connection.shim.action(name)
    config = {item.name: given.get(item.name) for item in action.schema.attributes}
    found = list(Validation().of_action(connection.shim, action, config))
    _tell(found)
    if any(item.severity == "error" for item in found):
        return Exit.ERROR
    said: list[Diagnostic] = []
    with operation(), terminal.waiting("asking entra"):
        for told in invoke_action(connection, action, config):
            if isinstance(told, Diagnostic):
                said.append(told)
            else:
                terminal.line(visible(redact(told)))
    _tell(said)
    severities = {item.severity for item in said}
    return Exit.ERROR if "error" in severities else Exit.INCOMPLETE if severities else 0


def _tell(found: list[Diagnostic]) -> None:
    for item in found:
        typer.echo(f"{item.severity}: {visible(redact(item.summary))}\n{lines(redact(item.detail))}", err=True)


def _failed(found: list[Diagnostic]) -> JobError:
    texts = [lines(redact(item.detail)) for item in found]
    return JobError(redact("; ".join(item.summary for item in found)), hint=" ".join(texts))
