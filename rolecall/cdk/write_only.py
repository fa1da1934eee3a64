"""Write-only arguments that take their value from where it lasts: a variable whose value the saved plan holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rolecall.cdk.references import meaning
from rolecall.cdk.toolkit import Annotations, Construct, IValidation, TerraformStack, TerraformVariable, implements

_VARIABLE: Final = re.compile(r"\bvar\.([\w-]+)")


@dataclass(frozen=True, slots=True)
class Written:
    """A write-only argument of an element: `argument` says which, and `value` is text that holds a reference."""

    element: Construct
    argument: str
    value: str


@implements(IValidation)
class EphemeralVariables:
    """Warns, when CDKTF asks whether all is well, of each argument in `written` that no ephemeral variable gives."""

    def __init__(self, stack: TerraformStack, written: list[Written]) -> None:
        self._stack = stack
        self._written = written

    def validate(self) -> list[str]:
        """Add the warnings. They stop nothing, so there is no error to give."""
        lasting = _Lasting(self._stack)
        for each in self._written:
            for name in lasting.named_in(each.value):
                Annotations.of(each.element).add_warning(
                    f"argument {each.argument} is write-only, but variable {name} is not ephemeral, so a saved plan "
                    "holds its value in clear text; make the variable with secret_variable()"
                )
        return []


class _Lasting:
    """The variables of one stack whose values stay in a saved plan."""

    def __init__(self, stack: TerraformStack) -> None:
        self._stack = stack
        self._found: dict[str, list[str]] = {}

    def named_in(self, value: str) -> list[str]:
        """The names of those that `value` refers to."""
        if value not in self._found:
            self._found[value] = list(self._look(value))
        return self._found[value]

    def _look(self, value: str) -> Iterator[str]:
        named = dict.fromkeys(_VARIABLE.findall(meaning(value, self._stack)))
        yield from (name for name in named if name in self._names)

    @cached_property
    def _names(self) -> set[str]:
        blocks = [each.to_terraform() for each in self._stack.node.find_all() if isinstance(each, TerraformVariable)]
        return {
            name for block in blocks for name, body in block["variable"].items() if body.get("ephemeral") is not True
        }
