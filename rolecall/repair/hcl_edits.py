"""Edits of Terraform's language: the argument of a resource block in the folder whose state it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rolecall.repair.edits import Change, Edit, UntoldError, changed, read, same
from rolecall.repair.hcl import Block, resource_blocks, written


@dataclass(frozen=True, slots=True)
class Written:
    """The resource blocks that stand in the Terraform files of one folder, each with its file."""

    blocks: Mapping[str, tuple[Path, Block]] = field(default_factory=dict)

    def values(self) -> dict[str, dict[str, Any]]:
        """The literal arguments of each resource, by address."""
        return {
            address: {name: each.value for name, each in block.arguments.items() if each.is_literal}
            for address, (_, block) in self.blocks.items()
        }


def read_folder(folder: Path) -> Written:
    """The blocks of `folder`, which may be none; files that cannot be read have none."""
    found: dict[str, tuple[Path, Block]] = {}
    for file in sorted(folder.glob("*.tf")):
        try:
            found |= {block.address: (file, block) for block in resource_blocks(read(file))}
        except UntoldError:
            continue
    return Written(found)


def edit_hcl(file: Path, block: Block, change: Change) -> Edit:
    """The edit of a resource block. Raises UntoldError where it cannot be told."""
    text = read(file)
    if change.delete:
        if any(change.address in read(other) for other in file.parent.glob("*.tf")):
            raise UntoldError("Other blocks refer to it.")
        return _lines(text, block)
    if "count" in block.arguments or "for_each" in block.arguments:
        raise UntoldError("The block declares several resources, which would all change.")
    argument = block.arguments.get(change.attribute)
    if argument is None:
        if change.before is not None:
            raise UntoldError(f"The block does not say `{change.attribute}`.")
        at = text.rindex("}", block.start, block.end)
        before = "" if text[:at].endswith("\n") else "\n"
        return Edit(at, at, f"{before}  {change.attribute} = {written(change.after)}\n")
    if not argument.is_literal or not same(argument.value, change.before):
        raise UntoldError(f"The value of `{change.attribute}` is no literal that the state agrees with.")
    return Edit(argument.start, argument.end, written(changed(argument.value, change.after)))


def _lines(text: str, block: Block) -> Edit:
    """The lines of a block, with the empty one behind it."""
    start = text.rfind("\n", 0, block.start) + 1
    end = text.find("\n", block.end) + 1 or len(text)
    if text[start : block.start].strip() or text[block.end : end].strip():
        raise UntoldError("Something else stands on its lines.")
    return Edit(start, end + 1 if text[end : end + 1] == "\n" else end, "")
