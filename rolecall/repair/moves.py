"""Resources that the code calls by another name than the state, and those that are managed twice."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rolecall.estate.runtime_facade import shims
from rolecall.estate.terraform.state import ManagedResource
from rolecall.repair.hcl_edits import Written
from rolecall.specification.schema import ObjectLifecycle, Resource


def configured(folder: Path, hcl: Written) -> dict[str, Mapping[str, Any]]:
    """The arguments of each resource that the files of a folder declare, by address: those of both syntaxes."""
    found: dict[str, Mapping[str, Any]] = dict(hcl.values())
    for file in sorted(folder.glob("*.tf.json")):
        try:
            blocks = json.loads(file.read_text(encoding="utf-8")).get("resource", {})
            found |= {f"{kind}.{name}": said for kind, each in blocks.items() for name, said in each.items()}
        except (OSError, ValueError, AttributeError, RecursionError):
            continue  # Terraform says what is wrong with it
    return found


def moved(items: Sequence[ManagedResource], declared: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The (from, to) of resources whose address the code no longer has, while another one has their name.

    `items` are those of one state, `declared` what its folder declares.
    """
    if not declared:
        return
    known = {item.address.partition("[")[0] for item in items}
    wanted: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    left: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for address, arguments in declared.items():
        key = _key(address.partition(".")[0], arguments)
        if address not in known and key is not None:
            wanted[key].append(address)
    for item in items:
        key = _key(item.type, item.values)
        if item.address == f"{item.type}.{item.name}" and item.address not in declared and key is not None:
            left[key].append(item.address)
    for key, (*before,) in left.items():
        if len(before) == 1 and len(wanted[key]) == 1:
            yield before[0], wanted[key][0]


def _key(type_name: str, values: Mapping[str, Any]) -> tuple[str, tuple[str, ...]] | None:
    """The type and the natural name of a resource; None where names are not unique, or are no literals."""
    natural = _natural(type_name)
    said = [values.get(name) for name in natural]
    if not natural or not all(isinstance(each, str) and "${" not in each for each in said):
        return None
    return type_name, tuple(str(each) for each in said)


def _natural(type_name: str) -> list[str]:
    shim = shims.load(type_name.partition("_")[0])
    resource: Resource | None = (
        None if shim is None else next((each for each in shim.resources if each.name == type_name), None)
    )
    if shim is None or resource is None or not isinstance(resource.lifecycle, ObjectLifecycle):
        return []
    key = shim.collection(resource.lifecycle.collection).natural_key
    return [key.attribute, *(name for name, _ in key.scope)] if key is not None and key.unique else []
