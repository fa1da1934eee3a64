"""Backends as HCL, for stacks without CDKTF."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rolecall.state_url import Backend, backend


def backend_block(url: str, stack: str, name: str, indent: str = "  ") -> str:
    """The block that keeps the state `name` at `url`, for a file in the folder `stack`.

    Raises StateUrlError for a URL that cannot be one.
    """
    found = _relative(backend(url, name), url, stack)
    arguments = {**found.arguments, **found.own}
    head = "cloud" if found.type == "cloud" else f'backend "{found.type}"'
    return "\n".join(f"{indent}{line}" for line in [f"{head} {{", *_lines(arguments, "workspaces"), "}"])


def _relative(found: Backend, url: str, stack: str) -> Backend:
    """A folder that the URL names relatively stays so: a repository is not on one machine alone."""
    if found.type != "local" or Path(urlsplit(url).path).is_absolute():
        return found
    path = os.path.relpath(found.arguments["path"], Path.cwd() / stack)
    return Backend(type=found.type, arguments={"path": path})


def _lines(arguments: Mapping[str, Any], block: str) -> Iterator[str]:
    """Arguments in the form of `terraform fmt`; the one called `block` is a block, other mappings are values."""
    values = {name: value for name, value in arguments.items() if not isinstance(value, Mapping)}
    width = max((len(name) for name in values), default=0)
    for name, value in values.items():
        yield f"  {name:{width}} = {_literal(value)}"
    for name, value in arguments.items():
        if isinstance(value, Mapping):
            yield f"  {name} {'{' if name == block else '= {'}"
            yield from (f"  {line}" for line in _lines(value, block))
            yield "  }"


def _literal(value: Any) -> str:
    """A value as HCL, in which `${` and `%{` begin templates."""
    return json.dumps(value, ensure_ascii=False).replace("${", "$${").replace("%{", "%%{")
