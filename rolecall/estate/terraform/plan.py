"""Terraform's JSON plan, as `terraform show -json PLANFILE` writes it.

The format is Terraform's "JSON Output Format", version 1. It shows sensitive values in clear text: whoever prints one
of the values here looks at the change's `sensitive` masks first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rolecall.estate.terraform.unreadable_files import binary, broken, other
from rolecall.reports.errors import JobError
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.text.strict_json import SaidTwice, loads

Values = Mapping[str, Any]
_AGAIN: Final = "Write it again with `terraform show -json PLANFILE > plan.json`, and do not edit it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """One resource or data source with its values. `namespace`, `vendor`: the last parts of its provider's address.

    `key` is the `count` or `for_each` key; `sensitive` has the shape of the values, with True where one is sensitive.
    """

    address: str
    module: str
    mode: str
    type: str
    name: str
    namespace: str
    vendor: str
    key: str | int | None
    values: Values
    sensitive: Any = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The change of one resource by a plan.

    `actions` are Terraform's: `no-op`, `create`, `read`, `update`, `delete`, `forget`, or two of them in order for a
    replacement. `before` and `after` are None where the object does not exist; `after` holds `UNKNOWN` for what will
    be known after the apply. `deposed` names an old object that a replacement left behind.
    """

    address: str
    module: str
    mode: str
    type: str
    name: str
    namespace: str
    vendor: str
    key: str | int | None
    deposed: str | None
    actions: tuple[str, ...]
    reason: str | None
    before: Values | None
    after: Values | None
    before_sensitive: Any
    after_sensitive: Any
    replace_paths: tuple[tuple[str | int, ...], ...]
    imported: bool

    @property
    def replaces(self) -> bool:
        """True if the object is deleted and made anew."""
        return "delete" in self.actions and "create" in self.actions


@dataclass(frozen=True, slots=True, kw_only=True)
class Invocation:
    """An action that the apply runs. `namespace` and `vendor` are those of the provider's source address."""

    address: str
    type: str
    namespace: str
    vendor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole plan. `sha256` is the hash of the file's bytes; `timestamp` is when the plan was made (RFC 3339).

    `changes` hold the managed resources, those without a change too; `resource_drift` what changed outside of Terraform
    since the last apply; `prior` what the refreshed state holds, data sources included. `complete` is False for a plan
    that leaves something out (`-target`, deferred changes), `errored` True for one during which Terraform failed.
    `invoked` are the actions that the apply runs (Terraform 1.14).
    """

    path: Path
    sha256: str
    terraform_version: str
    timestamp: str | None
    complete: bool
    errored: bool
    changes: tuple[Change, ...]
    resource_drift: tuple[Change, ...]
    deferred: tuple[Change, ...]
    prior: tuple[Instance, ...]
    variables: Mapping[str, Any]
    configuration: Mapping[str, Any]
    invoked: tuple[Invocation, ...] = ()


def read_plan(path: Path) -> Plan:
    """Read the plan at `path`. Raises `JobError` for anything that is not a JSON plan of format version 1.

    A plan that is errored or incomplete is read: its `errored` and `complete` say so.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise JobError(f"{path} cannot be read: {error.strerror}.", hint="Give the path of a JSON plan.") from None
    document = _document(path, data)
    try:
        return _plan(path, hashlib.sha256(data).hexdigest(), document)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise JobError(
            f"{path} is damaged: it has the marks of a plan, but not its parts ({type(error).__name__}).",
            hint=_AGAIN,
        ) from None


def _document(path: Path, data: bytes) -> Mapping[str, Any]:
    if found := binary(data):
        raise JobError(f"{path} {found[0]}.", hint=found[1])
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise JobError(
            f"{path} is not text: it is encrypted, compressed or of another kind.",
            hint="Write a plan with `terraform show -json PLANFILE > plan.json`.",
        ) from None
    try:
        document = loads(text)
    except json.JSONDecodeError as error:
        what, hint = broken(text, error)
        raise JobError(f"{path} {what}.", hint=hint) from None
    except SaidTwice as error:
        raise JobError(f"{path} is no plan of Terraform: {error}.", hint=_AGAIN) from None
    except (RecursionError, ValueError):
        raise JobError(
            f"{path} is nested too deep, or has a number too long, to be a plan.",
            hint="Write it with `terraform show -json PLANFILE`.",
        ) from None
    if not isinstance(document, dict):
        raise JobError(
            f"{path} is no plan of Terraform: it holds a JSON {_kind(document)}.",
            hint="Write a plan with `terraform show -json PLANFILE > plan.json`.",
        )
    marks = {"resource_changes", "planned_values", "configuration"} & set(document)
    if not marks or not isinstance(document.get("format_version"), str):
        what, hint = other(document)
        raise JobError(f"{path} {what}.", hint=hint)
    major = document["format_version"].split(".")[0]
    if major == "0":
        raise JobError(
            f"{path} is a plan of the older format {document['format_version']}, of Terraform before 1.1; "
            "this reads format 1.",
            hint="Make the plan with Terraform 1.11 or later.",
        )
    if major != "1":
        raise JobError(
            f"{path} is a plan of format {document['format_version']}; this reads format 1.",
            hint="Upgrade rolecall, or make the plan with an older Terraform.",
        )
    return document


