"""Blocks for what was there before: data written by `rolecall adopt` and `rolecall drift --fix`.

{"version": 1, "imports": [{"to": "tanium_user.jane", "id": "812"}],
 "moved": [{"from": "tanium_user.jd", "to": "tanium_user.jane"}], "removed": ["tanium_user.twin"]}
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from rolecall.cdk.construct_names import home_of
from rolecall.cdk.errors import DeclarationError
from rolecall.cdk.toolkit import TerraformStack
from rolecall.cdk.values import Scalar, canonical_value

_blocks: WeakKeyDictionary[TerraformStack, dict[str, list[dict[str, Any]]]] = WeakKeyDictionary()
"""What stacks were given so far, by the kind of block: an override replaces what was there."""


def import_existing(stack: TerraformStack, file: str | Path) -> None:
    """Have Terraform import every object in `file` whose address is declared in `stack`.

    Call it last: what is declared later is not seen. Terraform passes over what its state has already, so the blocks
    may stay. An object whose declaration was deleted is not imported. Where the file says so, addresses are moved to
    declared ones, and addresses that are no longer declared are forgotten without being destroyed. Several files add
    up.

    Raises DeclarationError for a file that is not of this form.
    """
    path = Path(file)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        imports = [(str(item["to"]), str(item["id"])) for item in data["imports"]]
        moved = [(str(item["from"]), str(item["to"])) for item in data.get("moved", [])]
        removed = [str(item) for item in data.get("removed", [])]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DeclarationError(f"{path} is no list of imports: {error}") from None
    taken = home_of(stack).registry.taken

    def is_declared(address: str) -> bool:
        return tuple(address.split(".", 1)) in taken

    found = {
        "import": [
            {"to": to, "id": canonical_value(Scalar("string"), id_, "id")} for to, id_ in imports if is_declared(to)
        ],
        "moved": [{"from": before, "to": to} for before, to in moved if is_declared(to) and not is_declared(before)],
        "removed": [{"from": each, "lifecycle": {"destroy": False}} for each in removed if not is_declared(each)],
    }
    mine = _blocks.setdefault(stack, {})
    for kind, blocks in found.items():
        if blocks:
            mine[kind] = [*mine.get(kind, []), *(each for each in blocks if each not in mine.get(kind, []))]
            stack.add_override(kind, mine[kind])
