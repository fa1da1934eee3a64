"""Dialects: one vendor's API in several shapes behind the same resource types."""

from __future__ import annotations

from typing import Final

from rolecall.specification.declaration import dataclass
from rolecall.specification.schema.operations import Operation

AUTO: Final = "auto"
"""The value of a dialect's argument by which the vendor is asked which shape it speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """One shape of a vendor's API, chosen by the value `name` of the provider argument `argument`.

    `title` names it in messages. `probe` is a read that only this shape answers, with something at the dotted path
    `item`; the dialect that most servers speak is asked for `first`. Dialects of different arguments are independent:
    each is about a system of its own.
    """

    argument: str
    name: str
    title: str
    probe: Operation
    item: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """Something that a dialect has not: the type `type_name`, or its attribute `attribute`. `reason` says why.

    Data sources and ephemeral resource types are named as Terraform refers to them: `data.<type>`, `ephemeral.<type>`.
    Objects of a type that is `listed` can be listed in a dialect that has it.
    """

    type_name: str
    reason: str
    attribute: str = ""
    listed: bool = False
