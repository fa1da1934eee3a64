"""What an example is made of, in the words of neither language, and how each language writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generators.naming import class_name, member_name, short_name
from generators.text import aligned, hcl, python

Kind = Literal["resource", "data", "ephemeral", "action"]
_PREFIX = {"resource": "", "data": "Data", "ephemeral": "Ephemeral", "action": "Action"}


@dataclass(frozen=True, slots=True)
class Variable:
    """A value that comes from a variable, because it is a secret."""

    name: str


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to an attribute of another block of the example."""

    block: Block
    attribute: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block with its arguments, in the words of neither language."""

    kind: Kind
    type_name: str
    vendor: str
    label: str = "example"
    arguments: tuple[tuple[str, object], ...] = ()
    overlap: bool = False

    @property
    def address(self) -> str:
        """How HCL refers to it."""
        prefix = "" if self.kind == "resource" else f"{self.kind}."
        return f"{prefix}{self.type_name}.{self.label}"

    @property
    def class_name(self) -> str:
        """Its class in the bindings."""
        return _PREFIX[self.kind] + class_name(short_name(self.type_name, self.vendor))

    def hcl_arguments(self) -> list[tuple[str, str]]:
        """Names and expressions in HCL, the names padded as `terraform fmt` pads them."""
        return aligned([(name, _hcl(value)) for name, value in self.arguments])

    def python_arguments(self) -> list[tuple[str, str]]:
        """Names and expressions in Python."""
        return [(member_name(name), _python(value)) for name, value in self.arguments]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The blocks of one example; the last is the one it is about. `shown` is an attribute to give out."""

    name: str
    text: str
    blocks: tuple[Block, ...]
    shown: str | None = None

    @property
    def subject(self) -> Block:
        """The block that the example is about."""
        return self.blocks[-1]

    @property
    def variables(self) -> list[str]:
        """The variables that the blocks take."""
        values = [value for block in self.blocks for _, value in block.arguments]
        return sorted({value.name for value in values if isinstance(value, Variable)})

    @property
    def toolkit(self) -> list[str]:
        """What the Python form takes from CDKTF."""
        names = ["App", "TerraformStack"]
        names += ["TerraformOutput"] if self.shown else []
        return sorted([*names, "secret_variable"] if self.variables else names)

    @property
    def shown_member(self) -> str:
        """The attribute to give out, as bindings call it."""
        return member_name(self.shown or "")

    def imports(self, own: str) -> list[str]:
        """What the Python form takes from the bindings; `own` is the provider's class."""
        return sorted({own, *(block.class_name for block in self.blocks)})

    @property
    def linked(self) -> list[str]:
        """Labels of the blocks that others refer to."""
        values = [value for block in self.blocks for _, value in block.arguments]
        return [value.block.label for value in values if isinstance(value, Link)]


def _hcl(value: object) -> str:
    if isinstance(value, Variable):
        return f"var.{value.name}"
    if isinstance(value, Link):
        return f"{value.block.address}.{value.attribute}"
    return hcl(value, 2)


def _python(value: object) -> str:
    if isinstance(value, Variable):
        return value.name
    if isinstance(value, Link):
        return f"{value.block.label}.{value.attribute}"
    return python(value)
