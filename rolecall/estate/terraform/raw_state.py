"""Raw state files of version 4, as backends keep them and `terraform state pull` prints them."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from rolecall.reports.errors import JobError

_PROVIDER: Final = re.compile(
    r'^(?:module\..*?\.)?provider\["(?:[^"/]+/)?(?P<namespace>[^"/]+)/(?P<name>[^"/]+)"\](?:\.(?P<alias>[\w-]+))?$'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawResource:
    """One instance of a raw state: `namespace` and `vendor` are the last two parts of the source address."""

    address: str
    mode: str
    type: str
    name: str
    namespace: str
    vendor: str
    alias: str | None
    values: Mapping[str, Any]
    sensitive: frozenset[str]
    tainted: bool
    private: bytes


def resources_of_raw_state(data: Mapping[str, Any], source: str) -> Iterator[RawResource]:
    """Every managed instance that is not deposed, and every data source. Raises JobError where the file is damaged."""
    for block in data.get("resources") or ():
        try:
            mode = "data." if block["mode"] == "data" else ""
            provider = _PROVIDER.match(block["provider"])
            module = f"{block['module']}." if block.get("module") else ""
            for instance in block["instances"]:
                if instance.get("deposed"):
                    continue
                key = f"[{json.dumps(instance['index_key'])}]" if "index_key" in instance else ""
                yield RawResource(
                    address=f"{module}{mode}{block['type']}.{block['name']}{key}",
                    mode=block["mode"],
                    type=block["type"],
                    name=block["name"],
                    namespace="" if provider is None else provider["namespace"],
                    vendor="" if provider is None else provider["name"],
                    alias=None if provider is None else provider["alias"],
                    values=instance.get("attributes") or {},
                    sensitive=_sensitive(instance.get("sensitive_attributes") or ()),
                    tainted=instance.get("status") == "tainted",
                    private=base64.b64decode(instance.get("private") or ""),
                )
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise JobError(
                f"{source} is damaged: a resource in it cannot be read ({type(error).__name__}: {error}).",
                hint="Get the state again with `terraform state pull`.",
            ) from None


def _sensitive(paths: Any) -> frozenset[str]:
    """The names at the top of `sensitive_attributes`: lists of steps such as {type: get_attr, value: token}."""
    return frozenset(str(path[0]["value"]) for path in paths if len(path) == 1 and path[0].get("type") == "get_attr")
