"""Python that declares adopted objects: one call of a binding for each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from rolecall.adopt.decisions import Adopted
from rolecall.estate.runtime_facade import shims

_WIDTH: Final = 120
ROSTER: Final = "people"
"""The construct of the roster, beside which everything else is declared."""
MARK: Final = "    # `rolecall adopt` writes what it finds later above this line."


def call(item: Adopted, name: str, indent: str = "    ") -> str:
    """The statement that declares `item` under the construct id `name`."""
    vendor, _, kind = item.type.partition("_")
    parts = ["scope", literal(name), *(f"{each}={literal(value)}" for each, value in item.arguments.items())]
    if item.alias is not None:
        parts.append(f"provider=blocks[{literal(item.alias)}]")
    head = f"{indent}{vendor}.{class_name(kind)}("
    flat = f"{head}{', '.join(parts)})"
    if len(flat) <= _WIDTH:
        return f"{flat}\n"
    deeper = f"{indent}    "
    return f"{head}\n" + "".join(f"{deeper}{_wrapped(part, item, deeper)},\n" for part in parts) + f"{indent})\n"


def _wrapped(part: str, item: Adopted, indent: str) -> str:
    """`part` of a call, a list with one element on each line where it is too long for one line."""
    name = part.partition("=")[0]
    value = item.arguments.get(name)
    if len(indent) + len(part) < _WIDTH or not isinstance(value, list):
        return part
    return f"{name}=[\n" + "".join(f"{indent}    {literal(each)},\n" for each in value) + f"{indent}]"


def class_name(kind: str) -> str:
    """The binding of a resource type: `role_binding` is `RoleBinding`."""
    return "".join(word.capitalize() for word in kind.split("_"))


def literal(value: Any) -> str:
    """`value` as Python writes it, on one line."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False) if value.isprintable() else ascii(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{literal(name)}: {literal(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(literal(item) for item in value)}]"
    return repr(value)


def new_module(vendor: str, title: str) -> str:
    """`declarations.py` with nothing declared yet."""
    return f'''"""What {title} had when it was adopted, and what was adopted later. Yours to edit."""

from collections.abc import Mapping

from {shims.bindings_of(vendor)} import {vendor}
from rolecall.cdk.toolkit import Construct, TerraformProvider


def declare(scope: Construct, blocks: Mapping[str, TerraformProvider]) -> None:
    """Declare everything that no pattern covers; `blocks` are further provider blocks, by alias."""
{MARK}
'''


def block_id(vendor: str, alias: str) -> str:
    """The construct of a further provider block."""
    return f"{vendor}-{alias}"


def main_module(vendor: str, title: str, blocks: Mapping[str, Mapping[str, Any]]) -> str:
    """`main.py`: the stack. `blocks` are the arguments of further provider blocks, by alias."""
    name = class_name(vendor)
    further = "".join(
        f"            {literal(alias)}: {vendor}.{name}Provider(self, {literal(block_id(vendor, alias))}, "
        f"alias={literal(alias)}{''.join(f', {key}={literal(value)}' for key, value in arguments.items())}),\n"
        for alias, arguments in blocks.items()
    )
    made = f"{{\n{further}        }}" if further else "{}"
    return f'''"""{title}, adopted: `cdktf deploy` imports what is there and changes nothing. Yours to edit."""

from pathlib import Path

from declarations import declare

from rolecall.cdk import import_existing
from {shims.bindings_of(vendor)} import {vendor}
from rolecall.cdk.toolkit import App, Construct, TerraformProvider, TerraformStack
from rolecall.patterns import Roster
from rolecall.cdk import keep_state

HERE = Path(__file__).parent
PEOPLE = HERE / "people.yaml"


class Adopted{name}(TerraformStack):
    """Who has which access. The vendor's address and credentials come from the environment."""

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        keep_state(self)
        {vendor}.{name}Provider(self, "{vendor}")
        blocks: dict[str, TerraformProvider] = {made}
        if PEOPLE.exists():
            Roster(self, "{ROSTER}", PEOPLE)
        declare(self, blocks)
        import_existing(self, HERE / "imports.json")


app = App()
Adopted{name}(app, "adopted-{vendor}")
app.synth()
'''
