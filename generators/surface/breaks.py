"""Changes of a surface that break what somebody wrote against the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generators.surface.snapshot import Attributes, Surface


@dataclass(frozen=True, slots=True)
class Break:
    """One change. `name` is what the changelog must name: a type, or `<type>.<attribute>`."""

    name: str
    what: str

    def __str__(self) -> str:
        """The change in words."""
        return f"{self.name}: {self.what}"


def breaks(before: Surface, now: Surface) -> Iterator[Break]:
    """Every change that makes a configuration, or an expression in one, fail or replace something."""
    for vendor, types in before.items():
        for type_name, attributes in types.items():
            if type_name not in now.get(vendor, {}):
                yield Break(type_name, "is gone")
            else:
                yield from _of_type(type_name, attributes, now[vendor][type_name])


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
        if "computed" in flags and "computed" not in new_flags and not can:
            yield Break(called, "cannot be read any more")
    for name, (_, *flags) in now.items():
        outer = name.rpartition(".")[0]
        if name not in before and "required" in flags and (not outer or outer in before):
            yield Break(f"{type_name}.{name}", "is new and required")


def unsaid(found: list[Break], changelog: str) -> list[Break]:
    """Those that the changelog does not name, in backticks, between its first heading of a version and the next."""
    newest = changelog.partition("\n## [")[2].partition("\n## [")[0]
    return [each for each in found if f"`{each.name}`" not in newest]
