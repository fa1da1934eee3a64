"""What a definition says about its dialects: which one it is, and how a server is asked whether it speaks it."""

from __future__ import annotations

from dataclasses import dataclass

from generators.input.operations import Call
from generators.input.yaml_source import Placed, Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectRule(Placed):
    """The read that only this dialect answers, with something at the dotted path `item`; `first`: before others'."""

    operation: Call | Remark
    item: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DialectRule(Placed):
    """The dialect of one system: its name, as the provider argument gives it, and its title in messages."""

    name: str
    title: str
    detect: DetectRule
