"""Import blocks for what was there before: data written by `rolecall adopt`, one object for each address.

{"version": 1, "runs": 1, "imports": [{"to": "tanium_user.jane", "id": "812"}]}
"""

from __future__ import annotations

import json
from pathlib import Path

from rolecall.cdk.construct_names import home_of
from rolecall.cdk.errors import DeclarationError
from rolecall.cdk.toolkit import TerraformStack
from rolecall.cdk.values import Scalar, normalise


def import_existing(stack: TerraformStack, file: str | Path) -> None:
    """Have Terraform import every object in `file` whose address is declared in `stack`.

    Call it last: what is declared later is not seen. Terraform passes over what its state has already, so the blocks
    may stay. An object whose declaration was deleted is not imported.

    Raises DeclarationError for a file that is not of this form.
    """
    path = Path(file)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        rows = [(str(item["to"]), str(item["id"])) for item in data["imports"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DeclarationError(f"{path} is no list of imports: {error}") from None
    declared = home_of(stack).registry.taken
    blocks = [
        {"to": to, "id": normalise(Scalar("string"), id_, "id")}
        for to, id_ in rows
        if tuple(to.split(".", 1)) in declared
    ]
    if blocks:
        stack.add_override("import", blocks)
