"""Caveats of objects that are made from something else, or together with something else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """An object is made from a template, which is named by its key or by its name."""

    id: str
    name: str
    lookup: str
    by: str
    noun: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """Making an object makes another one along with it."""

    attribute: str
    collection: str
    member: str
    by: str
