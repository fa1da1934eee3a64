"""Changes of a surface that break what somebody wrote against the one before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generators.surface.snapshot import DEFAULT, ONE_OF, Attributes, Surface


@dataclass(frozen=True, slots=True)
class Break:
    """One change. `name` is what the changelog must name: a type, or `<type>.<attribute>`.

    The provider block of a vendor is `<vendor>.provider`.
    """

    name: str
    what: str

    def __str__(self) -> str:
        """The change in words."""
        return f"{self.name}: {self.what}"


def breaks(before: Surface, now: Surface) -> Iterator[Break]:
    """Every change that makes a configuration, or an expression in one, fail or replace something."""
    for vendor, types in before.items():
        for type_name, attributes in types.items():
            called = f"{vendor}.provider" if type_name == "provider" else type_name
            if type_name not in now.get(vendor, {}):
                yield Break(called, "is gone")
            else:
                yield from _of_type(called, attributes, now[vendor][type_name])


def _of_type(type_name: str, before: Attributes, now: Attributes) -> Iterator[Break]:
    for name, (kind, *flags) in before.items():
        called = f"{type_name}.{name}"
        if name not in now:
            yield Break(called, "is gone")
            continue
        new_kind, *new_flags = now[name]
        if new_kind != kind:
            yield Break(called, f"was {kind}, and is {new_kind}")
        if "required" in new_flags and "required" not in flags:
            yield Break(called, "is required now")
        if "replaces" in new_flags and "replaces" not in flags:
            yield Break(called, "replaces the object now")
        could, can = {"required", "optional"} & set(flags), {"required", "optional"} & set(new_flags)
        if could and not can:
            yield Break(called, "cannot be set any more")
        yield from _of_values(called, flags, new_flags) if can else ()
        if "computed" in flags and "computed" not in new_flags and not can:
            yield Break(called, "cannot be read any more")
    for name, (_, *flags) in now.items():
        outer = name.rpartition(".")[0]
        if name not in before and "required" in flags and (not outer or outer in before):
            yield Break(f"{type_name}.{name}", "is new and required")


def _of_values(called: str, before: list[str], now: list[str]) -> Iterator[Break]:
    """What an argument takes no longer, and what counts in its place where the configuration says nothing."""
    taken, takes = _said(before, ONE_OF), _said(now, ONE_OF)
    lost = [value for value in taken or () if value not in takes] if takes is not None else []
    if lost:
        yield Break(called, f"no longer takes {', '.join(map(json.dumps, lost))}")
    elif takes is not None and taken is None:
        yield Break(called, f"takes only {', '.join(map(json.dumps, takes))} now")
    was, is_now = _said(before, DEFAULT), _said(now, DEFAULT)
    if was != is_now:
        yield Break(called, f"had the default {json.dumps(was)}, and has {json.dumps(is_now)}")


def _said(flags: list[str], word: str) -> Any:
    """What follows `word` in one of the flags; None where none has it."""
    return next((json.loads(each.removeprefix(word)) for each in flags if each.startswith(word)), None)


def unsaid(found: list[Break], changelog: str) -> list[Break]:
    """Those that the changelog does not name, in backticks, between its first heading of a version and the next."""
    newest = changelog.partition("\n## [")[2].partition("\n## [")[0]
    return [each for each in found if f"`{each.name}`" not in newest]
