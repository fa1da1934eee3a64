"""Documentation of dialects: what each shape of the vendor's API has, and what can hurt in one of them only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generators.resolve.specification import ProviderSpec
from generators.text import code, markdown
from rolecall.specification.schema import DataSource, Ephemeral, Provider, Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One dialect of a page: its name, and what it lacks of the page's type, by attribute, with the reason.

    `lacks_all` is the reason why the whole type is not there.
    """

    name: str
    lacks: dict[str, str]
    lacks_all: str = ""


def columns(spec: ProviderSpec, item: Resource | DataSource | Ephemeral) -> list[Column]:
    """A column for each dialect of the vendor; empty where the API comes in one shape."""
    prefix = {DataSource: "data.", Ephemeral: "ephemeral."}.get(type(item), "")
    return [_column(each, prefix + item.name) for each in providers(spec)] if spec.variants else []


def providers(spec: ProviderSpec) -> list[Provider]:
    """The shim of each dialect, the vendor's own first."""
    return [spec.provider, *(variant.provider for _, variant in spec.variants)]


def name_of(provider: Provider) -> str:
    """The names of the dialects that a shim declares."""
    return " ".join(code(name) for _, name in provider.spoken)


def hurts(spec: ProviderSpec, told: Callable[[Provider], list[str]]) -> list[str]:
    """The sentences that `told` has about each dialect; one that is not true of all says of which."""
    shims = providers(spec)
    if len(shims) == 1:
        return told(spec.provider)
    by_dialect = {name_of(each): told(each) for each in shims}
    found: list[str] = []
    for text in dict.fromkeys(text for texts in by_dialect.values() for text in texts):
        where = [name for name, texts in by_dialect.items() if text in texts]
        found.append(text if len(where) == len(shims) else f"In {' and '.join(where)}: {text}")
    return found


def _column(provider: Provider, name: str) -> Column:
    lacks = [each for each in provider.lacks if each.type_name == name]
    return Column(
        name=name_of(provider),
        lacks={each.attribute: markdown(each.reason) for each in lacks if each.attribute},
        lacks_all=next((markdown(each.reason) for each in lacks if not each.attribute), ""),
    )