def _kind(value: object) -> str:
    return {list: "array", str: "string", type(None): "null", bool: "boolean"}.get(type(value), "number")


def _plan(path: Path, digest: str, document: Mapping[str, Any]) -> Plan:
    changes = tuple(_change(each) for each in _list(document, "resource_changes"))
    deferred = tuple(_change(each["resource_change"]) for each in _list(document, "deferred_changes"))
    if any((row["change"] or {}).get("after_unknown") is True for row in _list(document, "resource_changes")):
        raise TypeError("after_unknown")
    there = {each.address for each in (*changes, *deferred)}
    for each in instances(document.get("planned_values") or {}):
        if each.mode == "managed" and each.address not in there:
            raise KeyError("resource_changes")
    prior = document.get("prior_state") or {}
    return Plan(
        path=path,
        sha256=digest,
        terraform_version=str(document.get("terraform_version", "")),
        timestamp=document.get("timestamp"),
        complete=document.get("complete", True) is not False
        and not deferred
        and not _list(document, "deferred_action_invocations"),
        errored=document.get("errored") is True,
        changes=tuple(each for each in changes if each.mode == "managed"),
        resource_drift=tuple(_change(each) for each in _list(document, "resource_drift")),
        deferred=deferred,
        prior=tuple(instances(prior.get("values") or {})),
        variables={name: each.get("value") for name, each in (document.get("variables") or {}).items()},
        configuration=document.get("configuration") or {},
        invoked=tuple(_invocation(each) for each in _list(document, "action_invocations")),
    )


def _list(document: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    found = document.get(name, [])
    if not isinstance(found, list):
        raise TypeError(name)
    return found


def instances(values: Mapping[str, Any]) -> Iterator[Instance]:
    """Every resource and data source of a "values representation": the root module's, then those of its children."""
    modules = [values.get("root_module") or {}]
    while modules:
        module = modules.pop()
        for each in module.get("resources") or ():
            yield Instance(
                address=each["address"],
                module=module.get("address", ""),
                mode=each["mode"],
                type=each["type"],
                name=each["name"],
                namespace=_provider(each)[0],
                vendor=_provider(each)[1],
                key=each.get("index"),
                values=each.get("values") or {},
                sensitive=each.get("sensitive_values") or False,
            )
        modules += reversed(module.get("child_modules") or [])


def _provider(row: Mapping[str, Any]) -> tuple[str, str]:
    """Namespace and name of the provider, from an address such as `example.com/rolecall/tanium`."""
    parts = ["", "", *str(row.get("provider_name", "")).split("/")]
    return parts[-2], parts[-1]


def _change(row: Mapping[str, Any]) -> Change:
    change = row["change"]
    after = change.get("after")
    unknown = change.get("after_unknown")
    if after is not None or unknown:
        after = with_unknown(after if after is not None else {}, unknown if isinstance(unknown, dict) else {})
    return Change(
        address=row["address"],
        module=row.get("module_address", ""),
        mode=row["mode"],
        type=row["type"],
        name=row["name"],
        namespace=_provider(row)[0],
        vendor=_provider(row)[1],
        key=row.get("index"),
        deposed=row.get("deposed"),
        actions=tuple(change["actions"]),
        reason=row.get("action_reason"),
        before=change.get("before"),
        after=after,
        before_sensitive=change.get("before_sensitive") or False,
        after_sensitive=change.get("after_sensitive") or False,
        replace_paths=tuple(tuple(path) for path in change.get("replace_paths") or ()),
        imported=bool(change.get("importing")),
    )


def _invocation(row: Mapping[str, Any]) -> Invocation:
    namespace, vendor = _provider(row)
    return Invocation(address=str(row["address"]), type=str(row.get("type", "")), namespace=namespace, vendor=vendor)


def with_unknown(value: Any, unknown: Any) -> Any:
    """`value` with `UNKNOWN` wherever `unknown`, a mask of the same shape, is True."""
    if unknown is True:
        return UNKNOWN
    if isinstance(unknown, dict) and unknown:
        known = value if isinstance(value, dict) else {}
        names = {**known, **unknown}
        return {name: with_unknown(known.get(name), unknown.get(name, False)) for name in names}
    if isinstance(unknown, list) and unknown:
        known_items = value if isinstance(value, list) else []
        length = max(len(known_items), len(unknown))
        padded = [*known_items, *[None] * (length - len(known_items))]
        masks = [*unknown, *[False] * (length - len(unknown))]
        return [with_unknown(item, mask) for item, mask in zip(padded, masks, strict=True)]
    return value
