"""Terraform state, read as JSON: `terraform show -json`, a raw state file of version 4, or a folder.

The form of `show -json` is the documented one. A raw state file is read too because a backend often hands out nothing
else, and because it alone says which provider block a resource belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from rolecall.estate.terraform.command import pull_state, show_json
from rolecall.estate.terraform.raw_state import resources_of_raw_state
from rolecall.reports.errors import JobError
from rolecall.text.strict_json import SaidTwice, loads

OURS: Final = "rolecall"
"""The namespace of our providers in a source address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagedResource:
    """One managed resource instance in state.

    `vendor` is the provider's name (`tanium`); `alias` names the provider block, None for the default one or where
    the file does not say (see `State.knows_aliases`); `placed` says that the code names the block instead. `values` are
    the attributes; `sensitive` the names of those at the top that Terraform marks as secret. `tainted` is replaced by
    the next apply. `source` is the file or folder that it was read from. `private` is what the provider keeps beside
    the state; raw state files and folders say it.
    """

    address: str
    type: str
    name: str
    vendor: str
    values: Mapping[str, Any]
    alias: str | None = None
    placed: bool = False
    sensitive: frozenset[str] = frozenset()
    tainted: bool = False
    source: str = ""
    private: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Resources of our providers in one or several states.

    `others` counts managed resources of other providers by their type; they are not looked at. `sources` are the
    files that were read, `empty` those of them that hold nothing at all: nothing was applied, or it is the wrong one.
    `data` are our providers' data sources, as they were at the last refresh.
    """

    resources: tuple[ManagedResource, ...]
    others: Mapping[str, int] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    knows_aliases: bool = False
    data: tuple[ManagedResource, ...] = ()

    @property
    def vendors(self) -> tuple[str, ...]:
        """The vendors that resources belong to, sorted."""
        return tuple(sorted({item.vendor for item in self.resources}))

    def __add__(self, other: State) -> State:
        """Both states as one."""
        others = {name: self.others.get(name, 0) + other.others.get(name, 0) for name in {*self.others, *other.others}}
        return State(
            resources=self.resources + other.resources,
            others=others,
            sources=self.sources + other.sources,
            empty=self.empty + other.empty,
            knows_aliases=self.knows_aliases and other.knows_aliases,
            data=self.data + other.data,
        )


def read_state(path: Path) -> State:
    """The state in the file or of the Terraform folder `path`. Raises JobError, which says what it is instead."""
    if path.is_dir():
        return _with_private(_state_of(show_json(path), str(path)), pull_state(path))
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise JobError(
            f"{path} cannot be read: {error.strerror or error}.",
            hint="Give a folder in which `terraform init` was run, or what `terraform show -json` printed.",
        ) from None
    try:
        data = loads(raw)
    except SaidTwice as error:
        raise JobError(
            f"{path} is no Terraform state: {error}.",
            hint="Give what `terraform show -json` or `terraform state pull` printed, as it is.",
        ) from None
    except (ValueError, RecursionError):
        raise _not_json(path, raw) from None
    return _state_of(data, str(path))


def _with_private(state: State, raw: Any) -> State:
    """`state` with what only the raw state says: its provider blocks, and what the providers keep beside it."""
    if not isinstance(raw, dict) or raw.get("version") != 4:
        return state
    found = {item.address: item for item in _raw(raw, "").resources}
    resources = tuple(
        replace(item, private=found[item.address].private, alias=found[item.address].alias)
        if item.address in found
        else item
        for item in state.resources
    )
    return replace(state, resources=resources, knows_aliases=all(item.address in found for item in resources))


def _not_json(path: Path, raw: bytes) -> JobError:
    if raw[:2] == b"PK":
        return JobError(
            f"{path} is a saved plan, not a state.",
            hint="Turn it into JSON with `terraform show -json` and give it with --plan.",
        )
    if not raw.strip():
        return JobError(f"{path} is empty.", hint="Give what `terraform show -json` or `terraform state pull` printed.")
    return JobError(
        f"{path} is no JSON.",
        hint="Give what `terraform show -json` printed, or a state file as `terraform state pull` gives it.",
    )


def _state_of(data: Any, source: str) -> State:
    if not isinstance(data, dict):
        raise JobError(f"{source} is JSON, but no Terraform state.", hint="Give what `terraform show -json` printed.")
    if "encrypted_data" in data or "encryption_version" in data:
        raise JobError(
            f"{source} is an encrypted state.",
            hint="Decrypt it first: run `show -json` with the tool that has the key, and give its output.",
        )
    if "planned_values" in data or "resource_changes" in data:
        raise JobError(f"{source} is a plan, not a state.", hint="Give it with --plan.")
    if isinstance(data.get("version"), int):
        return _raw(data, source)
    if isinstance(data.get("format_version"), str):
        return _shown(data, source)
    if "deployment" in data or "checkpoint" in data or "StackId" in data or "AWSTemplateFormatVersion" in data:
        raise JobError(
            f"{source} is the state of another tool.",
            hint="Only Terraform's and OpenTofu's state is understood: give what `terraform show -json` printed.",
        )
    raise JobError(
        f"{source} is JSON, but no Terraform state: it has neither `format_version` nor `version`.",
        hint="Give what `terraform show -json` or `terraform state pull` printed.",
    )


def _raw(data: Mapping[str, Any], source: str) -> State:
    if data["version"] != 4:
        raise JobError(
            f"{source} is a state of format {data['version']}; only format 4 is understood.",
            hint="Run `terraform apply -refresh-only` with a current Terraform, which rewrites it.",
        )
    found: list[ManagedResource] = []
    shown: list[ManagedResource] = []
    others: dict[str, int] = {}
    for item in resources_of_raw_state(data, source):
        if item.namespace != OURS:
            if item.mode != "managed":
                continue
            others[item.type] = others.get(item.type, 0) + 1
            continue
        (found if item.mode == "managed" else shown).append(
            ManagedResource(
                address=item.address,
                type=item.type,
                name=item.name,
                vendor=item.vendor,
                alias=item.alias,
                values=item.values,
                sensitive=item.sensitive,
                tainted=item.tainted,
                private=item.private,
                source=source,
            )
        )
    empty = () if found or others else (source,)
    return State(
        resources=tuple(found), others=others, sources=(source,), empty=empty, knows_aliases=True, data=tuple(shown)
    )


def _shown(data: Mapping[str, Any], source: str) -> State:
    if data["format_version"].split(".")[0] not in ("0", "1"):
        raise JobError(
            f"{source} has format version {data['format_version']!r}; only 1.x is understood.",
            hint="It was written by a newer Terraform than this program knows. Upgrade rolecall.",
        )
    values = data.get("values")
    found: list[ManagedResource] = []
    shown: list[ManagedResource] = []
    others: dict[str, int] = {}
    for block in [] if values is None else _blocks(values.get("root_module") or {}, source):
        is_data = block.get("mode") == "data"
        if not (is_data or block.get("mode") == "managed") or block.get("deposed_key"):
            continue
        *_, namespace, vendor = ["", *str(block.get("provider_name") or "").split("/")]
        if namespace != OURS:
            if is_data:
                continue
            others[str(block["type"])] = others.get(str(block["type"]), 0) + 1
            continue
        secret = block.get("sensitive_values") or {}
        (shown if is_data else found).append(
            ManagedResource(
                address=str(block["address"]),
                type=str(block["type"]),
                name=str(block.get("name", "")),
                vendor=vendor,
                values=block.get("values") or {},
                sensitive=frozenset(name for name, mark in secret.items() if mark is True),
                tainted=bool(block.get("tainted")),
                source=source,
            )
        )
    empty = () if found or others else (source,)
    return State(resources=tuple(found), others=others, sources=(source,), empty=empty, data=tuple(shown))


def _blocks(module: Mapping[str, Any], source: str) -> Iterator[Mapping[str, Any]]:
    for block in module.get("resources") or ():
        if not isinstance(block, dict) or "address" not in block or "type" not in block:
            raise JobError(
                f"{source} is damaged: a resource in it has no address or type.",
                hint="Make the file again with `terraform show -json`.",
            )
        yield block
    for child in module.get("child_modules") or ():
        yield from _blocks(child, source)
