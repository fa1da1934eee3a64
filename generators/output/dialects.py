"""Documentation of dialects: what each shape of the vendor's API has, and what can hurt in one of them only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generators.resolve.specification import ProviderSpec
from generators.text import code, markdown
from rolecall.runtime.resources.systems import system_of
from rolecall.specification.schema import Action, DataSource, Ephemeral, Provider, Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One dialect of a page: its name, and what it lacks of the page's type, by attribute, with the reason.

    `lacks_all` is the reason why the whole type is not there.
    """

    name: str
    lacks: dict[str, str]
    lacks_all: str = ""


def columns(spec: ProviderSpec, item: Resource | DataSource | Ephemeral | Action) -> list[Column]:
    """A column for each dialect of the system that the page's type lives at; empty where that has one alone."""
    found: list[Column] = []
    system = system_of(providers(spec), _lacked_as(item))
    arguments = {each.argument for each in spec.provider.dialects if each.probe.endpoint == system}
    for argument, speakers in _speakers(spec).items():
        if argument in arguments:
            own = {name: [_lacks(each, _lacked_as(item)) for each in shims] for name, shims in speakers.items()}
            found += [_column(spec, argument, name, lacks) for name, lacks in own.items()]
    return found


def having(spec: ProviderSpec, item: Resource | DataSource | Ephemeral | Action) -> ProviderSpec:
    """What is known of the first dialect that has a type, the vendor's own first."""
    shapes = (spec, *(variant for _, variant in spec.variants))
    return next((each for each in shapes if "" not in _lacks(each.provider, _lacked_as(item))), spec)


def providers(spec: ProviderSpec) -> list[Provider]:
    """The shim of each combination of dialects, the vendor's own first."""
    return [spec.provider, *(variant.provider for _, variant in spec.variants)]


def hurts(spec: ProviderSpec, told: Callable[[Provider], list[str]], type_name: str = "") -> list[str]:
    """The sentences that `told` has about each dialect that has the type; one that is not true of all says of which."""
    shims = [each for each in providers(spec) if "" not in _lacks(each, type_name)]
    if len(shims) == 1:
        return told(shims[0])
    texts = [(each, told(each)) for each in shims]
    found: list[str] = []
    for text in dict.fromkeys(text for _, every in texts for text in every):
        where = [each for each, every in texts if text in every]
        found.append(text if len(where) == len(shims) else f"In {_where(spec, where)}: {text}")
    return found


def _where(spec: ProviderSpec, shims: list[Provider]) -> str:
    """What `shims` have in common and no other has: the dialects of one argument, or each combination by itself."""
    for argument, speakers in _speakers(spec).items():
        names = [name for name, every in speakers.items() if any(each in every for each in shims)]
        if sum(len(speakers[name]) for name in names) == len(shims):
            return " and ".join(_title(spec, argument, name) for name in names)
    combined = [" with ".join(_title(spec, *each) for each in shim.spoken) for shim in shims]
    return " and ".join(combined)


def _speakers(spec: ProviderSpec) -> dict[str, dict[str, list[Provider]]]:
    """By argument and by the name of a dialect the shims that speak it."""
    found: dict[str, dict[str, list[Provider]]] = {}
    for shim in providers(spec) if spec.variants else ():
        for argument, name in shim.spoken:
            found.setdefault(argument, {}).setdefault(name, []).append(shim)
    return found


def _title(spec: ProviderSpec, argument: str, name: str) -> str:
    """A dialect as the pages call it; with its argument where a vendor has several."""
    return code(name if len(spec.provider.spoken) == 1 else f"{argument} = {name}")


def _lacked_as(item: Resource | DataSource | Ephemeral | Action) -> str:
    """The name of a type as lacks say it."""
    return {DataSource: "data.", Ephemeral: "ephemeral.", Action: "action."}.get(type(item), "") + item.name


def _lacks(provider: Provider, name: str) -> dict[str, str]:
    """What a shim lacks of a type, by attribute, with the reason; under no attribute, why it has no such type."""
    return {each.attribute: markdown(each.reason) for each in provider.lacks if each.type_name == name}


def _column(spec: ProviderSpec, argument: str, name: str, lacks: list[dict[str, str]]) -> Column:
    common = {attribute: reason for attribute, reason in lacks[0].items() if all(attribute in each for each in lacks)}
    return Column(name=_title(spec, argument, name), lacks_all=common.pop("", ""), lacks=common)
